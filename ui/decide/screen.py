"""The decision page: the four questions with their evidence, what is proposed, what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.learned import NoHypothesis, said
from ui.look.choosers import IterationChooser
from ui.look.tokens import INSET
from ui.look.widgets import Label
from ui.screen import Screen
from ui.session import Session

_READ = {"hypotheses", "decisions", "iterations", "cohorts", "observations", "partners", "notes"}


class DecideScreen(Screen):
    """Reads the iteration that is chosen."""

    name: ClassVar[str] = "decide"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = True
        self.iteration = IterationChooser(session, self)
        self.said = Label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, INSET, INSET, INSET)
        column.addWidget(self.said)
        column.addStretch()
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._show)

    def title(self) -> str:
        return self.tr("Decision")

    def choosers(self) -> Sequence[QWidget]:
        return (self.iteration,)

    def scope(self) -> str | None:
        from core.iterating import SCOPE

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
            self.said.setText(self.tr("There is no iteration yet."))
            return
        try:
            self.said.setText(said(self.session.study, iteration))
        except NoHypothesis as missing:
            self.said.setText(str(missing))
        self.described.emit()
