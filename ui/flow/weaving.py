"""A way that passes each column of nodes at a height of its own, where one height would cross others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf, isfinite

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Piece = tuple[Point, Point]

CLEAR = 22.0
"""How far a way keeps from the nodes it passes."""
APART = 14.0
"""How far level stretches of two ways keep from each other."""
_ROOM, _BESIDE = 20.0, 4.0
_SPARE = (0.0, 18.0, 36.0)
_SHARED = 100.0


@dataclass(frozen=True)
class _Column:
    left: float
    right: float
    boxes: tuple[Box, ...]

    def heights(self, wanted: Sequence[float]) -> list[float]:
        """Heights between the boxes, above and below them, with room on both sides."""
        tops = [-inf, *accumulate((box[3] for box in self.boxes), max)]
        bottoms = [*(box[1] for box in self.boxes), inf]
        found: list[float] = []
        for top, bottom in zip(tops, bottoms, strict=True):
            low, high = top + CLEAR, bottom - CLEAR
            if low > high:
                continue
            edges = (*(low + spare for spare in _SPARE), *(high - spare for spare in _SPARE))
            found += [y for y in (*wanted, *edges) if low <= y <= high and isfinite(y)]
        return list(dict.fromkeys(found))


def woven(
    start: Point, end: Point, boxes: Sequence[Box], others: Sequence[Piece]
) -> tuple[Point, ...] | None:
    """The points of a way from column to column that crosses fewest of the others' pieces.

    Of those that cross as few, the one that climbs least. None where nodes leave no room to bend
    between columns.
    """
    columns = list(_columns(boxes, start[0], end[0]))
    stops = [start[0], *(x for column in columns for x in (column.left, column.right)), end[0]]
    if any(b - a < _ROOM for a, b in pairwise(stops)):
        return None
    # The cheapest way to each height of the column reached: crossings, climb, points.
    reached: list[tuple[float, float, tuple[Point, ...]]] = [(0, 0.0, (start,))]
    for column in columns:
        left, right = column.left - _BESIDE, column.right + _BESIDE
        ahead = []
        for height in column.heights((start[1], end[1])):
            inside = _cost(((left, height), (right, height)), others)
            ahead.append(_cheapest(reached, (left, height), inside, (right, height), others))
        reached = ahead
        if not reached:
            return None
    return _straight(_cheapest(reached, end, 0.0, end, others)[2])


def _cheapest(
    reached: Sequence[tuple[float, float, tuple[Point, ...]]],
    to: Point,
    inside: float,
    out: Point,
    others: Sequence[Piece],
) -> tuple[float, float, tuple[Point, ...]]:
    near = [each for each in others if _overlap((reached[0][2][-1][0], to[0]), each)]
    return min(
        (
            cost + inside + _cost((points[-1], to), near),
            climb + abs(points[-1][1] - to[1]),
            (*points, to, out),
        )
        for cost, climb, points in reached
    )


def _columns(boxes: Sequence[Box], start: float, end: float) -> Iterator[_Column]:
    """The boxes between two places, those above each other together."""
    together: list[Box] = []
    for box in sorted(box for box in boxes if box[2] > start and box[0] < end):
        if together and box[0] > max(each[2] for each in together):
            yield _column(together)
            together = []
        together.append(box)
    if together:
        yield _column(together)


def _column(boxes: Sequence[Box]) -> _Column:
    ordered = tuple(sorted(boxes, key=lambda box: box[1]))
    return _Column(min(box[0] for box in boxes), max(box[2] for box in boxes), ordered)


def _overlap(span: tuple[float, float], piece: Piece) -> bool:
    (a, _), (b, _) = piece
    return min(a, b) < span[1] and max(a, b) > span[0]


def _cost(piece: Piece, others: Sequence[Piece]) -> float:
    """How many others a piece crosses; a level stretch shared with one costs more."""
    level = piece[0][1] == piece[1][1]
    found = 0.0
    for other in others:
        if crosses(piece, other):
            found += 1
        elif level and _shares(piece, other):
            found += _SHARED
    return found


def _shares(piece: Piece, other: Piece) -> bool:
    (left, y), (right, _) = piece
    (a, at), (b, below) = other
    return at == below and abs(at - y) < APART and a < right and left < b


def crosses(one: Piece, other: Piece) -> bool:
    """Whether two straight pieces cross, not counting where they end on each other."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points without those in the middle of a level stretch."""
    kept: list[Point] = []
    for point in dict.fromkeys(points):
        if len(kept) > 1 and kept[-2][1] == kept[-1][1] == point[1]:
            kept.pop()
        kept.append(point)
    return tuple(kept)
