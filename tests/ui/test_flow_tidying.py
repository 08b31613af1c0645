"""Tidy glides where the platform lets things move, is there at once elsewhere, and is one change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.model.edits import arrange
from tests.ui.flow_studies import NAMES, id_of, open_screen, seen, study
from ui.look.motion import LONGEST, motion

TRIGGER, OPENS, UPLOADS, NEED = NAMES
CONTROL = Qt.KeyboardModifier.ControlModifier
NUDGE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, tmp_path):
    """A flow with one step off its lane."""
    screen = open_screen(qtbot, study(tmp_path / "study.footpath"))
    screen.selection.choose([id_of(screen, OPENS)])
    for _ in range(9):
        qtbot.keyClick(screen.view, Qt.Key.Key_Down, NUDGE)
    screen.refresh()
    return screen


@pytest.fixture
def moving(monkeypatch):
    """A platform that people look at."""
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))


def tidy(qtbot, screen):
    qtbot.keyClick(screen.view, Qt.Key.Key_L, CONTROL)


def is_tidy(screen):
    flow = screen.editor.flow
    return flow == arrange(flow) and all(
        seen(screen, step.name).topLeft().toTuple() == (step.x, step.y) for step in flow.steps
    )


def test_without_motion_the_canvas_is_tidy_at_once(qtbot, screen):
    assert motion(screen) == 0
    tidy(qtbot, screen)
    assert is_tidy(screen)


def test_steps_glide_to_where_the_flow_has_them_at_once(qtbot, screen, moving):
    assert 0 < motion(screen) <= LONGEST
    start = seen(screen, OPENS).top()
    tidy(qtbot, screen)
    assert screen.editor.flow == arrange(screen.editor.flow)
    assert seen(screen, OPENS).top() == start
    tops = set()

    def arrived():
        tops.add(seen(screen, OPENS).top())
        return is_tidy(screen)

    qtbot.waitUntil(arrived)
    assert any(0 < top < start for top in tops), tops


def test_whatever_is_pressed_ends_the_glide(qtbot, screen, moving):
    tidy(qtbot, screen)
    assert not is_tidy(screen)
    qtbot.keyClick(screen.view, Qt.Key.Key_Tab)
    assert is_tidy(screen)
    assert screen.selection.current == id_of(screen, UPLOADS)


def test_tidy_is_one_change_and_what_is_tidy_stays_as_it_is(qtbot, screen):
    before = screen.editor.flow
    tidy(qtbot, screen)
    tidied = screen.editor.flow
    tidy(qtbot, screen)
    assert screen.editor.flow == tidied
    offer = screen.session.study.undoable("flow")
    assert offer is not None
    assert offer.label == "Tidy"
    screen.session.study.undo("flow")
    assert screen.editor.flow == before
