"""Who has been met: a matrix of two attributes, with a dashed cell where nobody has been heard."""

from __future__ import annotations

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
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.measure.coverage import Cell, Coverage
from core.model.partner import Attribute
from ui.look.paint import box, draw_text
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CONTROL
from ui.look.type import font, scale
from ui.partners.facts import tr

_NONE = Attribute("", "")
_CELL = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_ROW = 38
_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class CoverageModel(QAbstractTableModel):
    """The matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Coverage(_NONE, _NONE, (), (), ())

    def show_coverage(self, coverage: Coverage) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.shown = coverage
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.shown.cells[index.row()][index.column()]
        if role == _CELL:
            return cell
        if role in _WORDS:
            return cell_words(self.shown, cell)
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        across = way is Qt.Orientation.Horizontal
        names = self.shown.columns if across else self.shown.rows
        return names[section] or tr("None")


def cell_words(matrix: Coverage, cell: Cell) -> str:
    """A cell in words."""
    group = group_words(matrix, cell)
    if not cell.registered:
        return tr("{group}: no partner").format(group=group)
    return tr("{group}: {met} of {n} met").format(
        group=group, met=f"{cell.met:,}", n=f"{cell.registered:,}"
    )


def group_words(matrix: Coverage, cell: Cell) -> str:
    """The group a cell stands for: ``Town, 50 and over``; ``Town, no age``."""
    none = tr("no {column}")
    row = cell.row or none.format(column=matrix.down.name.casefold())
    return f"{row}, {cell.column or none.format(column=matrix.across.name.casefold())}"


class _CellDelegate(QStyledItemDelegate):
    """The more were met, the fuller the cell; nobody met of some is dashed and says so."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(_CELL)
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not cell.registered:
            draw_text(painter, rect, "·", "body", colour("ink3"), Qt.AlignmentFlag.AlignCenter)
            if focused:
                box(painter, rect, RADIUS_CONTROL, None, colour("accent"), 2)
            return
        if cell.is_gap:
            box(
                painter,
                rect,
                RADIUS_CONTROL,
                colour("caution_soft"),
                colour("caution"),
                dashed=True,
            )
            ink = colour("caution")
        else:
            box(painter, rect, RADIUS_CONTROL, _fill(cell.met), None)
            ink = colour("ink")
        half = rect.height() / 2
        upper = QRectF(rect.left(), rect.top() + 2, rect.width(), half)
        lower = upper.translated(0, half - 4)
        middle = Qt.AlignmentFlag.AlignCenter
        draw_text(painter, upper, f"{cell.met:,}", "strong", ink, middle)
        of = tr("of {n}").format(n=f"{cell.registered:,}")
        draw_text(painter, lower, of, "tick", ink if cell.is_gap else colour("ink2"), middle)
        if focused:
            box(painter, rect, RADIUS_CONTROL, None, colour("accent"), 2)


def _fill(met: int) -> QColor:
    """From the soft accent towards the accent, by how many were met."""
    soft, strong = colour("accent_soft"), colour("accent")
    share = min(met, 7) / 7 * 0.3
    return QColor.fromRgbF(
        soft.redF() + (strong.redF() - soft.redF()) * share,
        soft.greenF() + (strong.greenF() - soft.greenF()) * share,
        soft.blueF() + (strong.blueF() - soft.blueF()) * share,
    )


class CoverageView(QTableView):
    """The matrix on screen. ``picked`` carries the matrix and the cell pressed."""

    picked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = CoverageModel()
        self.setModel(self._matrix)
        self.setItemDelegate(_CellDelegate(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setStyleSheet(
            "QHeaderView, QHeaderView::section { background: transparent; border: 0; padding: 2px; }"
            " QTableCornerButton::section { background: transparent; border: 0; }"
        )
        self.horizontalHeader().setFont(font("tick"))
        self.verticalHeader().setFont(font("label"))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(int(_ROW * scale()))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setHighlightSections(False)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def show_coverage(self, coverage: Coverage, name: str) -> None:
        """Show another matrix, as high as its rows."""
        if coverage != self._matrix.shown:
            self._matrix.show_coverage(coverage)
        self.setAccessibleName(name)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        rows = int(_ROW * scale()) * len(self._matrix.shown.rows)
        return QSize(240, rows + self.horizontalHeader().sizeHint().height() + 2)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        cell: Cell = index.data(_CELL)
        self.picked.emit(self._matrix.shown, cell)
