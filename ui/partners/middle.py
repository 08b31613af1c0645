"""The middle column: filter, chips, strip, new column, paste panel, and the register."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from core.model.partner import AttributeKind
from ui.look.widgets import Button, EmptyState, Notice, SearchField, SegmentedControl
from ui.partners.facts import tr
from ui.partners.pasting import PastePanel
from ui.partners.register_model import RegisterModel
from ui.partners.register_view import Register


class ColumnLine(QWidget):
    """The line in which a new column gets its name and kind. ``made`` carries both."""

    made = Signal(str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = QLineEdit()
        self._name.setPlaceholderText(tr("Name of the new column"))
        self._name.setAccessibleName(tr("Name of the new column"))
        self._name.returnPressed.connect(self._on_made)
        self._kind = SegmentedControl(
            [
                (tr("Choice"), AttributeKind.CHOICE),
                (tr("Number"), AttributeKind.NUMBER),
                (tr("Text"), AttributeKind.TEXT),
            ]
        )
        add = Button(tr("Add"), "primary", keys="Enter")
        add.clicked.connect(self._on_made)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 8)
        row.addWidget(self._name, 1)
        row.addWidget(self._kind)
        row.addWidget(add)
        self.hide()

    def open(self) -> None:
        """Show it and take the focus."""
        self._name.clear()
        self.show()
        self._name.setFocus()

    @Slot()
    def _on_made(self) -> None:
        name = self._name.text().strip()
        if name:
            self.hide()
            self.made.emit(name, self._kind.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Middle(QWidget):
    """The register and what stands over it."""

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = Register(model)
        self.field = SearchField(tr("Filter partners"), "Ctrl F")
        self.chips = SegmentedControl([("", ""), ("", "unmet"), ("", "unknown")])
        self.new_column = Button(tr("Column"), "quiet", glyph="plus")
        self.coverage = Button(tr("Met"), "quiet", glyph="people")
        self.coverage.setToolTip(tr("Who has been met, and the selected partner's walk"))
        self.coverage.setCheckable(True)
        self.column_line = ColumnLine()
        self.paste_panel = PastePanel()
        self.empty = EmptyState(
            tr("No partners yet. Add the first, or paste rows from a spreadsheet."),
            tr("New partner"),
            "Insert",
        )
        self._strip: Notice | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.register)
        self._pages.addWidget(self.empty)
        over = QHBoxLayout()
        over.setContentsMargins(16, 8, 10, 8)
        over.setSpacing(8)
        over.addWidget(self.field, 1)
        over.addWidget(self.chips)
        over.addWidget(self.new_column)
        over.addWidget(self.coverage)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(over)
        self._column.addWidget(self.column_line)
        self._column.addWidget(self.paste_panel)
        self._column.addWidget(self._pages, 1)
        self.field.textChanged.connect(self.register.shown.look_for)
        self.chips.picked.connect(self.register.shown.only)
        self.new_column.clicked.connect(self.column_line.open)

    def show_counts(self, every: int, unmet: int, unknown: int) -> None:
        """Say on the chips how many rows each leaves; an empty register says what to do."""
        words = (tr("All {n}"), tr("Not met yet {n}"), tr("With unknowns {n}"))
        texts = [text.format(n=n) for text, n in zip(words, (every, unmet, unknown), strict=True)]
        self.chips.say(texts)
        self._pages.setCurrentWidget(self.register if every else self.empty)

    def tell(self, sentence: str) -> None:
        """Say why something was not done, in a strip that goes with the next word; "" takes it away."""
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
        if sentence:
            self._strip = Notice("caution", sentence, closable=True)
            self._strip.dismissed.connect(self._on_dismissed)
            self._column.insertWidget(1, self._strip)

    @property
    def strip_words(self) -> str:
        """What the strip says, "" where there is none."""
        return self._strip.sentence.text() if self._strip else ""

    @Slot()
    def _on_dismissed(self) -> None:
        self.tell("")
