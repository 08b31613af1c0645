"""A picture in the making: painted in short turns between what else the window does, written beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from ui.job import Job, Progress
from ui.look.drawn import BY_PARTS, Parts, Sheet, image_by_parts, pixels
from ui.look.export_file import write_whole

_TURN = 0.012  # seconds of painting before the window gets its turn


class Cancelled(Exception):
    """A person wanted no picture after all."""


class Making(QObject):
    """``done`` carries the picture or the path of its file, ``failed`` the exception.

    One of both comes, and ``moved`` with the share done until then. Heard like a Job.
    """

    moved = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        words: str,
        parts: Parts[Any],
        finish: Callable[[Any, Progress], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``finish`` makes the rest of what was painted, in a thread."""
        super().__init__(parent)
        self.words = words
        self._parts, self._finish = parts, finish
        self._job: Job | None = None
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin; what takes no longer than a turn is painted when this returns."""
        self._turns.start()
        self._turn()

    def cancel(self) -> None:
        """Stop; nothing is left of it."""
        if self._job is not None:
            self._job.cancel()
        elif self._turns.isActive():
            self._turns.stop()
            self._parts.close()
            self.failed.emit(Cancelled())

    @Slot()
    def _turn(self) -> None:
        end, share = perf_counter() + _TURN, 0.0
        try:
            while perf_counter() < end:
                share = next(self._parts)
        except StopIteration as made:
            self._turns.stop()
            self._go_on(made.value)
        else:
            self.moved.emit(share / 2 if self._finish is not None else share)

    def _go_on(self, made: object) -> None:
        finish = self._finish
        if finish is None:
            self.done.emit(made)
            return
        # Without a parent: the thread may end when the window is gone already.
        job = self._job = Job(self.words, lambda progress: finish(made, progress))
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        job.moved.connect(self._on_moved)
        job.done.connect(self.done)
        job.failed.connect(self.failed)
        job.start()

    @Slot(object)
    def _on_moved(self, share: float) -> None:
        self.moved.emit((1 + share) / 2)


def copying(words: str, sheet: Sheet, parent: QObject) -> Making:
    """Make the picture, in pixels."""
    return Making(words, image_by_parts(sheet), parent=parent)


def saving(words: str, sheet: Sheet, target: Path, over: bool, parent: QObject) -> Making:
    """Make the picture and write it as the ending of the file says.

    Fails with StoreError where it could not be written, and with Cancelled.
    """

    def finish(made: QImage | bytes, progress: Progress) -> Path:
        content = pixels(sheet, made, progress) if isinstance(made, QImage) else made
        if content is None or not progress(1, 1):
            raise Cancelled
        write_whole(target, content, over=over)
        return target

    return Making(words, BY_PARTS[target.suffix.lower().lstrip(".")](sheet), finish, parent)
