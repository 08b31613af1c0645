"""A card of the lower row: tabs of charts, the chart, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.funnel.cells import Cell, Sheet
from ui.funnel.charts.table import Chart
from ui.funnel.sheet_view import SheetView
from ui.look.paint import box
from ui.look.theme import colour, theme
from ui.look.tokens import RADIUS_CARD
from ui.look.widgets import Label, SegmentedControl


class Card(QWidget):
    """``told`` carries the target of a number pressed, ``turned`` comes with another tab."""

    told = Signal(object)
    turned = Signal()

    def __init__(self, charts: Sequence[Chart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._charts = charts
        self.sheet = Sheet("")
        words = [QCoreApplication.translate("FunnelScreen", each.label) for each in charts]
        self._tabs = SegmentedControl(list(zip(words, charts, strict=True)), self)
        self._title = Label("", "card", elided=True)
        self._remark = Label("", "secondary", "ink3")
        self._none = Label("", "body", "ink2", wrap=True)
        self._note = Label("", "secondary", "ink2", elided=True)
        self.view = SheetView(self)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(self._tabs)
        self.head.addStretch(1)
        named = QHBoxLayout()
        named.setSpacing(10)
        named.addWidget(self._title, 1)
        named.addWidget(self._remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(self.head)
        column.addLayout(named)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.view, 1)
        column.addWidget(self._note)
        self._tabs.picked.connect(self._on_tab)
        self.view.told.connect(self.told)
        self.view.pointed.connect(self._on_pointed)
        theme.changed.connect(self.update)

    @property
    def chart(self) -> Chart:
        """The chart that is shown."""
        chosen = self._tabs.value
        return next(each for each in self._charts if each is chosen)

    def choose(self, name: str) -> None:
        """Show the chart of that name, where it is one of this card's."""
        for each in self._charts:
            if each.name == name and each is not self.chart:
                self._tabs.choose(each)
                self.turned.emit()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the chart as it stands now."""
        if sheet == self.sheet:
            return
        self.sheet = sheet
        self._title.setText(sheet.title)
        self._title.setToolTip(sheet.title)
        self._remark.setText(sheet.remark)
        self._none.setText(sheet.empty)
        self._none.setVisible(not sheet.rows)
        self.view.setVisible(bool(sheet.rows))
        self._say(sheet.note)
        self.view.show_sheet(sheet)

    def _say(self, note: str) -> None:
        self._note.setText(note)
        self._note.setToolTip(note)
        self._note.setVisible(bool(note) and bool(self.sheet.rows))

    @Slot(object)
    def _on_pointed(self, cell: Cell) -> None:
        """The sentence of the cell the keys are on stands under the rows, as its tip does."""
        self._say(" ".join(cell.tip.split("\n")) or self.sheet.note)

    @Slot(object)
    def _on_tab(self, _chart: object) -> None:
        self.turned.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), RADIUS_CARD, colour("surface"), colour("line"))
        painter.end()
