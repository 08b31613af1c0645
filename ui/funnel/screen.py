"""Funnels: one panel a cohort, live, and the words behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.groups import groups
from core.measure.cohorts import Group
from core.measure.funnel import Measurement, measure
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from ui.funnel.grid import Grid
from ui.funnel.head import tr
from ui.funnel.legend import Legend
from ui.funnel.panel import Panel
from ui.funnel.spot import Spot
from ui.look.choosers import CohortChooser, IterationChooser
from ui.look.funnel_shape import Shape, shape_of, worst
from ui.screen import Screen
from ui.session import Choice, Session

FIRST_COHORTS = 3
"""So many cohorts are shown beside everyone before anything is chosen."""


@dataclass(frozen=True)
class Question:
    """What is asked of the observations: it changes less often than they do."""

    iteration: Iteration
    flow: Flow
    shape: Shape
    groups: tuple[Group, ...]


class FunnelScreen(Screen):
    """The chosen cohorts of the chosen iteration."""

    name = "funnels"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._question: Question | None = None
        self._measurement: Measurement | None = None
        self._spot: Spot | None = None
        self._panels: list[Panel] = []
        self._offered = False
        self._choosers = (
            CohortChooser(session, several=True, parent=self),
            IterationChooser(session, parent=self),
        )
        self._below = QWidget()
        self.grid = Grid(self._below)
        column = QVBoxLayout(self)
        column.addWidget(Legend())
        column.addWidget(self.grid)
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._on_chosen)

    def title(self) -> str:
        return tr("Funnels")

    def choosers(self) -> Sequence[QWidget]:
        return self._choosers

    def arrive(self) -> None:
        self._offer_cohorts()
        self._ask()
        self._show()

    def _offer_cohorts(self) -> None:
        """The first time, where only everyone is chosen, the first cohorts beside them."""
        if not self._offered and self.session.choice.cohorts == (EVERYONE,):
            first = [each.id for each in self.session.study.cohorts()][: FIRST_COHORTS + 1]
            self._offered = True
            self.session.choose(cohorts=tuple(first))
        self._offered = True

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - {"observations", "notes"}:
            self._ask()
        self._show()

    @Slot(object)
    def _on_chosen(self, choice: Choice) -> None:
        self._ask()
        self._show()

    def _ask(self) -> None:
        study, iteration = self.session.study, self.session.iteration
        if iteration is None:
            self._question = None
            return
        flow = study.flow(iteration.flow)
        chosen = set(self.session.choice.cohorts)
        order = [each.id for each in study.cohorts() if each.id in chosen]
        found = groups(study, iteration, order or [EVERYONE])
        self._question = Question(iteration, flow, shape_of(flow), found)

    def _show(self) -> None:
        asked, study = self._question, self.session.study
        if asked is None:
            return
        measurement = measure(
            study.columns, asked.flow, asked.iteration.id, asked.groups, names=study.pseudonyms()
        )
        self._measurement = measurement
        while len(self._panels) < len(asked.groups):
            self._panels.append(Panel())
        if len(self.grid._panels) != len(asked.groups):
            self.grid.lay(self._panels[: len(asked.groups)])
        for panel, funnel in zip(self._panels, measurement.funnels, strict=False):
            panel.show_funnel(funnel, asked.shape, self._spot)
