"""The report: what goes in, how it looks, and what leaves with it, before anything is written."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.widgets import EmptyState
from ui.screen import Screen
from ui.session import Session


class ReportScreen(Screen):
    """Chooses what a report holds, shows it, and writes it."""

    name: ClassVar[str] = "report"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        column = QVBoxLayout(self)
        self.empty = EmptyState(
            self.tr("No iteration was started yet, so there is nothing to report."),
            self.tr("Go to the flow"),
        )
        self.empty.acted.connect(self._on_empty)
        column.addWidget(self.empty)

    def title(self) -> str:
        return self.tr("Report")

    def _on_empty(self) -> None:
        self.session.go("flow")
