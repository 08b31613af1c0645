"""Choosing in a cell of the outline which steps lead to a step: a list to tick."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.flow.editor import Editor
from ui.flow.walking import path_order

_Index = QModelIndex | QPersistentModelIndex
_ID = Qt.ItemDataRole.UserRole
_WIDTH, _ROWS, _MARGIN = 280, 8, 4


class SourcesDelegate(QStyledItemDelegate):
    """Space ticks, Enter keeps what is ticked, Esc leaves. The cell's value is a list of step ids."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        found = QListWidget(parent)
        found.setProperty("card", True)
        found.setAccessibleName(self.tr("Steps that lead here"))
        flow, own = self._editor.flow, index.data(Qt.ItemDataRole.UserRole)
        for step_id in path_order(flow):
            if step_id != own:
                item = QListWidgetItem(flow.step(step_id).name, found)
                item.setData(_ID, step_id)
        return found

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        sources = index.data(Qt.ItemDataRole.EditRole)
        if not isinstance(editor, QListWidget):
            return
        for row in range(editor.count()):
            item = editor.item(row)
            ticked = item.data(_ID) in sources
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        editor.setCurrentRow(0)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QListWidget):
            items = [editor.item(row) for row in range(editor.count())]
            ticked = [i.data(_ID) for i in items if i.checkState() is Qt.CheckState.Checked]
            model.setData(index, ticked, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        cell: QRect = option.rect
        over = editor.parentWidget()
        room = over.rect() if over is not None else cell
        row = editor.sizeHintForRow(0) if isinstance(editor, QListWidget) else cell.height()
        count = editor.count() if isinstance(editor, QListWidget) else 1
        high = min(max(count, 1), _ROWS) * max(row, cell.height() // 2) + 2 * _MARGIN
        high = min(high, room.height())
        top = max(min(cell.top(), room.bottom() + 1 - high), 0)
        editor.setGeometry(cell.left(), top, max(cell.width(), _WIDTH), high)
