"""The strategic metrics as a table: baseline, latest, target, readings as a line, how far it came."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.learn.progress import Progress
from core.model.moment import as_datetime
from ui.innovation.words import area, figure, target, tr, way
from ui.look.paint import chip_size, draw_chip, draw_text
from ui.look.theme import colour
from ui.look.tokens import FOCUS
from ui.look.type import font, scale

_Index = QModelIndex | QPersistentModelIndex
_PROGRESS = Qt.ItemDataRole.UserRole
_ROW, _HEAD, _PAD, _PAD_NARROW = 44.0, 30.0, 14.0, 9.0
NAME, BASELINE, LATEST, TARGET, READINGS, WAY = range(6)
_WIDE = {BASELINE: 84.0, LATEST: 84.0, TARGET: 92.0, READINGS: 150.0, WAY: 100.0}
_LEAST_NAME, _LEAST_READINGS = 80, 60
_WIDE_NARROW = {BASELINE: 72.0, LATEST: 68.0, TARGET: 76.0, READINGS: 116.0, WAY: 88.0}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Metrics(QAbstractTableModel):
    """A row a metric."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Progress, ...] = ()

    def show_rows(self, rows: Sequence[Progress]) -> None:
        """Show other metrics; the same ones, read anew, keep what is selected."""
        before, self.rows = self.rows, tuple(rows)
        if [each.metric.id for each in before] == [each.metric.id for each in self.rows]:
            if self.rows and before != self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, WAY))
            return
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(_heads())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self.rows[index.row()]
        if role == _PROGRESS:
            return found
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return cell(found, index.column())
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section in (NAME, READINGS) else _RIGHT
        return None


def _heads() -> tuple[str, ...]:
    return (
        tr("Metric, outcome area"),
        tr("Baseline"),
        tr("Latest"),
        tr("Target"),
        tr("Readings"),
        tr("Of the way"),
    )


def cell(found: Progress, column: int) -> str:
    """What a cell says in words."""
    metric = found.metric
    if column == NAME:
        return f"{metric.name}\n{area(metric.area)}"
    if column == BASELINE:
        return figure(metric.baseline, metric.unit)
    if column == LATEST:
        return "–" if found.latest is None else figure(found.latest, metric.unit)
    if column == TARGET:
        return target(metric)
    if column == READINGS:
        return ", ".join(figure(each.value, metric.unit) for each in found.points) or tr("none yet")
    return tr("{way}, reached").format(way=way(found)) if found.is_reached else way(found)


class MetricsTable(QTableView):
    """``picked`` carries the id of the metric that is looked at, ``opened`` comes with Enter.

    ``edited`` comes with F2 or a double press, ``removed`` with Del.
    """

    picked = Signal(object)
    opened = Signal()
    edited = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = Metrics()
        self.setModel(self.shown)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(tr("Strategic metrics"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(int(_ROW * scale()))
        head = self.horizontalHeader()
        head.setFixedHeight(int(_HEAD * scale()))
        head.setFont(font("label"))
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        self.pad = 0.0
        self._pad(_PAD)
        self.doubleClicked.connect(self.edited)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def show_metrics(self, rows: Sequence[Progress], chosen: str) -> None:
        """Show them, one of them chosen."""
        self.shown.show_rows(rows)
        high = int(_HEAD * scale()) + len(rows) * int(_ROW * scale())
        self.setFixedHeight(high)
        place = next((n for n, each in enumerate(rows) if each.metric.id == chosen), -1)
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self.shown.index(place, NAME))
            self.selectRow(place)

    @property
    def chosen(self) -> str:
        """The id of the metric that is looked at; empty where there is none."""
        row = self.currentIndex().row()
        return self.shown.rows[row].metric.id if 0 <= row < len(self.shown.rows) else ""

    @Slot(QItemSelection, QItemSelection)
    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self.chosen:
            self.picked.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_F2: self.edited,
            Qt.Key.Key_Delete: self.removed,
        }.get(Qt.Key(event.key()))
        if deed is not None and self.chosen:
            deed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        factor = scale()
        is_narrow = self.viewport().width() < _NARROW * factor
        self._pad(_PAD_NARROW if is_narrow else _PAD)
        wide = {at: int(px * factor) for at, px in (_WIDE_NARROW if is_narrow else _WIDE).items()}
        left = self.viewport().width() - sum(wide.values())
        if left < _LEAST_NAME:  # the readings give way: they are drawn, and drawn again below
            wide[READINGS] = max(wide[READINGS] + left - _LEAST_NAME, _LEAST_READINGS)
        for column, px in wide.items():
            self.setColumnWidth(column, px)
        self.setColumnWidth(NAME, max(left, _LEAST_NAME))

    def _pad(self, pad: float) -> None:
        if pad == self.pad:
            return
        self.pad = pad
        size = font("label").pointSizeF()
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView::section {{ padding: 4px {int(pad)}px; font-size: {size}pt; }}"
        )


