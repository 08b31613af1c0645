"""From a number to the words behind it, in the whole window: by the mouse, and by the keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.sample import write_sample
from core.study import Study
from ui.funnel.behind import partners_at
from ui.funnel.cells import Cell
from ui.funnel.spot import Spot, numbers
from ui.funnel.who import Who, partners_of
from ui.shell.window import Window

ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def screen(qtbot, tmp_path):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    window = Window()
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show_study(Study.open(path, background=True), "funnels", remember=False)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    assert window.frame is not None
    shown = window.frame.shown
    assert shown is not None
    shown.take_focus()
    yield shown
    window.leave_study()
    window.close()


def focus():
    return QApplication.focusWidget()


def press_key(qtbot, key, *modifiers):
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    qtbot.keyClick(focus(), key, held)


def entries(screen):
    model = screen.side.words.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def heading(screen):
    """What the tabs over the words say, by their number."""
    return {
        tab.what: int(tab.text().rsplit(" ", 1)[1])
        for tab in screen.side.words._tabs._tabs.values()
    }


def chosen(screen):
    return next(tab.what for tab in screen.side.words._tabs._tabs.values() if tab.isChecked())


def test_a_press_on_a_bar_fills_the_side_with_exactly_those_counted(qtbot, screen):
    panel = screen.pages.panels.shown[0]
    slots = panel.plot.laid()[1][0]
    centre = slots.shape.centres[1]
    qtbot.mouseClick(
        panel.plot.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(int(slots.x(centre) - 6), int(slots.y(0.94))),
    )
    assert screen.shown.spot.part == "deviated"
    assert heading(screen)["deviated"] == 3
    assert len(entries(screen)) == 3
    assert all("Path:" in screen.side.words.list.model().index(n, 0).data(
        Qt.ItemDataRole.AccessibleTextRole) for n in range(3))  # fmt: skip


def test_the_keys_alone_reach_every_mark_and_its_words(qtbot, screen):
    """Every bar of every panel, and from each its words; the lists add up to the numbers."""
    panels = screen.pages.panels.shown
    reached = set()
    for place, panel in enumerate(panels):
        assert focus() is panel
        press_key(qtbot, Qt.Key.Key_Home)
        while True:
            spot = screen.shown.spot
            reached.add((spot.group, spot.step, spot.undecided))
            assert heading(screen)[chosen(screen)] == len(entries(screen))
            press_key(qtbot, Qt.Key.Key_Right)
            if screen.shown.spot == spot:
                break
        if place + 1 < len(panels):
            press_key(qtbot, Qt.Key.Key_Down)
    wanted = {
        (each.group.id, count.step.id, False)
        for each in screen.shown.funnels
        for count in each.steps
    }
    wanted |= {
        (each.group.id, split, True)
        for each in screen.shown.funnels
        for split, n in each.undecided.items()
        if n
    }
    assert reached == wanted


def test_every_number_of_a_bar_has_a_list_as_long(screen):
    study, asked = screen.session.study, screen.shown.asked
    for funnel in screen.shown.funnels:
        for count in funnel.steps:
            for part in ("", "reached", "answered", "entrants", "possible"):
                spot = Spot(funnel.group.id, count.step.id, part=part)
                for what, n in numbers(funnel, spot).items():
                    found = partners_at(study, asked, spot, what)
                    assert (spot, what, len(set(found))) == (spot, what, n)


@pytest.mark.parametrize("name", ["reasons", "instead", "time", "compare", "iterations"])
def test_every_cell_of_a_chart_leads_to_exactly_those_it_counts(qtbot, screen, name):
    below = screen.pages.below
    card = next(each for each in below.cards if name in [c.name for c in each._charts])
    card.choose(name)
    targets = [cell.target for row in card.sheet.rows for cell in row if cell.target]
    assert targets
    asked, study = screen.shown.asked, screen.session.study
    for target in dict.fromkeys(map(id, targets)):
        who = next(each for each in targets if id(each) == target)
        assert isinstance(who, Who)
        for what, n in who.numbers:
            found = partners_of(study, asked, who, what)
            assert (who.title, what, len(found)) == (who.title, what, n)
            assert len(set(found)) == n


def test_the_keys_lead_from_a_panel_to_the_cells_of_a_chart_and_to_their_words(qtbot, screen):
    card = screen.pages.below.cards[1]
    for _ in range(60):
        press_key(qtbot, TAB)
        if focus() is card.view:
            break
    assert focus() is card.view
    reached = set()
    for row in range(card.view.sheet.rowCount()):
        for column in (1, 2):
            card.view.setCurrentIndex(card.view.sheet.index(0, 0))
            for _ in range(row):
                press_key(qtbot, Qt.Key.Key_Down)
            for _ in range(column):
                press_key(qtbot, Qt.Key.Key_Right)
            cell: Cell = card.view.sheet.cell(card.view.currentIndex())
            press_key(qtbot, ENTER)
            assert isinstance(cell.target, Who)
            assert sum(heading(screen).values()) == sum(n for _, n in cell.target.numbers)
            assert len(entries(screen)) == heading(screen)[chosen(screen)]
            reached.add((row, column))
            card.view.enter()
    assert len(reached) == 2 * len(card.sheet.rows)


def test_the_table_twin_is_reached_and_left_by_the_keys(qtbot, screen):
    spot = screen.shown.spot
    press_key(qtbot, Qt.Key.Key_F7)
    table = screen.pages.table
    assert focus() is table
    row = table.currentIndex().row()
    assert table.numbers.cell(row, 1).target.step == spot.step
    for _ in range(5):
        press_key(qtbot, Qt.Key.Key_Right)
    at = table.currentIndex()
    cell = table.numbers.cell(at.row(), at.column())
    press_key(qtbot, ENTER)
    assert str(heading(screen)[chosen(screen)]) == cell.text
    assert len(entries(screen)) == int(cell.text)
    press_key(qtbot, ESCAPE)
    assert focus() is table
    press_key(qtbot, Qt.Key.Key_F7)
    assert screen.pages.currentWidget() is screen.pages.grid


@pytest.mark.parametrize("card", [0, 1])
def test_a_chart_below_has_a_table_twin_of_its_own(qtbot, screen, card):
    shown = screen.pages.below.cards[card]
    shown.view.enter()
    press_key(qtbot, Qt.Key.Key_F7)
    twin = screen.pages.table.numbers.twin
    assert twin == shown.chart.sheet(screen.pages.scene()).twin
    assert twin.rows
    assert focus() is screen.pages.table
    press_key(qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == len(twin.rows) + 1
    press_key(qtbot, Qt.Key.Key_F7)
    assert focus() is shown.view


def test_everything_said_is_searched_and_narrowed_by_a_tag(qtbot, screen):
    press_key(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focus() is screen.side.words.field
    everything = heading(screen)["all"]
    assert everything > 20
    qtbot.keyClicks(focus(), "amount")
    found = heading(screen)["all"]
    assert 0 < found < everything
    assert len(entries(screen)) == found
    assert all("amount" in each.casefold() for each in entries(screen))
    press_key(qtbot, ESCAPE)
    assert screen.side.words.field.text() == ""
    press_key(qtbot, ESCAPE)
    assert focus() in screen.pages.panels.shown


def test_a_quote_is_pinned_to_its_step_and_unpinned_by_undo(qtbot, screen):
    screen._on_picked(Spot("everyone", screen.shown.spot.step, part="deviated"))
    screen.pages.take_focus()
    press_key(qtbot, ENTER)
    assert focus() is screen.side.words.list
    press_key(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: heading(screen).get("pinned") == 1)
    assert "pinned" in entries(screen)[0]
    study = screen.session.study
    assert study.undoable("evidence").label == "Pin quote"
    study.undo("evidence")
    qtbot.waitUntil(lambda: "pinned" not in heading(screen))


def test_cohorts_side_by_side_are_walked_and_pressed_like_panels(qtbot, screen):
    press_key(qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    (panel,) = screen.pages.panels.shown
    assert focus() is panel
    press_key(qtbot, Qt.Key.Key_Home)
    groups = []
    for _ in range(4):
        groups.append(screen.shown.spot.group)
        press_key(qtbot, Qt.Key.Key_Right)
    assert groups == [each.group.id for each in screen.shown.funnels]
    step = screen.shown.spot.step
    press_key(qtbot, Qt.Key.Key_Down)
    assert screen.shown.spot.step != step
    assert screen.shown.spot.group == groups[0]
    press_key(qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.pages.panels.shown) == 4
