"""The line in which a column gets its name and kind, or goes; over the register, never in front."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from core.model.partner import Attribute, AttributeKind
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.widgets import Button, SegmentedControl
from ui.partners.facts import tr


class ColumnLine(QWidget):
    """``made`` carries the column that is changed (None: a new one), a name and a kind.

    ``removed`` carries a column, ``left`` comes with Esc.
    """

    made = Signal(object, str, object)
    removed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column: Attribute | None = None
        self.name = QLineEdit()
        self.name.setMinimumHeight(int(HEIGHT_CONTROL * scale()))
        self.name.returnPressed.connect(self._on_made)
        self.kind = SegmentedControl(
            [
                (tr("Choice"), AttributeKind.CHOICE),
                (tr("Number"), AttributeKind.NUMBER),
                (tr("Text"), AttributeKind.TEXT),
            ]
        )
        self.add = Button("", "primary", keys="Enter")
        self.add.clicked.connect(self._on_made)
        self.remove = Button(tr("Remove"), "quiet")
        self.remove.clicked.connect(self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 10, 8)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.kind)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        self.hide()

    def open(self, column: Attribute | None) -> None:
        """Show it for a column, or for a new one, and take the focus."""
        self._column = column
        words = tr("Name of the column") if column else tr("Name of the new column")
        self.name.setPlaceholderText(words)
        self.name.setAccessibleName(words)
        self.name.setText(column.name if column else "")
        self.kind.choose(column.kind if column else AttributeKind.CHOICE)
        self.add.dress(tr("Save") if column else tr("Add"), keys="Enter")
        self.remove.setVisible(column is not None)
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def _on_made(self) -> None:
        name = self.name.text().strip()
        if name:
            self.hide()
            self.made.emit(self._column, name, self.kind.value)

    @Slot()
    def _on_remove(self) -> None:
        self.hide()
        self.removed.emit(self._column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
