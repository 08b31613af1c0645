"""Fields for shares and counts: what is typed, and what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.learn.design import share
from ui.look.parts import Label
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.undo_through import undo_through


def typed_share(text: str) -> float | None:
    """The share a person typed: ``70``, ``70 %`` and ``0.7`` are the same; None where it is none."""
    bare = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        figure = float(bare)
    except ValueError:
        return None
    is_percent = text.strip().endswith("%") or figure >= 1
    figure = figure / 100 if is_percent else figure
    # Rounded to what can be typed: 70 / 100 and 0.7 are to be one number.
    return round(figure, 8) if 0 < figure < 1 else None


def typed_count(text: str) -> int | None:
    """The whole number a person typed, groups of three allowed; None where it is none."""
    bare = "".join(text.split()).replace(",", "").replace("\u202f", "")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= _DIGITS else None


_DIGITS = 12


class Figure(QWidget):
    """A number with its title above and what it is good for below.

    ``typed`` comes with each key, ``finished`` when the field is left. A number that is none is said
    so in place and never becomes a value.
    """

    typed = Signal()
    finished = Signal()

    def __init__(self, title: str, hint: str, *, is_share: bool, needed: bool) -> None:
        super().__init__()
        self._hint, self._is_share, self._needed = hint, is_share, needed
        self.field = QLineEdit()
        undo_through(self.field)
        self.field.setAccessibleName(title)
        self.field.setAccessibleDescription(hint)
        self.field.setFixedHeight(int(HEIGHT_CONTROL * scale()))
        self.field.setPlaceholderText("" if needed else self.tr("not said"))
        heading = Label(title, "strong")
        heading.setBuddy(self.field)
        self._below = Label(hint, "secondary", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (heading, self.field, self._below):
            column.addWidget(widget)
        column.addStretch()
        self.field.textEdited.connect(self._on_typed)
        self.field.editingFinished.connect(self.finished)

    @property
    def value(self) -> float | None:
        """The number that stands there, None where there is none."""
        read = typed_share if self._is_share else typed_count
        return read(self.field.text())

    @property
    def is_wrong(self) -> bool:
        """Whether what stands there is no number, or one is missing."""
        empty = not self.field.text().strip()
        return self._needed if empty else self.value is None

    def show_value(self, value: float | None) -> None:
        """Show a number, unless another is being typed."""
        if self.field.hasFocus() and self.field.isModified():
            return
        if value is None:
            self.field.clear()
        else:
            self.field.setText(share(value) if self._is_share else f"{int(value):,}")
        self._say()

    @Slot()
    def _on_typed(self) -> None:
        self._say()
        self.typed.emit()

    def _say(self) -> None:
        wrong = self.tr("A share between 0 and 100 %.") if self._is_share else self.tr("A number.")
        self._below.setText(wrong if self.is_wrong else self._hint)
        self._below.setProperty("ink", "error" if self.is_wrong else "ink3")
        self._below.style().polish(self._below)
