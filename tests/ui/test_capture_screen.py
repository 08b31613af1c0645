"""Choosing whom to talk to, what stands in the way, and what the screen says around an interview."""

from __future__ import annotations

import os
import threading

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.model.flow import Flow, Link, Step, StepKind
from core.model.partner import CustomerPartner
from tests.core.interviews import CLOSED, FLOW, OPEN, A, D, minute, said, seen
from tests.ui.capture_screens import ENTER, ESC, held, log, opened, press, settle, statuses, step
from ui.look.curtain import curtain

K = Qt.Key


@pytest.fixture
def choosing(qtbot, tmp_path):
    recorded = (seen("o1", "bill", A, partner="p2"),)
    with opened(qtbot, tmp_path / "a.footpath", *recorded, partner=None) as shown:
        yield shown


def listed(screen):
    model = screen.choose.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# --- choosing


def test_without_a_partner_the_choice_stands_in_its_place(choosing):
    assert choosing.choose.isVisible()
    assert choosing.choose.field.hasFocus()
    assert choosing.choose.field.text() == "P-001", "the first who waits"
    assert listed(choosing) == ["P-002", "P-001", "P-003"], "as it helps most"
    said = "Registered and not met in iteration 2. Insert begins with a new partner instead."
    assert choosing.choose._said.text() == said
    first = choosing.choose.list.model().index(0, 0)
    assert "unknown at Opens comparison" in first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert choosing.scope() == "interview"
    assert choosing.session.study.undoable(choosing.scope()) is None


def test_enter_starts_with_the_first_who_waits(choosing):
    press(ENTER)
    settle(choosing)
    assert held(choosing).partner.pseudonym == "P-001"
    assert len(choosing.session.study.partners()) == 3


def test_who_one_comes_from_is_not_who_is_next(choosing):
    press(ENTER)
    settle(choosing)
    press((K.Key_N, Qt.KeyboardModifier.ControlModifier))
    settle(choosing)
    assert choosing.choose.field.text() == "P-003"


def test_the_field_says_who_the_arrows_are_at(choosing):
    press(K.Key_Down)
    assert choosing.choose.field.text() == "P-002"
    press(K.Key_Down, K.Key_Down)
    assert choosing.choose.field.text() == "P-003"
    assert listed(choosing) == ["P-002", "P-001", "P-003"]


def test_what_was_typed_is_there_again_after_the_list(choosing):
    choosing.choose.field.selectAll()
    press("P", K.Key_Down)
    assert choosing.choose.field.text() == "P-002"
    press(K.Key_Up)
    assert choosing.choose.field.text() == "P"
    press("-009", ENTER)
    assert held(choosing).partner.pseudonym == "P-009"


def test_behind_the_curtain_the_one_who_waits_is_not_named(choosing):
    curtain.draw(True)
    try:
        settle(choosing)
        choosing.session.reread()
        assert choosing.choose.field.text() == "•••"
        press(ENTER)
        assert held(choosing).partner.id == "p1"
    finally:
        curtain.draw(False)


def test_insert_and_enter_start_with_a_new_partner(choosing):
    press(K.Key_Insert)
    said = "A new partner. Registered and not met yet: P-001 and 1 more. ↓ chooses."
    assert choosing.choose._said.text() == said
    assert choosing.choose.field.text() == "P-004"
    press(ENTER)
    settle(choosing)
    assert held(choosing).partner.pseudonym == "P-004"
    assert choosing.page.isVisible()
    assert choosing.page.clock.runs
    press("a")
    assert statuses(choosing) == {"bill": A}


def test_any_pseudonym_is_kept_as_it_is_typed(choosing):
    choosing.choose.field.selectAll()
    press("=مرحبا 👍🏽 " + "x" * 300, ENTER)
    assert held(choosing).partner.pseudonym == "=مرحبا 👍🏽 " + "x" * 300


def test_a_known_pseudonym_is_that_partner(choosing):
    choosing.choose.field.selectAll()
    press("P-003", ENTER)
    assert held(choosing).partner.id == "p3"
    assert len(choosing.session.study.partners()) == 3


def test_typing_narrows_the_list_and_arrows_choose(choosing):
    choosing.choose.field.selectAll()
    press("photo")
    assert listed(choosing) == ["P-001"]
    press(K.Key_Down, ENTER)
    assert held(choosing).partner.id == "p1"


def test_from_the_top_of_the_list_up_leads_back_to_the_field(choosing):
    press(K.Key_Down, K.Key_Up)
    assert choosing.choose.field.hasFocus()


def test_a_click_chooses(qtbot, choosing):
    view = choosing.choose.list
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert held(choosing).partner.id == "p3"


def test_an_empty_name_starts_nothing(choosing):
    choosing.choose.field.clear()
    press(ENTER, "  ", ENTER)
    assert choosing.choose.isVisible()
    assert not choosing.choose.start.isEnabled()


