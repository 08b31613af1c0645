"""Choosers of iteration and cohort: they read the study and set the choice of the session."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from ui.look.chooser import Chooser
from ui.session import Session


class IterationChooser(Chooser):
    """Which iteration is looked at: ``Iteration 3 · open``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Iteration"), parent=parent)
        self._session = session
        self.picked.connect(self._on_picked_iteration)
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._read)
        self._read()

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if "iterations" in tables:
            self._read()

    @Slot()
    def _read(self) -> None:
        every = self._session.study.iterations()
        chosen = self._session.iteration
        self.offer(
            [(self._word(each), each.id) for each in reversed(every)],
            [chosen.id] if chosen else [],
        )
        self.setEnabled(bool(every))
        self.say(self._word(chosen) if chosen else self.tr("none yet"))

    def _word(self, iteration: Iteration) -> str:
        state = self.tr("open") if iteration.is_open else self.tr("closed")
        return f"{iteration.number} · {state}"

    @Slot(object)
    def _on_picked_iteration(self, iteration: object) -> None:
        self._session.choose(iteration=iteration)


class CohortChooser(Chooser):
    """Which cohort is looked at, or with ``several`` which cohorts."""

    def __init__(
        self, session: Session, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", several=several, parent=parent)
        self._session = session
        self.picked.connect(self._on_picked_cohorts)
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._read)
        self._read()

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if "cohorts" in tables:
            self._read()

    @Slot()
    def _read(self) -> None:
        every = {each.id: each for each in self._session.study.cohorts()}
        chosen = [each for each in self._session.choice.cohorts if each in every] or [EVERYONE]
        shown = chosen if self._several else chosen[:1]
        self.offer([(self._name(each.id, each.name), each.id) for each in every.values()], shown)
        if len(shown) > 1:
            self.say(self.tr("{n} chosen").format(n=len(shown)), self.tr("Cohorts"))
        else:
            only = every[shown[0]]
            self.say(self._name(only.id, only.name), self.tr("Cohort"))

    def _name(self, cohort_id: str, name: str) -> str:
        return self.tr("Everyone") if cohort_id == EVERYONE else name

    @Slot(object)
    def _on_picked_cohorts(self, picked: object) -> None:
        ids = tuple(picked) if isinstance(picked, list) else (str(picked),)
        self._session.choose(cohorts=ids or (EVERYONE,))
