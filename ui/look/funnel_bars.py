"""The bars of one funnel, painted alike on the Funnels screen and on the welcome page.

Everything is given in pixels: patterns, whiskers and text keep their size at any scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from core.measure.funnel import Funnel, StepCount
from ui.look.describe import of, percent
from ui.look.funnel_shape import Part, Shape, parts, worst
from ui.look.pattern import paint_part
from ui.look.theme import theme
from ui.look.tokens import WHISKER, Tokens
from ui.look.type import SEMIBOLD, font, scale

BAR_SHARE, BAR_MOST, SIDE = 0.55, 46.0, 20.0
"""Of a slot a bar takes so much, at most so many px, and leaves so many px for its numbers."""
ABOVE = 26.0
"""Room above 100 % for the mark of the worst step, in px."""
_RADIUS = 6.0
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Pens:
    """Colours and fonts of one theme, made once."""

    tokens: Tokens
    tick: QFont
    strong: QFont
    metrics: QFontMetricsF

    def colour(self, name: str) -> QColor:
        """A token as a colour."""
        return _colour(getattr(self.tokens, name))

    @property
    def line(self) -> float:
        """The height of one line of ticks, in px."""
        return self.metrics.height()


@lru_cache(maxsize=64)
def _colour(text: str) -> QColor:
    return QColor(text)


def pens() -> Pens:
    """Those of the theme and the application font in force."""
    return _pens(theme.tokens, QApplication.font().family(), scale())


@lru_cache(maxsize=8)
def _pens(tokens: Tokens, _family: str, _scale: float) -> Pens:
    tick = font("tick")
    return Pens(tokens, tick, font("label", SEMIBOLD), QFontMetricsF(tick))


@dataclass(frozen=True)
class Slots:
    """The slots of a shape laid over a width: ``area`` is the box from 0 to 100 %, in px."""

    shape: Shape
    area: QRectF
    first: float = 0.0
    shown: float = 0.0

    @property
    def slot(self) -> float:
        """The width of one slot."""
        return self.area.width() / max(self.shown or self.shape.slots, 1.0)

    @property
    def bar(self) -> float:
        """The width of one bar."""
        return max(min(self.slot * BAR_SHARE, BAR_MOST, self.slot - SIDE), 6.0)

    def x(self, place: float) -> float:
        """Where a place in slots is."""
        return self.area.left() + (place - self.first) * self.slot

    def y(self, share: float) -> float:
        """Where a share of entrants is."""
        return self.area.bottom() - share * self.area.height()

    def place(self, x: float) -> float:
        """The place in slots at a point."""
        return self.first + (x - self.area.left()) / self.slot

    def column(self, number: int) -> QRectF:
        """Everything above the axis that belongs to a column."""
        centre = self.x(self.shape.centres[number])
        return QRectF(
            centre - self.slot * 0.48,
            self.area.top() - ABOVE,
            self.slot * 0.96,
            self.area.height() + ABOVE,
        )

    def rect(self, number: int, low: float, high: float) -> QRectF:
        """A piece of a column's bar, on whole pixels so that edges stay crisp."""
        left = round(self.x(self.shape.centres[number]) - self.bar / 2)
        top, bottom = round(self.y(high)), round(self.y(low))
        return QRectF(left, top, round(self.bar), bottom - top)


def paint_grid(painter: QPainter, slots: Slots) -> None:
    """Lines at 50 and 100 %, and the axis."""
    colours = pens()
    left, width = slots.area.left(), slots.area.width()
    for share, token in ((1.0, "grid"), (0.5, "grid"), (0.0, "control")):
        painter.fillRect(QRectF(left, round(slots.y(share)), width, 1), colours.colour(token))


def paint_selection(painter: QPainter, rect: QRectF) -> None:
    """The chosen column's ground, from the worst mark down to the last tick line."""
    colours = pens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.colour("accent"), 2))
    painter.setBrush(colours.colour("accent_soft"))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
    painter.restore()


