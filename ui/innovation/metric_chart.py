"""The chart of one metric: its readings over the iterations, target and baseline, what was decided."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.moment import Moment, as_datetime
from ui.innovation.chart_shape import Band, Shape, apart
from ui.innovation.words import decided, figure, tr
from ui.look.describe import day
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale

_TOP, _FOOT = 30.0, 46.0
_DOT = 4.5
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
HEIGHT, LEAST = 330.0, 250.0


class MetricChart(QWidget):
    """``picked`` carries the id of the iteration that was pressed."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shape: Shape | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_shape(self, shape: Shape | None) -> None:
        """Show another."""
        self.shape = shape
        if shape is not None:
            name = tr("Chart of {metric}").format(metric=shape.progress.metric.name)
            self.setAccessibleName(name)
            self.setAccessibleDescription(said(shape))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(500 * scale()), int(LEAST * scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(300 * scale()), int(LEAST * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.shape is not None:
            painter = QPainter(self)
            paint_chart(painter, QRectF(self.rect()), self.shape)
            painter.end()

    def _band_at(self, event: QMouseEvent) -> Band | None:
        if self.shape is None:
            return None
        plot = plot_of(QRectF(self.rect()), self.shape)
        at = event.position()
        inside = plot.top() - _TOP * scale() <= at.y()
        bands = (
            each
            for each in self.shape.bands
            if inside and _rect(plot, each).left() <= at.x() <= _rect(plot, each).right()
        )
        return next(bands, None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        band = self._band_at(event)
        if band is not None and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(band.told.iteration.id)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._band_at(event) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)


def said(shape: Shape) -> str:
    """All of a chart in words."""
    metric = shape.progress.metric
    lines = [
        tr("Target {target}, baseline {baseline}.").format(
            target=figure(metric.target, metric.unit), baseline=figure(metric.baseline, metric.unit)
        )
    ]
    lines += [
        f"{when(shape, each.point.at)}: {figure(each.point.value, metric.unit)}."
        for each in shape.spots
    ]
    lines += [f"{iteration(each)}: {_decided(each)}." for each in shape.bands]
    return " ".join(lines)


def when(shape: Shape, at: Moment) -> str:
    """The day of a reading, with its year where there are several."""
    if not shape.years:
        return day(at)
    return f"{day(at)} {as_datetime(at).astimezone().year}"


def iteration(band: Band) -> str:
    """``Iteration 2``."""
    return tr("Iteration {n}").format(n=band.told.iteration.number)


def _decided(band: Band) -> str:
    return decided(band.told.decision, is_open=band.told.iteration.is_open)


# --- painting


def plot_of(rect: QRectF, shape: Shape) -> QRectF:
    """The part of a chart that is measured: without axis, words and dates."""
    factor = scale()
    left = max(text_width(figure(value, ""), "tick") for value, _ in shape.ticks) + 12 * factor
    right = max(text_width(each, "label") for each in _line_words(shape)) + 14 * factor
    right = min(right, rect.width() * 0.28)
    return rect.adjusted(left, _TOP * factor, -right, -_FOOT * factor)


def paint_chart(painter: QPainter, rect: QRectF, shape: Shape) -> None:
    """The whole chart in a rectangle."""
    plot = plot_of(rect, shape)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for band in shape.bands:
        _paint_band(painter, plot, band)
    for value, share in shape.ticks:
        _paint_tick(painter, rect, plot, value, share)
    _paint_lines(painter, rect, plot, shape)
    _paint_readings(painter, plot, shape)
    painter.restore()


def _rect(plot: QRectF, band: Band) -> QRectF:
    left = plot.left() + band.left * plot.width()
    right = plot.left() + band.right * plot.width()
    return QRectF(round(left), plot.top(), max(round(right - left), 1), plot.height())


def _paint_band(painter: QPainter, plot: QRectF, band: Band) -> None:
    factor, rect = scale(), _rect(plot, band)
    high = _TOP * factor
    painter.fillRect(rect.adjusted(0, -high + 4, 0, 0), colour("sunken"))
    if not band.told.iteration.is_open:
        painter.fillRect(
            QRectF(rect.right(), rect.top() - high + 4, 1, rect.height() + high - 4),
            colour("control"),
        )
    name = iteration(band)
    if text_width(name, "label") > rect.width() - 4:
        name = str(band.told.iteration.number)
    if text_width(name, "label") <= rect.width():
        head = QRectF(rect.left(), rect.top() - high + 6, rect.width(), 18 * factor)
        draw_text(painter, head, name, "label", colour("ink2"), _CENTRE)
    below = QRectF(rect.left() - 30, plot.bottom() + 24 * factor, rect.width() + 60, 18 * factor)
    word = _decided(band)
    if text_width(word, "tick") <= rect.width() + 24:
        draw_text(painter, below, word, "tick", colour("ink2"), _CENTRE)


def _paint_tick(painter: QPainter, rect: QRectF, plot: QRectF, value: float, share: float) -> None:
    y = round(plot.bottom() - share * plot.height())
    ink = colour("control" if share == 0 else "grid")
    painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), ink)
    box = QRectF(rect.left(), y - 9, plot.left() - rect.left() - 8, 18)
    draw_text(painter, box, figure(value, ""), "tick", colour("ink3"), _RIGHT)


