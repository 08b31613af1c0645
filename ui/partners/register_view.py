"""The register on screen: edited in place, rows painted with glyph and word for the fate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale
from ui.partners.facts import Row, tr
from ui.partners.register_model import ROW, RegisterFilter, RegisterModel

_LEAST, _MOST = 56, 180
_FATE = 176
_INSET = 8.0
_SAMPLE = 200
"""So many rows tell how wide a column needs to be."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _CellDelegate(QStyledItemDelegate):
    """Paints every cell with the same inset: pseudonyms strong, the fate with its glyph."""

    def __init__(self, model: RegisterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("window"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("grid"))
        inner = rect.adjusted(_INSET, 0, -_INSET, 0)
        row: Row = index.data(ROW)
        if index.column() == self._model.columnCount() - 1:
            self._fate(painter, inner, row)
        else:
            role = "strong" if index.column() == 0 else "body"
            known = row.encounters or index.column() <= len(self._model.attributes)
            align = index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT
            text = str(index.data() or "–")
            ink = colour("ink" if known and text != "–" else "ink3")
            draw_text(painter, inner, text, role, ink, align, elide=True)
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect.adjusted(1, 1, -1, -2), 3, None, colour("accent"))

    def _fate(self, painter: QPainter, inner: QRectF, row: Row) -> None:
        side = 14 * scale()
        spot = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        draw_glyph(painter, row.glyph, spot, colour(row.tone))
        words = inner.adjusted(side + 6, 0, 0, 0)
        ink = colour("ink" if row.is_met else "ink2")
        draw_text(painter, words, row.fate, "body", ink, elide=True)


class Register(QTableView):
    """The table. ``entered`` comes with Enter, ``pasted`` with Ctrl+V, ``removed`` with Del."""

    entered = Signal()
    pasted = Signal()
    removed = Signal()
    listed = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = RegisterFilter(model)
        self.setModel(self.shown)
        self.setItemDelegate(_CellDelegate(model, self))
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Register of partners"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(int(48 * scale()))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self.fit_columns)

    def fit_columns(self) -> None:
        """Columns as wide as their texts need, within measure; what is over goes to all alike."""
        last = self.shown.columnCount() - 1
        if last < 1:
            return
        factor = scale()
        needed = [self._needed(column, factor) for column in range(last)]
        fate = min(2 * _FATE * factor, self._needed(last, factor) + 20 * factor)
        room = self.viewport().width() - max(fate, _FATE * factor)
        spare = max(0.0, room - sum(needed)) / last
        for column, width in enumerate(needed):
            self.setColumnWidth(column, int(width + min(spare, 24 * factor)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def _needed(self, column: int, factor: float) -> float:
        head = str(self.shown.headerData(column, Qt.Orientation.Horizontal) or "")
        rows = range(min(self.shown.rowCount(), _SAMPLE))
        texts = [str(self.shown.index(row, column).data() or "") for row in rows]
        widest = max((text_width(text, "strong") for text in (head, *texts)), default=0.0)
        most = _MOST if column < self.shown.columnCount() - 1 else 2 * _FATE
        return max(_LEAST * factor, min(most * factor, widest + 2 * _INSET + 4))

    def chosen(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda each: each.row())
        return [each.data(ROW) for each in indexes]

    def choose(self, partner: str, column: int = 0) -> None:
        """Make a partner the current row, where the filter shows them."""
        at = self.shown.model.row_of(partner)
        index = self.shown.mapFromSource(self.shown.model.index(at, column))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if editing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit()
        elif (
            event.key() == Qt.Key.Key_Space
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.listed.emit()
        else:
            super().keyPressEvent(event)
