"""The partners behind a number of the canvas, and what they said there: a table in the dock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.interview.said import Said
from ui.look.curtain import curtain
from ui.look.describe import clock, day
from ui.look.parts import Label, SegmentedControl
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale

STATUSES = ("reached", "aligned", "deviated", "unknown")
MOST = 200
_ID = Qt.ItemDataRole.UserRole


class PartnersBehind(QWidget):
    """``turned`` asks for another number of the same step, ``wanted`` for a partner (an id)."""

    turned = Signal(object)
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Label("", "label", "ink2", elided=True)
        words = (self.tr("Reached"), self.tr("Aligned"), self.tr("Deviated"), self.tr("Unknown"))
        self.statuses = SegmentedControl(list(zip(words, STATUSES, strict=True)))
        self.statuses.picked.connect(self.turned)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(self.tr("Partners behind the number"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Partner"), self.tr("In their words"), self.tr("Reason"), self.tr("When")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setStyleSheet("QTableView::item { padding: 0 5px; }")  # under their headings
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, wide in ((0, 110), (2, 260), (3, 150)):
            self.table.setColumnWidth(column, int(wide * scale()))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.cellActivated.connect(self._on_row)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 8, 14, 6)
        rows.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.statuses)
        line.addWidget(self.head, 1)
        rows.addLayout(line)
        rows.addWidget(self.table, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def show_partners(self, head: str, status: str, found: Sequence[Said], more: int) -> None:
        """Show who they are; ``status`` is one of the four or empty, ``more`` how many are left out."""
        self.head.setText(head)
        self.statuses.setVisible(status in STATUSES)
        if status in STATUSES:
            self.statuses.choose(status)
        self.table.setRowCount(len(found) + bool(more))
        for row, said in enumerate(found):
            words = "  ".join((*(f"“{text}”" for text in said.quotes), *said.notes))
            when = f"{day(said.at)}, {clock(said.at)[:5]}" if said.at else ""
            for column, text in enumerate(
                (curtain.over(said.partner.pseudonym), words, said.reason, when)
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(_ID, said.partner.id)
                self.table.setItem(row, column, item)
        if more:
            last = QTableWidgetItem(self.tr("and {n} more").format(n=more))
            self.table.setItem(len(found), 0, last)

    @Slot(int, int)
    def _on_row(self, row: int, _column: int) -> None:
        item = self.table.item(row, 0)
        partner = item.data(_ID) if item is not None else None
        if partner:
            self.wanted.emit(partner)
