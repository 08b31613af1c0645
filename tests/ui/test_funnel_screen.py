"""The Funnels screen: a panel a cohort, live, and lists that are as long as their numbers say."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.documents import flow_documents
from core.model.iteration import FrozenCohort
from core.model.partner import CohortKind, CustomerPartner
from tests.ui.funnel_study import FLOW, at, bill_study, observed
from tests.ui.opening import opened
from ui.funnel import behind
from ui.funnel.screen import FunnelScreen
from ui.funnel.spot import Spot, numbers
from ui.funnel.voices import ENTRY
from ui.session import Session


@contextmanager
def at_funnels(qtbot, study):
    session = Session(study)
    screen = opened(FunnelScreen(session), qtbot)
    yield screen
    session.close()


@pytest.fixture
def screen(qtbot, tmp_path):
    with at_funnels(qtbot, bill_study(tmp_path)) as shown:
        yield shown


def panels(screen):
    return [panel for panel in screen.pages.panels.shown if panel.isVisible()]


def funnels(screen):
    return [panel.funnel for panel in panels(screen)]


def rows(screen):
    model = screen.side.words.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(qtbot, panel, column, share):
    """A real press on a bar, at a share of entrants."""
    slots = panel.plot.laid()[1][0]
    point = QPoint(int(slots.x(slots.shape.centres[column]) - 8), int(slots.y(share)))
    qtbot.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=point)


def record(screen, *marks):
    for number, (partner, letter) in enumerate(marks):
        screen.session.study.record(
            observed(900 + number, partner, letter, id=f"z{partner}{letter}{number}")
        )


# --- panels


def test_everyone_and_the_first_cohorts_are_shown_before_anything_is_chosen(screen):
    assert [each.group.name for each in funnels(screen)] == [
        "Everyone", "Under 35", "Type first", "Over 90",
    ]  # fmt: skip
    assert [each.entrants for each in funnels(screen)] == [10, 4, 6, 0]


def test_the_choice_of_only_everyone_stays(screen):
    screen.session.choose(cohorts=("everyone",))
    screen.arrive()
    assert [each.group.name for each in funnels(screen)] == ["Everyone"]


def test_panels_come_in_the_order_of_the_study(screen):
    screen.session.choose(cohorts=("typed", "everyone"))
    assert [each.group.id for each in funnels(screen)] == ["everyone", "typed"]


def test_all_panels_have_one_scale(screen):
    ranges = {tuple(panel.plot.box.viewRange()[1]) for panel in panels(screen)}
    assert ranges == {(0, 1.14)}


def test_a_panel_says_its_funnel_to_a_screen_reader(screen):
    said = panels(screen)[0].accessibleName()
    assert said.startswith("Funnel of Everyone: 10 entrants; Bill arrives 10 of 10; ")
    assert said.endswith("Need met 3 of 4")
    assert "Types amount by hand no data" in panels(screen)[1].accessibleName()


def test_a_long_flow_is_scrolled_along_to_the_chosen_bar(qtbot, screen):
    panel = panels(screen)[0]
    panel.plot.setFixedWidth(200)
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_End)
    first, shown = panel.plot.window_of_slots()
    assert shown < panel.plot.slots_wide()
    assert first + shown == pytest.approx(panel.plot.slots_wide(), abs=0.2)


# --- live


def test_a_recorded_observation_moves_the_bars_at_once(screen):
    before = panels(screen)
    record(screen, ("P-011", "t"), ("P-011", "O"))
    assert funnels(screen)[0].entrants == 11
    screen.session._tell_gathered()
    assert funnels(screen)[0].steps[1].deviated == 2
    assert panels(screen) == before


class Paints(QObject):
    """The panels whose plots are painted."""

    def __init__(self, panels):
        super().__init__()
        self.panels = {panel.plot.viewport(): panel for panel in panels}
        self.seen = []
        for viewport in self.panels:
            viewport.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.seen.append(self.panels[watched].funnel.group.id)
        return False


def test_what_did_not_change_is_not_painted_again(qtbot, screen):
    qtbot.wait(50)
    paints = Paints(panels(screen))
    record(screen, ("P-011", "t"))
    qtbot.waitUntil(lambda: bool(paints.seen))
    QApplication.processEvents()
    assert paints.seen == ["everyone"]


def test_a_new_partner_joins_the_cohort_the_rule_puts_them_in(screen):
    study = screen.session.study
    study.do("Add partner", "partners", [CustomerPartner("P-012", "P-012", {"age": "20"})])
    record(screen, ("P-012", "t"))
    screen.session._tell_gathered()
    assert [each.entrants for each in funnels(screen)][:2] == [11, 5]


def test_an_undone_observation_leaves_the_bars(screen):
    record(screen, ("P-011", "t"))
    screen.session.study.undo("interview/P-011/i1")
    screen.session._tell_gathered()
    assert funnels(screen)[0].entrants == 10


def test_the_words_follow_the_bars(qtbot, screen):
    panels(screen)[0].pick("m", part="deviated")
    assert len(rows(screen)) == 3
    record(screen, ("P-009", "M"))
    qtbot.waitUntil(lambda: len(rows(screen)) == 4)


# --- keys and presses


def test_the_worst_step_is_looked_at_first(screen):
    assert screen.shown.spot == Spot("everyone", "m")
    assert screen.side.words._title.text() == "Types amount by hand"


def test_the_step_chosen_elsewhere_is_looked_at_first(qtbot, tmp_path):
    study = bill_study(tmp_path)
    session = Session(study)
    session.choose(step="s")
    screen = FunnelScreen(session)
    qtbot.addWidget(screen)
    screen.arrive()
    assert screen.shown.spot == Spot("everyone", "s")
    session.close()


def test_a_step_without_a_bar_chosen_elsewhere_leaves_the_last_bar(screen):
    screen.hide()
    screen.session.choose(step="back next month")
    assert screen.shown.spot == Spot("everyone", "m")
    screen._show_rest()
    assert screen.side.words._title.text() == "Types amount by hand"


def test_many_entries_end_with_a_line_that_counts_the_rest(qtbot, screen, monkeypatch):
    monkeypatch.setattr(behind, "ENTRIES", 3)
    press(qtbot, panels(screen)[0], 0, 0.5)
    screen.side.words.turned.emit("aligned")
    shown = rows(screen)
    assert len(shown) == 4
    assert shown[3] == "and 7 more"
    assert screen.side.words.list.model().index(3, 0).data(ENTRY) is None
    assert not screen.side.words.list.grab().isNull()


def test_arrows_walk_along_the_bars_and_the_undecided(qtbot, screen):
    panel = panels(screen)[0]
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Home)
    walked = []
    for _ in range(8):
        walked.append((screen.shown.spot.step, screen.shown.spot.undecided))
        qtbot.keyClick(panel, Qt.Key.Key_Right)
    assert walked == [
        ("t", False), ("o", False), ("p", False), ("o", True), ("m", False), ("s", False),
        ("n", False), ("n", False),
    ]  # fmt: skip
    assert screen.session.choice.step == "n"


def test_down_leads_to_the_same_step_of_the_next_cohort(qtbot, screen):
    first, second = panels(screen)[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_End)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert screen.shown.spot == Spot("young", "n")
    assert QApplication.focusWidget() is second


def test_enter_leads_to_the_words_and_escape_back(qtbot, screen):
    panel = panels(screen)[0]
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.side.words.list
    qtbot.keyClick(screen.side.words.list, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is panel


@pytest.mark.parametrize(
    ("column", "share", "spot", "expected"),
    [
        (3, 0.05, Spot("everyone", "m", part="aligned"), ["P-005"]),
        (3, 0.3, Spot("everyone", "m", part="deviated"), ["P-006", "P-008", "P-007"]),
        (5, 0.35, Spot("everyone", "n", part="unknown"), ["P-004"]),
        (5, 0.45, Spot("everyone", "n", part="earlier"), ["P-009"]),
    ],
)
def test_a_press_on_a_part_shows_those_it_counts(qtbot, screen, column, share, spot, expected):
    press(qtbot, panels(screen)[0], column, share)
    assert screen.shown.spot == spot
    assert [row.split(" · ")[0] for row in rows(screen)] == expected


def test_every_list_is_as_long_as_its_number_says(screen):
    for panel in panels(screen):
        spots = [Spot(panel.funnel.group.id, step.id) for step in FLOW.steps]
        spots.append(Spot(panel.funnel.group.id, "o", undecided=True))
        for spot in spots:
            for what, n in numbers(panel.funnel, spot).items():
                screen._on_picked(replace(spot, part=what))
                if n:
                    assert (spot, what, len(rows(screen))) == (spot, what, n)


def test_a_closed_panel_of_words_stays_closed_until_asked_for(qtbot, screen):
    screen.side.words.closed.emit()
    panel = panels(screen)[0]
    qtbot.keyClick(panel, Qt.Key.Key_Left)
    assert not screen.side.isVisible()
    press(qtbot, panel, 3, 0.3)
    assert screen.side.isVisible()
    assert len(rows(screen)) == 3


def test_an_entry_leads_to_its_partner_in_the_register(qtbot, screen):
    press(qtbot, panels(screen)[0], 3, 0.05)
    screen.side.enter()
    with qtbot.waitSignal(screen.session.wanted) as wanted:
        qtbot.keyClick(screen.side.words.list, Qt.Key.Key_Return)
    assert (wanted.args[0].screen, wanted.args[0].choice.partner) == ("partners", "P-005")


# --- reasons


def reasons(screen):
    sheet = screen.pages.below.cards[0].sheet
    return [" · ".join(row[at].text for at in (0, 1, 3)) for row in sheet.rows]


def test_reasons_are_ranked_and_add_up_to_those_who_left(screen):
    assert screen.pages.below.cards[0]._title.text() == "Why 5 of 10 left · Everyone"
    assert reasons(screen) == [
        "No amount · Types amount by hand · 2 of 5",
        "No time · Opens comparison · 3 of 5",
        "No reason given · Types amount by hand · 4 of 5",
        "No reason given · Need met · 5 of 5",
    ]


def test_a_reason_leads_to_those_who_gave_it(qtbot, screen):
    view = screen.pages.below.cards[0].view
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.model().index(0, 0)).center(),
    )  # fmt: skip
    assert screen.side.words._title.text() == "No amount"
    assert [row.split(" · ")[0] for row in rows(screen)] == ["P-006", "P-007"]


# --- the table twin


def test_the_table_has_the_same_numbers(qtbot, screen):
    qtbot.keyClick(panels(screen)[0], Qt.Key.Key_F7)
    model = screen.pages.table.numbers
    assert screen.pages.table.isVisible()
    assert model.rowCount() == 4 * 6
    assert screen.pages.table.currentIndex().row() == 3
    typed = [model.index(3, column).data() for column in range(model.columnCount())]
    assert [text.replace("\u00a0", " ") for text in typed] == [
        "Everyone", "Types amount by hand", "10", "4", "1", "3", "0", "0", "",
        "25 %", "5–70 %", "10 %", "2–40 %", "20 %", "1", "3", "worst step",
    ]  # fmt: skip
    assert model.index(1, 8).data() == "1"
    qtbot.keyClick(screen.pages.table, Qt.Key.Key_F7)
    assert panels(screen)


def test_the_table_is_copied_for_a_spreadsheet(qtbot, screen):
    study = screen.session.study
    cohort = msgspec.structs.replace(study.cohorts()[1], name='=HYPERLINK("x")\tand\nmore')
    study.do("Rename cohort", "partners", [cohort])
    screen.session.choose(cohorts=("young",))
    screen.actions_.table.setChecked(True)
    screen.pages.table.clearSelection()
    qtbot.keyClick(screen.pages.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 7
    assert {line.count("\t") for line in lines} == {16}
    assert lines[1].split("\t")[:5] == ['\'=HYPERLINK("x") and more', "Bill arrives", "4", "4", "4"]
    assert lines[1].split("\t")[9] == "100%"


def test_enter_on_a_row_leads_to_its_words(qtbot, screen):
    screen.actions_.table.setChecked(True)
    screen.pages.table.setCurrentIndex(screen.pages.table.numbers.index(3, 0))
    qtbot.keyClick(screen.pages.table, Qt.Key.Key_Return)
    assert screen.shown.spot == Spot("everyone", "m")
    assert QApplication.focusWidget() is screen.side.words.list


def test_the_table_follows_what_is_recorded(qtbot, screen):
    screen.actions_.table.setChecked(True)
    record(screen, ("P-011", "t"))
    qtbot.waitUntil(lambda: screen.pages.table.numbers.index(0, 2).data() == "11")


def test_the_chart_with_the_focus_is_copied_as_a_picture(qtbot, screen):
    panels(screen)[0].setFocus()
    qtbot.keyClick(panels(screen)[0], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    board = QApplication.clipboard()
    qtbot.waitUntil(lambda: not board.image().isNull())
    funnels_ = board.image().size()
    assert funnels_.width() > funnels_.height() > 1000
    card = screen.pages.below.cards[1]
    card.view.enter()
    qtbot.keyClick(card.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: board.image().size() != funnels_)


# --- what is not as usual


def test_before_the_first_partner_one_sentence_leads_to_capture(qtbot, tmp_path):
    with at_funnels(qtbot, bill_study(tmp_path, observations=[])) as screen:
        assert not panels(screen)
        assert "iteration 1" in screen.pages.empty.sentence.text()
        with qtbot.waitSignal(screen.session.wanted) as wanted:
            screen.pages.empty.button.click()
        assert wanted.args[0].screen == "capture"
        record(screen, ("P-001", "t"))
        assert funnels(screen)[0].entrants == 1


def test_a_closed_iteration_shows_the_cohorts_of_its_close(qtbot, tmp_path):
    frozen = FrozenCohort("young", "Under 35", CohortKind.DEMOGRAPHIC, ("P-001", "P-010"))
    with at_funnels(qtbot, bill_study(tmp_path, closed=at(5000), cohorts=(frozen,))) as screen:
        assert funnels(screen)[1].entrants == 2
        assert screen.subtitle().startswith("closed")
        record(screen, ("P-011", "t"))
        assert funnels(screen)[0].entrants == 10


def test_a_gap_in_the_data_is_named_and_leads_to_the_interview(qtbot, tmp_path):
    gap = [observed(1, "P-001", "t"), observed(2, "P-001", "s")]
    with at_funnels(qtbot, bill_study(tmp_path, observations=gap)) as screen:
        notice = screen.gaps._notice
        assert notice.isVisible()
        assert "P-001" in notice.sentence.text()
        with qtbot.waitSignal(screen.session.wanted) as wanted:
            notice.buttons[0].click()
        assert wanted.args[0].choice.partner == "P-001"
        screen.session.study.unmark("P-001", "i1", "s", 1)
        qtbot.waitUntil(lambda: not screen.gaps.isVisible())


def test_a_deviation_at_an_optional_step_is_no_reason_to_leave(qtbot, tmp_path):
    study = bill_study(tmp_path)
    steps = tuple(msgspec.structs.replace(each, optional=each.id == "m") for each in FLOW.steps)
    study.do(
        "Make optional", "flow", flow_documents(msgspec.structs.replace(FLOW, steps=steps), {})
    )
    with at_funnels(qtbot, study) as screen:
        count = funnels(screen)[0].steps[3]
        assert (count.deviated, count.fates.deviated) == (3, 0)
        assert not [row for row in reasons(screen) if "Types amount" in row]


def test_names_of_any_kind_are_shown(qtbot, screen):
    study = screen.session.study
    names = ["x" * 300, "עברית עם מילים", "🎉🎉 emoji", "=1+1", "a\nb"]
    steps = [
        msgspec.structs.replace(step, name=name)
        for step, name in zip(FLOW.steps, names, strict=False)
    ]
    study.edit_flow("Rename", msgspec.structs.replace(FLOW, steps=(*steps, FLOW.steps[5])))
    screen.session._tell_gathered()
    screen.grab()
    assert [each.step.name for each in funnels(screen)[0].steps[:5]] == names
