"""Notes, quotes, reasons and the log edited in place."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.model.moment import as_datetime
from core.model.observation import NoteKind
from tests.core.interviews import A, D, minute, said, seen
from tests.ui.capture_screens import (
    CTRL,
    CTRL_SHIFT,
    ENTER,
    ESC,
    SHIFT,
    held,
    log,
    opened,
    press,
    settle,
    statuses,
    step,
)
from ui.capture.log import Column
from ui.capture.log_paint import Look, Pictures, words_width

K = Qt.Key


@pytest.fixture
def screen(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath") as shown:
        yield shown


def notes(screen):
    return [(each.kind, each.text, each.tags) for each in screen.session.study.notes("p1")]


def test_enter_keeps_a_note_and_stays(screen):
    press("n", "Looks for the imprint. #trust", ENTER, "And again", ENTER)
    assert notes(screen) == [
        (NoteKind.NOTE, "Looks for the imprint.", ("trust",)),
        (NoteKind.NOTE, "And again", ()),
    ]
    assert screen.page.note.hasFocus()
    assert screen.page.note.toPlainText() == ""


def test_q_or_a_leading_mark_makes_a_quote(screen):
    press("q", "So that is it", ENTER, '"Another', ENTER)
    assert [kind for kind, *_ in notes(screen)] == [NoteKind.QUOTE, NoteKind.QUOTE]
    assert log(screen)[0] == ("Quote", "Bill arrives", "“Another”")


def test_shift_enter_breaks_the_line(screen):
    press("n", "one", (ENTER, SHIFT), "two", ENTER)
    assert notes(screen) == [(NoteKind.NOTE, "one\ntwo", ())]


def test_nothing_typed_keeps_nothing(screen):
    press("n", ENTER, "   ", ENTER, ESC, "q", ENTER)
    assert notes(screen) == []
    assert held(screen).entries == ()


def test_escape_returns_to_the_keys_and_keeps_the_draft(screen):
    press("n", "half a th", ESC)
    assert not screen.page.note.hasFocus()
    press("a")
    assert statuses(screen) == {"bill": A}
    press("n", "ought", ENTER)
    assert notes(screen) == [(NoteKind.NOTE, "half a thought", ())]


def test_q_turns_a_draft_into_a_quote(screen):
    press("n", "I want to see it", ESC, "q", ENTER)
    assert notes(screen) == [(NoteKind.QUOTE, "I want to see it", ())]


def test_an_empty_quote_mark_does_not_stay(screen):
    press("q", ESC)
    assert screen.page.note.toPlainText() == ""
    press("q", ESC, "n", "plain", ENTER)
    assert notes(screen) == [(NoteKind.NOTE, "plain", ())]


def test_the_time_is_that_of_the_first_key(screen, monkeypatch):
    press("n", "f")
    first = screen.page.note.since
    press("irst", ESC, "a", "n", ENTER)
    (note,) = screen.session.study.notes("p1")
    assert note.at == first
    assert note.at < screen.session.study.observations("p1")[0].at


def test_ctrl_enter_keeps_marks_and_goes_on(screen):
    press("n", "Paper bill #envelope", (ENTER, CTRL))
    (mark,) = screen.session.study.observations("p1")
    assert (mark.status, mark.note, mark.tags) == (A, "Paper bill", ("envelope",))
    assert step(screen) == "compare"
    assert screen.page.note.hasFocus()
    press('"Looks fine', (ENTER, CTRL))
    assert screen.session.study.observations("p1")[1].quote == "Looks fine"
    press((ENTER, CTRL))
    assert statuses(screen) == {"bill": A, "compare": A, "photo": A}, "words are not needed"


def test_ctrl_shift_enter_keeps_and_deviates_and_asks_why(screen):
    press("n", "Puts it away", (ENTER, CTRL_SHIFT))
    (mark,) = screen.session.study.observations("p1")
    assert (mark.status, mark.note, mark.reason) == (D, "Puts it away", "")
    press("No time", ENTER)
    (mark,) = screen.session.study.observations("p1")
    assert (mark.note, mark.reason) == ("Puts it away", "No time")
    assert screen.page.note.hasFocus(), "back to where it came from"
    assert log(screen) == [
        ("Deviated", "Bill arrives", "No time"),
        ("Note", "Bill arrives", "Puts it away"),
    ]


def test_words_at_a_step_marked_already_become_a_note(screen):
    press("a", "n", "still here", (ENTER, CTRL))
    assert len(screen.session.study.observations("p1")) == 1
    assert notes(screen) == [(NoteKind.NOTE, "still here", ())]


def test_a_mark_with_old_words_still_decides(screen):
    press("n", "typed first", ESC, "d", ESC, "n", (ENTER, CTRL))
    assert statuses(screen) == {"bill": A}
    assert held(screen).place("bill").recovered


# --- reasons


def test_d_is_recorded_at_once_and_its_reason_with_enter(screen):
    press("d")
    assert statuses(screen) == {"bill": D}
    press("Photo was blurred #retry", ENTER)
    (mark,) = screen.session.study.observations("p1")
    assert (mark.reason, mark.tags) == ("Photo was blurred", ("retry",))
    assert not screen.page.reason.isVisible()


def test_escape_deviates_without_a_reason(screen):
    press("d", "never mind", ESC)
    assert screen.session.study.observations("p1")[0].reason == ""
    assert not screen.page.reason.isVisible()


@pytest.fixture
def told(qtbot, tmp_path):
    """Two reasons at the trigger, the second from two partners, and one elsewhere."""
    recorded = (
        seen("o1", "bill", D, 1, partner="p2", reason="Pays by habit"),
        seen("o2", "bill", D, 2, partner="p2", iteration="first", reason="Not now"),
        seen("o3", "bill", D, 3, partner="p3", reason="Not now"),
        seen("o4", "plan", D, 4, partner="p3", reason="Nothing cheaper"),
    )
    with opened(qtbot, tmp_path / "a.footpath", *recorded) as shown:
        yield shown


def offered(screen):
    listed = screen.page.reason.list
    return [listed.item(row).data(K_ROLE) for row in range(listed.count())]


K_ROLE = Qt.ItemDataRole.UserRole


def test_past_reasons_here_come_first_then_all(qtbot, told):
    press("d")
    qtbot.waitUntil(lambda: bool(offered(told)))
    assert offered(told) == ["Not now", "Pays by habit", "Nothing cheaper"]
    press("not")
    assert offered(told) == ["Not now", "Nothing cheaper"][:1] or offered(told)[0] == "Not now"
    press(K.Key_Down, ENTER)
    assert told.session.study.observations("p1")[0].reason == "Not now"


def test_tab_completes_and_waits(qtbot, told):
    press("d")
    qtbot.waitUntil(lambda: bool(offered(told)))
    press("pays", K.Key_Tab)
    assert told.page.reason.field.text() == "Pays by habit"
    press(" still", ENTER)
    assert told.session.study.observations("p1")[0].reason == "Pays by habit still"


def test_a_reason_given_before_keeps_its_letters(qtbot, told):
    press("d")
    qtbot.waitUntil(lambda: bool(offered(told)))
    press("NOT NOW", ENTER)
    assert told.session.study.observations("p1")[0].reason == "Not now"


def test_a_reason_is_taken_with_the_mouse(qtbot, told):
    press("d")
    qtbot.waitUntil(lambda: bool(offered(told)))
    listed = told.page.reason.list
    place = listed.visualItemRect(listed.item(1)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.session.study.observations("p1")[0].reason == "Pays by habit"


def test_leaving_the_line_with_the_mouse_keeps_what_was_typed(qtbot, screen):
    press("d", "No time")
    screen.page.note.setFocus(Qt.FocusReason.MouseFocusReason)
    assert screen.session.study.observations("p1")[0].reason == "No time"
    assert not screen.page.reason.isVisible()


@pytest.mark.parametrize("goes", ["to the next partner", "to another screen"])
def test_a_reason_being_typed_is_kept_wherever_the_person_goes(screen, goes):
    press("d")
    press("too long")
    if goes == "to the next partner":
        press((K.Key_N, CTRL))
    else:
        screen.hide()
    settle(screen)
    (entry,) = screen.session.study.observations("p1")
    assert (entry.status, entry.reason) == (D, "too long")


def test_leaving_an_empty_reason_takes_none_away(screen):
    press("d", "too long", ENTER, "d", K.Key_Delete, (K.Key_N, CTRL))
    settle(screen)
    assert [each.reason for each in screen.session.study.observations("p1")] == ["too long"]


def test_a_clock_that_was_set_back_does_not_keep_a_mark_from_deciding(qtbot, tmp_path):
    ahead = msgspec.structs.replace(seen("o1", "bill", A), at="2999-01-01T00:00:00.000000Z")
    with opened(qtbot, tmp_path / "b.footpath", ahead) as screen:
        press("1", "d", ESC)
        assert statuses(screen) == {"bill": D}


def test_d_again_edits_the_reason(screen):
    press("d", "No time", ENTER, "d")
    assert screen.page.reason.field.text() == "No time"
    press("Not now", ENTER)
    assert [each.reason for each in screen.session.study.observations("p1")] == ["Not now"]


def test_undo_of_the_mark_ends_the_question(qtbot, screen):
    press("d")
    settle(screen)
    qtbot.mouseClick(screen.page.undo, Qt.MouseButton.LeftButton)
    assert statuses(screen) == {}
    assert not screen.page.reason.isVisible()


# --- the log


@pytest.fixture
def kept(qtbot, tmp_path):
    recorded = (
        seen("o1", "bill", A, 0, note="Paper bill."),
        said("n1", "bill", "Looks twice.", 1, tags=("term",)),
        seen("o2", "compare", D, 2, reason="No time"),
    )
    with opened(qtbot, tmp_path / "a.footpath", *recorded, began=minute(-1)) as shown:
        settle(shown)
        yield shown


def edit_line(screen, row, column=Column.WORDS):
    """Double-click a cell; returns the editor."""
    view = screen.page.log
    place = view.visualRect(screen.page.log_model.index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    return editor


def test_the_newest_entry_is_on_top(kept):
    assert log(kept) == [
        ("Deviated", "Opens comparison", "No time"),
        ("Note", "Bill arrives", "Looks twice."),
        ("Aligned", "Bill arrives", "Paper bill."),
    ]


def test_f2_edits_the_newest_words(kept):
    press(K.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "No time"
    press("Not now #later", ENTER)
    settle(kept)
    entry = kept.session.study.observation("o2")
    assert (entry.reason, entry.tags) == ("Not now", ("later",))


def test_a_double_click_edits_a_line_in_place(kept):
    editor = edit_line(kept, 1)
    assert editor.text() == "Looks twice. #term"
    editor.selectAll()
    press('"I look twice', ENTER)
    settle(kept)
    (note,) = kept.session.study.notes("p1")
    assert (note.kind, note.text, note.tags) == (NoteKind.QUOTE, "I look twice", ())
    assert kept.session.study.undoable(kept.scope()).label == "Edit entry"
    kept.session.study.undo(kept.scope())
    assert kept.session.study.notes("p1")[0].text == "Looks twice."


def test_letters_typed_in_the_log_are_text(kept):
    editor = edit_line(kept, 1)
    editor.selectAll()
    press("adx 1", K.Key_Up, K.Key_Down, ENTER)
    settle(kept)
    assert kept.session.study.notes("p1")[0].text == "adx 1"
    assert len(held(kept).entries) == 3


def test_escape_leaves_a_line_as_it_was(kept):
    editor = edit_line(kept, 1)
    editor.selectAll()
    press("other", ESC)
    settle(kept)
    assert kept.session.study.notes("p1")[0].text == "Looks twice."


def test_an_entry_is_retimed_on_its_day(kept):
    editor = edit_line(kept, 0, Column.TIME)
    before = as_datetime(minute(2)).astimezone()
    assert editor.text() == f"{before:%H:%M:%S}"
    editor.selectAll()
    press(f"{before:%H}:39:30", ENTER)
    settle(kept)
    changed = as_datetime(kept.session.study.observation("o2").at).astimezone()
    assert changed.date() == before.date()
    assert (changed.minute, changed.second) == (39, 30)
    assert log(kept)[2][0] == "Deviated", "it has moved to its place in time"


def test_what_is_no_time_changes_nothing_and_says_so(kept):
    editor = edit_line(kept, 0, Column.TIME)
    editor.selectAll()
    press("25:61", ENTER)
    settle(kept)
    assert kept.session.study.observation("o2").at == minute(2)
    assert "25:61" in kept.page.last_act.accessibleName()


def test_the_same_time_typed_again_keeps_its_fraction(kept):
    exact = "2026-11-19T13:42:00.123456Z"
    kept.session.study.do(
        "Edit", kept.scope(), [msgspec.structs.replace(seen("o2", "compare", D), at=exact)]
    )
    editor = edit_line(kept, 0, Column.TIME)
    press(K.Key_End, K.Key_Backspace, "0", ENTER)
    settle(kept)
    assert kept.session.study.observation("o2").at == exact
    assert editor is not None


def test_del_voids_a_line_which_stays(kept):
    kept.page.log.setFocus(Qt.FocusReason.TabFocusReason)
    press(K.Key_Down, K.Key_Delete)
    assert kept.session.study.notes("p1")[0].voided
    assert len(log(kept)) == 3
    press(K.Key_Delete)
    kept.session.study.undo(kept.scope())
    assert not kept.session.study.notes("p1")[0].voided, "a second Del changed nothing"


def test_a_voided_line_is_not_edited(kept):
    kept.page.log.setFocus(Qt.FocusReason.TabFocusReason)
    press(K.Key_Delete, K.Key_F2)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert statuses(kept) == {"bill": A}


def test_arrows_walk_the_log_and_letters_still_mark(kept):
    kept.page.log.setFocus(Qt.FocusReason.TabFocusReason)
    here = step(kept)
    press(K.Key_Down)
    assert step(kept) == here
    assert kept.page.log.currentIndex().row() == 1
    press("a")
    assert statuses(kept)[here] is A


def test_an_open_editor_survives_a_change_elsewhere(kept):
    editor = edit_line(kept, 1)
    editor.selectAll()
    press("half wr")
    kept.session.study.mark(seen("o9", "plan", A, 5))
    assert QApplication.focusWidget() is editor
    press("itten", ENTER)
    settle(kept)
    assert kept.session.study.notes("p1")[0].text == "half written"


def test_an_adoption_is_edited_with_its_trigger_only(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath", seen("o1", "bill", A)) as screen:
        press("t")
        assert log(screen)[1] == ("Aligned", "Comes back", "written with the trigger")
        model = screen.page.log_model
        flags = model.flags(model.index(1, Column.WORDS))
        assert not flags & Qt.ItemFlag.ItemIsEditable
        assert model.chips(model.lines[0]) == ["encounter 2"]


def test_the_shortest_tag_is_painted_too(kept):
    edges = (0, 60, 160, 300, 700)
    cells = ("10:00:00", "Note", "Plan", "works")
    line = kept.page.log_model.lines[0]
    plain = Look(line, cells, (), edges, 44, False, False, False, False, 1.0)
    tagged = dataclasses.replace(plain, chips=("#x",))
    images = [Pictures().of(each).toImage() for each in (plain, tagged)]
    assert images[0] != images[1]


def test_every_line_says_itself(kept):
    model = kept.page.log_model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, Column.WORDS).data(role) == "Looks twice. #term"
    kept.session.study.void(kept.session.study.observation("o2"))
    assert model.index(0, Column.WHAT).data(role) == "Deviated, voided"


def override(key, modifiers):
    """What Qt asks of a field before it tries any shortcut of the window."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    event.ignore()
    return event


def test_typed_words_are_undone_before_the_interview_is(screen):
    press("a", "n", "word", (K.Key_Z, CTRL))
    note = screen.page.note
    assert note.toPlainText() == ""
    assert statuses(screen) == {"bill": A}
    asked = override(K.Key_Z, CTRL)
    QApplication.sendEvent(note, asked)
    assert not asked.isAccepted(), "nothing typed is left to undo: the key is the window's"
    press("more")
    asked = override(K.Key_Z, CTRL)
    QApplication.sendEvent(note, asked)
    assert asked.isAccepted()


def test_a_click_on_the_rail_goes_to_the_step(qtbot, screen):
    rail = screen.page.rail
    place = rail.visualRect(screen.page.rail_model.index(4)).center()
    qtbot.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert step(screen) == "plan"


def test_words_leave_the_chips_behind_them_whole() -> None:
    assert words_width(300, 120, (), 1) == 120
    assert words_width(300, 900, (70,), 1) == 300 - 70 - 8, "the gap before it counts"
    assert words_width(300, 900, (50, 40), 2) == 300 - 90 - 28
    assert words_width(100, 900, (70, 70), 1) == 40, "many chips are cut instead"
