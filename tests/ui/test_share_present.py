"""Presenting: one walk by keys, clicker and pointer; live; words and names only as they may be shown."""

from __future__ import annotations

import resource

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.begin import begin
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.replaying import Replaying
from core.sample import write_sample
from core.study import Study
from ui.flow.presenting.walk import flow_walk
from ui.look.curtain import HIDDEN, curtain
from ui.look.theme import colour, theme
from ui.session import Session
from ui.share.present_screen import PresentScreen
from ui.share.presenting import Presentation, present
from ui.share.sequence import MOST, places
from ui.share.slides import DECISION, FLOW, FUNNELS, HYPOTHESIS, NEXT, WALK
from ui.share.stills import still

KEY = Qt.Key


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("present") / "sample.footpath"
    write_sample(path)
    return path.read_bytes()


@pytest.fixture
def screen(qtbot, tmp_path, sample):
    (tmp_path / "s.footpath").write_bytes(sample)
    session = Session(Study.open(tmp_path / "s.footpath"))
    made = PresentScreen(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.iterations)
    made.resize(1132, 640)
    made.show()
    made.arrive()
    qtbot.waitUntil(lambda: made.played.view.shown is not None)
    yield made
    made.part()
    curtain.draw(False)
    session.close()


@pytest.fixture
def shown(qtbot, screen):
    def walk(owner):
        made = flow_walk(screen.session, owner)
        return made, made

    window = present(screen.session, walk, screen, HYPOTHESIS)
    window.resize(1280, 720)
    qtbot.waitUntil(window.hasFocus)
    alive = [window]
    window.destroyed.connect(alive.clear)
    yield window
    if alive:
        window.close()


def press(qtbot, window: Presentation, key):
    """Press a key where the keys go."""
    qtbot.keyClick(window, key)


def test_the_clicker_walks_all_of_it_and_back(qtbot, shown):
    seen = [shown.slide.name]
    steps = 0
    while shown.slide is not shown.slides[-1]:
        press(qtbot, shown, KEY.Key_PageDown)
        steps += shown.slide.name is FLOW
        if shown.slide.name is not seen[-1]:
            seen.append(shown.slide.name)
    assert tuple(seen) == WALK
    assert steps == 9  # eight steps of the sample's flow, and true innovation
    press(qtbot, shown, KEY.Key_Space)
    assert shown.slide.name is NEXT
    back = 0
    while shown.slide is not shown.slides[0]:
        press(qtbot, shown, KEY.Key_PageUp)
        back += 1
    assert back == len(shown.slides) - 1 + 8


def test_the_page_lists_the_slides_that_are_walked(qtbot, screen):
    cohorts = [each.id for each in screen.session.study.cohorts()]
    assert screen.subtitle() == f"{len(screen.slides)} slides"
    screen.session.choose(cohorts=(cohorts[0], cohorts[2]))
    window = present(screen.session, lambda _owner: None, screen, HYPOTHESIS)
    qtbot.addWidget(window)
    listed = [each.title for each in screen.slides]
    assert [each.title for each in window.slides] == listed
    assert screen.subtitle() == f"{len(listed)} slides · cohorts chosen: 2"
    assert sum(each.name is FUNNELS for each in screen.slides) == 2
    window.close()


@pytest.mark.parametrize("name", WALK)
def test_it_begins_where_it_is_asked_to(shown, name):
    shown.begin(name)
    assert shown.slide.name is name
    assert (shown.walk is not None) is (name is FLOW)


def test_the_flow_keeps_its_own_keys(qtbot, shown):
    shown.begin(FLOW)
    before = shown.windowTitle()
    press(qtbot, shown, KEY.Key_Down)
    assert shown.windowTitle() != before
    assert shown.slide.name is FLOW


def test_black_shows_nothing_and_the_next_key_the_same_slide(qtbot, shown):
    shown.begin(DECISION)
    press(qtbot, shown, KEY.Key_B)
    image = shown.grab().toImage()
    assert image.pixelColor(640, 360).lightness() == 0
    press(qtbot, shown, KEY.Key_Right)
    assert not shown.black
    assert shown.slide.name is DECISION


def test_black_covers_the_flow_too(qtbot, shown):
    shown.begin(FLOW)
    press(qtbot, shown, KEY.Key_B)
    assert shown.grab().toImage().pixelColor(640, 360).lightness() == 0
    qtbot.keyClick(shown, KEY.Key_B)
    assert shown.walk is not None


def test_dark_lasts_as_long_as_is_presented(qtbot, shown):
    was = theme.dark
    press(qtbot, shown, KEY.Key_D)
    assert theme.dark is not was
    press(qtbot, shown, KEY.Key_Escape)
    qtbot.waitUntil(lambda: theme.dark is was)


