"""A chart of rows on screen: a table whose cells are painted, walked through by the arrow keys."""

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
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.funnel.cell_paint import head_spans, paint_cell, paint_head, widths
from ui.funnel.cells import Cell, Sheet
from ui.look.paint import box
from ui.look.theme import colour, theme
from ui.look.tokens import FOCUS
from ui.look.type import scale

_Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


class SheetModel(QAbstractTableModel):
    """The rows of a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet("")

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another; cells are kept where only their numbers changed."""
        before, self.sheet = self.sheet, sheet
        if sheet.rows == before.rows and sheet.columns == before.columns:
            return
        shape = (len(sheet.rows), len(sheet.columns))
        if shape == (len(before.rows), len(before.columns)) and all(shape):
            last = self.index(shape[0] - 1, shape[1] - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, shape[1] - 1)
            return
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.sheet.columns)

    def cell(self, index: _Index) -> Cell:
        """The cell at an index."""
        return self.sheet.rows[index.row()][index.column()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(each for each in (cell.text, cell.below) if each)
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or " · ".join(each for each in (cell.text, cell.below) if each)
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is not Qt.Orientation.Horizontal or section >= len(self.sheet.columns):
            return None
        column = self.sheet.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(each for each in (column.head, column.below) if each)
        return None


class _Painter(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: Cell = index.data(CELL)
        model = index.model()
        rect, state = QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and cell.target is not None:
            painter.fillRect(rect, colour("window"))
        painter.save()
        right = isinstance(model, SheetModel) and model.sheet.columns[index.column()].right
        paint_cell(painter, rect, cell, right=right)
        painter.restore()
        if state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect, 4, None, colour("accent"), FOCUS)


class _Heads(QHeaderView):
    """The heads, painted as they are in pictures: a name, and what changed under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(10)

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        model = self.model()
        if isinstance(model, SheetModel):
            columns = model.sheet.columns
            wide = [float(self.sectionSize(at)) for at in range(len(columns))]
            spans = dict(head_spans(columns, wide))
            if section in spans:
                whole = QRectF(rect)  # type: ignore[call-overload]  # a QRect: the stub is open
                whole.setWidth(spans[section])
                painter.save()
                painter.fillRect(whole, colour("surface"))
                paint_head(painter, whole, columns, section)
                painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(100, int(32 * scale()))


class SheetView(QTableView):
    """``pressed_`` carries the target of a cell pressed or entered, ``pointed`` the current cell."""

    told = Signal(object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetModel()
        self.setModel(self.sheet)
        self.setItemDelegate(_Painter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameStyle(0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._heads = _Heads(self)
        self.setHorizontalHeader(self._heads)
        self._heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.clicked.connect(self._on_activated)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the rows of a sheet."""
        fresh = sheet.columns != self.sheet.sheet.columns or sheet.high != self.sheet.sheet.high
        many = len(sheet.rows) != len(self.sheet.sheet.rows)
        self.sheet.show_sheet(sheet)
        self._heads.setVisible(sheet.heads)
        self.setAccessibleName(sheet.title)
        if fresh or many:
            self.verticalHeader().setDefaultSectionSize(int(sheet.high * scale()))
            self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        end = 0.0
        for at, wide in enumerate(widths(self.sheet.sheet.columns, room)):
            # Whole px without a rest: the last column ends where the view does.
            self.setColumnWidth(at, int(end + wide) - int(end))
            end += wide

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        target = self.sheet.cell(index).target if index.isValid() else None
        if target is not None:
            self.told.emit(target)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(self.sheet.cell(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Take the focus to the first cell."""
        if not self.currentIndex().isValid() and self.sheet.rowCount():
            self.setCurrentIndex(self.sheet.index(0, 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
