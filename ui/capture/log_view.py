"""The log as it is seen: a table painted by one delegate, edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
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

from core.log_lines import Line
from ui.capture.log import LINE_ROLE, Column, Index, LogModel, follows, glyph_of
from ui.look.glyphs import draw_glyph
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import FOCUS
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
        self.fit(is_tight=False)

    def fit(self, *, is_tight: bool) -> None:
        """Fit a large or a small window."""
        unit = scale()
        self._delegate.is_tight = is_tight
        self.setColumnHidden(Column.STEP, is_tight)
        for column, width in _WIDTHS[is_tight].items():
            self.setColumnWidth(column, int(width * unit))
        self.verticalHeader().setDefaultSectionSize(int((TIGHT if is_tight else ROOMY) * unit))

    def content_height(self) -> int:
        """The height of all rows together."""
        return self.verticalHeader().length() + 1

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
                self.voiding.emit(self._lines.lines[index.row()].entry)
            return
        super().keyPressEvent(event)


class LogDelegate(QStyledItemDelegate):
    """Paints a cell, and edits words and times in one line of text."""

    def __init__(self, model: LogModel) -> None:
        super().__init__(model)
        self._log = model
        self.is_tight = False

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
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

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, int((TIGHT if self.is_tight else ROOMY) * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        self._ground(painter, option, index, rect)
        painter.setOpacity(0.45 if self._log.is_writing(line) else 1)
        self._cell(painter, rect, line, Column(index.column()))
        if line.entry.voided:
            self._strike(painter, rect, line, Column(index.column()))
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, rect: QRectF
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_Active) and self._has_focus(option)
        if index.row() == 0 or (selected and focused):
            painter.fillRect(rect, colour("accent_soft"))
        if selected and focused and index.column() == Column.TIME:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), FOCUS + 1, rect.height()), colour("accent")
            )
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("grid"))

    @staticmethod
    def _has_focus(option: QStyleOptionViewItem) -> bool:
        return option.widget.hasFocus()

    def _cell(self, painter: QPainter, rect: QRectF, line: Line, column: Column) -> None:
        unit = scale()
        text = self._log.text(line, column)
        if column is Column.TIME:
            cell = rect.adjusted((14 if self.is_tight else 20) * unit, 0, 0, 0)
            *dates, told = text.split("\n")
            if dates:
                above = cell.adjusted(0, 4, 0, -cell.height() / 2)
                draw_text(painter, above, dates[0], "tick", colour("ink3"), elide=True)
                cell.adjust(0, cell.height() / 2 - 2, 0, -4)
            draw_text(painter, cell, told, "secondary", colour("ink3"), elide=True)
        elif column is Column.WHAT:
            self._what(painter, rect, line, text)
        elif column is Column.STEP:
            cell = rect.adjusted(0, 0, -12 * unit, 0)
            draw_text(painter, cell, text, "secondary", colour("ink2"), elide=True)
        else:
            self._words(painter, rect.adjusted(0, 0, -16 * unit, 0), line, text)

    def _what(self, painter: QPainter, rect: QRectF, line: Line, text: str) -> None:
        unit = scale()
        name, ink = ("void", "ink3") if line.entry.voided else glyph_of(line)
        mark = QRectF(rect.left(), rect.center().y() - 7 * unit, 14 * unit, 14 * unit)
        draw_glyph(painter, glyph_of(line)[0], mark, colour(ink), 2 if name != "note" else 1.5)
        cell = rect.adjusted(20 * unit, 0, -4, 0)
        plain = line.entry.voided or name == "note"
        draw_text(painter, cell, text, "body" if plain else "strong", colour(ink), elide=True)

    def _words(self, painter: QPainter, rect: QRectF, line: Line, text: str) -> None:
        unit = scale()
        ink = "ink3" if line.entry.voided or follows(line) else "ink"
        if not text and self.is_tight and line.is_first:
            text, ink = self._log.text(line, Column.STEP), "ink3"
        tags = self._log.chips(line)
        room = sum(chip_size(tag).width() + 6 * unit for tag in tags)
        room = min(room, rect.width() * 0.6)
        words = QRectF(rect)
        words.setWidth(min(text_width(text, "body") + 1, rect.width() - room))
        draw_text(painter, words, text, "body", colour(ink), elide=True)
        left = words.right() + (8 * unit if text else 0)
        for tag in tags:
            size = chip_size(tag)
            if left + size.width() > rect.right() + 8 * unit:
                break
            at = QPointF(left, rect.center().y() - size.height() / 2)
            draw_chip(painter, QRectF(at, size), tag)
            left += size.width() + 6 * unit

    def _strike(self, painter: QPainter, rect: QRectF, line: Line, column: Column) -> None:
        if column is Column.TIME:
            return
        start = rect.left() + (20 * scale() if column is Column.WHAT else 0)
        role = "secondary" if column is Column.STEP else "body"
        width = text_width(self._log.text(line, column), role)
        if width:
            end = min(start + width, rect.right() - 8)
            painter.fillRect(QRectF(start, rect.center().y(), end - start, 1), colour("ink3"))
