"""Copies, another place when the disk fails, and leaving only when everything is on disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.job import Job, Progress, Work
from ui.look.parts import Notice
from ui.shell import settings
from ui.shell.files import Files

if TYPE_CHECKING:
    from core.study import Study
    from ui.shell.frame import StudyFrame

_PATIENCE = 3.0  # seconds a slow disk gets at the end


class Saving(QObject):
    """``told`` carries a notice to show, ``started`` the Job of a copy or of a move.

    ``given_up`` says that a person leaves what waits behind.
    """

    told = Signal(object)
    started = Signal(object)
    given_up = Signal()

    def __init__(self, files: Files, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._frame: StudyFrame | None = None
        self._saving: Job | None = None
        self._warned = False
        self._warning: Notice | None = None
        self.gives_up = False
        """Whether the person wants to leave although something is not on disk."""

    def follow(self, frame: StudyFrame | None) -> None:
        """Act on the study of a frame from now on; None: on none."""
        self._frame = frame
        self.gives_up = False
        self._warned, self._warning = False, None
        if frame is not None:
            frame.save_elsewhere.connect(self.ask_elsewhere)
            frame.session.refreshed.connect(self._on_changed)

    def _on_changed(self, _tables: object) -> None:
        """Say at the first change of a sample that it is not kept, while it still can be."""
        if self._frame is None or self._warned:
            return
        if self._files.is_thrown_away(self._frame.session.study):
            sentence = self.tr("This copy of the sample is thrown away when you close it.")
            ways = ((self.tr("Keep it"), self.ask_elsewhere),)
            self._warned = True
            self._warning = Notice("accent", sentence, actions=ways, closable=True)
            self._warning.dismissed.connect(self._on_dismissed)
            self.told.emit(self._warning)

    def _on_dismissed(self) -> None:
        self._warning = None

    def may_leave(self) -> bool:
        """Whether everything is on disk; else say so, with ways out."""
        if self._saving is not None:
            self._saving.join()
        if self._frame is None or self.gives_up:
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
        """Copy the study, what is not on disk yet included; told when it is done."""
        if self._frame is not None:
            words = self.tr("Saving a copy as {name}").format(name=path.name)
            work = partial(_copied, self._frame.session.study, path)
            self._run(words, work, self._on_copied)

    def _run(self, words: str, work: Work, done: Callable[[object], object]) -> None:
        """One at a time; what is asked for meanwhile is left undone."""
        if self._saving is not None:
            return
        job = self._saving = Job(words, work, self)
        job.done.connect(done)
        job.failed.connect(self._on_not_saved)
        self.started.emit(job)
        job.start()

    def _on_copied(self, path: object) -> None:
        self._end()
        name = path.name if isinstance(path, Path) else ""
        said = self.tr("A copy is saved as “{name}”.").format(name=name)
        self.told.emit(Notice("accent", said, closable=True))

    def _on_not_saved(self, error: object) -> None:
        from core.store import StoreCancelled, StoreError

        self._end()
        if isinstance(error, StoreError):
            if not isinstance(error, StoreCancelled):
                self.told.emit(Notice("error", str(error), closable=True))
        elif isinstance(error, Exception):
            raise error

    def _end(self) -> None:
        if self._saving is not None:
            self._saving.deleteLater()
            self._saving = None

    def ask_elsewhere(self) -> None:
        """Choose where the study goes on."""
        if self._frame is not None:
            name = self._frame.session.study.info.name
            self._files.ask_save(self.tr("Save elsewhere"), name, self.move_to)

    def move_to(self, path: Path) -> None:
        """Save everything, what waits included, in another place and go on there."""
        if self._frame is not None and self._saving is None:
            move = self._frame.session.study.store.moving_to(path)
            words = self.tr("Saving everything as {name}").format(name=path.name)
            self._run(words, partial(_moved, move), self._on_moved)

    def _on_moved(self, _nothing: object) -> None:
        self._end()
        if self._frame is None:
            return
        study = self._frame.session.study
        settings.remember(study.path)
        self._frame.show_disk(study.disk)
        if self._warning is not None:
            self._warning.dismissed.emit()

    def _give_up(self) -> None:
        self.gives_up = True
        self.given_up.emit()


def _copied(study: Study, path: Path, progress: Progress) -> Path:
    study.store.copy_to(path, progress)
    return path


def _moved(move: Callable[[Progress | None], None], progress: Progress) -> None:
    move(progress)
