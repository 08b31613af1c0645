"""Where an edge runs: a smooth way from port to port that passes no node. Plain geometry, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

STUB = 58.0
"""The width of a gap between columns: a bend fits into it."""
CLEAR = 22.0
"""How far a way keeps from the nodes it passes."""
_ALMOST_LEVEL = 0.5
_TOUCHING = 2.0
_SAMPLES = 16
_BLOCKED = 10_000.0
_SHARED = 400.0


@dataclass(frozen=True)
class Route:
    """Points to pass. Every one is passed level, from left to right, with smooth bends between.

    ``around`` says that the way leads backwards, in right angles with round corners.
    """

    points: tuple[Point, ...]
    around: bool = False

    def at(self, share: float) -> Point:
        """The point for a label: in the middle from left to right, at a share of the height."""
        if self.around:
            return _along(self.points, 0.5)
        start, end = self._longest()
        return (start[0] + end[0]) / 2, _at((start, end), share)[1]

    def _longest(self) -> tuple[Point, Point]:
        pairs = list(pairwise(self.points))
        return max(pairs, key=lambda pair: abs(pair[1][0] - pair[0][0]))


def route(
    start: Point, end: Point, boxes: Sequence[Box], taken: Iterable[tuple[float, float, float]] = ()
) -> Route:
    """The way from a right port to a left port past the boxes of all other nodes.

    ``taken`` are level stretches that other ways use: (height, from, to).
    """
    if end[0] - start[0] < 24:
        return _around(start, end, boxes)
    direct = Route((start, end))
    between = [box for box in boxes if box[0] < end[0] and box[2] > start[0]]
    if not between or not hits(direct, between):
        return direct
    used = list(taken)
    return min(_candidates(start, end, between), key=lambda way: _cost(way, between, used))


def level_stretch(way: Route) -> tuple[float, float, float] | None:
    """The level stretch that a way around nodes uses: (height, from, to)."""
    if way.around or len(way.points) < 3:
        return None
    return next(
        ((a[1], a[0], b[0]) for a, b in pairwise(way.points) if a[1] == b[1]),
        None,
    )


def hits(way: Route, boxes: Iterable[Box]) -> int:
    """How many boxes a way runs through."""
    spots = list(_spots(way))
    return sum(
        any(
            box[0] - _TOUCHING < x < box[2] + _TOUCHING
            and box[1] - _TOUCHING < y < box[3] + _TOUCHING
            for x, y in spots
        )
        for box in boxes
    )


def _candidates(start: Point, end: Point, boxes: Sequence[Box]) -> Iterable[Route]:
    stub = min(STUB, (end[0] - start[0]) / 3)
    enter, leave = start[0] + stub, end[0] - stub
    heights = {start[1], end[1]}
    for _, top, _, bottom in boxes:
        for spare in (0.0, 18.0, 36.0):
            heights |= {top - CLEAR - spare, bottom + CLEAR + spare}
    for height in heights:
        first = start if abs(height - start[1]) < _ALMOST_LEVEL else (enter, height)
        last = end if abs(height - end[1]) < _ALMOST_LEVEL else (leave, height)
        yield Route(tuple(dict.fromkeys((start, first, last, end))))


def _cost(way: Route, boxes: Sequence[Box], used: Iterable[tuple[float, float, float]]) -> float:
    climbs = sum(abs(b[1] - a[1]) for a, b in pairwise(way.points))
    stretch = level_stretch(way)
    shared = 0
    if stretch is not None:
        height, left, right = stretch
        shared = sum(abs(y - height) < 14 and a < right and left < b for y, a, b in used)
    # Between equals the higher way wins: exits hang below.
    height_of_way = stretch[0] if stretch else 0.0
    return climbs + _BLOCKED * hits(way, boxes) + _SHARED * shared + height_of_way * 1e-3


def _around(start: Point, end: Point, boxes: Sequence[Box]) -> Route:
    right, left = start[0] + 28, end[0] - 28
    passed = [box for box in boxes if box[0] < right + CLEAR and box[2] > left - CLEAR]
    top = min([box[1] for box in passed] + [start[1] - 74, end[1] - 74]) - 36
    return Route((start, (right, start[1]), (right, top), (left, top), (left, end[1]), end), True)


def _spots(way: Route) -> Iterable[Point]:
    for pair in pairwise(way.points):
        straight = way.around or abs(pair[0][1] - pair[1][1]) < _ALMOST_LEVEL
        length = abs(pair[1][0] - pair[0][0]) + abs(pair[1][1] - pair[0][1])
        count = max(_SAMPLES, int(length / 24))
        for step in range(1, count):
            share = step / count
            yield _between(pair, share) if straight else _at(pair, share)


def _at(pair: tuple[Point, Point], share: float) -> Point:
    """A point of the bend whose tangents are level at both ends and meet in the middle."""
    (x0, y0), (x1, y1) = pair
    rest = 1 - share
    a, b, c, d = rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3
    middle = (x0 + x1) / 2
    return a * x0 + (b + c) * middle + d * x1, (a + b) * y0 + (c + d) * y1


def _between(pair: tuple[Point, Point], share: float) -> Point:
    (x0, y0), (x1, y1) = pair
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def _along(points: Sequence[Point], share: float) -> Point:
    lengths = [abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(points)]
    left = share * sum(lengths)
    for pair, length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length:
            return _between(pair, left / length)
        left -= length
    return points[-1]
