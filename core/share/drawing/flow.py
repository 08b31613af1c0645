"""The flow as it is drawn on its canvas, with the customers on each link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

_NODE, _TALL, _SPINE, _EDGE_ROOM = 210.0, 148.0, 14.0, 20.0


def flow(picture: FlowPicture, width: float = 1040.0) -> Drawing:
    """Nodes where they stand on the canvas, scaled to fit a width."""
    if not picture.nodes:
        return Drawing(width, 40, (Words(0, 24, "The flow is empty."),))
    left = min(node.x for node in picture.nodes)
    top = min(node.y for node in picture.nodes)
    right = max(node.x for node in picture.nodes) + _NODE
    bottom = max(node.y for node in picture.nodes) + _TALL
    scale = min(1.0, (width - 2) / (right - left))
    whole = (right - left) * scale + 2, (bottom - top) * scale + 2
    places = {
        node.id: ((node.x - left) * scale + 1, (node.y - top) * scale + 1) for node in picture.nodes
    }
    most = max((link.count or 0 for link in picture.links), default=0)
    shapes: list[Shape] = []
    for link in picture.links:
        if link.source in places and link.target in places:
            shapes += _link(link, places, scale, most)
    for node in picture.nodes:
        shapes += _node(node, *places[node.id], scale)
    for link in picture.links:
        if link.label and link.source in places and link.target in places:
            shapes += _label(link, places, scale)
    return Drawing(*whole, tuple(shapes))


_Places = Mapping[str, tuple[float, float]]


def _ends(
    link: FlowLink, places: _Places, scale: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    (x1, y1), (x2, y2) = places[link.source], places[link.target]
    middle = _TALL / 2 * scale
    return (x1 + _NODE * scale, y1 + middle), (x2, y2 + middle)


def _link(link: FlowLink, places: _Places, scale: float, most: int) -> Iterator[Shape]:
    start, end = _ends(link, places, scale)
    thick = 1.5 if not most or not link.count else 1.5 + 8 * scale * link.count / most
    yield Line(*start, *end, EDGE, thick, dashed=link.count is None and not link.label)


def _label(link: FlowLink, places: _Places, scale: float) -> Iterator[Shape]:
    (x1, y1), (x2, y2) = _ends(link, places, scale)
    x, y, size = (x1 + x2) / 2, (y1 + y2) / 2, max(9.0, 16 * scale)
    lines = link.label.split(" · ")
    wide = max(width_of(line, size) for line in lines) + 4
    height = (size + 2) * len(lines) + 2
    yield Rect(x - wide / 2, y - height / 2, wide, height, Fill.SURFACE)
    for place, line in enumerate(lines):
        base = y - height / 2 + (size + 2) * (place + 1) - 2
        yield Words(x, base, line, size, Anchor.MIDDLE, INK2)


def _node(node: FlowNode, x: float, y: float, scale: float) -> Iterator[Shape]:
    wide, tall, spine = _NODE * scale, _TALL * scale, _SPINE * scale
    yield Rect(x, y, wide, tall, Fill.SURFACE, "#39404E")
    yield Rect(x, y, spine, tall, KIND_FILLS[node.kind])
    inside, size = x + spine + 6, max(9.0, 20 * scale)
    line = y + size + 3
    room = wide - spine - 10
    for text in lines_of(node.name, room, size):
        yield Words(inside, line, text, size, bold=True)
        line += size + 2
    size = max(9.0, 18 * scale)
    below = y + tall - 8 - (size + 2) * (len(node.lines) - 1)
    for text in node.lines:
        yield Words(inside, below, lines_of(text, room, size, 1)[0], size, colour=INK2)
        below += size + 2
    if node.share is not None:
        at = y + tall - 8 - (size + 2) * len(node.lines) - 5
        yield Rect(inside, at, room, 5 * scale + 1, Fill.SUNKEN)
        yield Rect(inside, at, room * node.share, 5 * scale + 1, Fill.ALIGNED)
        yield Line(inside, at - 1, inside, at + 5 * scale + 2, INK)
