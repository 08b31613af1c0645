"""Groups against planned numbers: how many were met of how many planned, edited in the cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.measure.plan import PlanRow
from ui.look.paint import box, draw_text
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CONTROL
from ui.look.type import font, scale
from ui.partners.facts import tr
from ui.partners.open_field import settle

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW_DATA = Qt.ItemDataRole.UserRole
_ROW = 28
NAME, MET, PLANNED, MISSING = range(4)
_HEADS = ("Group", "Met", "Planned", "To meet")
_NARROW = 320
_MOST = 100_000


class PlanModel(QAbstractTableModel):
    """The rows. ``planned`` carries a cohort id and a number, or None for no number."""

    planned = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PlanRow] = ()
        self.brief = False

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows; where the groups are the same only their numbers change."""
        same = [each.cohort for each in rows] == [each.cohort for each in self.rows]
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, MISSING))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == PLANNED else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW_DATA:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return "" if row.planned is None else str(row.planned)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_words(row)
        return None

    def text(self, row: PlanRow, column: int) -> str:
        """What a cell says; with little room it leaves out how many are still to be found."""
        if column == MISSING and self.brief:
            return str(row.missing) if row.missing else ""
        return _text(row, column)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, row = str(value).strip(), self.rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or (text and not text.isdecimal()):
            return False
        number = int(text) if text and int(text) else None
        if number != row.planned:
            self.planned.emit(row.cohort, number)
        return number != row.planned

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def row_words(row: PlanRow) -> str:
    """A row in words: ``Retail: 2 met of 5 planned, 7 registered``."""
    if row.planned is None:
        said = tr("{group}: {met} met of {n} registered, no number planned")
    else:
        said = tr("{group}: {met} met of {planned} planned, {n} registered")
    return said.format(group=row.name, met=row.met, planned=row.planned, n=row.registered)


def _text(row: PlanRow, column: int) -> str:
    if column == NAME:
        return " ".join(row.name.split())
    if column == MET:
        return str(row.met)
    if column == PLANNED:
        return "–" if row.planned is None else str(row.planned)
    if row.to_find:
        return tr("{n}, {find} to find").format(n=row.missing, find=row.to_find)
    return str(row.missing) if row.missing else ""


class _PlanDelegate(QStyledItemDelegate):
    """Numbers at the right; a group nobody was heard of stands in a dashed box."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        row: PlanRow = index.data(_ROW_DATA)
        line.setValidator(QIntValidator(0, _MOST, line))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(tr("Planned for {group}").format(group=row.name))
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PlanRow = index.data(_ROW_DATA)
        rect, column = QRectF(option.rect), index.column()
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("grid"))
        gap = row.is_silent and column == MET
        inner = rect.adjusted(2 if column == NAME else 6, 0, -6, 0)
        if gap:
            place = QRectF(rect.right() - 40 * scale(), rect.top() + 3, 38 * scale(), 0)
            place.setBottom(rect.bottom() - 4)
            box(painter, place, 4, colour("caution_soft"), colour("caution"), dashed=True)
        ink = "caution" if gap or (column == MISSING and row.missing) else "ink"
        if column == PLANNED and row.planned is None:
            ink = "ink3"
        text = str(index.data() or "")
        role = "strong" if column in (MET, MISSING) else "body"
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        at_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = at_right if column > NAME else at_left
        draw_text(painter, inner, text, role, colour(ink), align, elide=True)
        if option.state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect.adjusted(1, 1, -1, -2), RADIUS_CONTROL, None, colour("accent"), 2)


class PlanView(QTableView):
    """The table. ``picked`` carries the cohort whose partners not met yet are to be shown."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = PlanModel()
        self.setModel(self.plan)
        self.setItemDelegate(_PlanDelegate(self))
        self.setAccessibleName(tr("Groups against planned numbers"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(_ROW * scale()))
        head = self.horizontalHeader()
        self.setStyleSheet(
            "QHeaderView, QHeaderView::section { background: transparent; border: 0; padding: 2px 5px; }"
        )
        head.setFont(font("tick"))
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._on_clicked)
        self.plan.modelAboutToBeReset.connect(self.settle)

    @Slot()
    def settle(self) -> None:
        """Take what is being typed in a cell, and close its field."""
        settle(self)

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show other rows, as high as they are."""
        self.plan.show_rows(rows)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        rows = int(_ROW * scale()) * len(self.plan.rows)
        return QSize(240, rows + self.horizontalHeader().sizeHint().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.plan.brief = self.width() < _NARROW * scale()
        missing = 64 if self.plan.brief else 92
        for column, width in ((MET, 42), (PLANNED, 58), (MISSING, missing)):
            self.setColumnWidth(column, int(width * scale()))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() != PLANNED:
            self.picked.emit(self.plan.rows[index.row()].cohort)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entering = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entering and self.state() is not QAbstractItemView.State.EditingState:
            index = self.currentIndex()
            if index.isValid():
                self.picked.emit(self.plan.rows[index.row()].cohort)
            return
        super().keyPressEvent(event)
