"""Shares under each other on one scale, each with its interval and what it has to beat."""

from __future__ import annotations

from collections.abc import Iterator

from core.share.content import Strip, StripPicture
from core.share.drawing.shapes import (
    ACCENT,
    CONTROL,
    GRID,
    INK,
    INK2,
    Anchor,
    Dot,
    Drawing,
    Fill,
    Line,
    Shape,
    Words,
    lines_of,
)
from core.share.spoken_numbers import percent, span

_LABEL, _RIGHT, _ROW, _TOP = 210.0, 170.0, 54.0, 26.0


def strips(picture: StripPicture, width: float = 760.0) -> Drawing:
    """A row a share, the axis under all of them."""
    bottom = _TOP + _ROW * len(picture.strips)
    shapes = list(_axis(width, bottom))
    for place, strip in enumerate(picture.strips):
        shapes += _strip(strip, _TOP + _ROW * (place + 0.5), width)
    return Drawing(width, bottom + 26, tuple(shapes))


def _at(share: float, width: float) -> float:
    return _LABEL + share * (width - _LABEL - _RIGHT)


def _axis(width: float, bottom: float) -> Iterator[Shape]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _at(share, width)
        yield Line(x, _TOP, x, bottom, GRID)
        yield Words(x, bottom + 16, f"{share:.0%}".replace("%", " %"), 11, Anchor.MIDDLE, INK2)
    yield Line(_LABEL, bottom, width - _RIGHT, bottom, CONTROL)


def _strip(strip: Strip, y: float, width: float) -> Iterator[Shape]:
    lines = lines_of(strip.label, _LABEL - 16, 12)
    for place, line in enumerate(lines):
        yield Words(0, y + 4 + 15 * (place - (len(lines) - 1) / 2), line, 12, bold=True)
    if strip.target is not None:
        x = _at(strip.target, width)
        yield Line(x, y - 20, x, y + 20, ACCENT, 1.5, dashed=True)
        yield Words(x, y - 23, f"to beat {percent(strip.target)}", 10, Anchor.MIDDLE, ACCENT)
    if strip.interval is not None and strip.share is not None:
        low, high = (_at(each, width) for each in strip.interval)
        yield Line(low, y, high, y, INK, 2)
        for x in (low, high):
            yield Line(x, y - 6, x, y + 6, INK, 1.5)
        yield Dot(_at(strip.share, width), y, 5, Fill.ALIGNED)
    right = width - _RIGHT + 14
    said = strip.counted if strip.share is None else f"{percent(strip.share)}, {strip.counted}"
    yield Words(right, y, said, 12, bold=True)
    if strip.interval is not None:
        yield Words(right, y + 16, f"plausible {span(strip.interval)}", 11, colour=INK2)
