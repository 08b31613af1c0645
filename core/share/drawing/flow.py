"""The flow as its canvas orders it, with the customers on each link.

Columns and rows are those of the canvas, their distances are not: on paper a node is as large as its
words, and a flow with many columns goes on in the next band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.share.content import FlowLink, FlowNode, FlowPicture
from core.share.drawing.shapes import (
    EDGE,
    INK,
    INK2,
    KIND_FILLS,
    Anchor,
    Drawing,
    Fill,
    Line,
    Rect,
    Shape,
    Words,
    lines_of,
    width_of,
)

_TALL, _SPINE, _GAP, _BETWEEN, _EDGE = 92.0, 8.0, 46.0, 28.0, 14.0
_NARROW, _WIDEST = 108.0, 150.0
_NAME, _LINE = 12.5, 11.5
"""Type, in pixels."""
_UP, _DOWN = 16.0, 10.0
"""A label on a way that turns up stands in the gap, on one that turns down under the node."""
_BESIDE, _BELOW = 105.0, 74.0
"""Closer than half a node: one column, one row of the canvas."""


@dataclass(frozen=True)
class _Spot:
    """Where a node stands: its band, column and row, and its top left corner."""

    band: int
    column: int
    row: int
    x: float
    y: float


@dataclass(frozen=True)
class _Sheet:
    """All spots by the ids of their steps, the width of a node, and the ground all of them take."""

    spots: Mapping[str, _Spot]
    wide: float
    width: float
    height: float


def flow(picture: FlowPicture, width: float = 760.0) -> Drawing:
    """Nodes in bands as wide as ``width`` at most."""
    if not picture.nodes:
        return Drawing(width, 40, (Words(0, 24, "The flow is empty."),))
    sheet = _laid_out(picture.nodes, width)
    links = [
        each for each in picture.links if each.source in sheet.spots and each.target in sheet.spots
    ]
    most = max((link.count or 0 for link in links), default=0)
    shapes: list[Shape] = []
    for link in links:
        shapes += _link(link, sheet, most)
    for node in picture.nodes:
        shapes += _node(node, sheet.spots[node.id], sheet.wide)
    for link in links:
        if link.label:
            shapes += _label(link, sheet)
    return Drawing(sheet.width, sheet.height, tuple(shapes))


def _laid_out(nodes: Sequence[FlowNode], width: float) -> _Sheet:
    columns = _clustered([each.x for each in nodes], _BESIDE)
    rows = _clustered([each.y for each in nodes], _BELOW)
    many = max(columns) + 1
    fit = max(1, int((width - 2 * _EDGE + _GAP) // (_NARROW + _GAP)))
    bands = -(-many // fit)
    across = -(-many // bands)
    wide = min(_WIDEST, (width - 2 * _EDGE + _GAP) / across - _GAP)
    places = [
        (column // across, column % across, row) for column, row in zip(columns, rows, strict=True)
    ]
    spots, top = {}, _EDGE
    for band in range(bands):
        used = sorted({row for own, _, row in places if own == band})
        for node, (own, column, row) in zip(nodes, places, strict=True):
            if own == band:
                x = _EDGE + column * (wide + _GAP)
                y = top + used.index(row) * (_TALL + _BETWEEN)
                spots[node.id] = _Spot(band, column, row, x, y)
        top += len(used) * (_TALL + _BETWEEN) + (_BETWEEN if used else 0.0)
    used_columns = across if bands > 1 else many
    whole = 2 * _EDGE + used_columns * (wide + _GAP) - _GAP
    return _Sheet(spots, wide, whole, top - 2 * _BETWEEN + _EDGE)


def _clustered(values: Sequence[float], apart: float) -> list[int]:
    """The rank of each value; those that stand close share one."""
    starts: list[float] = []
    for each in sorted(values):
        if not starts or each - starts[-1] > apart:
            starts.append(each)
    return [sum(start <= each for start in starts) - 1 for each in values]


def _way(link: FlowLink, sheet: _Sheet) -> list[tuple[float, float]]:
    """The corners of a link. One that passes columns goes over them, one to another band between."""
    start, end = sheet.spots[link.source], sheet.spots[link.target]
    right, left = start.x + sheet.wide, end.x
    leaves, comes = start.y + _TALL / 2, end.y + _TALL / 2
    if end.band == start.band and end.column == start.column + 1:
        return [(right, leaves), (left, comes)]
    if end.band == start.band and end.column > start.column:
        over = min(start.y, end.y) - _BETWEEN / 2 + 4
        middle = left - _GAP / 2
        return [
            (right, leaves), (right + _GAP / 2, leaves), (right + _GAP / 2, over),
            (middle, over), (middle, comes), (left, comes),
        ]  # fmt: skip
    between = end.y - _BETWEEN / 2 - 3 if end.y > start.y else start.y + _TALL + _BETWEEN / 2
    return [
        (right, leaves), (right + _EDGE - 4, leaves), (right + _EDGE - 4, between),
        (left - _EDGE + 4, between), (left - _EDGE + 4, comes), (left, comes),
    ]  # fmt: skip


def _link(link: FlowLink, sheet: _Sheet, most: int) -> Iterator[Shape]:
    thick = 1.5 if not most or not link.count else 1.5 + 5 * link.count / most
    dashed = link.count is None and not link.label
    way = _way(link, sheet)
    for one, other in pairwise(way):
        yield Line(*one, *other, EDGE, thick, dashed=dashed)


def _label(link: FlowLink, sheet: _Sheet) -> Iterator[Shape]:
    way = _way(link, sheet)
    lines = link.label.split(" · ")
    wide = max(width_of(line, _LINE) for line in lines) + 2
    x, y = (way[0][0] + way[1][0]) / 2, (way[0][1] + way[1][1]) / 2
    if len(way) > 2:
        # Around other nodes: on its line beside its own node, where no other label is.
        x, top = way[1][0], sheet.spots[link.source].y
        y = top + _UP
        if way[2][1] > way[1][1]:
            lines, wide = [link.label], width_of(link.label, _LINE) + 2
            x, y = min(x, sheet.width - wide / 2), top + _TALL + _DOWN
    height = (_LINE + 2) * len(lines) + 2
    yield Rect(x - wide / 2, y - height / 2, wide, height, Fill.SURFACE)
    for place, line in enumerate(lines):
        base = y - height / 2 + (_LINE + 2) * (place + 1) - 2
        yield Words(x, base, line, _LINE, Anchor.MIDDLE, INK2)


def _node(node: FlowNode, spot: _Spot, wide: float) -> Iterator[Shape]:
    x, y = spot.x, spot.y
    yield Rect(x, y, wide, _TALL, Fill.SURFACE, "#39404E")
    yield Rect(x, y, _SPINE, _TALL, KIND_FILLS[node.kind])
    inside, room = x + _SPINE + 6, wide - _SPINE - 10
    line = y + _NAME + 4
    for text in lines_of(node.name, room, _NAME, 3):
        yield Words(inside, line, text, _NAME, bold=True)
        line += _NAME + 2
    below = y + _TALL - 8 - (_LINE + 2.5) * (len(node.lines) - 1)
    for text in node.lines:
        yield Words(inside, below, lines_of(text, room, _LINE, 1)[0], _LINE, colour=INK2)
        below += _LINE + 2.5
    if node.share is not None:
        at = y + _TALL - 8 - (_LINE + 2.5) * len(node.lines) - 4
        yield Rect(inside, at, room, 4, Fill.SUNKEN)
        if node.share:
            yield Rect(inside, at, room * node.share, 4, Fill.ALIGNED)
        yield Line(inside, at - 1, inside, at + 5, INK)