@pytest.mark.parametrize("dark_first", [True, False])
def test_the_drawing_is_there_in_light_and_dark(qtbot, shown, dark_first):
    was = theme.dark
    if dark_first:
        press(qtbot, shown, KEY.Key_D)
    shown.begin(FLOW)
    if not dark_first:
        press(qtbot, shown, KEY.Key_D)
    assert theme.dark is not was
    seen = shown.grab().toImage()
    assert seen.pixelColor(4, seen.height() - 4) == colour("surface")
    drawing = {
        seen.pixelColor(x, y).name()
        for x in range(0, seen.width(), 2)
        for y in range(60, int(seen.height() * 0.45), 2)
    }
    # The step that is lit in full, the ground, and what is faint: blends of both.
    assert {colour("canvas").name(), colour("node").name(), "#0072b2"} <= drawing
    assert len(drawing) > 50


def test_the_pointer_walks_too(qtbot, shown):
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert shown.slide.name is FLOW
    qtbot.mouseClick(shown._flow_widget, Qt.MouseButton.RightButton)
    assert shown.slide.name is HYPOTHESIS


def test_what_is_recorded_meanwhile_comes_into_the_slide(qtbot, shown, screen):
    shown.begin(FUNNELS)
    study = screen.session.study
    iteration = study.current_iteration
    fresh = next(
        key
        for key in study.pseudonyms()
        if not study.columns.ids_where(partner=key, iteration=iteration.id)
    )
    trigger = study.flow(iteration.flow).steps[0]
    assert shown.slide.title == "Everyone: 24 entrants"
    study.record(Observation(new_id(), fresh, iteration.id, trigger.id, Status.ALIGNED, now()))
    qtbot.waitUntil(lambda: shown.slide.title == "Everyone: 25 entrants")


def test_no_single_partner_stands_on_a_slide_and_notes_keep_the_curtain(shown, screen):
    names = set(screen.session.study.pseudonyms().values())
    for slide in shown.slides:
        assert not any(name in repr((slide.title, slide.message, slide.blocks)) for name in names)
    after = next(each for each in shown.slides if each.name is NEXT)
    assert any(name in line for line in after.notes for name in names)
    shown.turn_curtain()
    shown._read()
    after = next(each for each in shown.slides if each.name is NEXT)
    assert not any(name in line for line in after.notes for name in names)
    assert any(HIDDEN in line for line in after.notes)


def test_notes_come_and_go_under_the_slide(qtbot, shown):
    shown.begin(NEXT)
    press(qtbot, shown, KEY.Key_N)
    assert shown.pane.isVisible()
    assert "Talk to next" in shown.pane.text.text()
    press(qtbot, shown, KEY.Key_N)
    assert not shown.pane.isVisible()


# --- played again


def test_it_plays_from_the_start_and_stops_at_the_end(qtbot, screen):
    view = screen.played.view
    last = view.slider.maximum()
    assert view.slider.value() == last
    view.speed.choose(8)
    view.speed.picked.emit(8)
    view.play.click()
    assert (view.slider.value(), view.is_playing) == (0, True)
    qtbot.waitUntil(lambda: view.slider.value() > 1)
    view.slider.setValue(last)
    qtbot.waitUntil(lambda: not view.is_playing)


def test_scrubbing_shows_the_moment(qtbot, screen):
    view = screen.played.view
    scrub(qtbot, view, 1)
    assert view.shown == still(view.replay.apart(), 1)
    assert view.shown.funnel.entrants == 1
    assert "P-" in view.shown.title
    curtain.draw(True)
    assert HIDDEN in view.shown.title
    assert HIDDEN in view.picture.accessibleName()
    scrub(qtbot, view, 2)
    assert HIDDEN in view.shown.title


def scrub(qtbot, view, place):
    """Move to a moment, and wait until it is measured."""
    with qtbot.waitSignal(view.arrived, check_params_cb=lambda at: at == place):
        view.slider.setValue(place)


def test_scrubbed_fast_the_last_moment_is_shown(qtbot, screen):
    view = screen.played.view
    came: list[int] = []
    view.arrived.connect(came.append)
    with qtbot.waitSignal(view.arrived, check_params_cb=lambda at: at == 7):
        for place in (60, 50, 40, 30, 20, 10, 7):
            view.slider.setValue(place)
    assert came == [60, 7]


def test_no_moment_is_left_out_while_it_plays(qtbot, screen):
    view = screen.played.view
    view.slider.setValue(0)
    view.speed.picked.emit(8)
    came: list[int] = []
    view.arrived.connect(came.append)
    with qtbot.waitSignal(view.arrived, check_params_cb=lambda at: at == 6):
        view.toggle()
    view.stop()
    assert came == list(range(came[0], 7))