_NARROW = 760


class _Cells(QStyledItemDelegate):
    """Paints one cell of its table."""

    def __init__(self, view: MetricsTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        found: Progress = index.data(_PROGRESS)
        rect, column = QRectF(option.rect), index.column()
        painter.save()
        own = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        self._ground(painter, rect, option.state, is_first=column == NAME, has_focus=own)
        pad = self._view.pad * scale()
        inner = rect.adjusted(pad, 0, -pad, 0)
        if column == NAME:
            half = inner.height() / 2
            name, area_ = cell(found, NAME).split("\n", 1)[0], area(found.metric.area)
            top = QRectF(inner.left(), inner.top() + 3, inner.width(), half)
            draw_text(painter, top, name, "strong", colour("ink"), elide=True)
            below = QRectF(inner.left(), inner.center().y() - 1, inner.width(), half - 2)
            draw_text(painter, below, area_, "secondary", colour("ink2"), elide=True)
        elif column == READINGS:
            paint_readings(painter, inner.adjusted(-4, 8, 4, -8), found)
        elif column == WAY and found.is_reached:
            size = chip_size(tr("reached"), "check")
            wide = min(size.width(), rect.width() - 8)
            chip = QRectF(
                rect.right() - pad - wide,
                rect.center().y() - size.height() / 2,
                wide,
                size.height(),
            )
            draw_chip(painter, chip, tr("reached"), "aligned", "check")
        else:
            role = "strong" if column == LATEST else "body"
            draw_text(painter, inner, cell(found, column), role, colour("ink"), _RIGHT, elide=True)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        rect: QRectF,
        state: QStyle.StateFlag,
        *,
        is_first: bool,
        has_focus: bool,
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("accent_soft"))
            if is_first:
                painter.fillRect(
                    QRectF(rect.left(), rect.top(), 2, rect.height()), colour("accent")
                )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("window"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("grid"))
        if has_focus:
            ink = colour("accent")
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), FOCUS), ink)
            low = QRectF(rect.left(), rect.bottom() - FOCUS, rect.width(), FOCUS)
            painter.fillRect(low, ink)


def paint_readings(painter: QPainter, rect: QRectF, found: Progress) -> None:
    """The readings as a line with a dot each, and the target as dashes, on one scale."""
    values = [each.value for each in found.points]
    metric = found.metric
    low = min([*values, metric.baseline, metric.target])
    high = max([*values, metric.baseline, metric.target])
    span = (high - low) or 1.0

    def y(value: float) -> float:
        return rect.bottom() - (value - low) / span * rect.height()

    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    dashes = QPen(colour("accent"), 1)
    dashes.setDashPattern([3, 2])
    painter.setPen(dashes)
    at = round(y(metric.target))
    painter.drawLine(QLineF(rect.left(), at, rect.right(), at))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    points = [QPointF(x, y(value)) for x, value in zip(_places(rect, found), values, strict=True)]
    painter.setPen(QPen(colour("ink2"), 1))
    for a, b in pairwise(points):
        painter.drawLine(QLineF(a, b))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("ink"))
    for point in points:
        painter.drawEllipse(point, 2.4, 2.4)


def _places(rect: QRectF, found: Progress) -> list[float]:
    """Where each reading stands from left to right, by its time."""
    times = [as_datetime(each.at).timestamp() for each in found.points]
    if len(times) < 2 or times[0] == times[-1]:
        return [rect.center().x()] * len(times)
    inner = rect.adjusted(4, 0, -4, 0)
    span = times[-1] - times[0]
    return [inner.left() + (each - times[0]) / span * inner.width() for each in times]
