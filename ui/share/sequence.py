"""A replay as a short sequence of pictures in a folder of its own: all of them, or none."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Signal, Slot
from PySide6.QtGui import QImage, QPainter

from core.replaying import Replaying
from core.store import write_new
from core.store.errors import from_os
from ui.job import Job, Progress
from ui.look.making import Cancelled
from ui.look.png import encoded
from ui.look.theme import colour
from ui.share.replay_view import paint_still
from ui.share.stills import Still, still

MOST = 120
"""Pictures of the longest history; a longer one is told by that many moments of it."""
_WIDE, _HIGH, _SCALE = 1280, 720, 1.5


def places(count: int) -> tuple[int, ...]:
    """The moments that are painted: evenly chosen, the first and the last among them."""
    if count <= MOST:
        return tuple(range(count))
    return tuple(round(n * (count - 1) / (MOST - 1)) for n in range(MOST))


@dataclass(frozen=True)
class _Painted:
    file: Path
    image: QImage
    title: str


class Sequence(QObject):
    """Paints the pictures of a replay into a new folder; heard like a Job.

    ``done`` carries the folder, ``failed`` a StoreError or Cancelled; nothing is left of it then.
    Moments are measured and pictures packed and written in a thread, painted between two of these.
    """

    moved = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, words: str, replay: Replaying, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self._replay, self._folder = replay.apart(), folder
        self._places = places(len(replay.frames))
        self._next = 0
        self._job: Job | None = None
        self._made = self._cancelled = False
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._on_quit)

    def start(self) -> None:
        """Begin. The folder must not be there yet."""
        try:
            self._folder.mkdir()
        except OSError as error:
            self.failed.emit(from_os(error, self._folder, "written"))
            return
        self._made = True
        self._turn(None)

    def cancel(self) -> None:
        """Stop; the folder goes with what was in it."""
        self._cancelled = True
        if self._job is not None:
            self._job.cancel()

    def _turn(self, painted: _Painted | None) -> None:
        """Write what was painted, and measure what is painted next."""
        place = self._places[self._next] if self._next < len(self._places) else None
        replay, folder = self._replay, self._folder

        def work(progress: Progress) -> Still | None:
            try:
                if painted is not None:
                    _write(painted, progress)
                found = None if place is None else still(replay, place)
                _go_on(progress)
            except Exception:
                _remove(folder)
                raise
            return found

        job = self._job = Job(self.words, work)
        job.done.connect(self._on_turn)
        job.failed.connect(self._on_failed)
        if self._cancelled:
            job.cancel()
        job.start()

    @Slot(object)
    def _on_turn(self, shown: Still | None) -> None:
        if shown is None:
            self._made = False
            self._job = None
            self.done.emit(self._folder)
            return
        self._next += 1
        painted = _Painted(self._folder / f"{self._next:03}.png", _picture(shown), shown.title)
        self.moved.emit(self._next / (len(self._places) + 1))
        self._turn(painted)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._made = False
        self._job = None
        self.failed.emit(error)

    @Slot()
    def _on_quit(self) -> None:
        """Nobody will paint what is missing."""
        if self._made and self._job is not None:
            self.cancel()
            self._job.join()
            _remove(self._folder)


def _picture(shown: Still) -> QImage:
    image = QImage(round(_WIDE * _SCALE), round(_HIGH * _SCALE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(colour("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_still(painter, QRectF(0, 0, _WIDE, _HIGH), shown)
    painter.end()
    return image


def _go_on(progress: Progress) -> None:
    if not progress(0, 1):
        raise Cancelled


def _write(painted: _Painted, progress: Progress) -> None:
    content = encoded(painted.image, {"Title": painted.title}, _SCALE, progress)
    if content is None:
        raise Cancelled
    write_new(painted.file, [content])


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for each in folder.glob("*.png"):
            each.unlink()
        folder.rmdir()
