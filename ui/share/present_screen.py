"""What is shown to a room, and the study played again from its journal."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.widgets import EmptyState
from ui.screen import Screen
from ui.session import Session


class PresentScreen(Screen):
    """Shows what is presented, begins it, and plays the study again."""

    name: ClassVar[str] = "present"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        column = QVBoxLayout(self)
        self.empty = EmptyState(
            self.tr("No iteration was started yet, so there is nothing to present."),
            self.tr("Go to the flow"),
        )
        self.empty.acted.connect(self._on_empty)
        column.addWidget(self.empty)

    def title(self) -> str:
        return self.tr("Present")

    def _on_empty(self) -> None:
        self.session.go("flow")
