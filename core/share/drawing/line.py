"""Readings of a metric, joined by straight lines, with baseline and target."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from core.share.content import LinePicture
from core.share.drawing.shapes import (
    ACCENT,
    CONTROL,
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
from core.share.spoken_numbers import figure

_HEIGHT, _TOP, _BASE, _LEFT, _RIGHT = 216.0, 22.0, 160.0, 24.0, 190.0


def line(picture: LinePicture, width: float = 760.0) -> Drawing:
    """The readings at equal distances: when each was stands under it."""
    values = [picture.baseline, picture.target, *(value for _, value in picture.points)]
    low, high = min(values), max(values)
    room = (high - low) or 1.0

    def at(value: float) -> float:
        return _BASE - 12 - (value - low) / room * (_BASE - _TOP - 24)

    shapes: list[Shape] = [Line(_LEFT, _BASE, width - _RIGHT, _BASE, CONTROL)]
    for name, value, colour in (
        ("target", picture.target, ACCENT),
        ("baseline", picture.baseline, INK2),
    ):
        y = at(value)
        shapes.append(Line(_LEFT, y, width - _RIGHT, y, colour, 1.5, dashed=True))
        text = lines_of(f"{name} {figure(value, picture.unit)}", _RIGHT - 10, 11, 1)[0]
        shapes.append(Words(width - _RIGHT + 8, y + 4, text, 11, colour=colour))
    places = [
        (_x(n, len(picture.points), width), at(value))
        for n, (_, value) in enumerate(picture.points)
    ]
    shapes += [Line(*one, *other, INK, 1.0) for one, other in pairwise(places)]
    shapes += _points(picture, places, width)
    return Drawing(width, _HEIGHT, tuple(shapes))


def _x(place: int, many: int, width: float) -> float:
    step = (width - _LEFT - _RIGHT) / max(many, 1)
    return _LEFT + step * (place + 0.5)


def _points(
    picture: LinePicture, places: list[tuple[float, float]], width: float
) -> Iterator[Shape]:
    step = (width - _LEFT - _RIGHT) / max(len(places), 1)
    every = max(1, int(_LEAST_STEP / step + 0.999))
    for n, ((when, value), (x, y)) in enumerate(zip(picture.points, places, strict=True)):
        yield Dot(x, y, 4, Fill.INK)
        if n % every and n != len(places) - 1:
            continue  # they would write over each other; the table has them all
        yield Words(x, y - 9, figure(value), 11, Anchor.MIDDLE, bold=True)
        for row, text in enumerate(lines_of(when, max(step, _LEAST_STEP) - 6, 11)):
            yield Words(x, _BASE + 17 + 14 * row, text, 11, Anchor.MIDDLE, INK2)


_LEAST_STEP = 76.0
