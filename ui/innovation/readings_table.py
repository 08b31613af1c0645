"""The readings of a metric as a table: the chart's twin, for the keyboard and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from core.learn.progress import Progress
from core.model.moment import as_datetime
from core.model.strategy import MetricReading
from ui.innovation.figures import as_typed
from ui.innovation.shown import Told
from ui.innovation.words import decided, figure, tr
from ui.look.describe import day
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale

_READING = Qt.ItemDataRole.UserRole
_WIDE = (110, 90, 80, 150)
_VALUE = 1


class ReadingsTable(QTableWidget):
    """``edited`` and ``removed`` carry a reading, ``opened`` the id of its iteration."""

    edited = Signal(object)
    removed = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, 5)
        self._shown: tuple[Progress, tuple[Told, ...]] | None = None
        self._heads = (tr("Day"), tr("Value"), tr("Iteration"), tr("Decided"), tr("Note"))
        self.setHorizontalHeaderLabels(self._heads)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        for column, wide in enumerate(_WIDE):
            self.setColumnWidth(column, int(wide * scale()))
        self.setMinimumHeight(int(180 * scale()))
        self.cellDoubleClicked.connect(self._on_double)

    def show_progress(self, found: Progress, told: Sequence[Told]) -> None:
        """Show other readings; the row that was current stays, or the one in its place."""
        if (found, tuple(told)) == self._shown:
            return
        self._shown = (found, tuple(told))
        current = self.currentRow()
        decisions = {each.iteration.id: each for each in told}
        self.setAccessibleName(tr("Readings of {metric}").format(metric=found.metric.name))
        self.setRowCount(len(found.points))
        for row, point in enumerate(found.points):
            own = decisions.get(point.iteration.id) if point.iteration else None
            year = as_datetime(point.at).astimezone().year
            texts = (
                f"{day(point.at)} {year}",
                figure(point.value, found.metric.unit),
                str(point.iteration.number) if point.iteration else tr("before"),
                decided(own.decision, is_open=own.iteration.is_open) if own else "",
                point.reading.note,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(_READING, row)
                self.setItem(row, column, item)
        if found.points:
            self.setCurrentCell(min(max(current, 0), len(found.points) - 1), 0)

    @property
    def reading(self) -> MetricReading | None:
        """The one the cursor is at."""
        row = self.currentRow()
        if self._shown is None or not 0 <= row < len(self._shown[0].points):
            return None
        return self._shown[0].points[row].reading

    def _on_double(self, _row: int, _column: int) -> None:
        if self.reading is not None:
            self.edited.emit(self.reading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reading, key = self.reading, event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif reading is not None and key == Qt.Key.Key_F2:
            self.edited.emit(reading)
        elif reading is not None and key == Qt.Key.Key_Delete:
            self.removed.emit(reading)
        elif reading is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        QGuiApplication.clipboard().setText(self._copied())

    def _open(self) -> None:
        if self._shown is not None:
            iteration = self._shown[0].points[self.currentRow()].iteration
            if iteration is not None:
                self.opened.emit(iteration.id)

    def _copied(self) -> str:
        """The chosen rows with their heads, for a spreadsheet; values as plain numbers."""
        points = self._shown[0].points if self._shown else ()
        lines = [[*self._heads]]
        for row in sorted({each.row() for each in self.selectedIndexes()}):
            texts = [_as_cell(self.item(row, column)) for column in range(self.columnCount())]
            texts[_VALUE] = as_typed(points[row].value)
            lines.append(texts)
        return "".join("\t".join(line) + "\n" for line in lines)


def _as_cell(item: QTableWidgetItem | None) -> str:
    """One cell on one line; what a spreadsheet would run as a formula is marked as text."""
    text = " ".join((item.text() if item else "").split())
    return f"'{text}" if text[:1] in tuple("=+-@") else text
