"""The path rail: the steps of the flow with this partner's status and the iteration's counters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from core.interview import Place
from core.model.observation import Status
from ui.look.describe import clock

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Counter:
    """What everyone of the iteration did at a step; ``whole`` is what the bar's length stands for."""

    aligned: int = 0
    deviated: int = 0
    unknown: int = 0
    whole: int = 0


@dataclass(frozen=True)
class Row:
    """A row of the rail: a place with its counter, or a quiet header (place None)."""

    place: Place | None
    counter: Counter = Counter()
    is_current: bool = False
    is_writing: bool = False
    heading: str = ""


class RailModel(QAbstractListModel):
    """The rows of the rail, set whole; only those that changed are painted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        old, self.rows = self.rows, tuple(rows)
        if [_key(each) for each in old] != [_key(each) for each in self.rows]:
            self.beginResetModel()
            self.endResetModel()
            return
        for number, (before, after) in enumerate(zip(old, self.rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number), self.index(number))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.place.step.name if row.place else row.heading
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.place:
            return row.place.step.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].place is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def status_words(self, place: Place, *, is_current: bool) -> str:
        """What a place says of this partner, without its time."""
        if place.status is None:
            if place.other_branch:
                return self.tr("Other branch taken")
            return self.tr("Now · not observed yet") if is_current else self.tr("Not observed yet")
        if place.status is Status.DEVIATED:
            return self.tr("Deviated")
        return self.tr("Aligned · recovered") if place.recovered else self.tr("Aligned")

    def _spoken(self, row: Row) -> str:
        if row.place is None:
            return row.heading
        said = self.status_words(row.place, is_current=row.is_current)
        at = f" {clock(row.place.at)}" if row.place.at else ""
        counts = self.tr("in the iteration {a} aligned, {d} deviated, {u} unknown").format(
            a=row.counter.aligned, d=row.counter.deviated, u=row.counter.unknown
        )
        return f"{row.place.number} {row.place.step.name}: {said}{at}; {counts}"


class Rail(QListView):
    """The list of steps. ``picked`` carries the id of the step that was pressed."""

    picked = Signal(object)

    def __init__(self, model: RailModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._rows = model
        self.setAccessibleName(self.tr("Path"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    def follow(self) -> None:
        """Make the row of the current step the current one, and visible."""
        for number, row in enumerate(self._rows.rows):
            if row.is_current and self.currentIndex().row() != number:
                self.setCurrentIndex(self._rows.index(number))

    def dataChanged(self, first: Index, last: Index, _roles: Sequence[int] = ()) -> None:
        # All rows keep their height: without this a mark would lay out and paint the whole list.
        for number in range(first.row(), last.row() + 1):
            self.update(self._rows.index(number))

    def _on_clicked(self, index: QModelIndex) -> None:
        place = self._rows.rows[index.row()].place
        if place is not None:
            self.picked.emit(place.step.id)


def rail_rows(
    places: Sequence[Place],
    counters: Mapping[str, Counter],
    current: str,
    writing: frozenset[str],
    heading: str,
) -> list[Row]:
    """The rows for places: the path, then a header and the endpoints. ``writing`` are step ids."""
    rows: list[Row] = []
    for place in places:
        if place.step.kind.is_endpoint and not any(row.heading for row in rows):
            rows.append(Row(None, heading=heading))
        rows.append(
            Row(
                place,
                counters.get(place.step.id, Counter()),
                is_current=place.step.id == current,
                is_writing=place.step.id in writing,
            )
        )
    return rows


def _key(row: Row) -> str:
    return row.place.step.id if row.place else row.heading
