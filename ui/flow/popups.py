"""Small fields over the canvas, never modal: the name of a step, and the quick insert of a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.model.flow import StepKind
from ui.flow.words import kind_name
from ui.look.parts import Label
from ui.look.widgets import Button, SegmentedControl

KINDS = (
    StepKind.TRIGGER,
    StepKind.STEP,
    StepKind.NEED_MET,
    StepKind.ADOPTION,
    StepKind.OUTCOME,
)


class NameField(QLineEdit):
    """A step's name, edited in place. ``named`` carries it; Esc leaves everything as it was."""

    named = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.step_id = ""
        self.setAccessibleName(self.tr("Name of the step"))
        self.hide()

    def open(self, step_id: str, name: str, node: QRect) -> None:
        """Ask for the name of a step over the title of its node."""
        self.step_id = step_id
        self.setText(name)
        down, wide = max(8, node.height() // 5), max(node.width() + 40, 220)
        self.setGeometry(node.left() - 4, node.top() + down, wide, self.sizeHint().height())
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close(keep=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(keep=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close(keep=True)

    def _close(self, *, keep: bool) -> None:
        if self.step_id:
            step_id, self.step_id = self.step_id, ""
            parent = self.parentWidget()
            self.hide()
            if parent is not None and QApplication.focusWidget() in (self, None):
                parent.setFocus()
            if keep:
                self.named.emit(step_id, self.text())


class QuickInsert(QFrame):
    """A name and a kind for a new step. ``inserted`` carries both; Esc or a click outside leaves."""

    inserted = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = self._back = parent
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("Add step"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("What does the customer do here?"))
        self.name.setAccessibleName(self.tr("Name of the new step"))
        self.name.setMinimumWidth(320)
        self.kinds = SegmentedControl([(kind_name(kind), kind) for kind in KINDS])
        hint = Label(self.tr("Enter adds it, ↑ ↓ choose the kind, Esc leaves."), "label", "ink3")
        add = Button(self.tr("Add"), "primary")
        add.clicked.connect(self._insert)
        for widgets in ((self.name, add), (self.kinds,)):
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
            column.addLayout(row)
        column.addWidget(hint)
        self.name.returnPressed.connect(self._insert)
        self.hide()

    def open(self, at: QPoint, kind: StepKind, known: Sequence[str]) -> None:
        """Ask for a step near a point of the parent; ``known`` names are offered while typing."""
        asked = QApplication.focusWidget()
        self._back = asked if isinstance(asked, QAbstractItemView) else self._canvas
        completer = QCompleter(list(known), self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self.name.clear()
        self.kinds.choose(kind)
        self.adjustSize()
        room = self._canvas.rect().adjusted(8, 8, -8, -8)
        x = min(max(at.x(), room.left()), room.right() - self.width())
        y = min(max(at.y(), room.top()), room.bottom() - self.height())
        self.move(max(x, room.left()), max(y, room.top()))
        self.show()
        self.raise_()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_to_canvas()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place = KINDS.index(StepKind(str(self.kinds.value)))
            place += 1 if event.key() == Qt.Key.Key_Down else -1
            self.kinds.choose(KINDS[place % len(KINDS)])
        else:
            super().keyPressEvent(event)

    def close_to_canvas(self) -> None:
        """Leave without adding anything, to the canvas, or to the outline where that asked."""
        self.hide()
        self._back.setFocus()

    @Slot()
    def _insert(self) -> None:
        name = self.name.text().strip()
        if name:
            kind = self.kinds.value
            self.close_to_canvas()
            self.inserted.emit(name, kind)
