"""The flow as a table, on the same selection: the way in for keyboards and screen readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from core.model.flow import Flow, Step, StepKind
from ui.flow.editor import Editor
from ui.flow.faces import Drawing, Face
from ui.flow.fields import kind_icon
from ui.flow.popups import KINDS
from ui.flow.sources import SourcesDelegate
from ui.flow.walking import path_order
from ui.flow.words import kind_name
from ui.look.describe import interval, of, percent
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale

NAME, KIND, REQUIRED, BEHIND, REACHED, ALIGNED, SHARE, INTERVAL, CHANGE = range(9)
_LAST = CHANGE
_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractTableModel):
    """One row a step in the order of the path. Edits go through the editor at once."""

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._drawing = Drawing(Flow(""), {})
        self.order: list[str] = []

    def show_drawing(self, drawing: Drawing) -> None:
        """Show the steps of a drawing."""
        order = path_order(drawing.flow)
        if order != self.order:
            self.beginResetModel()
            self._drawing, self.order = drawing, order
            self.endResetModel()
        else:
            self._drawing = drawing
        if order:
            last = self.index(len(order) - 1, _LAST)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.order)

    def columnCount(self, _parent: _Index | None = None) -> int:
        return _LAST + 1

    def step(self, index: _Index) -> Step:
        """The step of a row."""
        return self._drawing.flow.step(self.order[index.row()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(section))
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Name"),
                self.tr("Kind"),
                self.tr("Required"),
                self.tr("Comes after"),
                self.tr("Reached"),
                self.tr("Aligned"),
                self.tr("Alignment"),
                self.tr("Plausible"),
                self.tr("Change of the step"),
            )[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._editor.compared is not None:
            return flags
        if index.column() in (NAME, KIND, BEHIND):
            flags |= Qt.ItemFlag.ItemIsEditable
        step = self.step(index)
        # What a link leads past is optional whatever is ticked.
        led_past = self._drawing.faces[step.id].optional and not step.optional
        if index.column() == REQUIRED and step.kind is StepKind.STEP and not led_past:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        step, column = self.step(index), index.column()
        face = self._drawing.faces[step.id]
        if role == Qt.ItemDataRole.EditRole:
            return _EDITED.get(column, _EDITED[NAME])(self._drawing.flow, step)
        if role == Qt.ItemDataRole.UserRole:
            return step.id
        if role == Qt.ItemDataRole.CheckStateRole and column == REQUIRED:
            if step.kind is StepKind.STEP:
                return Qt.CheckState.Unchecked if face.optional else Qt.CheckState.Checked
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _CELLS[column](self._drawing.flow, step, face)
        if role == Qt.ItemDataRole.DecorationRole and column == KIND:
            return kind_icon(step.kind)
        return _LAYOUT[role](column) if role in _LAYOUT else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        step, column = self.step(index), index.column()
        if role == Qt.ItemDataRole.EditRole and column == NAME and str(value).strip():
            self._editor.rename(step.id, str(value))
        elif role == Qt.ItemDataRole.EditRole and column == KIND:
            kind = StepKind(str(value))
            label = self.tr("Change kind")
            self._editor.change(msgspec.structs.replace(step, kind=kind), label)
        elif role == Qt.ItemDataRole.EditRole and column == BEHIND:
            self._editor.lead(step.id, value)
        elif role == Qt.ItemDataRole.CheckStateRole and column == REQUIRED:
            optional = Qt.CheckState(value) is not Qt.CheckState.Checked
            label = self.tr("Make optional") if optional else self.tr("Make required")
            self._editor.change(msgspec.structs.replace(step, optional=optional), label)
        else:
            return False
        return True


def _side(column: int) -> Qt.AlignmentFlag:
    figure = REACHED <= column <= INTERVAL
    across = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter


_LAYOUT: Mapping[int, Callable[[int], object]] = {
    Qt.ItemDataRole.TextAlignmentRole: lambda column: int(_side(column)),
    Qt.ItemDataRole.SizeHintRole: lambda _column: QSize(0, int(HEIGHT_ROW * scale())),
}

_EDITED: Mapping[int, Callable[[Flow, Step], object]] = {
    NAME: lambda _flow, step: step.name,
    KIND: lambda _flow, step: step.kind.value,
    BEHIND: lambda flow, step: flow.sources(step.id),
}

_CELLS: Mapping[int, Callable[[Flow, Step, Face], str]] = {
    NAME: lambda _flow, step, _face: step.name,
    KIND: lambda _flow, step, _face: kind_name(step.kind),
    REQUIRED: lambda _flow, _step, _face: "",
    BEHIND: lambda flow, step, _face: ", ".join(
        flow.step(each).name for each in flow.sources(step.id) if flow.has(each)
    ),
    REACHED: lambda _flow, _step, face: "" if face.reached is None else str(face.reached),
    ALIGNED: lambda _flow, _step, face: (
        of(face.rate.aligned, face.rate.answered) if face.rate and face.rate.answered else ""
    ),
    SHARE: lambda _flow, _step, face: percent(face.rate.share) if face.rate else "",
    INTERVAL: lambda _flow, _step, face: interval(face.rate.interval) if face.rate else "",
    CHANGE: lambda _flow, _step, face: ", ".join(
        each for each in (face.mark.words if face.mark else "", face.strong, *face.lines) if each
    ),
}


class KindDelegate(QStyledItemDelegate):
    """A list of kinds in the cell."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index
    ) -> QWidget:
        box = QComboBox(parent)
        for kind in KINDS:
            box.addItem(kind_name(kind), kind.value)
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)


