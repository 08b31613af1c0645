"""A funnel: a bar a step, as shares of the entrants; under the axis the alignment of each."""

from __future__ import annotations

from collections.abc import Iterator

from core.share.content import Bar, FunnelPicture
from core.share.drawing.shapes import (
    CONTROL,
    DEVIATED,
    GRID,
    INK,
    INK2,
    KIND_FILLS,
    UNKNOWN,
    Anchor,
    Drawing,
    Fill,
    Line,
    Rect,
    Shape,
    Words,
    lines_of,
)
from core.share.spoken_numbers import percent

HEIGHT, TOP, LEFT, BASE = 330.0, 34.0, 44.0, 236.0
_LEAST, _BAR = 96.0, 40.0


def funnel(picture: FunnelPicture, width: float = 760.0) -> Drawing:
    """The bars with their counts, whiskers and the legend."""
    step = max(_LEAST, (width - LEFT - 8) / max(len(picture.bars), 1))
    whole = max(width, LEFT + 8 + step * len(picture.bars))
    shapes = [*_axis(whole), *_legend()]
    for place, bar in enumerate(picture.bars):
        shapes += _bar(bar, LEFT + step * (place + 0.5), step, picture.entrants)
    return Drawing(whole, HEIGHT, tuple(shapes))


def _axis(width: float) -> Iterator[Shape]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _at(share)
        yield Line(LEFT, y, width - 8, y, CONTROL if share == 0 else GRID)
        yield Words(LEFT - 6, y + 4, f"{share:.0%}".replace("%", " %"), 11, Anchor.END, INK2)


def _at(share: float) -> float:
    return BASE - share * (BASE - TOP)


def _legend() -> Iterator[Shape]:
    x = LEFT
    for fill, edge, text, room in (
        (Fill.ALIGNED, "", "aligned", 70.0),
        (Fill.DEVIATED, DEVIATED, "deviated", 78.0),
        (Fill.UNKNOWN, UNKNOWN, "unknown", 78.0),
    ):
        yield Rect(x, 5, 12, 12, fill, edge, dashed=fill is Fill.UNKNOWN)
        yield Words(x + 17, 15, text, 11, colour=INK2)
        x += room
    yield Line(x + 5, 4, x + 5, 18, INK, 1.5)
    yield Words(x + 14, 15, "95 % interval; height: share of entrants", 11, colour=INK2)


def _bar(bar: Bar, middle: float, step: float, entrants: int | None) -> Iterator[Shape]:
    left = middle - _BAR / 2
    base = 0.0
    for count, fill, edge in (
        (bar.aligned, Fill.ALIGNED, ""),
        (bar.deviated, Fill.DEVIATED, DEVIATED),
        (bar.unknown, Fill.UNKNOWN, UNKNOWN),
    ):
        if count is None or not entrants or bar.overall is None:
            break  # where the next would stand tells how many these are
        if not count:
            continue
        share = count / entrants
        top, height = _at(base + share), _at(base) - _at(base + share)
        yield Rect(left, top, _BAR, height, fill, edge, dashed=fill is Fill.UNKNOWN)
        yield Words(left + _BAR + 4, top + height / 2 + 4, f"{count:,}", 11, colour=INK2)
        base += share
    if bar.interval is not None:
        yield from _whisker(left - 8, *bar.interval)
    if bar.overall is not None:
        yield Words(left - 12, _at(bar.overall) + 4, percent(bar.overall), 10, Anchor.END, INK2)
    yield Rect(middle - step / 2 + 6, BASE + 4, step - 12, 4, KIND_FILLS[bar.kind])
    y = BASE + 24
    for line in lines_of(bar.step, step - 10, 12):
        yield Words(middle, y, line, 12, Anchor.MIDDLE, bold=True)
        y += 15
    for line in lines_of(bar.below, step - 8, 11, 3):
        yield Words(middle, y, line, 11, Anchor.MIDDLE, INK2)
        y += 14


def _whisker(x: float, low: float, high: float) -> Iterator[Shape]:
    yield Line(x, _at(low), x, _at(high), INK, 1.5)
    for share in (low, high):
        yield Line(x - 4, _at(share), x + 4, _at(share), INK, 1.5)
