"""The bars of one funnel, painted alike on the Funnels screen and on the welcome page.

Everything is given in pixels: patterns, whiskers and text keep their size at any scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from core.measure.funnel import Funnel, StepCount, worst
from ui.look.describe import percent
from ui.look.funnel_pens import Pens, fill_part, pens, pens_for, put, text_width
from ui.look.funnel_shape import Part, Shape, earlier, parts
from ui.look.type import scale

BAR_SHARE, BAR_MOST = 0.55, 46.0
"""Of a slot a bar takes so much, at most so many px."""
ABOVE = 26.0
"""Room above 100 % for the mark of the worst step, in px."""
_LEAST = 44.0
_RADIUS = 6.0
_RIM = 1.0
_WORST_OVER = 4.0
"""So many px the mark of the worst step may go beyond its slot, on either side."""


@dataclass(frozen=True)
class Slots:
    """The slots of a shape laid over a width: ``area`` is the box from 0 to 100 %, in px.

    ``first`` and ``shown`` say which slots it shows; 0 shows all. ``side`` is the room in px that a
    bar leaves for the numbers beside it. ``tall`` is how much of the height all entrants take: less
    than all of it where counts are drawn and another cohort has more.
    """

    shape: Shape
    area: QRectF
    first: float = 0.0
    shown: float = 0.0
    side: float = 20.0
    tall: float = 1.0

    @cached_property
    def last(self) -> float:
        """The end of the slots shown."""
        return self.first + (self.shown or self.shape.slots)

    @cached_property
    def slot(self) -> float:
        """The width of one slot."""
        return self.area.width() / max(self.shown or self.shape.slots, 1.0)

    @cached_property
    def bar(self) -> float:
        """The width of one bar."""
        return round(max(min(self.slot * BAR_SHARE, BAR_MOST, self.slot - self.side), 6.0))

    def x(self, place: float) -> float:
        """Where a place in slots is."""
        return self.area.left() + (place - self.first) * self.slot

    def y(self, share: float) -> float:
        """Where a share of entrants is."""
        return self.area.bottom() - share * self.tall * self.area.height()

    def place(self, x: float) -> float:
        """The place in slots at a point."""
        return self.first + (x - self.area.left()) / self.slot

    def shows(self, place: float) -> bool:
        """Whether a place in slots is in sight."""
        return self.first <= place <= self.last

    def rect(self, place: float, low: float, high: float) -> QRectF:
        """A piece of the bar at a place, on whole pixels so that edges stay crisp."""
        left = round(self.x(place) - self.bar / 2)
        top, bottom = round(self.y(high)), round(self.y(low))
        return QRectF(left, top, self.bar, bottom - top)


def room_needed(funnels: Sequence[Funnel]) -> tuple[float, float]:
    """The least width of a slot, and the room beside its bar, for the numbers of these, in px.

    They hang on how many figures the numbers have, so that one more partner rarely moves a bar.
    """
    made = pens()
    entrants = max((each.entrants for each in funnels), default=0)
    widest = text_width(brief(entrants, entrants), "tick", made)
    figures = len(f"{max((_beside(each) for each in funnels), default=0):,}")
    beside = text_width("+" + figures * "0", "strong", made) + 7
    rate = text_width(percent(1.0), "strong", made)
    return max(widest + 6, rate + 4, beside + 14, _LEAST * scale()), beside


def _beside(funnel: Funnel) -> int:
    """The largest number that stands beside a bar: parts above its base, or a low base itself."""
    low = funnel.entrants // 6
    return max(
        (
            max(each.deviated, each.unknown, earlier(each, funnel.entrants), min(each.aligned, low))
            for each in funnel.steps
        ),
        default=0,
    )


def brief(part: int, whole: int) -> str:
    """``3/7``, where there is no room for ``3 of 7``."""
    return f"{part}/{whole}"


def paint_grid(
    painter: QPainter, slots: Slots, made: Pens, lines: Sequence[float] = (1.0, 0.5)
) -> None:
    """Lines at some shares of the area's height, 50 and 100 % unless said, and the axis."""
    left, width = slots.area.left(), slots.area.width()
    for share in lines:
        y = round(slots.area.bottom() - share * slots.area.height())
        painter.fillRect(QRectF(left, y, width, 1), made.colours["grid"])
    painter.fillRect(QRectF(left, round(slots.area.bottom()), width, 1), made.colours["control"])
    if slots.shape.ends is not None and slots.shows(slots.shape.ends):
        rule = QRectF(round(slots.x(slots.shape.ends)), slots.area.top(), 1, slots.area.height())
        painter.fillRect(rule, made.colours["line"])


