"""The middle column: filter, chips, strip, new column, paste panel, and the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.look.type import scale
from ui.look.waiting import Waiting
from ui.look.widgets import Button, EmptyState, Notice, SearchField, SegmentedControl
from ui.partners.bulk_bar import BulkBar
from ui.partners.column_line import ColumnLine
from ui.partners.facts import tr
from ui.partners.import_panel import ImportPanel
from ui.partners.narrow_chooser import NarrowChooser
from ui.partners.register_model import RegisterModel
from ui.partners.register_view import Register
from ui.partners.traits_card import Offered


class Middle(QWidget):
    """The register and what stands over it."""

    def __init__(
        self, model: RegisterModel, offered: Offered, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.register = Register(model)
        self.field = SearchField(tr("Filter"), "Ctrl F")
        self.field.setAccessibleName(tr("Filter partners"))
        self.chips = SegmentedControl([("", ""), ("", "unmet"), ("", "unknown")])
        self.narrow = NarrowChooser()
        self.new_column = Button(tr("Column"), "quiet", glyph="plus")
        self.new_column.setAccessibleName(tr("Column"))
        self.new_column.setToolTip(
            tr("A new column. Press the head of a column twice to rename or remove that one.")
        )
        self.coverage = Button(tr("Met"), "quiet", glyph="people")
        self.coverage.setToolTip(tr("Who has been met, and the selected partner's walk"))
        self.coverage.setCheckable(True)
        self.column_line = ColumnLine()
        self.importing = ImportPanel()
        self.waiting = Waiting()
        self.bulk = BulkBar(offered)
        self.empty = EmptyState(
            tr("No partners yet. Add the first, import a table, or paste rows from a spreadsheet."),
            tr("New partner"),
            "Insert",
        )
        self.strip: Notice | None = None
        self._every = 0
        # Narrower than its rows ask for while a window shrinks: the side gives way a moment later.
        self.setMinimumWidth(int(300 * scale()))
        self.none = EmptyState(tr("No partner is like this."), tr("Show all"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.register)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.none)
        self._lay_out()
        self.bulk.listed.connect(self.register.listed)
        self.bulk.removed.connect(self.register.removed)
        self.field.textChanged.connect(model.look_for)
        self.chips.picked.connect(model.only)
        self.none.acted.connect(self.show_all)
        model.arranged.connect(self._choose_page)

    def _lay_out(self) -> None:
        over = QHBoxLayout()
        over.setContentsMargins(16, 8, 10, 8)
        over.setSpacing(8)
        over.addWidget(self.field, 1)
        over.addWidget(self.chips)
        over.addWidget(self.narrow)
        over.addWidget(self.new_column)
        over.addWidget(self.coverage)
        self._desk = QWidget()
        desk, self._column = QVBoxLayout(self._desk), QVBoxLayout(self)
        for column in (desk, self._column):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        desk.addLayout(over)
        desk.addWidget(self.column_line)
        desk.addWidget(self.bulk)
        desk.addWidget(self._pages, 1)
        self._column.addWidget(self.waiting)
        self._column.addWidget(self._desk, 1)
        self._column.addWidget(self.importing, 1)
        self.importing.hide()

    def shorten(self, tight: bool) -> None:
        """Leave the filter room for its words: a new column is only a sign then."""
        self.new_column.dress("" if tight else tr("Column"), "plus")

    def show_counts(self, every: int, unmet: int, unknown: int) -> None:
        """Say on the chips how many rows each leaves; an empty register says what to do."""
        words = (tr("All {n}"), tr("Not met yet {n}"), tr("With unknowns {n}"))
        texts = [
            text.format(n=f"{n:,}") for text, n in zip(words, (every, unmet, unknown), strict=True)
        ]
        self.chips.say(texts)
        self._every = every
        self._choose_page()

    @Slot()
    def _choose_page(self) -> None:
        shown = self.register if self.register.shown.rowCount() else self.none
        page: QWidget = shown if self._every else self.empty
        if page is not self._pages.currentWidget():
            had_focus = self.register.hasFocus()
            self._pages.setCurrentWidget(page)
            if had_focus:
                self.field.setFocus()

    def show_importing(self, shown: bool) -> None:
        """Show what an import would do in the place of the register, or the register again."""
        self._desk.setVisible(not shown)
        self.importing.setVisible(shown)

    @Slot()
    def show_all(self) -> None:
        """Take away the filter and the chip."""
        self.field.clear()
        self.narrow.widen()
        self.chips.choose("")
        self.register.shown.only("")

    def tell(self, sentence: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Say why something was not done, in a strip that goes with the next word; "" takes it away."""
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
        if sentence:
            self.strip = Notice("caution", sentence, actions=actions, closable=True)
            self.strip.dismissed.connect(self._on_dismissed)
            self._column.insertWidget(1, self.strip)

    @Slot()
    def _on_dismissed(self) -> None:
        self.tell("")
