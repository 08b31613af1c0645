"""Choosers of iteration and cohort: they read the study and set the choice of the session."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.model.iteration import Iteration
from core.model.partner import EVERYONE, Cohort
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
        self._stale = False
        self._session = session
        self.picked.connect(self._on_picked_cohorts)
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._read)
        self._read()

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables & {"cohorts", "partners", "observations", "iterations"}:
            self._stale = True
            if self.isVisible():
                self._read()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._read()
        super().showEvent(event)

    @Slot()
    def _read(self) -> None:
        self._stale = False
        every = {each.id: each for each in self._session.study.cohorts()}
        chosen = [each for each in self._session.choice.cohorts if each in every] or [EVERYONE]
        shown = chosen if self._several else chosen[:1]
        self.offer([(self._name(each.id, each.name), each.id) for each in every.values()], shown)
        if len(shown) > 1:
            self.say(self.tr("{n} chosen").format(n=len(shown)), self.tr("Cohorts"))
        else:
            only = every[shown[0]]
            name = self._name(only.id, only.name)
            self.say(name if self._several else f"{name}{self._met(only)}", self.tr("Cohort"))

    def _met(self, cohort: Cohort) -> str:
        """How many of a cohort were met in the iteration looked at."""
        study, iteration = self._session.study, self._session.iteration
        if iteration is None or not study.partners():
            return ""
        from core.groups import groups
        from core.measure.funnel import measure

        group = groups(study, iteration, [cohort.id])[0]
        flow = study.flow(iteration.flow)
        found = measure(study.columns, flow, iteration.id, [group], names=study.pseudonyms())
        whole = len(study.partners()) if group.members is None else len(group.members)
        met = found.funnels[0].entrants
        return self.tr(" · {met} of {n} met").format(met=f"{met:,}", n=f"{whole:,}")

    def _name(self, cohort_id: str, name: str) -> str:
        return self.tr("Everyone") if cohort_id == EVERYONE else name

    @Slot(object)
    def _on_picked_cohorts(self, picked: object) -> None:
        ids = tuple(picked) if isinstance(picked, list) else (str(picked),)
        self._session.choose(cohorts=ids or (EVERYONE,))
