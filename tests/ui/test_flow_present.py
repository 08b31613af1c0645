"""Presenting the flow: steps in order, exactly the words that count, a clicker's keys, live."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from core.documents import flow_documents
from core.model.consent import Consent, Permission
from core.model.edits import path_flow
from core.model.flow import Flow, StepKind
from core.model.ids import new_id
from core.model.iteration import StudyInfo
from core.model.moment import now
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import Cohort, CustomerPartner
from core.sample import write_sample
from core.study import Study, new_study
from tests.ui.flow_studies import NAMES, id_of, open_screen, study, walk
from ui.flow.presenting.board import FAINT, Board
from ui.flow.presenting.panel import lines
from ui.flow.presenting.walk import flow_walk
from ui.flow.walking import path_order
from ui.look.prose import BODY, FIGURE, LEAD, QUIET, QUOTES, TITLE, Prose, large
from ui.look.theme import theme
from ui.look.type import scale
from ui.share.presenting import Presentation, present
from ui.share.slides import FLOW, FUNNELS

TRIGGER, OPENS, UPLOADS, NEED = NAMES
KEY = Qt.Key
ROOT = Path(__file__).resolve().parents[2]


def begin(qtbot, screen):
    """Press F5 on the canvas; gives the full screen, which begins with the flow."""
    owner, shown = screen.window(), []

    def presenter():
        def make(widget):
            made = flow_walk(screen.session, widget)
            return None if made is None else (made, made)

        shown.append(present(screen.session, make, owner, FLOW))

    screen.session.presenter = presenter
    qtbot.keyClick(screen.view, KEY.Key_F5)
    window = shown[0]
    qtbot.waitUntil(window.hasFocus)
    return window


def to_end(qtbot, window):
    """Go on to the last page of the flow."""
    while not window.walk.at_last:
        qtbot.keyClick(window, KEY.Key_Right)


def to_start(qtbot, window):
    """Go back to the first page of the flow."""
    while not window.walk.at_first:
        qtbot.keyClick(window, KEY.Key_Left)


def leave(qtbot, window):
    with qtbot.waitSignal(window.destroyed):
        qtbot.keyClick(window, KEY.Key_Escape)


@pytest.fixture
def sample(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    return open_screen(qtbot, Study.open(tmp_path / "sample.footpath"))


@pytest.fixture
def told_study(tmp_path):
    """Three customers on a path of four; words that count, and words that do not."""
    made = study(tmp_path / "told.footpath")
    walk(
        made,
        [
            {TRIGGER: "A", OPENS: "A", UPLOADS: "A", NEED: "A"},
            {TRIGGER: "A", OPENS: "D No time"},
            {TRIGGER: "A"},
        ],
    )
    flow = made.drawn
    assert flow is not None
    agree(made, *(each.id for each in made.partners()))
    for partner, step, words in (
        ("P-001", OPENS, "First I looked around."),
        ("P-002", OPENS, "I had no time."),
        ("P-003", OPENS, "I will look tomorrow."),
        ("P-003", UPLOADS, "Said at a step never reached."),
    ):
        say(made, partner, step, words)
    silent = say(made, "P-001", OPENS, "Taken back.")
    made.void(silent)
    say(made, "P-001", OPENS, "Of the next time.", encounter=2)
    return made


def agree(made, *partners):
    """Let partners agree to notes and quotes."""
    allowed = (Permission.NOTES, Permission.QUOTES)
    made.do("Record consent", "partners", [Consent(each, allowed, now()) for each in partners])


def say(made, pseudonym, step, words, encounter=1):
    partner, iteration = made.partner_named(pseudonym), made.iterations()[-1]
    place = made.flow(iteration.flow).named(step)
    note = Note(
        new_id(), partner.id, iteration.id, place.id, NoteKind.QUOTE, words, now(), encounter
    )
    return made.keep_note(note)


@pytest.fixture
def told(qtbot, told_study):
    return open_screen(qtbot, told_study)


def title(window):
    return window.walk.told.page.face.title


def quotes(window):
    return [each.quote for each in window.walk.told.voices]


# --- steps


def test_everyone_is_stepped_along_the_whole_path(qtbot, sample):
    window = begin(qtbot, sample)
    flow = sample.editor.flow
    expected = [flow.step(each).name for each in path_order(flow)]
    seen = [title(window)]
    for key in (KEY.Key_Right, KEY.Key_Space, KEY.Key_PageDown, KEY.Key_Return) * 2:
        qtbot.keyClick(window, key)
        seen.append(title(window))
    assert seen[:-1] == expected
    assert window.walk.told.page.face.kind == "innovation"
    qtbot.keyClick(window, KEY.Key_Right)
    assert window.slide.name is FUNNELS
    qtbot.keyClick(window, KEY.Key_Left)
    assert window.walk.told.page.face.kind == "innovation"
    for key in (KEY.Key_Left, KEY.Key_PageUp, KEY.Key_Backspace):
        qtbot.keyClick(window, key)
    assert title(window) == expected[-3]
    to_start(qtbot, window)
    assert title(window) == expected[0]
    to_end(qtbot, window)
    assert window.walk.told.page.step == ""


def test_the_pointer_steps_too(qtbot, told):
    window = begin(qtbot, told)
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert title(window) == OPENS
    qtbot.mouseClick(window, Qt.MouseButton.RightButton, pos=QPoint(200, 200))
    assert title(window) == TRIGGER


def test_the_numbers_of_a_step_are_those_of_the_funnel(qtbot, sample):
    window = begin(qtbot, sample)
    for step in path_order(sample.editor.flow):
        assert window.walk.told.page.face == replace(
            sample.scene.drawing.faces[step], finding=False
        )
        qtbot.keyClick(window, KEY.Key_Right)


def test_one_customer_is_stepped_as_far_as_they_came(qtbot, told):
    window = begin(qtbot, told)
    walks = {}
    for _ in range(3):
        qtbot.keyClick(window, KEY.Key_Down)
        to_start(qtbot, window)
        pages = window.walk.told.story.pages
        walks[window.walk.told.story.who.name] = [
            (page.face.title, page.status if page.counted else "not counted") for page in pages
        ]
    assert walks["P-001"][:4] == [(name, "aligned") for name in NAMES]
    assert walks["P-002"] == [(TRIGGER, "aligned"), (OPENS, "deviated")]
    assert walks["P-003"] == [
        (TRIGGER, "aligned"),
        (OPENS, "unknown"),
        (UPLOADS, "not counted"),
    ]
    qtbot.keyClick(window, KEY.Key_Up)
    to_end(qtbot, window)
    assert [text for text, *_ in lines(window.walk.told)] == ["Deviated", "No time"]


def test_the_step_stays_where_another_customer_is_chosen(qtbot, told):
    window = begin(qtbot, told)
    to_end(qtbot, window)
    for expected in (NEED, OPENS):
        qtbot.keyClick(window, KEY.Key_Down)
        step = window.walk.told.page.step
        kinds = (StepKind.ADOPTION, StepKind.OUTCOME)
        assert title(window) == expected or told.editor.flow.step(step).kind in kinds


# --- words


def test_a_cohort_says_exactly_what_its_customers_said_there(qtbot, told):
    window = begin(qtbot, told)
    assert quotes(window) == []
    qtbot.keyClick(window, KEY.Key_Right)
    assert [(each.pseudonym, each.status, each.quote) for each in window.walk.told.voices] == [
        ("P-002", "deviated", "I had no time."),
        ("P-001", "aligned", "First I looked around."),
        ("P-003", "unknown", "I will look tomorrow."),
    ]
    qtbot.keyClick(window, KEY.Key_Right)
    assert quotes(window) == []


def test_a_quote_nobody_agreed_to_is_not_shown_to_the_room(qtbot, told):
    made = told.session.study
    second = made.partner_named("P-002").id
    consent = made.consent(second)
    made.do("Withdraw consent", "partners", [msgspec.structs.replace(consent, withdrawn=now())])
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    assert quotes(window) == ["First I looked around.", "I will look tomorrow."]
    assert window.walk.told.page.face.deviated == 1
    leave(qtbot, window)
    made.undo("partners")
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    assert "I had no time." in quotes(window)


def test_only_the_chosen_cohort_is_heard(qtbot, told):
    made = told.session.study
    second = made.partner_named("P-002").id
    made.do("Add cohort", "partners", [Cohort("late", "Latecomers", members=(second,))])
    told.session.choose(cohorts=("late",))
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    assert quotes(window) == ["I had no time."]
    assert "Latecomers · n = 1" in window.walk.headline()
    qtbot.keyClick(window, KEY.Key_Up)
    assert len(quotes(window)) == 3


def test_what_one_customer_said_where_nothing_counts_is_heard_with_the_customer(qtbot, told):
    window = begin(qtbot, told)
    for _ in range(3):
        qtbot.keyClick(window, KEY.Key_Down)
    to_end(qtbot, window)
    assert quotes(window) == ["Said at a step never reached."]
    assert lines(window.walk.told)[0][0] == "Seen here, not counted"


def test_words_at_an_endpoint_are_heard_of_any_encounter(qtbot, told):
    made = told.session.study
    adoption = next(told.editor.flow.of_kind(StepKind.ADOPTION))
    say(made, "P-001", adoption.name, "It came back to me.", encounter=2)
    say(made, "P-002", adoption.name, "My need was not met.", encounter=2)
    window = begin(qtbot, told)
    while window.walk.told.page.step != adoption.id:
        qtbot.keyClick(window, KEY.Key_Right)
    assert quotes(window) == ["It came back to me."]


def test_all_quotes_of_the_sample_are_heard_at_their_steps(qtbot, sample):
    made, iteration = sample.session.study, sample.session.iteration
    window = begin(qtbot, sample)
    heard = []
    for _ in window.walk.told.story.pages:
        heard += [
            (window.walk.told.page.step, each.pseudonym, each.quote)
            for each in window.walk.told.voices
        ]
        qtbot.keyClick(window, KEY.Key_Right)
    every = [each for partner in made.partners() for each in made.observations(partner.id)]
    said = [(each.step, each.partner, each.quote) for each in every if _counts(each, iteration)]
    said += [
        (each.step, each.partner, each.text)
        for each in made.notes(iteration=iteration.id)
        if each.kind is NoteKind.QUOTE and not each.voided
    ]
    names = made.pseudonyms()
    assert heard
    assert set(heard) <= {(step, names[partner], words) for step, partner, words in said}
    assert len(heard) == len(set(heard))


def _counts(entry, iteration):
    return entry.quote and entry.iteration == iteration.id and not entry.voided


def test_more_quotes_than_find_room_are_shown_in_turn(qtbot, told):
    for number in range(24):
        say(told.session.study, "P-002", OPENS, f"Sentence number {number}. " * 6)
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    shown = set()
    while True:
        window.grab()
        first, many = window.walk.told.first, window.walk._shown
        assert many >= 1
        shown |= set(range(first, first + many))
        qtbot.keyClick(window, KEY.Key_Q)
        if window.walk.told.first == 0:
            break
    assert shown == set(range(len(window.walk.told.voices)))


def test_everything_said_is_large_enough_for_a_room(qtbot):
    for width, height in ((1280, 720), (1600, 1000), (3840, 2160)):
        unit = min(width / 1600, height / 1000)
        for size in (FIGURE, TITLE, LEAD, BODY, QUIET, *QUOTES):
            assert large(size, unit).pointSizeF() >= 18 * scale()


def test_a_text_too_long_is_cut_at_its_last_line(qtbot):
    long = Prose("word " * 500, BODY, 1.0, 600, 3)
    short = Prose("a word", BODY, 1.0, 600, 3)
    assert (long.is_cut, short.is_cut) == (True, False)
    assert long.height == pytest.approx(3 * short.height)


# --- the drawing


def test_the_way_there_is_lit_and_the_rest_is_faint(qtbot, told):
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    story = window.walk.told.story
    board = Board(story)
    strength = board._strength(1)
    by_name = {item.face.title: strength(item) for item in board._scene.nodes.values()}
    assert (by_name[TRIGGER], by_name[OPENS]) == (1.0, 1.0)
    assert (by_name[UPLOADS], by_name[NEED]) == (FAINT, FAINT)
    lit = board._light(1)
    assert lit is not None
    assert lit.face.title == OPENS
    ids = {name: id_of(told, name) for name in (TRIGGER, OPENS)}
    walked = [(link.source, link.target) for link in story.trail(1)]
    assert walked == [(ids[TRIGGER], ids[OPENS])]
    accent = [link for link, edge in board._scene.edges.items() if edge.selected]
    assert [(link.source, link.target) for link in accent] == walked


def test_nobody_is_shown_going_to_an_endpoint_where_nothing_was_seen(qtbot, told):
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Down)
    story = window.walk.told.story
    flow = told.editor.flow
    assert [flow.step(link.target).name for link in story.went] != []
    assert not any(flow.step(link.target).kind.is_endpoint for link in story.went)
    assert len(story.trail(len(story.pages) - 1)) == len(NAMES) - 1


def test_each_page_looks_different(qtbot, told):
    window = begin(qtbot, told)
    window.resize(1280, 720)
    first = window.grab().toImage()
    qtbot.keyClick(window, KEY.Key_Right)
    assert window.grab().toImage() != first
    qtbot.keyClick(window, KEY.Key_Left)
    assert window.grab().toImage() == first


# --- leaving, black, dark


def test_black_shows_nothing_and_the_next_key_the_same_page_again(qtbot, told):
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    qtbot.keyClick(window, KEY.Key_B)
    seen = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert {seen.pixel(x, y) & 0xFFFFFF for x in range(0, 600, 20) for y in range(0, 400, 20)} == {
        0
    }
    qtbot.keyClick(window, KEY.Key_PageDown)
    assert not window.black
    assert title(window) == OPENS
    qtbot.keyClick(window, KEY.Key_Period)
    qtbot.keyClick(window, KEY.Key_Period)
    assert not window.black


def test_dark_lasts_as_long_as_is_presented(qtbot, told):
    before = theme.dark, theme.follows
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_D)
    assert theme.dark is not before[0]
    leave(qtbot, window)
    assert (theme.dark, theme.follows) == before


def test_what_was_presented_is_gone_when_it_is_left(qtbot, told):
    window = begin(qtbot, told)
    leave(qtbot, window)
    assert not isValid(window)
    assert begin(qtbot, told) is not window


def test_keys_of_others_are_left_to_them(qtbot, told):
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, KEY.Key_Z)
    assert title(window) == TRIGGER


def test_a_flow_nobody_walked_can_be_presented(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "plain.footpath"))
    window = begin(qtbot, screen)
    assert [page.face.title for page in window.walk.told.story.pages][:4] == list(NAMES)
    assert lines(window.walk.told) == [("Nobody was observed here yet.", BODY, "ink2")]
    assert not window.grab().isNull()
    leave(qtbot, window)


def test_without_an_iteration_there_is_the_flow_alone(qtbot, tmp_path):
    drawn = flow_documents(path_flow(NAMES), {})
    made = new_study(tmp_path / "bare.footpath", [StudyInfo("s", "Bare"), *drawn])
    screen = open_screen(qtbot, made)
    window = begin(qtbot, screen)
    assert [each.name for each in window.slides] == [FLOW]
    assert title(window) == TRIGGER
    to_end(qtbot, window)
    last = title(window)
    qtbot.keyClick(window, KEY.Key_Right)
    assert title(window) == last
    leave(qtbot, window)


def test_the_next_iteration_started_meanwhile_is_what_is_walked(qtbot, told):
    made = told.session.study
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Down)
    first = made.iterations()[-1]
    fresh = msgspec.structs.replace(first, id="next", number=first.number + 1)
    closed = msgspec.structs.replace(first, closed=now())
    made.do("Start iteration", "iterations", [closed, fresh])
    qtbot.waitUntil(lambda: "iteration 2, open" in window.headline())
    qtbot.waitUntil(lambda: window.walk.told.story.numbers is None)
    assert window.walk.told.story.who.name == "Everyone"
    assert lines(window.walk.told) == [("Nobody was observed here yet.", BODY, "ink2")]


def test_an_empty_flow_says_that_there_is_nothing_to_present(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "empty.footpath", Flow("f")))
    qtbot.keyClick(screen.view, KEY.Key_F5)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, Presentation)]
    notice = screen.sharing.notice
    assert notice is not None
    assert "nothing to present" in notice.sentence.text()


# --- live


def test_what_is_recorded_meanwhile_is_shown_at_once(qtbot, told):
    made = told.session.study
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Right)
    assert window.walk.told.page.face.reached == 3
    partner, iteration = CustomerPartner(new_id(), "P-004"), made.iterations()[-1]
    made.do("Add partner", "partners", [partner])
    agree(made, partner.id)
    for name, quote in ((TRIGGER, ""), (OPENS, "Just now.")):
        step = made.flow(iteration.flow).named(name)
        seen = Observation(
            new_id(), partner.id, iteration.id, step.id, Status.ALIGNED, now(), quote=quote
        )
        made.record(seen)
    qtbot.waitUntil(lambda: window.walk.told.page.face.reached == 4)
    assert "Just now." in quotes(window)
    assert title(window) == OPENS
    for _ in range(4):
        qtbot.keyClick(window, KEY.Key_Down)
    assert window.walk.told.story.who.name == "P-004"


def test_a_customer_taken_away_meanwhile_gives_way_to_everyone(qtbot, told):
    made = told.session.study
    window = begin(qtbot, told)
    qtbot.keyClick(window, KEY.Key_Down)
    assert window.walk.told.story.who.name == "P-001"
    partner = made.partner_named("P-001").id
    seen = made.observations(partner)
    made.do("Void", "flow", [_voided(each) for each in seen])
    qtbot.waitUntil(lambda: window.walk.told.story.who.name == "Everyone")
    assert window.walk.told.story.numbers.funnel.entrants == 2


def _voided(entry):
    return msgspec.structs.replace(entry, voided=True)


def test_thirty_steps_are_followed_around_the_page(qtbot, tmp_path):
    long = path_flow([f"Step {n}" for n in range(30)])
    screen = open_screen(qtbot, study(tmp_path / "long.footpath", long))
    window = begin(qtbot, screen)
    window.resize(1280, 720)
    seen = [window.grab().toImage()]
    for _ in range(5):
        qtbot.keyClick(window, KEY.Key_Right)
        seen.append(window.grab().toImage())
    assert all(a != b for a, b in pairwise(seen))
    leave(qtbot, window)


# --- a real screen without a window manager


def test_a_picture_is_copied_and_the_full_screen_filled_and_left_with_real_keys(
    window_environment, xdotool, tmp_path
):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(path)],
        env=window_environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        main = titled(xdotool, "Bill saver – Footpath")
        xdotool("windowfocus", "--sync", main)
        xdotool("key", "ctrl+2")
        titled(xdotool, "^Flow – Bill saver")
        xdotool("key", "ctrl+shift+c")
        xdotool("key", "F5")
        shown = titled(xdotool, "Presenting Everyone, step 1 of 9")
        assert "1700x1100" in xdotool("getwindowgeometry", shown)
        focused(xdotool, "Presenting")
        xdotool("key", "Next")
        titled(xdotool, "Presenting Everyone, step 2 of 9")
        xdotool("key", "Escape")
        focused(xdotool, "^Flow – Bill saver")
        xdotool("key", "ctrl+q")
        _, errors = process.communicate(timeout=40)
        assert (process.returncode, errors) == (0, "")
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def titled(xdotool, words: str) -> str:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if found := searched(xdotool, words):
            return found
    raise AssertionError(f"no window titled {words}")


def focused(xdotool, words: str) -> None:
    """Wait until the keys go to a window; nobody but the app itself gives it the focus."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if re.search(words, xdotool("getwindowfocus", "getwindowname")):
            return
    raise AssertionError(f"the keys do not go to {words}")


def searched(xdotool, words: str) -> str:
    try:
        found: list[str] = xdotool("search", "--onlyvisible", "--name", words).split()
    except subprocess.CalledProcessError:
        return ""
    return found[0] if found else ""
