"""Cohorts side by side at each step: what stands under their bars, and what over the endpoints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from core.measure.funnel import Funnel
from ui.look.describe import percent
from ui.look.funnel_bars import Slots
from ui.look.funnel_pens import Pens, pens_for, put, text_width
from ui.look.funnel_ticks import answered, paint_brackets, two_lines
from ui.look.glyphs import draw_glyph

_STAR = 11


def letter(place: int) -> str:
    """How a cohort is called under its bars: A, B, … Z, AA."""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def paint_beside_ticks(
    painter: QPainter, laid: Sequence[Slots], funnels: Sequence[Funnel], chosen: str = ""
) -> None:
    """Under the axis: a letter, the alignment and x of n for each bar, and a name for each step.

    ``laid`` has the slots of each cohort, all over one area; ``chosen`` is the letter that stands out.
    """
    if not laid:
        return
    made = pens_for(painter)
    top = laid[0].area.bottom() + 5 + made.line / 2
    paint_brackets(painter, laid[0], made)
    for place, (slots, funnel) in enumerate(zip(laid, funnels, strict=True)):
        mark = letter(place)
        for centre, count in zip(slots.shape.centres, funnel.steps, strict=True):
            if not slots.shows(centre):
                continue
            at = QPointF(slots.x(centre), top)
            put(painter, made, at, mark, "strong", "accent" if mark == chosen else "ink2")
            if not funnel.entrants:
                continue
            none = count.alignment is None
            share = "–" if none else percent(count.alignment)
            put(painter, made, at + QPointF(0, made.line), share, "strong", "ink")
            if not none:
                text = answered(count, slots.slot - 4, made)
                put(painter, made, at + QPointF(0, 2 * made.line), text, "tick", "ink3")
    _paint_names(painter, laid, funnels[0], top + 3 * made.line + 2, made)


def _paint_names(
    painter: QPainter, laid: Sequence[Slots], funnel: Funnel, top: float, made: Pens
) -> None:
    first, last = laid[0], laid[-1]
    ends = zip(first.shape.centres, last.shape.centres, funnel.steps, strict=True)
    for left, right, count in ends:
        # A group that is cut at an edge has its name over what is seen of it.
        near = max(first.x(left) - first.slot / 2, first.area.left())
        far = min(first.x(right) + first.slot / 2, first.area.right())
        if far - near < 2 * made.line:
            continue
        for line, text in enumerate(two_lines(count.step.name, int(far - near) - 4)):
            at = QPointF((near + far) / 2, top + line * (made.line - 1))
            put(painter, made, at, text, "tick", "ink")


def paint_crown(painter: QPainter, slots: Slots, text: str, made: Pens) -> None:
    """True innovation over the endpoints it is made of: a bracket, a star, and what it says."""
    start = slots.shape.ends
    if start is None or not text or not slots.shows(slots.shape.centres[-1]):
        return
    left = slots.x(start) + 6
    right = min(slots.x(slots.shape.centres[-1]) + slots.slot / 2, slots.area.right() + 2)
    y = round(slots.area.top() - 5)
    ink = made.colours["ink2"]
    painter.fillRect(QRectF(left, y, right - left, 1), ink)
    for x in (left, right - 1):
        painter.fillRect(QRectF(x, y, 1, 4), ink)
    wide = text_width(text, "strong", made)
    room = right - left
    star = wide + _STAR + 4 <= room + 16
    from_ = (left + right) / 2 - (wide + (_STAR + 3 if star else 0)) / 2
    if star:
        box = QRectF(from_, y - 8 - _STAR / 2, _STAR, _STAR)
        draw_glyph(painter, "star", box, made.colours["ink"], 1.6)
        from_ += _STAR + 3
    put(painter, made, QPointF(from_, y - 8), text, "strong", "ink", 0)
