"""The register on screen: edited in place, rows painted with glyph and word for the fate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
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
from ui.look.paint import draw_text
from ui.look.theme import colour
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import font, scale
from ui.partners.facts import Row, tr
from ui.partners.register_model import ROW, RegisterFilter, RegisterModel

_LEAST, _MOST = 64, 170
_FATE = 190


class _FateDelegate(QStyledItemDelegate):
    """Paints the pseudonym strong, the fate with its glyph, and an edge at the current row."""

    def __init__(self, model: RegisterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.column() == 0:
            option.font = font("strong")

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        fate = index.column() == self._model.columnCount() - 1
        if not fate:
            super().paint(painter, option, index)
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if fate:
            if chosen:
                painter.fillRect(rect, colour("accent_soft"))
            row: Row = index.data(ROW)
            side = 14 * scale()
            spot = QRectF(rect.left() + 6, rect.center().y() - side / 2, side, side)
            draw_glyph(painter, row.glyph, spot, colour(row.tone))
            words = rect.adjusted(12 + side, 0, -4, 0)
            ink = "ink" if row.is_met else "ink2"
            draw_text(painter, words, row.fate, "body", colour(ink), elide=True)
        if index.column() == 0 and chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), colour("accent"))


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
        self.setItemDelegate(_FateDelegate(model, self))
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
        model.modelReset.connect(self.fit_columns)

    def fit_columns(self) -> None:
        """Columns as wide as their first rows need, within measure; the fate takes the rest."""
        last = self.shown.columnCount() - 1
        room = self.viewport().width() - int(_FATE * scale())
        widths = [
            max(int(_LEAST * scale()), min(int(_MOST * scale()), self._needed(column) + 12))
            for column in range(last)
        ]
        spare = max(0, room - sum(widths)) // max(1, last)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + min(spare, int(18 * scale())))

    def _needed(self, column: int) -> int:
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))

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
