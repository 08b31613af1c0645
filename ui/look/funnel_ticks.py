"""What stands under the axis of a funnel: names, alignments, brackets; and a whole funnel at once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from core.measure.funnel import Funnel, StepCount
from ui.look.describe import of, percent
from ui.look.funnel_bars import ABOVE, Slots, brief, paint_bars, paint_grid, room_needed
from ui.look.funnel_pens import Pens, pens, pens_for, put, text_width
from ui.look.funnel_shape import Shape
from ui.look.type import font, scale


def ticks_height(lines: int = 4) -> float:
    """The room two lines of a name and two of its rate take, in px; with a letter it is a fifth."""
    return lines * pens().line + 12


def paint_ticks(
    painter: QPainter, slots: Slots, funnel: Funnel, seen: tuple[float, float] | None = None
) -> None:
    """Under the axis: names in two lines, the alignment, its x of n; the brackets of branches.

    ``seen`` asks only for those between two places.
    """
    made = pens_for(painter)
    top = slots.area.bottom()
    half = 0.5 - 1 / slots.slot  # what is seen ends on whole pixels; no text comes so near the edge
    paint_brackets(painter, slots, made)
    for place, count in zip(slots.shape.centres, funnel.steps, strict=True):
        if slots.shows(place) and (seen is None or seen[0] - half < place < seen[1] + half):
            at = QPointF(slots.x(place), top + 5 + made.line / 2)
            _paint_tick(painter, at, int(slots.slot) - 4, count, funnel.entrants, made)


def paint_brackets(painter: QPainter, slots: Slots, made: Pens) -> None:
    """A thick line under branches that stand side by side."""
    for first, last in slots.shape.brackets:
        left, right = slots.x(max(first, slots.first)) + 4, slots.x(min(last, slots.last)) - 4
        if right > left:
            rect = QRectF(left, slots.area.bottom(), right - left, 3)
            painter.fillRect(rect, made.colours["ink2"])


def _paint_tick(
    painter: QPainter, at: QPointF, width: int, count: StepCount, entrants: int, made: Pens
) -> None:
    for line, text in enumerate(two_lines(count.step.name, width)):
        put(painter, made, at + QPointF(0, line * (made.line - 1)), text, "tick", "ink")
    if not entrants:
        return
    rate = at + QPointF(0, 2 * made.line)
    share = "–" if count.alignment is None else percent(count.alignment)
    put(painter, made, rate, share, "strong", "ink")
    if count.alignment is not None:
        text = answered(count, width, made)
        put(painter, made, rate + QPointF(0, made.line), text, "tick", "ink3")


def answered(count: StepCount, width: float, made: Pens) -> str:
    """``3 of 7`` who answered, or ``3/7`` where that is too wide."""
    n = count.aligned + count.deviated
    text = of(count.aligned, n)
    return text if text_width(text, "tick", made) <= width else brief(count.aligned, n)


def two_lines(text: str, width: int) -> tuple[str, ...]:
    """A name as a tick: at most two lines of that width in px, each elided where it must be."""
    return _broken(text, width, QApplication.font().family(), scale())


@lru_cache(maxsize=4096)
def _broken(text: str, width: int, _family: str, _scale: float) -> tuple[str, ...]:
    metrics = QFontMetricsF(font("tick"))
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < 2:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = f"{lines[-1]} {' '.join(words)}"
    return tuple(metrics.elidedText(each, Qt.TextElideMode.ElideRight, width) for each in lines)


def paint_funnel(painter: QPainter, rect: QRectF, funnel: Funnel, shape: Shape) -> None:
    """A whole funnel in a rectangle: share axis, bars, ticks. For pages without a plot."""
    made = pens_for(painter)
    margin = text_width(percent(1.0), "tick", made) + 8
    area = rect.adjusted(margin, ABOVE, 0, -ticks_height())
    slots = Slots(shape, area, side=room_needed([funnel])[1])
    painter.save()
    paint_grid(painter, slots, made)
    for share in (0.0, 0.5, 1.0):
        at = QPointF(slots.area.left() - 8, slots.y(share))
        put(painter, made, at, percent(share), "tick", "ink3", 1)
    paint_bars(painter, slots, funnel)
    paint_ticks(painter, slots, funnel)
    painter.restore()
