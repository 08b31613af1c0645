"""The table twin: the same numbers as rows, for the keyboard, screen readers and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.funnel.cells import Plain, Target, Twin
from ui.funnel.spot import Spot
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale

_Index = QModelIndex | QPersistentModelIndex


class TwinModel(QAbstractTableModel):
    """The rows of a twin."""

    def __init__(self) -> None:
        super().__init__()
        self.twin = Twin()

    def show_twin(self, twin: Twin) -> None:
        """Show another; what is selected is kept where only numbers changed."""
        before, self.twin = self.twin, twin
        if before == twin:
            return
        if before.heads == twin.heads and _names(before) == _names(twin) and twin.rows:
            last = self.index(len(twin.rows) - 1, len(twin.heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.endResetModel()

    def cell(self, row: int, column: int) -> Plain:
        """One cell."""
        return self.twin.rows[row][column]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.twin.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.twin.heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole and not cell.is_number:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole and cell.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.twin.heads[section]
        return None


def _names(twin: Twin) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row if not cell.is_number) for row in twin.rows]


def tab_separated(twin: Twin, rows: Sequence[int]) -> str:
    """Some rows with their heads as text a spreadsheet takes, percentages as ``43%``."""
    lines = ["\t".join(map(_as_cell, twin.heads))]
    lines += ["\t".join(_as_cell(cell.text) for cell in twin.rows[row]) for row in rows]
    return "\n".join(lines) + "\n"


def _as_cell(text: str) -> str:
    """One cell on one line; a text that a spreadsheet would run as a formula is marked as text.

    Signed points are numbers: they stay, their minus made one that spreadsheets know.
    """
    plain = " ".join(text.split()).replace(" %", "%")
    if _is_points(plain):
        return plain.replace("−", "-").removeprefix("+")
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain


def _is_points(text: str) -> bool:
    return len(text) > 1 and text[0] in "+−" and text[1:].isdecimal()


class TableTwin(QTableView):
    """The table. ``told`` carries whom the cell counts that was entered with Enter or a press."""

    told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = TwinModel()
        self.setModel(self.numbers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setStyleSheet("QTableView::item { padding: 0 6px; }")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setMaximumSectionSize(int(260 * scale()))
        head.setHighlightSections(False)
        self.doubleClicked.connect(self._on_entered)

    def show_twin(self, twin: Twin, name: str) -> None:
        """Show the rows of a twin; ``name`` is what it is called aloud."""
        self.numbers.show_twin(twin)
        self.setAccessibleName(name)

    def point_at(self, spot: Spot) -> None:
        """Make the first cell of a bar's row the current one."""
        for row, cells in enumerate(self.numbers.twin.rows):
            if any(_is_at(cell.target, spot) for cell in cells):
                self.setCurrentIndex(self.numbers.index(row, 0))
                return

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        target = self.numbers.cell(index.row(), index.column()).target if index.isValid() else None
        if target is not None:
            self.told.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_entered(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows, or all of them, on the clipboard."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        rows = chosen if len(chosen) > 1 else range(self.numbers.rowCount())
        QGuiApplication.clipboard().setText(tab_separated(self.numbers.twin, list(rows)))


def _is_at(target: Target | None, spot: Spot) -> bool:
    return isinstance(target, Spot) and (target.group, target.step) == (spot.group, spot.step)
