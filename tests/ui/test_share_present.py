"""Presenting: one walk by keys, clicker and pointer; live; words and names only as they may be shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.sample import write_sample
from core.store import StoreExists
from core.study import Study
from ui.flow.presenting.walk import flow_walk
from ui.look.curtain import HIDDEN, curtain
from ui.look.drawn import whole
from ui.look.theme import colour, theme
from ui.session import Session
from ui.share.present_screen import PresentScreen
from ui.share.presenting import Presentation, present
from ui.share.replay_view import still
from ui.share.sequence import MOST, places, write_sequence
from ui.share.slides import DECISION, FLOW, FUNNELS, HYPOTHESIS, NEXT, WALK

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
    qtbot.waitUntil(lambda: made.replay.replay is not None)
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
    view = screen.replay
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
    view = screen.replay
    view.slider.setValue(1)
    assert view.shown == still(view.replay, 1)
    assert view.shown.funnel.entrants == 1
    assert "P-" in view.shown.title
    curtain.draw(True)
    view.slider.setValue(2)
    assert HIDDEN in view.shown.title


def test_pictures_are_written_one_a_moment(qtbot, screen, tmp_path):
    short = screen.replay.replay
    short.frames = short.frames[:3]
    folder = whole(write_sequence(short, tmp_path / "out"))
    assert [each.name for each in sorted(folder.iterdir())] == ["001.png", "002.png", "003.png"]
    assert all(each.read_bytes().startswith(b"\x89PNG") for each in folder.iterdir())
    with pytest.raises(StoreExists):
        whole(write_sequence(short, tmp_path / "out"))


def test_pictures_cancelled_leave_nothing(qtbot, screen, tmp_path):
    screen.save(tmp_path)
    assert (tmp_path / "replay").is_dir()
    screen.making.cancel()
    qtbot.waitUntil(lambda: screen.making is None)
    assert not (tmp_path / "replay").exists()


def test_a_long_history_is_told_by_some_of_its_moments():
    chosen = places(10_000)
    assert (len(chosen), chosen[0], chosen[-1]) == (MOST, 0, 9_999)
    assert places(3) == (0, 1, 2)
