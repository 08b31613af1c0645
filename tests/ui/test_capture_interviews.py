"""Interviews: begun in place, never by accident; ended, gone on with, entered after the fact."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from core import conducting
from core.model.interview import Channel
from core.model.moment import as_datetime, moment, now
from core.study import Study
from tests.core.interviews import A, D, contents, minute, seen
from tests.ui.capture_screens import (
    CTRL,
    ENTER,
    ESC,
    happened,
    held,
    log,
    opened,
    press,
    settle,
    statuses,
    step,
)
from ui.capture import aloud
from ui.capture.terms import Terms
from ui.look.curtain import curtain

K = Qt.Key


@pytest.fixture
def waiting(qtbot, tmp_path):
    """A partner is chosen, and no interview was begun."""
    with opened(qtbot, tmp_path / "a.footpath", begins=False) as shown:
        settle(shown)
        yield shown


@pytest.fixture
def screen(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath") as shown:
        settle(shown)
        yield shown


def interviews(screen):
    return screen.session.study.interviews()


def said(screen):
    """What stands in the place of the last act."""
    return screen.page.last_act.words


# --- beginning


def test_whatever_is_typed_blindly_records_nothing(waiting):
    before = contents(waiting.session.study)
    press("and he did take the photo again, x", K.Key_Space, (ENTER, CTRL), "2ad")
    settle(waiting)
    assert contents(waiting.session.study) == before
    assert said(waiting) == "Nothing is recorded. Enter begins the interview."
    press(ENTER)
    assert not waiting.page.is_on, "the Enter of a sentence typed blindly begins nothing either"
    press(ENTER)
    settle(waiting)
    assert waiting.page.is_on


def test_enter_begins_with_place_channel_and_researcher(waiting):
    fields = waiting.page.begin_panel.terms
    fields.channel.choose(Channel.VIDEO)
    fields.place.setFocus()
    press("Her kitchen")
    fields.researcher.setFocus()
    press("MK", ENTER)
    settle(waiting)
    [begun] = interviews(waiting)
    assert (begun.channel, begun.place, begun.researcher) == (Channel.VIDEO, "Her kitchen", "MK")
    assert begun.is_running
    assert happened(waiting) == [("Interview", "Video call · Her kitchen · MK")]
    press("a", "n", "first", ENTER)
    entries = held(waiting).entries
    assert {each.interview for each in entries} == {begun.id}
    assert {each.observer for each in entries} == {"MK"}


def test_the_next_interview_is_offered_the_terms_of_the_last(waiting):
    waiting.page.begin(Terms(Channel.PHONE, "Office", "MK"))
    settle(waiting)
    waiting.page.acts["end"].trigger()
    settle(waiting)
    terms = waiting.choose.terms.read()
    assert (terms.channel, terms.place, terms.researcher) == (Channel.PHONE, "Office", "MK")


def test_the_log_is_corrected_without_beginning(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath", seen("o1", "bill", A), begins=False) as screen:
        settle(screen)
        screen.page.log.setFocus(Qt.FocusReason.TabFocusReason)
        press(K.Key_Delete)
        assert held(screen).entries[0].voided
        screen.session.study.undo(screen.scope())
        assert not held(screen).entries[0].voided


def test_undoing_the_beginning_lets_nothing_be_recorded(screen):
    screen.session.study.undo(screen.scope())
    settle(screen)
    assert not screen.page.is_on
    press("a")
    assert statuses(screen) == {}
    screen.session.study.redo(screen.scope())
    settle(screen)
    press("a")
    assert statuses(screen) == {"bill": A}


# --- ending, going on, another partner


def test_the_end_is_kept_and_whom_to_talk_to_next_is_asked(screen):
    press("a")
    screen.primary().trigger()
    settle(screen)
    assert screen.choose.isVisible()
    [ended] = interviews(screen)
    assert ended.ended is not None


def test_who_begins_with_another_has_ended_the_one_before(screen):
    press("a", (K.Key_N, CTRL))
    settle(screen)
    assert interviews(screen)[0].is_running, "asking for the next is no end yet"
    press("P-003", ENTER)
    settle(screen)
    first, second = interviews(screen)
    assert (first.is_running, second.is_running) == (False, True)
    assert second.partner == "p3"


def test_escape_goes_back_to_the_running_interview(screen):
    press((K.Key_N, CTRL), ESC)
    settle(screen)
    press("a")
    assert statuses(screen) == {"bill": A}


def test_the_last_interview_can_go_on(screen):
    press("a", "n", "half a thought", ESC)
    screen.primary().trigger()
    settle(screen)
    screen.session.choose(partner="p1")
    settle(screen)
    assert "half a thought" in screen.page.begin_panel._said.text()
    screen.page.begin_panel.other.click()
    settle(screen)
    [again] = interviews(screen)
    assert again.is_running
    assert screen.page.note.toPlainText() == "half a thought"
    press("2", "a")
    assert statuses(screen) == {"bill": A, "compare": A}


# --- after the fact


def test_after_the_fact_everything_gets_the_time_that_was_set(waiting):
    waiting.page.begin(Terms(began=minute(0), ended=minute(30)))
    settle(waiting)
    press("a", "w", "15:10:00", ENTER, "2", "d", "Too long", ENTER, "n", "Shrugs", ENTER, ESC)
    [kept, reason, first] = held(waiting).entries
    ten_past_three = as_datetime(minute(0)).astimezone().replace(hour=15, minute=10)
    assert first.at == minute(0)
    assert (reason.reason, reason.at) == ("Too long", moment(ten_past_three))
    assert (kept.text, kept.at) == ("Shrugs", moment(ten_past_three))
    press("w", "25 past", ENTER)
    assert "no time" in said(waiting)
    press(ESC)
    waiting.primary().trigger()
    settle(waiting)
    [ended] = interviews(waiting)
    assert ended.began == minute(0)
    assert ended.ended == max(minute(30), kept.at)


def test_what_cannot_be_is_said_in_place(waiting):
    fields = waiting.page.begin_panel.terms
    fields.when.picked.emit(True)
    fields.when.choose(True)
    fields.began.setText("2026-11-19 13:40")
    fields.ended.setText("13:10")
    waiting.page.begin_panel.button.click()
    assert "ends after it begins" in waiting.page.begin_panel._said.text()
    fields.ended.setText("soon")
    waiting.page.begin_panel.button.click()
    assert "“soon” is no time" in waiting.page.begin_panel._said.text()
    assert interviews(waiting) == []


def test_the_beginning_is_retimed_in_the_log(screen):
    view, model = screen.page.log, screen.page.log_model
    assert model.setData(model.index(0, 0), "00:00:01")
    settle(screen)
    assert as_datetime(interviews(screen)[0].began).astimezone().hour == 0
    assert view.isVisible()


# --- what a key says


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("a",), "Aligned at Bill arrives"),
        (("a", "a"), "Aligned at Bill arrives already"),
        (("d", ESC), "No reason"),
        (("x",), "Nothing was observed at Bill arrives"),
        (("a", "x"), "Not observed at Bill arrives"),
        (("a", "t"), "Trigger met, encounter 2"),
        (("2",), "2 Opens comparison: Not observed yet"),
        (("9",), "There is no step 9"),
        (("p",), "The clock stands still"),
        (("p", "p"), "The clock runs"),
        (("n", "so", ENTER), "Note kept"),
        (("q", "so", ENTER), "Quote kept"),
        (("n", "so", ESC), "Back to the keys, the draft is kept"),
        (("i",), "There is no entry yet"),
        (("a", "i"), "Marked as important"),
        (("a", "i", "i"), "Important already"),
    ],
)
def test_every_key_says_what_it_did(screen, keys, words):
    for key in keys:
        press(key)
        settle(screen)
    assert said(screen) == words


def test_undo_and_redo_say_what_they_took_back(screen):
    press("a")
    screen.session.study.undo(screen.scope())
    assert said(screen) == "Undo Aligned at Bill arrives"
    screen.session.study.redo(screen.scope())
    assert said(screen) == "Redo Aligned at Bill arrives"


def test_what_was_said_fades_to_the_last_act(qtbot, screen):
    press("a", "2")
    settle(screen)
    assert said(screen).startswith("2 Opens")
    qtbot.waitUntil(lambda: said(screen) == "Aligned at Bill arrives")


# --- what weighs more


def test_what_weighs_is_marked_and_undone(screen):
    press("a", "n", "!Will not pay", ENTER, ESC)
    assert held(screen).entries[0].important
    screen.page.log.setFocus(Qt.FocusReason.TabFocusReason)
    press(K.Key_Down)
    press("i")
    assert [each.important for each in held(screen).entries] == [True, True]
    screen.session.study.undo(screen.scope())
    assert [each.important for each in held(screen).entries] == [True, False]


# --- drafts, gaps, a window that goes down


def test_a_draft_is_on_disk_soon_after_the_last_key(qtbot, screen):
    press("n", "What if")
    study = screen.session.study
    [running] = interviews(screen)
    qtbot.waitUntil(lambda: study.draft(running.id) is not None)
    assert study.draft(running.id).text == "What if"
    press(ENTER)
    qtbot.waitUntil(lambda: study.draft(running.id) is None)
    assert held(screen).entries[0].text == "What if"


def test_sleep_is_marked_in_the_log(screen):
    since, until = moment(as_datetime(now())), moment(as_datetime(now()))
    screen.page.awake.slept.emit(since, until)
    settle(screen)
    assert happened(screen)[0][0] == "Gap"
    assert screen.session.study.undoable(screen.scope()).label == "Start interview"


def test_after_a_window_went_down_it_opens_at_the_same_place(qtbot, tmp_path):
    path = tmp_path / "a.footpath"
    with opened(qtbot, path) as screen:
        press("a", "2", "a", "3", "d", "Blurred", ENTER, "n", "kept", ENTER, "half a")
        screen.page.keep_draft()
        left = held(screen)
        screen.session.study.store.flush()
        again = tmp_path / "again.footpath"
        again.write_bytes(path.read_bytes())
    with opened(qtbot, path, study=Study.open(again), partner=None) as screen:
        settle(screen)
        assert held(screen).entries == left.entries
        assert (screen.page.held.partner.id, step(screen)) == ("p1", "photo")
        assert screen.page.note.toPlainText() == "half a"
        sentence = screen.page.recovered.itemAt(0).widget().sentence.text()
        assert sentence.startswith("Recovered 3 observations and 1 note, last ")
        press("5", "a")
        assert statuses(screen)["plan"] is A


def test_hours_later_it_waits_to_be_gone_on_with(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "a.footpath", partner=None) as screen:
        study = screen.session.study
        left = conducting.start(study, "p1", "second", minute(0))
        study.record(msgspec.structs.replace(seen("o1", "bill", D, 1), interview=left.id))
        screen._recover()
        settle(screen)
        assert not screen.page.is_on
        press("a")
        assert statuses(screen) == {"bill": D}
        screen.page.begin_panel.other.click()
        settle(screen)
        press("a")
        assert statuses(screen) == {"bill": A}


def test_a_window_closed_on_purpose_has_ended_its_interview(screen):
    press("a", "n", "half", ESC)
    screen.part()
    [ended] = interviews(screen)
    assert not ended.is_running
    assert screen.session.study.draft(ended.id).text == "half"


# --- the curtain


def test_behind_the_curtain_nobody_is_named(screen):
    press("a")
    settle(screen)
    curtain.draw(True)
    try:
        screen.session.reread()
        screen.page.show_around()
        assert "P-00" not in everything_said(screen)
        press((K.Key_N, CTRL))
        settle(screen)
        assert "P-001" not in everything_said(screen)
        assert "P-003" not in everything_said(screen)
    finally:
        curtain.draw(False)
    screen.session.reread()
    assert "P-003" in everything_said(screen)


def everything_said(screen) -> str:
    """All texts of the screen, its choosers and its lists."""
    from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton

    found = [each._value for each in screen.choosers() if hasattr(each, "_value")]
    for each in screen.findChildren(QLabel) + screen.findChildren(QPushButton):
        if each.isVisible():
            found += [each.text(), each.toolTip(), each.accessibleName()]
    for view in screen.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        for row in range(model.rowCount()):
            for role in (0, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                found.append(str(model.index(row, 0).data(role)))
    return "\n".join(found)


def test_nothing_opens_a_menu_with_the_right_button(qtbot, screen):
    press("n", "words")
    qtbot.mouseClick(screen.page.note.viewport(), Qt.MouseButton.RightButton)
    assert QApplication.activePopupWidget() is None
    assert log(screen) == []


class Reader:
    """A screen reader in the place of Qt's bridge: keeps what it is told."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self):
        self.told = []

    def isActive(self):
        return True

    def updateAccessibility(self, event):
        self.told.append((event.message(), event.politeness()))


def test_a_screen_reader_hears_what_each_key_did(screen, monkeypatch):
    reader = Reader()
    monkeypatch.setattr(aloud, "QAccessible", reader)
    press("a", "2", "n", "so", ENTER, ESC, "p")
    assert [words for words, _ in reader.told] == [
        "Aligned at Bill arrives",
        "2 Opens comparison: Not observed yet",
        "Writing a note",
        "Note kept",
        "Back to the keys",
        "The clock stands still",
    ]
    assert {manner for _, manner in reader.told} == {QAccessible.AnnouncementPoliteness.Assertive}