def paint_bars(painter: QPainter, slots: Slots, funnel: Funnel) -> None:
    """All bars of a funnel with their numbers, whiskers, and the mark of the worst step."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    lost = worst(funnel)
    for number, count in enumerate(funnel.steps):
        if not _shown(slots, slots.shape.centres[number]):
            continue
        _paint_bar(painter, slots, number, count, funnel.entrants)
        if count.step.id == lost:
            _paint_worst(painter, slots, number)
    for split, place in slots.shape.waits.items():
        n = funnel.undecided.get(split, 0)
        if n and _shown(slots, place):
            _paint_wait(painter, slots, place, n, funnel.entrants)
    painter.restore()


def _shown(slots: Slots, place: float) -> bool:
    return slots.first <= place <= slots.first + (slots.shown or slots.shape.slots)


def _paint_bar(
    painter: QPainter, slots: Slots, number: int, count: StepCount, entrants: int
) -> None:
    colours = pens()
    found = parts(count, entrants)
    for part in found:
        _paint_piece(painter, slots.rect(number, part.low, part.high), part.what, colours.tokens)
    if count.reached and count.overall_interval is not None:
        _paint_whisker(painter, slots, number, count)
    base = slots.rect(number, 0.0, count.overall or 0.0)
    inside = count.aligned > 0 and base.height() >= colours.line + 4
    painter.setFont(colours.strong)
    if inside:
        line = QRectF(base.left() - 8, base.bottom() - colours.line - 3, base.width() + 16, 14)
        _paint_number(painter, line, str(count.aligned), colours, base)
    _paint_beside(painter, slots, number, found[1:] if inside else found)
    if count.alignment is None and entrants:
        top = slots.y(found[-1].high if found else 0.0)
        box = QRectF(base.center().x() - slots.slot / 2, top - 18, slots.slot, 16)
        painter.setFont(colours.tick)
        painter.setPen(colours.colour("ink3"))
        painter.drawText(box, _CENTRE, percent(None))


def _paint_number(painter: QPainter, line: QRectF, text: str, colours: Pens, base: QRectF) -> None:
    """The number at the foot of a solid bar; a patch of the bar keeps the whisker off it."""
    width = painter.fontMetrics().horizontalAdvance(text)
    patch = QRectF(line.center().x() - width / 2 - 2, line.top(), width + 4, line.height())
    painter.fillRect(patch & base, colours.colour("aligned"))
    painter.setPen(colours.colour("on_aligned"))
    painter.drawText(line, _CENTRE, text)


def _paint_piece(painter: QPainter, rect: QRectF, what: str, tokens: Tokens) -> None:
    # A part that counts anybody is seen, however small its share.
    seen = rect if rect.height() >= 2 else QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2)
    paint_part(painter, seen, "unknown" if what == "earlier" else what, tokens)


def _paint_whisker(painter: QPainter, slots: Slots, number: int, count: StepCount) -> None:
    """Filled rectangles, with a rim that keeps it seen on the solid bar."""
    if count.overall_interval is None:
        return
    colours = pens()
    low, high = count.overall_interval
    middle = slots.x(slots.shape.centres[number])
    top, bottom = slots.y(high), slots.y(low)
    stem = QRectF(middle - WHISKER / 2, top, WHISKER, bottom - top)
    caps = [QRectF(middle - 4.5, y - WHISKER / 2, 9, WHISKER) for y in (top, bottom)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(stem.adjusted(-1.3, 0, 1.3, 0), colours.colour("surface"))
    for rect in (stem, *caps):
        painter.fillRect(rect, colours.colour("ink"))
    painter.restore()


_TONES = {"aligned": "ink", "deviated": "deviated", "unknown": "unknown", "earlier": "unknown"}


def _paint_beside(painter: QPainter, slots: Slots, number: int, found: Sequence[Part]) -> None:
    """The numbers to the right of a bar, each at its part and none upon another."""
    colours = pens()
    left = slots.x(slots.shape.centres[number]) + slots.bar / 2 + 4
    for part, y in _apart(slots, found, colours.line - 2):
        earlier = part.what == "earlier"
        painter.setFont(colours.tick if earlier else colours.strong)
        painter.setPen(colours.colour(_TONES[part.what]))
        text = f"+{part.n}" if earlier else str(part.n)
        painter.drawText(QRectF(left, y - 8, slots.slot, 16), _LEFT, text)


def _apart(slots: Slots, found: Sequence[Part], least: float) -> Iterator[tuple[Part, float]]:
    """The parts with a y each, from the base up, at least so many px apart and above the axis."""
    floor = slots.area.bottom() - least / 2
    for part in found:
        y = min(slots.y((part.low + part.high) / 2), floor)
        yield part, y
        floor = y - least


def _paint_worst(painter: QPainter, slots: Slots, number: int) -> None:
    colours = pens()
    text = QCoreApplication.translate("FunnelBars", "worst")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(colours.strong)
    width = painter.fontMetrics().horizontalAdvance(text) + 12
    box = QRectF(slots.x(slots.shape.centres[number]) - width / 2, slots.area.top() - 21, width, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("deviated"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(colours.colour("on_deviated"))
    painter.drawText(box, _CENTRE, text)
    painter.restore()


def _paint_wait(painter: QPainter, slots: Slots, place: float, n: int, entrants: int) -> None:
    """Those undecided at a split: slim and dotted, between its branches."""
    colours = pens()
    x, top = round(slots.x(place)), min(round(slots.y(n / entrants)), slots.area.bottom() - 4)
    rect = QRectF(x - 4, top, 8, slots.area.bottom() - top)
    paint_part(painter, rect, "unknown", colours.tokens)
    painter.setFont(colours.strong)
    painter.setPen(colours.colour("unknown"))
    painter.drawText(QRectF(x - 15, top - 16, 30, 15), _CENTRE, str(n))


# --- under the axis


def ticks_height() -> float:
    """The room two lines of a name and two of its rate take, in px."""
    return 4 * pens().line + 12


def paint_ticks(painter: QPainter, slots: Slots, funnel: Funnel) -> None:
    """Under the axis: names in two lines, the alignment, its x of n; the brackets of branches."""
    colours = pens()
    top = slots.area.bottom()
    for first, last in slots.shape.brackets:
        left, right = slots.x(first) + 4, slots.x(last) - 4
        painter.fillRect(QRectF(left, top - 1, right - left, 3), colours.colour("ink2"))
    for number, count in enumerate(funnel.steps):
        place = slots.shape.centres[number]
        if _shown(slots, place):
            box = QRectF(slots.x(place) - slots.slot * 0.5, top + 5, slots.slot, colours.line)
            _paint_tick(painter, box, count, funnel.entrants)


def _paint_tick(painter: QPainter, box: QRectF, count: StepCount, entrants: int) -> None:
    colours = pens()
    painter.setFont(colours.tick)
    painter.setPen(colours.colour("ink"))
    for line, text in enumerate(two_lines(count.step.name, int(box.width()) - 4)):
        painter.drawText(box.translated(0, line * (colours.line - 1)), _CENTRE, text)
    if not entrants:
        return
    rate = box.translated(0, 2 * colours.line)
    painter.setFont(colours.strong)
    painter.drawText(rate, _CENTRE, "–" if count.alignment is None else percent(count.alignment))
    if count.alignment is not None:
        painter.setFont(colours.tick)
        painter.setPen(colours.colour("ink3"))
        text = of(count.aligned, count.aligned + count.deviated)
        painter.drawText(rate.translated(0, colours.line), _CENTRE, text)


def two_lines(text: str, width: int) -> tuple[str, ...]:
    """A name as a tick: at most two lines of that width in px, each elided where it must be."""
    return _broken(text, width, QApplication.font().family(), scale())


@lru_cache(maxsize=4096)
def _broken(text: str, width: int, _family: str, _scale: float) -> tuple[str, ...]:
    metrics = pens().metrics
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
    colours = pens()
    painter.save()
    painter.setFont(colours.tick)
    margin = colours.metrics.horizontalAdvance(percent(1.0)) + 8
    area = rect.adjusted(margin, ABOVE, 0, -ticks_height())
    slots = Slots(shape, area)
    paint_grid(painter, slots)
    painter.setPen(colours.colour("ink3"))
    for share in (0.0, 0.5, 1.0):
        box = QRectF(rect.left(), slots.y(share) - 8, margin - 8, 16)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, align, percent(share))
    paint_bars(painter, slots, funnel)
    paint_ticks(painter, slots, funnel)
    painter.restore()


def part_at(slots: Slots, funnel: Funnel, point: QPointF) -> tuple[str, str] | None:
    """What stands at a point: a step id and a part of its bar, or a split id and ``undecided``.

    The part is empty beside a bar and under the axis. None outside all columns.
    """
    place = slots.place(point.x())
    for split, centre in slots.shape.waits.items():
        if abs(place - centre) * slots.slot <= 9 and funnel.undecided.get(split):
            return split, "undecided"
    for number, count in enumerate(funnel.steps):
        if abs(place - slots.shape.centres[number]) <= 0.5:
            share = (slots.area.bottom() - point.y()) / max(slots.area.height(), 1.0)
            found = parts(count, funnel.entrants)
            at = next((part.what for part in found if part.low <= share < part.high), "")
            return count.step.id, at
    return None
