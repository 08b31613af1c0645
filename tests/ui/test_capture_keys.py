"""The keys of an interview, pressed for real."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.core.interviews import A, D, contents, seen
from tests.ui.capture_screens import (
    CTRL,
    CTRL_SHIFT,
    ENTER,
    ESC,
    held,
    log,
    opened,
    press,
    settle,
    statuses,
    step,
)
from ui.capture.fields import LineField
from ui.capture.note_line import NoteLine

K = Qt.Key


@pytest.fixture
def screen(qtbot: QtBot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath") as shown:
        yield shown


def test_a_and_d_mark_the_step_and_stay(screen):
    press("a")
    assert (statuses(screen), step(screen)) == ({"bill": A}, "bill")
    press("2", "d", ESC)
    assert (statuses(screen), step(screen)) == ({"bill": A, "compare": D}, "compare")


def test_a_second_press_changes_nothing(screen):
    press("a", "a", "2", "d", ESC, "d", ESC)
    assert len(held(screen).entries) == 2
    press("x", "x")
    assert len(held(screen).entries) == 2
    assert statuses(screen) == {"bill": A}


def test_x_takes_the_observation_back(screen):
    press("a", "x")
    assert statuses(screen) == {}
    assert held(screen).entries[0].voided, "it stays in the log"


def test_steps_are_walked_with_arrows_space_and_digits(screen):
    press(K.Key_Down, K.Key_Down)
    assert step(screen) == "photo"
    press(K.Key_Up)
    assert step(screen) == "compare"
    press("6")
    assert step(screen) == "need"
    press("9")
    assert step(screen) == "need", "there is no ninth step"
    press("1", K.Key_Up)
    assert step(screen) == "bill"


def test_space_goes_on_along_the_partners_own_path(screen):
    press("4", "a", "2", K.Key_Space)
    assert step(screen) == "type"
    press(K.Key_Space, K.Key_Space)
    assert step(screen) == "need"
    press(K.Key_Space)
    assert step(screen) == "need"


def test_the_step_begins_behind_what_is_recorded(qtbot, tmp_path):
    recorded = (seen("o1", "bill", A), seen("o2", "compare", A, 1), seen("o3", "type", A, 2))
    with opened(qtbot, tmp_path / "a.footpath", *recorded) as screen:
        assert step(screen) == "plan"


def test_t_begins_the_next_encounter_as_coming_back(screen):
    press("a", "2", "a", "t")
    assert (held(screen).encounter, step(screen)) == (2, "bill")
    assert statuses(screen) == {"bill": A, "again": A}
    press("t")
    assert held(screen).encounter == 3


def test_t_then_d_says_the_same_of_adoption(screen):
    press("a", "t", "d", "forgot", Qt.Key.Key_Return)
    assert statuses(screen) == {"bill": D, "again": D}
    standing = [each for each in held(screen).entries if not each.voided]
    assert [each.step for each in standing] == ["bill", "again", "bill"]
    press("a")
    assert statuses(screen) == {"bill": A, "again": A}
    press("x")
    assert statuses(screen) == {}


def test_the_first_meeting_of_the_trigger_is_no_return(screen):
    press("3", "t")
    assert (held(screen).encounter, step(screen)) == (1, "bill")
    assert statuses(screen) == {"bill": A}


def test_t_undone_is_back_in_the_encounter_before(screen):
    press("a", "2", "a", "t")
    screen.session.study.undo(screen.scope())
    assert held(screen).encounter == 1
    assert statuses(screen) == {"bill": A, "compare": A}


def test_endpoints_are_marked_like_steps(screen):
    press("8", "d", ESC)
    assert statuses(screen) == {"switch": D}
    press("7", "a")
    assert statuses(screen) == {"switch": D, "again": A}


def test_p_pauses_the_clock_and_capture_goes_on(screen):
    press("a")
    assert screen.page.clock.runs
    press("p")
    settle(screen)
    assert not screen.page.clock.runs
    press("2", "a")
    assert statuses(screen) == {"bill": A, "compare": A}
    assert not screen.page.clock.runs
    press("p")
    settle(screen)
    assert screen.page.clock.runs


def test_the_clock_runs_from_the_beginning_and_a_pause_is_undone_by_its_name(screen):
    assert screen.page.clock.runs
    press("p")
    assert screen.session.study.undoable(screen.scope()).label == "Pause"
    screen.session.study.undo(screen.scope())
    settle(screen)
    assert screen.page.clock.runs


def test_letters_in_text_fields_are_text(screen):
    press("n", "Adxt 12p ", K.Key_Up, K.Key_Down)
    assert screen.page.note.toPlainText() == "Adxt 12p "
    assert (statuses(screen), step(screen)) == ({}, "bill")
    press(ESC, "d", "axnqtp 12")
    assert screen.page.reason.field.text() == "axnqtp 12"
    assert statuses(screen) == {"bill": D}


def test_ctrl_enter_keeps_the_draft_and_marks_also_from_the_keys(screen):
    press("n", "half a thought", ESC, (ENTER, CTRL))
    assert statuses(screen) == {"bill": A}
    assert held(screen).entries[0].note == "half a thought"
    assert step(screen) == "compare"
    press((ENTER, CTRL_SHIFT), ESC, (ENTER, CTRL))
    assert statuses(screen) == {"bill": A, "compare": A}
    assert held(screen).place("compare").recovered


def test_the_keys_are_dead_where_no_interview_is_shown(screen):
    for action in screen.commands():
        screen.addAction(action)  # as the window does
    press((K.Key_N, CTRL))
    settle(screen)
    assert screen.choose.isVisible()
    press(K.Key_Down, "a", "d", "t", "x")
    study = screen.session.study
    assert not [each for partner in study.partners() for each in study.observations(partner.id)]
    assert not any(each.isEnabled() for each in screen.commands())


def test_a_held_key_marks_once(screen):
    assert not screen.page.acts["again"].autoRepeat()
    assert not screen.page.acts["aligned"].autoRepeat()
    assert screen.page.acts["next"].autoRepeat()


def test_space_presses_a_button_that_has_the_focus(screen):
    button = screen.page.mark_buttons["aligned"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(K.Key_Space)
    assert (statuses(screen), step(screen)) == ({"bill": A}, "bill")


def test_the_buttons_do_what_the_keys_do(qtbot, screen):
    buttons = screen.page.mark_buttons
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(buttons["deviated"], left)
    press(ESC)
    assert statuses(screen) == {"bill": D}
    qtbot.mouseClick(buttons["unmark"], left)
    assert statuses(screen) == {}
    qtbot.mouseClick(buttons["aligned"], left)
    qtbot.mouseClick(buttons["again"], left)
    assert held(screen).encounter == 2
    assert QApplication.focusWidget() is screen.page.rail, "a click leaves the keys where they were"


def test_undo_and_redo_name_what_they_undo_in_this_interview_only(screen):
    study = screen.session.study
    press("a", "2", "d", "No time", K.Key_Return)
    study.mark(seen("o9", "bill", A, partner="p2"))
    assert study.undoable(screen.scope()).label == "Reason at Opens comparison"
    study.undo(screen.scope())
    assert study.undoable(screen.scope()).label == "Deviated at Opens comparison"
    study.undo(screen.scope())
    study.undo(screen.scope())
    assert statuses(screen) == {}
    assert study.undoable(screen.scope()).label == "Start interview"
    assert study.observations("p2")[0].status is A
    for _ in range(3):
        study.redo(screen.scope())
    assert statuses(screen) == {"bill": A, "compare": D}
    assert held(screen).entries[0].reason == "No time"


def test_the_last_act_and_its_undo_stand_in_their_place(qtbot, screen):
    press("a")
    settle(screen)
    page = screen.page
    assert page.last_act.accessibleName() == "Aligned at Bill arrives"
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert statuses(screen) == {}
    assert page.last_act.accessibleName() == "Start interview"
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    settle(screen)
    assert page.last_act.accessibleName() == ""
    assert not page.undo.isEnabled()
    assert not page.is_on, "what is taken back is the interview itself"


def test_no_dialog_and_no_menu_opens_while_recording(screen):
    press("a", "2", "d", "No time", K.Key_Return, "n", "words", K.Key_Return, ESC, "t", "p")
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]


KEYS = ["a", "d", "x", "t", "p", "i", *"12345678", K.Key_Down, K.Key_Up, K.Key_Space]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(KEYS), max_size=30))
def test_any_keys_leave_the_status_of_the_latest_and_undo_restores(qtbot, tmp_path_factory, keys):
    wanted = {"a": A, "d": D, "x": None}
    path = tmp_path_factory.mktemp("keys") / "a.footpath"
    with opened(qtbot, path) as screen:
        study = screen.session.study
        start = contents(study) | {"interviews": {}}
        for key in keys:
            before = contents(study)
            press(key, *([ESC] if key == "d" else []))
            now, here = held(screen), step(screen)
            after = contents(study)
            if key in wanted:
                assert now.place(here).status is wanted[key]
                press(key, *([ESC] if key == "d" else []))
                assert contents(study) == after, "the second press changed something"
            if after != before and now.encounter > 1 and here == "bill" and key in ("a", "d", "t"):
                assert now.place("again").status is now.place("bill").status
            if after != before:
                study.undo(screen.scope())
                assert contents(study) == before
                study.redo(screen.scope())
                assert contents(study) == after
        while study.undo(screen.scope()):
            pass
        assert contents(study) | {"interviews": {}} == start


def test_the_text_fields_are_the_ones_that_keep_their_keys(screen):
    press("n")
    assert isinstance(QApplication.focusWidget(), NoteLine)
    press(ESC, "d")
    assert isinstance(QApplication.focusWidget(), LineField)
    press(ESC)
    assert log(screen)[0][0] == "Deviated"
