"""Copies, another place when the disk fails, and leaving only when everything is on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.look.parts import Notice
from ui.shell import settings
from ui.shell.files import Files, copy_study

if TYPE_CHECKING:
    from ui.shell.frame import StudyFrame

_PATIENCE = 3.0  # seconds a slow disk gets at the end


class Saving(QObject):
    """``told`` carries a notice to show, ``given_up`` says that a person leaves what waits behind."""

    told = Signal(object)
    given_up = Signal()

    def __init__(self, files: Files, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._frame: StudyFrame | None = None
        self._gives_up = False

    def follow(self, frame: StudyFrame | None) -> None:
        """Act on the study of a frame from now on; None: on none."""
        self._frame = frame
        self._gives_up = False
        if frame is not None:
            frame.save_elsewhere.connect(self.ask_elsewhere)

    def may_leave(self) -> bool:
        """Whether everything is on disk; else say so, with ways out."""
        if self._frame is None or self._gives_up:
            return True
        study = self._frame.session.study
        study.store.flush(timeout=_PATIENCE)
        waiting = study.disk.waiting
        if not waiting:
            return True
        if waiting == 1:
            sentence = self.tr("One change is not on disk yet. Closing now would lose it.")
        else:
            sentence = self.tr("{n} changes are not on disk yet. Closing now would lose them.")
        actions = (
            (self.tr("Save elsewhere"), self.ask_elsewhere),
            (self.tr("Close and lose them"), self._give_up),
        )
        self.told.emit(Notice("error", sentence.format(n=waiting), actions=actions, closable=True))
        return False

    def ask_copy(self) -> None:
        """Choose where a copy goes."""
        if self._frame is not None:
            name = self._frame.session.study.info.name
            self._files.ask_save(self.tr("Save a copy"), name, self.copy_to)

    def copy_to(self, path: Path) -> None:
        """Copy the study as it stands on disk."""
        if self._frame is not None:
            self._attempt(copy_study, self._frame.session.study, path)

    def ask_elsewhere(self) -> None:
        """Choose where the study goes on."""
        if self._frame is not None:
            name = self._frame.session.study.info.name
            self._files.ask_save(self.tr("Save elsewhere"), name, self.move_to)

    def move_to(self, path: Path) -> None:
        """Save everything, what waits included, in another place and go on there."""
        if self._frame is None:
            return
        study = self._frame.session.study
        if self._attempt(study.store.save_elsewhere, path):
            settings.remember(study.path)
            self._frame.show_disk(study.disk)

    def _give_up(self) -> None:
        self._gives_up = True
        self.given_up.emit()

    def _attempt(self, deed: Callable[..., object], *facts: object) -> bool:
        """Do something with a file; where the store refuses, say its sentence."""
        from core.store import StoreError

        try:
            deed(*facts)
        except StoreError as error:
            self.told.emit(Notice("error", str(error), closable=True))
            return False
        return True