class Outline(QTreeView):
    """The table, its selection kept in step with that of the canvas in both directions.

    ``escaped`` and ``wanted`` come with Esc and Insert: leave what was begun, ask for a new step.
    """

    escaped = Signal()
    wanted = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._following = False
        self._waiting: Drawing | None = None
        self.table = OutlineModel(editor, self)
        self.setModel(self.table)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self._kinds = KindDelegate(self)
        self.setItemDelegateForColumn(KIND, self._kinds)
        self._sources = SourcesDelegate(editor, self)
        self.setItemDelegateForColumn(BEHIND, self._sources)
        self.setAccessibleName(self.tr("Flow as a table"))
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(40)
        for column, wide in enumerate((300, 170, 80, 280, 80, 90, 90, 110, 360)):
            self.setColumnWidth(column, int(wide * scale()))
        for column in (NAME, BEHIND):  # as wide as there is room, so that all columns are seen
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setStyleSheet("QTreeView::item { padding: 0 5px; }")  # under their headings
        self.selectionModel().selectionChanged.connect(self._on_selected)
        editor.selection.changed.connect(self._follow)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing and mark in it what is selected; where it is not seen, once it is."""
        self._waiting = drawing
        if self.isVisible():
            self._show_waiting()

    def showEvent(self, event: QShowEvent) -> None:
        self._show_waiting()
        super().showEvent(event)

    def _show_waiting(self) -> None:
        drawing, self._waiting = self._waiting, None
        if drawing is None:
            return
        self._following = True
        self.table.show_drawing(drawing)
        compared = self._editor.compared is not None
        for column in range(REACHED, _LAST + 1):
            self.setColumnHidden(column, compared is not (column == CHANGE))
        self._following = False
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Insert:
            self.wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_aside(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _go_aside(self, by: int) -> None:
        """To the next cell of the row."""
        index = self.currentIndex()
        columns = [each for each in range(_LAST + 1) if not self.isColumnHidden(each)]
        if index.isValid():
            place = columns.index(index.column()) + by
            there = index.siblingAtColumn(columns[max(0, min(place, len(columns) - 1))])
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(there, flags.NoUpdate)
            self.scrollTo(there)

    def edit_cell(self) -> None:
        """Edit the current cell, or the name where that one is only to be read."""
        index = self.currentIndex()
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(NAME)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    @Slot()
    def _on_selected(self) -> None:
        if self._following:
            return
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        steps = [self.table.order[row] for row in sorted(rows)]
        current = self.currentIndex()
        if current.isValid() and self.table.order[current.row()] in steps:
            steps.sort(key=lambda each: each == self.table.order[current.row()])
        self._following = True
        self._editor.selection.choose(steps)
        self._following = False

    @Slot()
    def _follow(self) -> None:
        if self._following:
            return
        self._following = True
        chosen = QItemSelection()
        for step in self._editor.selection.steps:
            if step in self.table.order:
                row = self.table.order.index(step)
                chosen.select(self.table.index(row, 0), self.table.index(row, _LAST))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        current = self._editor.selection.current
        if current in self.table.order:
            column = max(self.currentIndex().column(), 0)
            index = self.table.index(self.table.order.index(current), column)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.scrollTo(index)
        self._following = False
