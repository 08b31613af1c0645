"""Outcomes: the gauge of true innovation with its two endpoints, and the strategic metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.aiming import SCOPE
from core.learned import innovation_of
from ui.look.choosers import CohortChooser, IterationChooser
from ui.look.tokens import INSET
from ui.look.widgets import Label
from ui.screen import Screen
from ui.session import Session

_READ = {
    "hypotheses", "iterations", "cohorts", "observations", "partners", "notes", "metrics", "readings",
    "decisions", "study",
}  # fmt: skip


class InnovationScreen(Screen):
    """Reads the cohort and the iteration that are chosen."""

    name: ClassVar[str] = "innovation"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = True
        self.cohort = CohortChooser(session, parent=self)
        self.iteration = IterationChooser(session, self)
        self.state = Label("", "display")
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, INSET, INSET, INSET)
        column.addWidget(self.state)
        column.addStretch()
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._show)

    def title(self) -> str:
        return self.tr("Outcomes")

    def subtitle(self) -> str:
        return self.tr("true innovation and strategic metrics")

    def choosers(self) -> Sequence[QWidget]:
        return (self.cohort, self.iteration)

    def scope(self) -> str | None:
        return SCOPE

    def arrive(self) -> None:
        if self._stale:
            self._show()

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables & _READ:
            self._stale = True
            if self.isVisible():
                self._show()

    @Slot()
    def _show(self) -> None:
        self._stale = False
        iteration = self.session.iteration
        if iteration is None:
            self.state.setText(self.tr("There is no iteration yet."))
        else:
            self.state.setText(innovation_of(self.session.study, iteration).state.value)
        self.described.emit()
