"""The bar of a rate with its interval whisker, on a node."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.flow import ink
from ui.flow.faces import Rate
from ui.look.describe import few_answers, interval, is_few, percent
from ui.look.theme import colour
from ui.look.tokens import WHISKER

BAR, GAP, FIGURE = 11.0, 8.0, 46.0


def paint_rate(painter: QPainter, rate: Rate, at: QPointF, room: float) -> None:
    """Bar, whisker and percentage with its interval under it; top left at a point."""
    bar = QRectF(at.x(), at.y(), min(98.0, room - FIGURE - GAP), BAR)
    paint_bar(painter, rate, bar)
    known = rate.answered > 0
    role, tone = ("figure", "ink") if known else ("quiet", "ink3")
    ink.write(painter, bar.right() + GAP, bar.bottom() + 1, percent(rate.share), role, tone)
    baseline = bar.bottom() + 18
    ink.write(painter, at.x(), baseline, interval(rate.interval), "quiet", "ink3")
    if rate.answered and is_few(rate.answered):
        words = few_answers()
        left = at.x() + room - ink.length(words, "few")
        if left > at.x() + ink.length(interval(rate.interval), "quiet") + 4:
            ink.write(painter, left, baseline, words, "few", "caution")


def paint_bar(painter: QPainter, rate: Rate, bar: QRectF) -> None:
    """The track, the share that aligned, and the whisker as filled rectangles."""
    painter.setPen(QPen(colour("control"), 1))
    painter.setBrush(colour("sunken"))
    painter.drawRect(bar)
    if rate.share is None or rate.interval is None:
        return
    solid = QRectF(bar.left(), bar.top(), bar.width() * rate.share, bar.height())
    painter.fillRect(solid, colour("aligned"))
    low, high = (bar.left() + bar.width() * end for end in rate.interval)
    strokes = [QRectF(low, bar.center().y() - WHISKER / 2, high - low, WHISKER)]
    strokes += [
        QRectF(x - WHISKER / 2, bar.top() + 1.5, WHISKER, bar.height() - 3) for x in (low, high)
    ]
    for stroke in strokes:
        # On the bar in the colour that is read on it, for ink would be too near to it.
        painter.fillRect(stroke, colour("ink"))
        painter.fillRect(stroke.intersected(solid), colour("on_aligned"))