def _line_words(shape: Shape) -> tuple[str, str]:
    metric = shape.progress.metric
    return (
        tr("target {value}").format(value=figure(metric.target, metric.unit)),
        tr("base {value}").format(value=figure(metric.baseline, metric.unit)),
    )


def _paint_lines(painter: QPainter, rect: QRectF, plot: QRectF, shape: Shape) -> None:
    factor = scale()
    target, base = _line_words(shape)
    dashes = QPen(colour("accent"), 1.5)
    dashes.setDashPattern([5, 3])
    dots = QPen(colour("control"), 1)
    dots.setDashPattern([1, 3])
    target_y = round(plot.bottom() - shape.target * plot.height())
    base_y = round(plot.bottom() - shape.baseline * plot.height())
    for y, pen in ((base_y, dots), (target_y, dashes)):
        painter.setPen(pen)
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
    high = 16 * factor
    away = max(high - abs(target_y - base_y), 0.0) / 2
    shift = -away if target_y < base_y else away
    left = plot.right() + 8 * factor
    room = rect.right() - left
    for at, text, ink in ((target_y + shift, target, "accent"), (base_y - shift, base, "ink2")):
        box = QRectF(left, at - high / 2, room, high)
        draw_text(painter, box, text, "label", colour(ink), elide=True)


def _paint_readings(painter: QPainter, plot: QRectF, shape: Shape) -> None:
    factor, unit = scale(), shape.progress.metric.unit
    points = [
        QPointF(plot.left() + each.x * plot.width(), plot.bottom() - each.y * plot.height())
        for each in shape.spots
    ]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("ink"), 1))
    for a, b in pairwise(points):
        painter.drawLine(QLineF(a, b))
    painter.setPen(QPen(colour("surface"), 1.5))
    painter.setBrush(colour("ink"))
    for point in points:
        painter.drawEllipse(point, _DOT * factor, _DOT * factor)
    values = [figure(each.point.value, unit) for each in shape.spots]
    above = [
        _over(point, text, "strong", -13 * factor)
        for point, text in zip(points, values, strict=True)
    ]
    for box in above:
        box.moveRight(min(box.right(), plot.right() + 4))
    for place in apart(above, 3 * factor):
        draw_text(painter, above[place], values[place], "strong", colour("ink"), _CENTRE)
    days = [when(shape, each.point.at) for each in shape.spots]
    base = plot.bottom() + 14 * factor
    below = [
        _over(QPointF(point.x(), base), text, "tick", 0)
        for point, text in zip(points, days, strict=True)
    ]
    for place in apart(below, 5 * factor):
        draw_text(painter, below[place], days[place], "tick", colour("ink3"), _CENTRE)


def _over(at: QPointF, text: str, role: str, up: float) -> QRectF:
    wide, high = text_width(text, role) + 2, 16 * scale()
    return QRectF(at.x() - wide / 2, at.y() + up - high / 2, wide, high)
