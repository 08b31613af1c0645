"""The line over the charts: what the parts of a bar mean, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.funnel.actions import Actions
from ui.funnel.legend import Legend
from ui.look.type import scale
from ui.look.widgets import Button


class Bar(QWidget):
    """Legend, then Compare steps, As table and Export."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend = Legend()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.legend, 1)
        buttons = (_Plain(""), Button("", glyph="table"), _Plain(""))
        for action, button in zip(
            (actions.beside, actions.table, actions.export), buttons, strict=True
        ):
            button.setCheckable(action.isCheckable())
            button.follow(action)
            action.toggled.connect(button.setChecked)
            row.addWidget(button)
        self.setFixedHeight(int(40 * scale()))


class _Plain(Button):
    """Its key stands in the overlay: the line keeps its room for the legend."""

    @Slot()
    def _read_action(self) -> None:
        super()._read_action()
        self.dress(self.text())
