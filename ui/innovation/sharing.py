"""The chart of a metric for others: copied, or saved as PNG, SVG or PDF, saying what it is."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout

from core.learn.progress import LAG
from core.study import Study
from ui.innovation.chart_shape import Shape, shape
from ui.innovation.metric_chart import HEIGHT, paint_chart, said
from ui.innovation.right import StrategicMetrics
from ui.innovation.words import area, tr
from ui.look.describe import day
from ui.look.drawn import Sheet
from ui.look.paint import box, chip_size, draw_chip, draw_text, text_width
from ui.look.sharing import PictureSharing, Words
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CARD
from ui.look.type import scale
from ui.screen import Screen

_WIDE, _MARGIN, _TITLE, _LINE = 860.0, 24.0, 40.0, 22.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Sharing(PictureSharing):
    """The chart of the metric that is looked at."""

    def __init__(self, screen: Screen, metrics: StrategicMetrics, column: QBoxLayout) -> None:
        super().__init__(screen)
        self._metrics, self._column = metrics, column

    def column(self) -> QBoxLayout:
        """The strip stands over the page."""
        return self._column

    place = 0

    def sheet(self) -> Sheet | None:
        """The picture of the metric; None where nothing was read of it."""
        found = self._metrics.found
        if found is None or not found.points:
            return None
        return sheet_of(self._screen.session.study, shape(found, self._metrics.card.told))

    def name(self) -> str:
        """``Bill saver, Referrals per 100 customers``."""
        found = self._metrics.found
        name = found.metric.name if found else ""
        return f"{self._screen.session.study.info.name}, {name}"

    def words(self) -> Words:
        """What is said of a picture of the chart."""
        return Words(
            ask=tr("Export the chart"),
            copied=tr("The chart is on the clipboard as a picture."),
            saved=tr("The chart was saved as “{name}”."),
            nothing=tr("Nothing was read yet, so there is no chart to make a picture of."),
        )


def sheet_of(study: Study, shown: Shape) -> Sheet:
    """A chart on a sheet of its own, with whose it is, the word about lag and the day."""
    factor, info, metric = scale(), study.info, shown.progress.metric
    mark = (info.made_up or tr("Everything in this study is made up.")) if info.sample else ""
    wide, high = _WIDE * factor, (_TITLE + HEIGHT + 28) * factor
    foot = (12 + _LINE * (2 + bool(mark))) * factor
    margin = _MARGIN * factor
    made = datetime.now(UTC).astimezone()
    today = f"{day(made)} {made.year}"

    def paint(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(margin, margin, wide, high)
        box(painter, card, RADIUS_CARD, colour("surface"), colour("line"))
        inner = card.adjusted(16 * factor, 12 * factor, -16 * factor, -12 * factor)
        title = QRectF(inner.left(), inner.top(), inner.width(), 22 * factor)
        named = text_width(area(metric.area), "secondary") + 16
        draw_text(
            painter, title.adjusted(0, 0, -named, 0), metric.name, "card", colour("ink"), elide=True
        )
        draw_text(painter, title, area(metric.area), "secondary", colour("ink2"), _RIGHT)
        paint_chart(painter, inner.adjusted(0, _TITLE * factor - 8, 0, 0), shown)
        line = QRectF(margin, card.bottom() + 12 * factor, wide, _LINE * factor)
        draw_text(painter, line, today, "secondary", colour("ink3"), _RIGHT)
        whole = line.adjusted(0, 0, -text_width(today, "secondary") - 16, 0)
        draw_text(painter, whole, info.name, "strong", colour("ink"), elide=True)
        line.translate(0, line.height())
        draw_text(painter, line, LAG, "secondary", colour("ink2"), elide=True)
        if mark:
            line.translate(0, line.height())
            size = chip_size(mark)
            chip = QRectF(line.left(), line.top(), min(size.width(), wide), size.height())
            draw_chip(painter, chip, mark, "caution")

    size = QSizeF(wide + 2 * margin, high + foot + 2 * margin)
    title = f"{info.name} · {metric.name}"
    description = "\n".join(filter(None, (mark, title, area(metric.area), said(shown), LAG)))
    return Sheet(size, paint, "window", title, description)
