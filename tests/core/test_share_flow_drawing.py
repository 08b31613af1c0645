"""The flow on paper: the number of each link stands on the line of that link."""

from __future__ import annotations

from itertools import combinations

import pytest

from core.model.flow import StepKind
from core.share.content import FlowLink, FlowNode, FlowPicture
from core.share.drawing.flow import flow
from core.share.drawing.shapes import Drawing, Fill, Line, Rect

COLUMN, ROW = 268.0, 256.0


def drawn(places: dict[str, tuple[int, int]], links: list[tuple[str, str]]) -> Drawing:
    nodes = tuple(
        FlowNode(name, name, StepKind.STEP, x * COLUMN, y * ROW, ("1 reached",))
        for name, (x, y) in places.items()
    )
    told = (FlowLink(a, b, 0, f"{place} · 0 %") for place, (a, b) in enumerate(links))
    return flow(FlowPicture(nodes, tuple(told)))


def meets(line: Line, ground: Rect) -> bool:
    """Whether a level or upright line runs into a rectangle."""
    left, right = sorted((line.x1, line.x2))
    top, bottom = sorted((line.y1, line.y2))
    return (
        left < ground.x + ground.width
        and right > ground.x
        and top < ground.y + ground.height
        and bottom > ground.y
    )


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share ground."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


ROW_OF_NINE = {letter: (place, 0) for place, letter in enumerate("abcdefghi")}
WRAPPED = list(zip("abcdefgh", "bcdefghi", strict=True))
SPLIT = {"a": (0, 0), "b": (1, 0), "c": (1, 1), "d": (4, 0), "e": (4, 1), "f": (5, 0), "g": (8, 0)}
SKIPPING = [("a", "b"), ("a", "c"), ("b", "f"), ("c", "f"), ("d", "g"), ("e", "g"), ("g", "a")]


@pytest.mark.parametrize(("places", "links"), [(ROW_OF_NINE, WRAPPED), (SPLIT, SKIPPING)])
def test_the_number_of_a_link_stands_on_its_line_and_covers_no_other(places, links):
    drawing = drawn(places, links)
    plain = [
        each for each in drawing.shapes if isinstance(each, Rect) and each.fill is Fill.SURFACE
    ]
    labels = [each for each in plain if not each.edge]
    lines = [each for each in drawing.shapes if isinstance(each, Line)]
    assert len(labels) == len(links)
    for ground in labels:
        assert any(meets(line, ground) for line in lines), ground
        assert min(ground.x, ground.y) >= 0
        assert ground.x + ground.width <= drawing.width
        assert ground.y + ground.height <= drawing.height
    for one, other in combinations(labels, 2):
        assert not overlap(one, other)
