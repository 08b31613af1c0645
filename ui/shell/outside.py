"""What comes to the window from outside it: studies handed over, a fault of the run before, safe mode."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.look.parts import Notice
from ui.shell import crash, settings, times
from ui.shell.handover import Handover, first

if TYPE_CHECKING:
    from ui.shell.window import Window


class Outside(QObject):
    """Listens for one window while the application runs. ``safe`` starts it with nothing of before."""

    def __init__(self, app: QApplication, window: Window, *, safe: bool) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Path] = []
        self._handover: Handover | None = None if safe else first()
        if self._handover is not None:
            self._handover.came.connect(self.open)
        window.files.opened.connect(self._on_rested)
        window.files.refused.connect(self._on_rested)
        if sys.platform == "darwin":  # elsewhere it would be asked of every event for nothing
            app.installEventFilter(self)
        app.aboutToQuit.connect(self.end)
        log = crash.note_of_last_fault()
        crash.watch_for_faults()
        if log is not None:
            window.tell_crash(None, log)
        if safe:
            words = self.tr("Safe mode: default settings, and none you change here is kept.")
            window.tell(Notice("accent", words, closable=True))
        # Behind all that is to be painted now: then the keys are heard.
        QTimer.singleShot(0, self, partial(QTimer.singleShot, 0, self, _tell_ready))

    def open(self, study: Path) -> None:
        """Bring the window to the front, and open a study in it if it is not there already."""
        doorway = self._window.window()
        doorway.setWindowState(doorway.windowState() & ~Qt.WindowState.WindowMinimized)
        doorway.raise_()
        doorway.activateWindow()
        frame = self._window.frame
        if frame is not None and _is_same(frame.session.study.path, study):
            return
        if self._window.files.busy:
            self._waiting.append(study)
        else:
            self._window.files.open(study)

    def end(self) -> None:
        """Let the next start be the first, and leave no empty note."""
        if self._handover is not None:
            self._handover.end()
            self._handover = None
        crash.watch_no_more()
        settings.take_back()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A double click on macOS comes as an event of the application."""
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.open(Path(event.file()))
            return True
        return False

    def _on_rested(self) -> None:
        if self._waiting:
            study = self._waiting.pop()
            self._waiting.clear()  # the last one asked for is the one wanted
            QTimer.singleShot(0, self, partial(self.open, study))


def _tell_ready() -> None:
    times.tell("ready")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