def test_what_was_taken_back_goes_from_the_funnel_again(qtbot, screen):
    study, view = screen.session.study, screen.played.view
    iteration = study.current_iteration
    fresh = next(
        key
        for key in study.pseudonyms()
        if not study.columns.ids_where(partner=key, iteration=iteration.id)
    )
    trigger = study.flow(iteration.flow).steps[0]
    scope = f"interview/{fresh}/{iteration.id}"
    seen = Observation(new_id(), fresh, iteration.id, trigger.id, Status.ALIGNED, now())
    study.do("Record", scope, [seen])
    qtbot.waitUntil(lambda: view.shown.funnel.entrants == 25, timeout=10_000)
    study.undo(scope)
    qtbot.waitUntil(lambda: view.shown.funnel.entrants == 24, timeout=10_000)


@pytest.mark.parametrize("instead", ["nothing", "another study"])
def test_a_file_that_is_gone_is_said_to_be(qtbot, screen, tmp_path, sample, instead):
    card, path = screen.played, tmp_path / "s.footpath"
    away = path.rename(tmp_path / "away.footpath")
    if instead == "another study":
        write_sample(path)
    card.read()
    qtbot.waitUntil(lambda: card.view.shown is None)
    assert "was moved, replaced or changed" in card.view.instead
    assert "was moved" in card.view.picture.accessibleName()
    assert not card.export.isEnabled()
    path.unlink(missing_ok=True)
    away.rename(path)
    qtbot.mouseClick(card.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.view.shown is not None)
    assert card.again.isHidden()
    assert card.export.isEnabled()


def test_where_nothing_was_recorded_that_is_said(qtbot, tmp_path):
    session = Session(begin(tmp_path / "new.footpath", "New", path_flow(("A", "B", "C"))))
    made = PresentScreen(session)
    qtbot.addWidget(made)
    qtbot.addWidget(made.iterations)
    made.show()
    made.arrive()
    view = made.played.view
    assert view.instead == ""  # nothing is said of what is not read yet
    qtbot.waitSignal(view.arrived).wait()
    assert view.shown is not None
    assert view.shown.remark == "0 partners · 0 interviews · 0 observations"
    view.show_replay(Replaying(session.study.path, (), ()))
    assert view.instead == "Nothing was recorded yet."
    assert not view.isEnabled()
    made.part()
    session.close()


# --- saved as pictures


@pytest.fixture
def short(screen):
    """The screen with a history of three moments."""
    replay = screen.played.view.replay
    screen.played.view.show_replay(Replaying(replay.path, replay._events, replay._framed[:3]))
    return screen.played


def saved(qtbot, card, where):
    """Save there, and wait for what is said of it."""
    card.save(where)
    qtbot.waitUntil(lambda: card.saving is None, timeout=20_000)
    return card.strip.notice.sentence.text()


def test_pictures_are_written_one_a_moment_into_a_folder_of_their_own(qtbot, short, tmp_path):
    where = tmp_path / "out"
    (where / "replay").mkdir(parents=True)
    (where / "replay" / "001.png").write_text("mine")
    assert "“replay 2”" in saved(qtbot, short, where)
    made = sorted((where / "replay 2").iterdir())
    assert [each.name for each in made] == ["001.png", "002.png", "003.png"]
    sizes = [QImage(str(each)).size().toTuple() for each in made]
    assert sizes == [(1920, 1080)] * 3
    assert (where / "replay" / "001.png").read_text() == "mine"


def test_pictures_cancelled_leave_nothing(qtbot, screen, tmp_path):
    card = screen.played
    card.save(tmp_path)
    moved = qtbot.waitSignal(card.saving.moved)
    assert (tmp_path / "replay").is_dir()
    with moved:
        pass
    card.saving.cancel()
    qtbot.waitUntil(lambda: card.saving is None)
    assert "No picture was saved" in card.strip.notice.sentence.text()
    assert not (tmp_path / "replay").exists()


def test_a_disk_that_takes_no_more_leaves_no_picture(qtbot, short, tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        said = saved(qtbot, short, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "could not be written" in said
    assert [each.text() for each in short.strip.notice.buttons] == ["Save elsewhere"]
    assert not (tmp_path / "replay").exists()


def test_a_folder_that_is_gone_is_said(qtbot, short, tmp_path):
    assert "was not found" in saved(qtbot, short, tmp_path / "gone")


def test_a_long_history_is_told_by_some_of_its_moments():
    chosen = places(10_000)
    assert (len(chosen), chosen[0], chosen[-1]) == (MOST, 0, 9_999)
    assert places(3) == (0, 1, 2)
