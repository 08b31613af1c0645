"""Large pictures of the flow are made in turns: the window answers meanwhile, and Cancel leaves nothing."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage

from core.model.edits import arrange
from tests.bench.flow_canvas import drawn
from tests.ui.flow_studies import open_screen, study
from ui.flow import export
from ui.look.making import copying


@pytest.fixture
def large(qtbot, tmp_path):
    return open_screen(qtbot, study(tmp_path / "large.footpath", arrange(drawn(200))))


class Turns(QObject):
    """How long the window had to wait for a turn, in seconds; the longest."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.thread_time()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        # Computing of this thread only: other programs are nobody's fault here.
        now = time.thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_window_gets_its_turns_while_a_large_picture_is_made(qtbot, large, tmp_path, ending):
    target = tmp_path / f"flow.{ending}"
    large.sharing.save(target)
    assert large.sharing.making is not None
    turns = Turns()
    qtbot.waitUntil(lambda: large.sharing.making is None, timeout=20_000)
    assert target.stat().st_size > 10_000
    assert turns.longest < 0.25


def test_made_by_turns_or_at_once_it_is_the_same_picture(qtbot, large):
    sheet = export.sheet(large.sharing.picture())
    made: list[QImage] = []
    making = copying("", sheet, large)
    making.done.connect(made.append)
    making.start()
    qtbot.waitUntil(lambda: bool(made))
    assert made[0] == export.image(large.sharing.picture())


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_cancel_in_the_middle_leaves_no_file(qtbot, large, tmp_path, ending):
    folder = tmp_path / "pictures"
    folder.mkdir()
    large.sharing.save(folder / f"flow.{ending}")
    waiting = large.sharing.waiting
    waiting.show()
    qtbot.waitUntil(lambda: waiting.bar.value() > 0)
    qtbot.mouseClick(waiting.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: large.sharing.making is None)
    assert list(folder.iterdir()) == []
    assert large.sharing.notice is None


def test_who_asks_again_gets_the_later_picture(qtbot, large, tmp_path):
    QGuiApplication.clipboard().clear()
    large.sharing.save(tmp_path / "first.svg")
    large.sharing.copy()
    qtbot.waitUntil(lambda: large.sharing.making is None)
    assert not QGuiApplication.clipboard().image().isNull()
    assert not (tmp_path / "first.svg").exists()


def test_a_screen_that_closes_takes_its_half_made_picture_along(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "closing.footpath", arrange(drawn(200))))
    screen.sharing.save(tmp_path / "flow.svg")
    gone: list[object] = []
    making = screen.sharing.making
    assert making is not None
    making.destroyed.connect(lambda: gone.append(True))
    sharing = screen.sharing
    sharing.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not (tmp_path / "flow.svg").exists()
