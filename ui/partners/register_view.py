"""The register on screen: edited in place, rows copied, listed and removed with keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QGuiApplication,
    QHoverEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.exchange.copied import copied
from ui.look.paint import text_width
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale
from ui.partners.cell_delegate import INSET, MARK, CellDelegate, Words
from ui.partners.facts import Row, tr
from ui.partners.head import Head
from ui.partners.open_field import settle
from ui.partners.register_model import ROW, RegisterModel
from ui.partners.widths import fitted

_LEAST, _MOST = 52, 180
_CUT, _FATE = 84, 224
"""Where there is too little room no column is cut under the one, and the fate gets the other."""
_SAMPLE = 60
"""So many rows tell how wide a column needs to be."""


class Register(QTableView):
    """The table. ``opened`` comes with Enter, ``pasted`` with Ctrl+V, ``removed`` with Del.

    ``listed`` comes with Ctrl+Space, ``selected`` carries how many rows are; ``head_asked`` carries the column whose head is pressed twice
    or with the right button.
    """

    opened = Signal()
    pasted = Signal()
    removed = Signal()
    listed = Signal()
    selected = Signal(int)
    head_asked = Signal(object)

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = model
        self.setModel(model)
        self.head = Head(self)
        self._cells = CellDelegate(model, self)
        self.setItemDelegate(self._cells)
        self._needed: list[float] = []
        self._sampled: object = None
        self._kept: tuple[str, int, int, set[str]] = ("", 0, 0, set())
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
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
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._dress_heads()
        # A table shown anew has no fields open: what is typed would go with them.
        model.modelAboutToBeReset.connect(self.settle)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.repainted.connect(self.fit_columns)
        model.repainted.connect(self.viewport().update)
        model.modelReset.connect(self._restore_selection)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def _dress_heads(self) -> None:
        head = self.head
        self.setHorizontalHeader(head)
        self.setSortingEnabled(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setStyleSheet("QTableView::corner { background: transparent; border: none; }")
        head.setFixedHeight(int(HEIGHT_ROW * scale()))
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_head_asked)
        head.sectionDoubleClicked.connect(self._on_head_pressed_twice)
        head.sortIndicatorChanged.connect(self.fit_columns)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))

    def complete_with(self, words: Words) -> None:
        """Where the completions of a choice come from."""
        self._cells.words = words

    @Slot()
    def settle(self) -> None:
        """Take what is being typed in a cell, and close its field."""
        settle(self)

    # --- columns

    @Slot()
    def fit_columns(self) -> None:
        """Columns as wide as their texts need, within measure; what is over goes to all alike."""
        last = self.shown.columnCount() - 1
        if last < 1:
            return
        factor = scale()
        named = self.shown.rowCount() > 0 and any(map(self.shown.name_at, range(self._some)))
        strong = tuple(map(self.shown.may_be_strong, range(last)))
        sampled = (tuple(self.shown.attributes), strong, self._some > 0, named, factor)
        if sampled != self._sampled:
            self._sampled = sampled
            self._needed = [self._width(column, factor) for column in range(last + 1)]
        *needed, fate = self._needed
        ordered = self.head.sortIndicatorSection()
        if 0 <= ordered < last:
            needed[ordered] = max(needed[ordered], self._head_width(ordered))
        fate = min(fate, _FATE * factor)
        heads = [self._head_width(column) for column in range(last)]
        widths = fitted(needed, heads, fate, self.viewport().width(), _CUT * factor)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, int(width))

    @property
    def _some(self) -> int:
        return min(self.shown.rowCount(), _SAMPLE)

    def _head_width(self, column: int) -> float:
        head = str(self.shown.headerData(column, Qt.Orientation.Horizontal) or "")
        return self.head.needed(head, column)

    def _width(self, column: int, factor: float) -> float:
        rows = range(self._some)
        role = "strong" if self.shown.may_be_strong(column) else "body"
        texts = {self.shown.text(row, column) for row in rows}
        # Beyond some letters a text is cut anyway: measuring all of it takes time for nothing.
        widest = max((text_width(text[:80], role) for text in texts), default=0.0)
        if column == 0:
            names = (self.shown.name_at(row)[:40] for row in rows)
            widest += max((text_width(name, "body") + 8 for name in names if name), default=0.0)
        is_fate = column == self.shown.columnCount() - 1
        if is_fate:
            widest += MARK * factor
        widest = max(widest + 2 * INSET + 2, self._head_width(column))
        most = _MOST if not is_fate else _FATE
        return max(_LEAST * factor, min(most * factor, widest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @Slot(QPoint)
    def _on_head_asked(self, at: QPoint) -> None:
        self._on_head_pressed_twice(self.horizontalHeader().logicalIndexAt(at))

    @Slot(int)
    def _on_head_pressed_twice(self, column: int) -> None:
        attribute = self.shown.attribute_at(column)
        if attribute is not None:
            self.head_asked.emit(attribute)

    # --- rows

    def chosen(self) -> list[Row]:
        """The selected rows, from top to bottom."""
        return [self.shown.row_at(row) for row in self._chosen_rows()]

    @Slot()
    def _on_selected(self) -> None:
        ranges = self.selectionModel().selection().toList()
        self.selected.emit(sum(each.bottom() - each.top() + 1 for each in ranges))

    def _chosen_rows(self) -> list[int]:
        ranges = self.selectionModel().selection().toList()
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def current(self) -> Row | None:
        """The row the keys act on."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def choose(self, partner: str, column: int = 0) -> None:
        """Make a partner the current row, where the filter shows them."""
        index = self.shown.index(self.shown.row_of(partner), column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def choose_all(self, partners: set[str]) -> None:
        """Select some partners, those the filter shows; the first becomes the current row."""
        rows = sorted(row for each in partners if (row := self.shown.row_of(each)) >= 0)
        if rows:
            first = self.shown.index(rows[0], 0)
            self.setCurrentIndex(first)
            self._select(rows)
            self.scrollTo(first)

    def _select(self, rows: list[int]) -> None:
        last = self.shown.columnCount() - 1
        picked = QItemSelection()
        at = 0
        while at < len(rows):
            end = at
            while end + 1 < len(rows) and rows[end + 1] == rows[end] + 1:
                end += 1
            picked.select(self.shown.index(rows[at], 0), self.shown.index(rows[end], last))
            at = end + 1
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(picked, flags)

    @Slot()
    def _keep_selection(self) -> None:
        current = self.current()
        # Who is filtered away is chosen again when the filter goes.
        if current is not None:
            chosen = {each.partner.id for each in self.chosen()}
            index = self.currentIndex()
            self._kept = current.partner.id, index.row(), index.column(), chosen

    @Slot()
    def _restore_selection(self) -> None:
        self.fit_columns()
        current, at, column, chosen = self._kept
        row = self.shown.row_of(current)
        if row < 0 and current and not self.shown.knows(current):
            # Who was removed leaves the keys with the one who stands there now.
            row = min(at, self.shown.rowCount() - 1)
            chosen = {self.shown.row_at(row).partner.id} if row >= 0 else set()
        index = self.shown.index(row, column)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)
        rows = sorted(row for each in chosen if (row := self.shown.row_of(each)) >= 0)
        if rows:
            self._select(rows)
        if index.isValid():
            self.scrollTo(index)
        self._on_selected()

    @Slot()
    def sort_current(self) -> None:
        """Sort by the column under the keys: rising, falling, and as the partners came."""
        column, head = self.currentIndex().column(), self.head
        if column < 0:
            return
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if head.sortIndicatorSection() != column:
            head.setSortIndicator(column, rising)
        elif head.sortIndicatorOrder() is rising:
            head.setSortIndicator(column, falling)
        else:
            head.setSortIndicator(-1, rising)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, under their heads."""
        columns = range(self.shown.columnCount())
        heads = [
            str(self.shown.headerData(each, Qt.Orientation.Horizontal) or "") for each in columns
        ]
        rows = self._chosen_rows()
        if rows:
            cells = ([self.shown.text(row, each) for each in columns] for row in rows)
            QGuiApplication.clipboard().setText(copied([heads, *cells]))

    # --- keys and the mouse

    @property
    def _is_at_pseudonym(self) -> bool:
        """Whether typing would rename a partner, on whose name all hangs: F2 does that."""
        editing = self.state() is QAbstractItemView.State.EditingState
        return self.currentIndex().column() == 0 and not editing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete and plain:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Space and control:
            self.listed.emit()
        elif event.text().strip() and event.text().isprintable() and self._is_at_pseudonym:
            self.keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._is_at_pseudonym:
            self.keyboardSearch(event.commitString())
        else:
            super().inputMethodEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        leaving = event.type() in (QEvent.Type.HoverLeave, QEvent.Type.Leave)
        if leaving or isinstance(event, QHoverEvent):
            row = -1
            if isinstance(event, QHoverEvent) and not leaving:
                row = self.indexAt(event.position().toPoint()).row()
            if row != self._cells.hovered:
                self._cells.hovered = row
                self.viewport().update()
        handled: bool = super().viewportEvent(event)
        return handled