def test_ctrl_n_asks_for_the_next_and_escape_returns(choosing):
    press(K.Key_Insert, ENTER)
    settle(choosing)
    press((K.Key_N, Qt.KeyboardModifier.ControlModifier))
    settle(choosing)
    assert choosing.choose.field.hasFocus()
    assert choosing.choose.field.text() == "P-001"
    press(K.Key_Insert)
    assert choosing.choose.field.text() == "P-005"
    press(ESC)
    assert held(choosing).partner.pseudonym == "P-004"
    assert choosing.page.clock.runs


def test_the_chooser_in_the_top_bar_opens_no_menu(qtbot, choosing):
    press(ENTER)
    settle(choosing)
    chooser = choosing.choosers()[0]
    chooser.click()
    settle(choosing)
    assert choosing.choose.isVisible()
    assert QApplication.activePopupWidget() is None


def test_end_interview_stops_the_clock(choosing):
    press(ENTER)
    settle(choosing)
    choosing.primary().trigger()
    settle(choosing)
    assert choosing.choose.isVisible()
    press(ESC)
    settle(choosing)
    assert not choosing.page.clock.runs


def test_each_interview_keeps_its_draft_and_its_step(choosing):
    choosing.session.choose(partner="p1")
    settle(choosing)
    press(ENTER, "3", "n", "of the first", ESC)
    choosing.session.choose(partner="p3")
    settle(choosing)
    press("n", "nothing is typed here")
    assert choosing.page.note.toPlainText() == ""
    choosing.session.choose(partner="p1")
    settle(choosing)
    assert choosing.page.note.toPlainText() == "of the first"
    assert step(choosing) == "photo"


def test_a_partner_who_is_gone_is_chosen_no_more(choosing):
    study = choosing.session.study
    choosing.session.choose(partner="p3")
    settle(choosing)
    study.do("Remove partner", "partners", removes=[study.partner("p3")])
    settle(choosing)
    assert choosing.choose.isVisible()
    study.undo("partners")
    settle(choosing)
    assert choosing.page.isVisible()


