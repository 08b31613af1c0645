"""Where an edge runs: a smooth way from port to port that passes no node. Plain geometry, no Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.flow import weaving
from ui.flow.weaving import APART, CLEAR, Piece, crosses, woven

Point = weaving.Point
Box = weaving.Box
"""Left, top, right, bottom."""

STUB = 58.0
"""The width of a gap between columns: a bend fits into it."""
_ALMOST_LEVEL = 0.5
_NEAR = 2.0
_SAMPLES, _COARSE = 16, 6
_BACKWARD = 24.0
_BLOCKED, _SHARED = 10_000, 100
_TRIED = 120


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


def route(start: Point, end: Point, boxes: Sequence[Box], others: Sequence[Route] = ()) -> Route:
    """The way from a right port to a left port past the boxes of all nodes.

    The nodes of the ports themselves touch it and are not in its way. It crosses few of the
    ``others``, the ways found already, and shares no level stretch with them.
    """
    if end[0] - start[0] < _BACKWARD:
        return _around(start, end, boxes)
    between = [box for box in boxes if box[0] < end[0] and box[2] > start[0]]
    if not between or not (others or hits(Route((start, end)), between)):
        return Route((start, end))
    return _past(start, end, between, others)


def is_free(start: Point, end: Point, boxes: Iterable[Box]) -> bool:
    """Whether one bend leads from port to port past all boxes."""
    if end[0] - start[0] < _BACKWARD:
        return False
    between = [box for box in boxes if box[0] < end[0] and box[2] > start[0]]
    return not between or not hits(Route((start, end)), between)


def crossed(way: Route, others: Iterable[Piece]) -> int:
    """How often a way crosses pieces of others."""
    mine = [(piece, sorted((piece[0][1], piece[1][1]))) for piece in pieces(way)]
    found = 0
    for other in others:
        low, high = sorted((other[0][1], other[1][1]))
        found += sum(
            top < high and bottom > low and crosses(piece, other) for piece, (top, bottom) in mine
        )
    return found


def pieces(way: Route) -> list[Piece]:
    """A way as straight pieces; a long bend is several."""
    found: list[Piece] = []
    for pair in pairwise(way.points):
        long = pair[1][0] - pair[0][0] > 2 * STUB and pair[0][1] != pair[1][1] and not way.around
        spots = [_at(pair, step / _COARSE) for step in range(_COARSE + 1)] if long else pair
        found += pairwise(spots)
    return found


def level_stretches(way: Route) -> list[tuple[float, float, float]]:
    """The level stretches that a way around nodes uses: (height, from, to)."""
    if way.around or len(way.points) < 3:
        return []
    return [(a[1], a[0], b[0]) for a, b in pairwise(way.points) if a[1] == b[1]]


def hits(way: Route, boxes: Iterable[Box]) -> int:
    """How many boxes a way runs through."""
    pieces = [(pair, _spots(pair, way.around)) for pair in pairwise(way.points)]
    return sum(any(_meets(pair, spots, box) for pair, spots in pieces) for box in boxes)


def _meets(pair: tuple[Point, Point], spots: Sequence[Point], box: Box) -> bool:
    """Whether a piece of a way comes into a box; its spots run from left to right."""
    left, top, right, bottom = box
    left, top, right, bottom = left - _NEAR, top - _NEAR, right + _NEAR, bottom + _NEAR
    (x0, y0), (x1, y1) = pair
    if max(x0, x1) <= left or min(x0, x1) >= right or max(y0, y1) <= top or min(y0, y1) >= bottom:
        return False
    if not spots:
        return True
    first = bisect_left(spots, (left, 0.0))
    last = bisect_left(spots, (right, 0.0))
    return any(top < y < bottom for _, y in spots[max(first - 1, 0) : last + 1])


def _past(start: Point, end: Point, boxes: Sequence[Box], others: Sequence[Route]) -> Route:
    """The free way past boxes that crosses fewest others, of those the one that climbs least."""
    heights = {start[1], end[1]}
    for _, top, _, bottom in boxes:
        for spare in (0.0, 18.0, 36.0):
            heights |= {top - CLEAR - spare, bottom + CLEAR + spare}
    # Between equals the higher way comes first: exits hang below.
    ranked = sorted(heights, key=lambda y: (abs(y - start[1]) + abs(y - end[1]), y))
    used = [stretch for other in others for stretch in level_stretches(other)]
    near = [
        (c, d)
        for other in others
        for c, d in pieces(other)
        if min(c[0], d[0]) < end[0] and max(c[0], d[0]) > start[0]
    ]

    def cost(way: Route, most: int) -> int:
        blocked = _BLOCKED * hits(way, boxes)
        if blocked >= most:
            return most
        shared = sum(
            abs(h - y) < APART and a < right and left < b
            for y, left, right in level_stretches(way)
            for h, a, b in used
        )
        return blocked + _SHARED * shared + crossed(way, near)

    best, least = Route((start, end)), _BLOCKED * _BLOCKED
    for height in (None, *ranked[:_TRIED]):
        way = best if height is None else _at_height(start, end, height)
        spent = cost(way, least)
        if spent < least:
            best, least = way, spent
        if not spent:
            return way
    points = woven(start, end, boxes, near)
    if points is not None and cost(Route(points), least) < least:
        return Route(points)
    return best


def _at_height(start: Point, end: Point, height: float) -> Route:
    stub = min(STUB, (end[0] - start[0]) / 3)
    first = start if abs(height - start[1]) < _ALMOST_LEVEL else (start[0] + stub, height)
    last = end if abs(height - end[1]) < _ALMOST_LEVEL else (end[0] - stub, height)
    return Route(tuple(dict.fromkeys((start, first, last, end))))


def _around(start: Point, end: Point, boxes: Sequence[Box]) -> Route:
    right, left = start[0] + 28, end[0] - 28
    passed = [box for box in boxes if box[0] < right + CLEAR and box[2] > left - CLEAR]
    top = min([box[1] for box in passed] + [start[1] - 74, end[1] - 74]) - 36
    return Route((start, (right, start[1]), (right, top), (left, top), (left, end[1]), end), True)


def _spots(pair: tuple[Point, Point], around: bool) -> list[Point]:
    """Points of a bend from left to right; none where the piece is straight."""
    (x0, y0), (x1, y1) = pair
    if around or abs(y0 - y1) < _ALMOST_LEVEL:
        return []
    count = max(_SAMPLES, int((abs(x1 - x0) + abs(y1 - y0)) / 24))
    return [_at(pair, step / count) for step in range(count + 1)]


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
