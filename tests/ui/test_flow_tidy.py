"""A tidy flow crosses no more links than Graphviz does, and none of them runs through a node."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QPainterPath

from core.model.edits import arrange, with_endpoints
from core.model.flow import Flow, Link
from tests.core.test_layout import SHAPES, flow
from tests.ui.test_flow_routes import boxes
from ui.flow import stand
from ui.flow.edge import path_of
from ui.flow.routes import hits

FLOWS = {
    **{name: with_endpoints(shape) for name, shape in SHAPES.items()},
    "branches of branches": flow("ab bc bd ce cf dg dh ei fi gj hj ik jk kl"),
    "three skips over each other": flow("ab bc cd de ef fg ac bd ce df eg ah gh"),
    "skips out of branches": flow("ab ac bd be cf cg dh eh fh gh bh ch hi"),
    "every second step may be left out": flow("ab bc cd de ef fg gh ac ce eg hi"),
    "twelve in a lattice": flow("ab ac bd cd be ce df ef dg eg fh gh hi hj ik jk kl"),
}
SAMPLE = 4.0
"""How long a piece of a curve is that counts as straight, in canvas units."""
AT_A_PORT = 20.0

Line = list[tuple[float, float]]


@pytest.mark.parametrize("name", FLOWS)
def test_tidy_crosses_no_more_links_than_graphviz(name):
    drawn = FLOWS[name]
    assert crossings(our_lines(drawn)) <= crossings(graphviz_lines(drawn))


@pytest.mark.parametrize("name", FLOWS)
def test_no_edge_of_a_tidy_flow_runs_through_a_node(name):
    tidy = arrange(FLOWS[name])
    places = boxes(tidy)
    for link, way in stand.ways(places, tidy.links).items():
        others = [box for key, box in places.items() if key not in (link.source, link.target)]
        assert hits(way, others) == 0, link


def test_the_oracle_counts_a_cross_and_no_meeting_at_a_port():
    cross = {
        Link("a", "b"): [(0.0, 0.0), (100.0, 100.0)],
        Link("c", "d"): [(0.0, 90.0), (99.0, 0.0)],
    }
    fan = {Link("a", "b"): [(0.0, 0.0), (100.0, 100.0)], Link("a", "c"): [(0.0, 0.0), (100.0, 0.0)]}
    assert crossings(cross) == 1
    assert crossings(fan) == 0


def our_lines(drawn: Flow) -> dict[Link, Line]:
    """Each link of the tidy flow as the canvas draws it."""
    tidy = arrange(drawn)
    ways = stand.ways(boxes(tidy), tidy.links)
    return {link: line(path_of(way)) for link, way in ways.items()}


def graphviz_lines(drawn: Flow) -> dict[Link, Line]:
    """Each link as ``dot`` draws it, from left to right with nodes of the same size."""
    program = shutil.which("dot")
    if program is None:
        pytest.skip("Graphviz is not installed")
    names = {step.id: f"n{number}" for number, step in enumerate(drawn.steps)}
    ids = {name: step_id for step_id, name in names.items()}
    nodes = "".join(f"{name};" for name in names.values())
    links = "".join(f"{names[each.source]}->{names[each.target]};" for each in drawn.links)
    size = "ranksep=0.8; node [shape=box fixedsize=true width=2.92 height=2.06]"
    text = f"digraph {{ rankdir=LR; {size}; {nodes} {links} }}"
    plain = subprocess.run(
        [program, "-Tplain"], input=text, capture_output=True, text=True, check=True
    ).stdout
    found: dict[Link, Line] = {}
    for words in map(str.split, plain.splitlines()):
        if words[0] == "edge":
            count = int(words[3])
            numbers = [float(word) * 72 for word in words[4 : 4 + 2 * count]]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            path = QPainterPath()
            path.moveTo(*points[0])
            for a, b, c in zip(points[1::3], points[2::3], points[3::3], strict=True):
                path.cubicTo(*a, *b, *c)
            found[Link(ids[words[1]], ids[words[2]])] = line(path)
    return found


def line(path: QPainterPath) -> Line:
    count = max(2, int(path.length() / SAMPLE))
    points = (path.pointAtPercent(place / count) for place in range(count + 1))
    return [(point.x(), point.y()) for point in points]


def crossings(lines: Mapping[Link, Line]) -> int:
    """How often links cross; where two of one step meet at its port is none."""
    found = 0
    for (one_link, one), (other_link, other) in combinations(lines.items(), 2):
        met = spots(one, other)
        if {one_link.source, one_link.target} & {other_link.source, other_link.target}:
            met = [spot for spot in met if not (ends_at(one, spot) and ends_at(other, spot))]
        found += len(met)
    return found


def ends_at(drawn: Line, spot: tuple[float, float]) -> bool:
    ends = (drawn[0], drawn[-1])
    return any(abs(spot[0] - x) + abs(spot[1] - y) < AT_A_PORT for x, y in ends)


def spots(one: Line, other: Line) -> Sequence[tuple[float, float]]:
    """Where two lines cross."""
    p, q = np.array(one), np.array(other)
    a, b, c, d = p[:-1, None], p[1:, None], q[None, :-1], q[None, 1:]
    crossed = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    return [tuple(p[place]) for place in np.nonzero(crossed)[0]]


def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    way, to = b - a, c - a
    return np.asarray(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])
