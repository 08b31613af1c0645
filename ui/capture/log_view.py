"""The log as it is seen: a table of painted lines, edited where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.interview import Entry
from core.interview.log_lines import Line
from ui.capture.fields import LineField
from ui.capture.log import Column, Index, LogModel, follows
from ui.capture.log_paint import Look, Pictures
from ui.look.paint import draw_text
from ui.look.theme import colour, theme
from ui.look.type import font, scale

ROOMY, TIGHT = 44, 36
"""Heights of a row in a large window and in a small one."""

_WIDTHS = {
    False: {Column.TIME: 94, Column.WHAT: 103, Column.STEP: 160},
    True: {Column.TIME: 86, Column.WHAT: 105, Column.STEP: 0},
}
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class LogView(QTableView):
    """The table. ``voiding`` carries the entry that Del was pressed on.

    With the focus, the arrows walk the log; all other keys of the screen stay what they are.
    """

    voiding = Signal(object)

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._lines = model
        self._hint = ""
        self._pictures = Pictures()
        self._delegate = LogDelegate(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Log, newest entry first"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(0)
        self.horizontalHeader().setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.rowsInserted.connect(self._settle)
        self.fit(is_tight=False)

    def fit(self, *, is_tight: bool) -> None:
        """Fit a large or a small window."""
        unit = scale()
        self.setColumnHidden(Column.STEP, is_tight)
        for column, width in _WIDTHS[is_tight].items():
            self.setColumnWidth(column, int(width * unit))
        self.verticalHeader().setDefaultSectionSize(int((TIGHT if is_tight else ROOMY) * unit))

    def say(self, hint: str) -> None:
        """Say something below the last line."""
        if hint != self._hint:
            self._hint = hint
            self.setAccessibleDescription(hint)
            self.viewport().update()

    def edit_words(self) -> None:
        """Edit the words of the current line, else of the newest one that can be edited."""
        row = self.currentIndex().row() if self.hasFocus() else -1
        rows = range(self._lines.rowCount()) if row < 0 else [row]
        for each in rows:
            index = self._lines.index(each, Column.WORDS)
            if self._lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                self.edit(index)
                return

    def chosen_entry(self) -> Entry | None:
        """The entry of the current line where the log has the focus, else the newest."""
        row = self.currentIndex().row() if self.hasFocus() else -1
        lines = self._lines.lines if row < 0 else self._lines.lines[row : row + 1]
        entries = (each.entry for each in lines if isinstance(each, Line) and not follows(each))
        return next((each for each in entries if not each.voided), None)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _MOVES
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            index = self.currentIndex()
            if index.isValid():
                line = self._lines.lines[index.row()]
                if isinstance(line, Line):
                    self.voiding.emit(line.entry)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._lines.rowCount():
            written = (row for row, each in enumerate(self._lines.lines) if isinstance(each, Line))
            self.setCurrentIndex(self._lines.index(next(written, 0), Column.WORDS))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Whole lines as kept pictures: cell by cell, twenty lines took longer than a frame.
        painter = QPainter(self.viewport())
        seen = event.rect()
        first = max(self.rowAt(seen.top()), 0)
        edges = self._edges()
        height = self.verticalHeader().defaultSectionSize()
        ratio = self.devicePixelRatioF()
        for row in range(first, self._lines.rowCount()):
            top = self.rowViewportPosition(row)
            if top > seen.bottom():
                break
            picture = self._pictures.of(self._look(row, edges, height, ratio))
            painter.drawPixmap(QPoint(0, top), picture)
        below = QRectF(self.viewport().rect())
        below.setTop(self.verticalHeader().length() - self.verticalOffset())
        painter.fillRect(below, colour("window"))
        inset = 20 * scale()
        line = below.adjusted(inset, inset / 2, -inset, 0)
        line.setHeight(inset)
        draw_text(painter, line, self._hint, "secondary", colour("ink3"), elide=True)
        painter.end()

    def _look(self, row: int, edges: tuple[int, ...], height: int, ratio: float) -> Look:
        line = self._lines.lines[row]
        text = self._lines.text
        return Look(
            line=line,
            cells=(
                text(line, Column.TIME),
                text(line, Column.WHAT),
                text(line, Column.STEP),
                text(line, Column.WORDS),
            ),
            chips=tuple(self._lines.chips(line)),
            edges=edges,
            height=height,
            is_newest=row == 0,
            is_chosen=self.hasFocus() and row == self.currentIndex().row(),
            is_writing=self._lines.is_writing(line),
            is_dark=theme.dark,
            ratio=ratio,
        )

    def _edges(self) -> tuple[int, ...]:
        edges = [0]
        for column in Column:
            edges.append(edges[-1] + self.columnWidth(column))
        return tuple(edges)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            super().dataChanged(first, last, roles)
            return
        # Rows keep their height: only those that changed are painted.
        for row in range(first.row(), last.row() + 1):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)

    def _settle(self) -> None:
        # Laid out now, a new line is painted with the first frame instead of the second.
        self.executeDelayedItemsLayout()


class LogDelegate(QStyledItemDelegate):
    """Edits words and times in one line of text."""

    def __init__(self, model: LogModel) -> None:
        super().__init__(model)
        self._log = model

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = LineField(parent)
        editor.setFont(font("body"))
        said = self.tr("Time") if index.column() == Column.TIME else self.tr("Words")
        editor.setAccessibleName(said)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, _model: QObject, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self._log.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        side = 12 if index.column() == Column.TIME else 0
        rect = option.rect.adjusted(side, 5, -4 if index.column() == Column.TIME else -16, -5)
        editor.setGeometry(rect)
