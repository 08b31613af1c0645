"""Find a step by its name: a field over the canvas that selects while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.model.flow import Flow
from ui.flow.walking import path_order
from ui.look.widgets import SearchField


class FindField(SearchField):
    """``found`` carries the id of a step; Enter goes to the next one, Esc leaves."""

    found = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent=parent)
        self.setPlaceholderText(self.tr("Find a step"))
        self.setAccessibleName(self.tr("Find a step"))
        self._canvas = parent
        self._flow = Flow("")
        self._place = 0
        self.textChanged.connect(self._first)
        self.hide()

    def open(self, flow: Flow) -> None:
        """Look for steps of a flow, at the top right of the canvas."""
        self._flow = flow
        self.setFixedWidth(280)
        self.move(self._canvas.width() - self.width() - 16, 12)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def matches(self) -> list[str]:
        """Ids of the steps whose name or description holds the words, in the order of the path."""
        words = self.text().casefold().split()
        steps = (self._flow.step(each) for each in path_order(self._flow))
        return [
            step.id
            for step in steps
            if words and all(word in f"{step.name} {step.description}".casefold() for word in words)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._canvas.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._place += 1
            self._go()
            if len(self.matches()) == 1:
                self.hide()
                self._canvas.setFocus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _first(self) -> None:
        self._place = 0
        self._go()

    def _go(self) -> None:
        matches = self.matches()
        if matches:
            self.found.emit(matches[self._place % len(matches)])