def test_a_step_asked_for_from_elsewhere_is_gone_to(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath") as screen:
        screen.session.choose(step="plan")
        assert step(screen) == "plan"


def test_a_new_interview_begins_at_its_trigger_whatever_was_looked_at(choosing):
    choosing.session.choose(partner="p1", step="plan")
    assert step(choosing) == "bill"
    choosing.session.choose(partner="p2", step="plan")
    assert step(choosing) == "plan"


# --- what is in the way


def test_an_unsound_flow_says_what_stops_and_leads_there(qtbot, tmp_path):
    two = Flow(
        "flow",
        steps=(*FLOW.steps, Step("second", "Another start", StepKind.TRIGGER)),
        links=FLOW.links,
    )
    with opened(qtbot, tmp_path / "a.footpath", flow=two) as screen:
        assert screen.obstacle.isVisible()
        assert "Another start" in screen.obstacle.sentence.text()
        assert screen.primary() is None
        with qtbot.waitSignal(screen.session.wanted) as asked:
            qtbot.mouseClick(screen.obstacle.button, Qt.MouseButton.LeftButton)
        (target,) = asked.args
        assert (target.screen, target.choice.step) == ("flow", "second")


def test_a_flow_that_becomes_sound_is_recorded_on_at_once(qtbot, tmp_path):
    bare = Flow("flow", steps=(Step("one", "One"), Step("two", "Two", StepKind.NEED_MET)))
    with opened(qtbot, tmp_path / "a.footpath", flow=bare) as screen:
        assert screen.obstacle.isVisible()
        sound = msgspec.structs.replace(
            bare,
            steps=(Step("start", "Start", StepKind.TRIGGER), *bare.steps),
            links=(Link("start", "one"), Link("one", "two")),
        )
        screen.session.study.edit_flow("Draw a trigger", sound)
        settle(screen)
        assert screen.page.isVisible()
        assert step(screen) == "start"


def test_without_an_iteration_one_is_opened_in_place(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath", iterations=()) as screen:
        assert screen.unopened.isVisible()
        qtbot.mouseClick(screen.unopened.button, Qt.MouseButton.LeftButton)
        settle(screen)
        assert screen.session.study.current_iteration.number == 1
        assert screen.page.isVisible()


def test_after_the_close_a_notice_says_that_it_is_late(qtbot, tmp_path):
    closed = msgspec.structs.replace(OPEN, closed=minute(60))
    with opened(qtbot, tmp_path / "a.footpath", iterations=(CLOSED, closed)) as screen:
        assert screen.page.late.isVisible()
        assert "iteration 2's funnel" in screen.page.late.sentence.text()
        press("a")
        assert held(screen).entries[0].late
        screen.session.study.do("Reopen", "flow", [OPEN])
        settle(screen)
        assert not screen.page.late.isVisible()


# --- around the interview


def rail(screen):
    settle(screen)
    model = screen.page.rail_model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_the_rail_tells_status_and_counters(qtbot, tmp_path):
    recorded = (
        seen("o1", "bill", A),
        seen("o2", "compare", A, 1),
        seen("o3", "photo", D, 2),
        seen("o4", "photo", A, 3),
        seen("o5", "bill", A, partner="p2"),
        seen("o6", "compare", D, 1, partner="p2"),
        seen("o7", "bill", A, partner="p3"),
    )
    with opened(qtbot, tmp_path / "a.footpath", *recorded) as screen:
        lines = rail(screen)
        counts = "in the iteration {} aligned, {} deviated, {} unknown".format
        assert lines[0].startswith("1 Bill arrives: Aligned ")
        assert lines[0].endswith(counts(3, 0, 0))
        assert lines[1].endswith(counts(1, 1, 1))
        assert "Aligned · recovered" in lines[2]
        assert lines[3].startswith("4 Types amount: Other branch taken")
        assert lines[4].startswith("5 Sees plan: Now · not observed yet")
        assert lines[6] == "After the need is met"
        assert lines[7].startswith("7 Comes back: Not observed yet")
        press("a")
        assert rail(screen)[4].endswith(counts(1, 0, 0))


def test_counters_follow_what_is_recorded_elsewhere(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath") as screen:
        screen.session.study.record(seen("o9", "bill", A, partner="p2"))
        assert "1 aligned" in rail(screen)[0]


def test_the_card_says_who_they_are_and_what_they_said(qtbot, tmp_path):
    recorded = (
        seen("o1", "compare", A, iteration="first", quote="Show me the total first."),
        said("n1", "plan", "Voided words", iteration="first", voided=True),
        said("n2", "plan", "Reads it twice.", iteration="first"),
        seen("o2", "bill", D, partner="p2", reason="No time"),
    )
    with opened(qtbot, tmp_path / "a.footpath", *recorded) as screen:
        about = screen.page.side._about
        assert about.pseudonym == "P-001"
        assert dict(about.facts) == {
            "Experiment": "Photo first",
            "Age": "36",
            "Cohorts": "Photo first",
        }
        assert about.said_title == "Said in iteration 1"
        assert [words for words, _ in about.said] == [
            "“Show me the total first.”",
            "Reads it twice.",
        ]
        assert about.next_words == "Iteration 2: 1 of 3 partners met. Not met yet: P-003."
        assert screen.page.side._reasons == (("No time", 1),)


def test_the_screen_tells_the_window_what_it_needs(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath") as screen:
        assert screen.title() == "Capture"
        assert screen.scope() == "interview/p1/second"
        assert screen.primary().text() == "End interview"
        names = {each.text() for each in screen.commands()}
        assert {"Aligned", "Deviated", "Not observed", "Trigger again", "Next partner"} <= names
        assert ("N", "note") in screen.hints()
        assert screen.subtitle()


def test_marks_are_drawn_as_writing_until_they_are_on_disk(qtbot, tmp_path, monkeypatch):
    arrived, free = threading.Event(), threading.Event()
    real = os.fsync

    def slow(handle):
        arrived.set()
        assert free.wait(10)
        real(handle)

    with opened(qtbot, tmp_path / "a.footpath", background=True) as screen:
        monkeypatch.setattr(os, "fsync", slow)
        press("a", "2")
        assert arrived.wait(10)
        settle(screen)
        entry = held(screen).entries[0]
        model = screen.page.log_model
        assert model.writing == {entry.id}
        assert screen.page.rail_model.rows[0].is_writing
        assert "writing" in screen.page.last_act.accessibleName()
        press("a", "n", "typing is not held up", ENTER)
        settle(screen)
        assert len(log(screen)) == 3
        free.set()
        qtbot.waitUntil(lambda: not model.writing)
        assert not screen.page.rail_model.rows[0].is_writing
        assert "writing" not in screen.page.last_act.accessibleName()
        monkeypatch.undo()


@pytest.mark.parametrize("size", [(1452, 918), (1132, 638)])
def test_very_long_and_foreign_names_fit(qtbot, tmp_path, size):
    names = ["x" * 300, "הגיע החשבון " * 20, "👍🏽" * 60]
    steps = [msgspec.structs.replace(each, name=names[n % 3]) for n, each in enumerate(FLOW.steps)]
    flow = msgspec.structs.replace(FLOW, steps=tuple(steps))
    recorded = (
        CustomerPartner("p9", names[0], {"experiment": names[1], "location": names[2]}),
        seen("o1", "bill", D, partner="p9", reason=names[1], tags=("t" * 80, "u" * 80)),
        said("n1", "bill", names[0], partner="p9"),
    )
    path = tmp_path / "a.footpath"
    with opened(qtbot, path, *recorded, partner="p9", flow=flow, size=size) as screen:
        press("d")
        settle(screen)
        assert (screen.width(), screen.height()) == size, "nothing pushed the window wider"
        for part in (screen.page.note, screen.page.log, screen.page.side, screen.page.reason):
            right = part.mapTo(screen, part.rect().bottomRight())
            assert right.x() <= screen.width()
            assert right.y() <= screen.height()
        assert screen.page.chip.width() >= screen.page.chip.sizeHint().width()
