"""The table twin: the same numbers as rows, for the keyboard, screen readers and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.measure.funnel import Funnel, StepCount
from ui.funnel.head import group_name, tr
from ui.look.describe import interval, percent
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale

_Index = QModelIndex | QPersistentModelIndex
_Cell = tuple[Funnel, StepCount]


class Column(NamedTuple):
    """One column: its head, and what stands in it."""

    head: str
    cell: Callable[[Funnel, StepCount], str]
    is_number: bool = True


def _undecided(funnel: Funnel, count: StepCount) -> str:
    n = funnel.undecided.get(count.step.id)
    return "" if n is None else str(n)


_COLUMNS: Sequence[Column] = (
    Column("Cohort", lambda funnel, _: group_name(funnel), is_number=False),
    Column("Step", lambda _, count: count.step.name, is_number=False),
    Column("Entrants", lambda funnel, _: str(funnel.entrants)),
    Column("Reached", lambda _, count: str(count.reached)),
    Column("Aligned", lambda _, count: str(count.aligned)),
    Column("Deviated", lambda _, count: str(count.deviated)),
    Column("Unknown", lambda _, count: str(count.unknown)),
    Column("Undecided after", _undecided),
    Column("Aligned of answered", lambda _, count: percent(count.alignment)),
    Column("95 % interval", lambda _, count: interval(count.interval)),
    Column("Aligned of entrants", lambda _, count: percent(count.overall)),
    Column("95 % interval", lambda _, count: interval(count.overall_interval)),
    Column("With unknowns up to", lambda _, count: percent(count.band[1] if count.band else None)),
)


def _heads() -> Sequence[str]:
    return (
        tr("Cohort"),
        tr("Step"),
        tr("Entrants"),
        tr("Reached"),
        tr("Aligned"),
        tr("Deviated"),
        tr("Unknown"),
        tr("Undecided after"),
        tr("Aligned of answered"),
        tr("95 % interval"),
        tr("Aligned of entrants"),
        tr("95 % interval"),
        tr("With unknowns up to"),
    )


class FunnelTable(QAbstractTableModel):
    """A row for each step of each funnel."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[_Cell] = []

    def show_funnels(self, funnels: Sequence[Funnel]) -> None:
        """Show these funnels; rows are kept where only numbers changed."""
        cells = [(funnel, count) for funnel in funnels for count in funnel.steps]
        if _rows(cells) != _rows(self._cells):
            self.beginResetModel()
            self._cells = cells
            self.endResetModel()
        elif cells:
            self._cells = cells
            last = self.index(len(cells) - 1, len(_COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, row: int) -> _Cell:
        """The funnel and the step of a row."""
        return self._cells[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.cell(*self._cells[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole and not column.is_number:
            return column.cell(*self._cells[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heads()[section]
        return None


def _rows(cells: Sequence[_Cell]) -> list[tuple[str, str, str, str]]:
    return [
        (funnel.group.id, funnel.group.name, count.step.id, count.step.name)
        for funnel, count in cells
    ]


def tab_separated(model: FunnelTable, rows: Sequence[int]) -> str:
    """Some rows with their heads as text a spreadsheet takes, percentages as ``43%``."""
    lines = ["\t".join(_heads())]
    for row in rows:
        cells = (str(model.index(row, at).data()) for at in range(model.columnCount()))
        lines.append("\t".join(_plain(cell) for cell in cells))
    return "\n".join(lines) + "\n"


def _plain(cell: str) -> str:
    """One cell on one line; a name that a spreadsheet would run as a formula is marked as text."""
    text = " ".join(cell.split()).replace(" %", "%")
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


class TableTwin(QTableView):
    """The table. Enter on a row leads to the words behind it, as a press on the bar does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = FunnelTable()
        self.setModel(self.numbers)
        self.setAccessibleName(tr("Funnels as a table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
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
        head.setMaximumSectionSize(int(220 * scale()))
        head.setHighlightSections(False)

    def point_at(self, group: str, step: str) -> None:
        """Make the row of a step of a group the current one."""
        for row in range(self.numbers.rowCount()):
            funnel, count = self.numbers.cell(row)
            if (funnel.group.id, count.step.id) == (group, step):
                self.setCurrentIndex(self.numbers.index(row, 0))

    def copy(self) -> None:
        """Put the selected rows, or all of them, on the clipboard."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen or range(self.numbers.rowCount())
        QGuiApplication.clipboard().setText(tab_separated(self.numbers, list(rows)))