def paint_selection(painter: QPainter, rect: QRectF, made: Pens) -> None:
    """The chosen column's ground, from the worst mark down to the last tick line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(made.colours["accent"], 2))
    painter.setBrush(made.colours["accent_soft"])
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    painter.restore()


def changed_places(before: Funnel, after: Funnel, shape: Shape) -> tuple[float, ...] | None:
    """Where two funnels of one shape look different, in slots; None where that is everywhere."""
    same = before.group == after.group and before.entrants == after.entrants
    if not same or worst(before) != worst(after) or len(before.steps) != len(after.steps):
        return None
    pairs = zip(shape.centres, before.steps, after.steps, strict=True)
    waits = (
        place
        for split, place in shape.waits.items()
        if before.undecided.get(split) != after.undecided.get(split)
    )
    return (*(place for place, old, new in pairs if old != new), *waits)


def reach(slots: Slots, place: float) -> tuple[float, float]:
    """From where to where a bar and its numbers may go, in slots: those beside it may go farther."""
    beside = (slots.bar / 2 + slots.side + 2) / slots.slot
    return place - 0.5, place + min(max(beside, 0.5), 1.0)


def paint_bars(
    painter: QPainter, slots: Slots, funnel: Funnel, seen: tuple[float, float] | None = None
) -> None:
    """All bars of a funnel with their numbers, whiskers, and the mark of the worst step.

    ``seen`` asks only for those that reach between two places.
    """
    made = pens_for(painter)
    lost = worst(funnel)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for place, count in zip(slots.shape.centres, funnel.steps, strict=True):
        if slots.shows(place) and _reaches(slots, place, seen, is_worst=count.step.id == lost):
            _paint_bar(painter, slots, place, count, funnel.entrants, made)
            if count.step.id == lost:
                at = QPointF(slots.x(place), slots.area.top() - 13)
                _paint_worst(painter, at, slots.slot + 2 * _WORST_OVER, made)
    for split, place in slots.shape.waits.items():
        n = funnel.undecided.get(split, 0)
        if n and slots.shows(place) and _reaches(slots, place, seen):
            _paint_wait(painter, slots, place, n, funnel.entrants, made)
    painter.restore()


def _reaches(
    slots: Slots, place: float, seen: tuple[float, float] | None, *, is_worst: bool = False
) -> bool:
    """What is seen ends on whole pixels, so up to one px farther than where a neighbour begins."""
    if seen is None:
        return True
    first, last = reach(slots, place)
    over = (_WORST_OVER if is_worst else -1) / slots.slot
    return first - over < seen[1] and last + over > seen[0]


def _paint_bar(
    painter: QPainter, slots: Slots, place: float, count: StepCount, entrants: int, made: Pens
) -> None:
    found = parts(count, entrants)
    for part in found:
        rect = slots.rect(place, part.low, part.high)
        if rect.height() < 2:  # a part that counts anybody is seen, however small its share
            rect.setTop(rect.bottom() - 2)
        fill_part(painter, made, rect, part.what)
    if count.reached and count.overall_interval is not None:
        low, high = count.overall_interval
        _paint_whisker(painter, slots.x(place), (slots.y(high), slots.y(low)), made)
    base = slots.rect(place, 0.0, count.overall or 0.0)
    inside = count.aligned > 0 and base.height() >= made.line + 4
    if inside:
        _paint_inside(painter, base, f"{count.aligned:,}", made)
    _paint_beside(painter, slots, place, found[1:] if inside else found, made)
    if count.alignment is None and entrants:
        top = slots.y(found[-1].high if found else 0.0)
        none = percent(None)
        text = none if text_width(none, "tick", made) <= slots.slot - 2 else "–"
        put(painter, made, QPointF(slots.x(place), top - 10), text, "tick", "ink3")


def _paint_inside(painter: QPainter, base: QRectF, text: str, made: Pens) -> None:
    """The number at the foot of a solid bar; a patch of the bar keeps the whisker off it."""
    middle = QPointF(base.center().x(), base.bottom() - made.line / 2 - 2)
    half = text_width(text, "strong", made) / 2 + 2
    patch = QRectF(middle.x() - half, middle.y() - made.line / 2, 2 * half, made.line)
    painter.fillRect(patch & base, made.colours["aligned"])
    put(painter, made, middle, text, "strong", "on_aligned")


def _paint_whisker(painter: QPainter, x: float, ends: tuple[float, float], made: Pens) -> None:
    """Filled rectangles on whole pixels, with a rim that keeps the stem seen on the solid bar."""
    thick = 2.0 if made.dpr < 2 else 1.5
    top, bottom = round(ends[0]), round(ends[1])
    left = round(x - thick / 2)
    stem = QRectF(left, top, thick, bottom - top)
    painter.fillRect(stem.adjusted(-_RIM, 0, _RIM, 0), made.colours["surface"])
    painter.fillRect(stem, made.colours["ink"])
    for y in (top, bottom - thick):
        painter.fillRect(QRectF(left - 4, y, thick + 8, thick), made.colours["ink"])


_TONES = {"aligned": "ink", "deviated": "deviated", "unknown": "unknown", "earlier": "unknown"}


def _paint_beside(
    painter: QPainter, slots: Slots, place: float, found: Sequence[Part], made: Pens
) -> None:
    """The numbers to the right of a bar, each at its part and none upon another."""
    x = slots.x(place) + slots.bar / 2 + 4
    least = made.line - 2
    floor = slots.area.bottom() - least / 2
    for part in found:
        y = min(slots.y((part.low + part.high) / 2), floor)
        earlier = part.what == "earlier"
        text, role = (f"+{part.n:,}", "tick") if earlier else (f"{part.n:,}", "strong")
        put(painter, made, QPointF(x, y), text, role, _TONES[part.what], 0)
        floor = y - least


def _paint_worst(painter: QPainter, at: QPointF, room: float, made: Pens) -> None:
    """The word over its bar; where bars stand too close for a word, its pointer alone."""
    text = QCoreApplication.translate("FunnelBars", "worst")
    width = text_width(text, "strong", made) + 12
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(made.colours["deviated"])
    if width <= room:
        painter.drawRoundedRect(QRectF(at.x() - width / 2, at.y() - 8, width, 16), 3, 3)
        put(painter, made, at, text, "strong", "on_deviated")
    else:
        corners = ((-7, -4), (7, -4), (0, 6))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_wait(
    painter: QPainter, slots: Slots, place: float, n: int, entrants: int, made: Pens
) -> None:
    """Those undecided at a split: slim and dotted, between its branches."""
    x, bottom = round(slots.x(place)), round(slots.area.bottom())
    top = min(round(slots.y(n / entrants)), bottom - 4)
    fill_part(painter, made, QRectF(x - 4, top, 8, bottom - top), "unknown")
    put(painter, made, QPointF(x, top - 9), f"{n:,}", "strong", "unknown")


def part_at(slots: Slots, funnel: Funnel, point: QPointF) -> tuple[str, str] | None:
    """What stands at a point: a step id and a part of its bar, or a split id and ``undecided``.

    The part is empty beside a bar and under the axis. None outside all columns.
    """
    place = slots.place(point.x())
    for split, centre in slots.shape.waits.items():
        if abs(place - centre) * slots.slot <= 9 and funnel.undecided.get(split):
            return split, "undecided"
    for centre, count in zip(slots.shape.centres, funnel.steps, strict=True):
        if abs(place - centre) <= 0.5:
            share = (slots.area.bottom() - point.y()) / max(slots.tall * slots.area.height(), 1.0)
            found = parts(count, funnel.entrants)
            return count.step.id, next((p.what for p in found if p.low <= share < p.high), "")
    return None
