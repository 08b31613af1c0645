"""The reason line: why a partner deviated, with what was said before to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from ui.capture.fields import ENTER, LineField
from ui.capture.panel import Panel
from ui.look.tokens import HEIGHT_COMPACT, HEIGHT_CONTROL
from ui.look.type import font, scale
from ui.look.widgets import Label

MOST_SHOWN = 6


class ReasonLine(Panel):
    """``kept`` carries the typed text, ``left`` comes with Esc. Choices narrow while one types."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("deviated_soft", "tb", parent)
        self._choices: Sequence[tuple[str, int]] = ()
        self._is_open = False
        self.field = _Field(self)
        self.field.setAccessibleName(self.tr("Reason for deviating"))
        self.field.setPlaceholderText(self.tr("What did they do instead, and why?"))
        self.field.setMinimumHeight(int(HEIGHT_CONTROL * scale()))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFont(font("body"))
        self.list.setAccessibleName(self.tr("Reasons given before"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._label = Label("", "strong", "deviated")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.list)
        self.field.textEdited.connect(self._narrow)
        self.field.chose.connect(self._on_chose)
        self.list.itemClicked.connect(self._on_clicked)
        self.hide()

    def ask(self, step: str, reason: str) -> None:
        """Open for a step, with the reason it has, if any."""
        self._label.setText(self.tr("Why not “{step}”?").format(step=_short(step)))
        self.field.setText(reason)
        self.field.selectAll()
        self._choices = ()
        self._narrow(self.field.text())
        self._is_open = True
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.field.text()

    @property
    def is_open(self) -> bool:
        """Whether it asks for a reason now."""
        return self._is_open

    def shut(self) -> None:
        """Close it without a word."""
        self._is_open = False
        self.hide()

    def offer(self, choices: Sequence[tuple[str, int]]) -> None:
        """The reasons to choose from, the likeliest first, with how many partners gave them."""
        self._choices = choices
        self._narrow(self.field.text())

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        fits = [each for each in self._choices if wanted in each[0].casefold()]
        fits.sort(key=lambda each: not each[0].casefold().startswith(wanted))
        self.list.clear()
        for reason, count in fits[:MOST_SHOWN]:
            self.list.addItem(f"{_short(reason, 90)}  ·  {count}" if count else _short(reason, 90))
            item = self.list.item(self.list.count() - 1)
            item.setData(Qt.ItemDataRole.UserRole, reason)
            item.setSizeHint(QSize(0, int(HEIGHT_COMPACT * scale())))
        self.list.setVisible(bool(fits))
        rows = self.list.count()
        self.list.setFixedHeight(int(HEIGHT_COMPACT * scale()) * rows)

    def _on_chose(self, key: object) -> None:
        rows, row = self.list.count(), self.list.currentRow()
        if not self._is_open:
            return
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and rows:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(row + step, -1) if row + step < rows else rows - 1)
        elif key == Qt.Key.Key_Tab and rows:
            self.field.setText(self._at(max(row, 0)))
            self.list.setCurrentRow(-1)
        elif key in (*ENTER, Qt.Key.Key_Tab):
            self.kept.emit(self._at(row) if row >= 0 else self._as_before(self.field.text()))

    def _on_clicked(self) -> None:
        self.kept.emit(self._at(self.list.currentRow()))

    def _at(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _as_before(self, typed: str) -> str:
        """A reason given before in the letters it had then, so that it is counted with it."""
        same = (each for each, _ in self._choices if each.casefold() == typed.strip().casefold())
        return next(same, typed)


class _Field(LineField):
    """Tells the keys that are for the list and the line. Typed words are kept when it is left."""

    chose = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (
            Qt.Key.Key_Escape,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            *ENTER,
        ):
            self.chose.emit(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # as Qt declares it
        self.chose.emit(Qt.Key.Key_Tab)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason):
            self.chose.emit(ENTER[0])


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
