"""The welcome page: one click from start to a live funnel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.buttons import Button


class WelcomeScreen(QWidget):
    sample_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    new_wanted = Signal(object)
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.brand = Button("Try the sample study", "primary", keys="Enter")
        self.brand.clicked.connect(self.sample_wanted)
        QVBoxLayout(self).addWidget(self.brand)

    def arrive(self, recent: Sequence[object]) -> None: ...
    def hints(self) -> Sequence[tuple[str, str]]: return ()
    def warm(self) -> None: ...
    def focus_first(self) -> None: ...
