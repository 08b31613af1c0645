"""One open study as the screens see it: what changed, what is chosen, where to go."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.documents import TABLES
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.store import Commit, StoreState
from core.study import Change, Study

FRAME_MS = 16


@dataclass(frozen=True)
class Choice:
    """What the person looks at, on every screen alike. Ids; None is the latest or nobody."""

    iteration: str | None = None
    cohorts: tuple[str, ...] = (EVERYONE,)
    partner: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class Target:
    """Where to go: a screen by its name, with what to choose there."""

    screen: str
    choice: Choice


class Session(QObject):
    """An open study with the one object that hears its changes for all screens.

    ``refreshed`` comes at once for the first change and gathers those that follow into one signal
    a frame; it carries the set of tables that changed. ``chosen`` comes when the choice changes,
    ``wanted`` when a screen asks to go somewhere, ``disk`` with the state of the file. ``heard``
    carries each change as it comes, for what must be said of every single one.
    """

    refreshed = Signal(object)
    chosen = Signal(object)
    wanted = Signal(object)
    disk = Signal(object)
    heard = Signal(object)
    _written = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.study = study
        self.presenter: Callable[[], None] | None = None
        """Presents the whole walk, where there is a window for it."""
        self.choice = Choice()
        self._gathered: set[str] = set()
        self._waiting: dict[str, Commit] = {}
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._tell_gathered)
        self._state = study.disk
        self._disk_told = QTimer(self)
        self._disk_told.setSingleShot(True)
        self._disk_told.setInterval(FRAME_MS)
        self._disk_told.timeout.connect(self._tell_disk)
        self._stop_hearing: Callable[[], None] = study.hear(self._heard)
        self._written.connect(self._on_written)
        # A large study is no garbage: looking it through would take longer than a frame.
        gc.freeze()
        if study.store.writable:
            study.store.watch(self._on_disk)

    @property
    def iteration(self) -> Iteration | None:
        """The iteration looked at: the chosen one, else the one recording goes to."""
        every = self.study.iterations()
        chosen = (each for each in every if each.id == self.choice.iteration)
        return next(chosen, None) or self.study.current_iteration

    def is_writing(self, document_id: str) -> bool:
        """Whether the latest change of a document is not on disk yet."""
        commit = self._waiting.get(document_id)
        return commit is not None and not commit.done

    def choose(self, **choice: object) -> None:
        """Choose an iteration, cohorts, a partner or a step, by the names of ``Choice``."""
        new = replace(self.choice, **choice)  # type: ignore[arg-type]  # names are checked by replace
        if new != self.choice:
            self.choice = new
            self.chosen.emit(new)

    def go(self, screen: str, **choice: object) -> None:
        """Ask the window for another screen, with something chosen there."""
        self.choose(**choice)
        self.wanted.emit(Target(screen, self.choice))

    def catch_up(self) -> None:
        """Tell at once what is gathered: the next key is about what stands on the screen."""
        self._tell_gathered()

    def reread(self) -> None:
        """Have every screen read the study anew, as though all of it had changed."""
        self.refreshed.emit(frozenset(TABLES.values()))

    def close(self, *, discard: bool = False) -> None:
        """Close the study, as ``Study.close`` does, and stop hearing."""
        self.study.close(discard=discard)
        self._stop_hearing()
        self._frame.stop()
        self._disk_told.stop()
        gc.unfreeze()

    def _heard(self, change: Change) -> None:
        self._gathered |= change.tables
        commit = self.study.last_commit
        if commit is not None and not commit.done:
            self._waiting.update(dict.fromkeys(change.ids, commit))
        self.heard.emit(change)
        if not self._frame.isActive():
            self._tell_gathered()

    def _tell_gathered(self) -> None:
        if self._gathered:
            tables, self._gathered = frozenset(self._gathered), set()
            self._frame.start()
            self.refreshed.emit(tables)

    def _on_written(self, state: StoreState) -> None:
        # What the disk says comes behind what was typed, and gathered: nobody watches for it.
        self._state = state
        if not self._disk_told.isActive():
            self._disk_told.start()

    def _tell_disk(self) -> None:
        self._waiting = {key: each for key, each in self._waiting.items() if not each.done}
        self.disk.emit(self._state)

    def _on_disk(self, state: StoreState) -> None:
        # Called by the writer's thread: the signal brings it to ours.
        self._written.emit(state)
