"""Edges run past nodes, never through them, on flows of every shape once they are tidy."""

from __future__ import annotations

import pytest

from core.model.edits import arrange
from core.model.flow import Flow
from tests.core.test_layout import SHAPES
from ui.flow import stand
from ui.flow.routes import Route, crossed, hits, level_stretches, pieces, route
from ui.flow.shapes import HEIGHT, width


def boxes(flow: Flow) -> dict[str, tuple[float, float, float, float]]:
    return {
        each.id: (each.x, each.y, each.x + width(each.kind), each.y + HEIGHT) for each in flow.steps
    }


@pytest.mark.parametrize("name", SHAPES)
def test_no_edge_runs_through_a_node(name):
    flow = arrange(SHAPES[name])
    places = boxes(flow)
    for link, way in stand.ways(places, flow.links).items():
        others = [box for key, box in places.items() if key not in (link.source, link.target)]
        assert hits(way, others) == 0, link
        assert way.points[0] == stand.out_port(places[link.source])
        assert way.points[-1] == stand.in_port(places[link.target])


def test_an_edge_between_neighbours_is_one_bend():
    assert route((0, 0), (58, 120), []) == Route(((0, 0), (58, 120)))


def test_an_edge_passes_above_what_is_in_its_way_rather_than_below():
    way = route((0, 0), (400, 0), [(100, -HEIGHT / 2, 300, HEIGHT / 2)])
    assert hits(way, [(100, -HEIGHT / 2, 300, HEIGHT / 2)]) == 0
    assert min(y for _, y in way.points) < -HEIGHT / 2


def test_two_edges_do_not_share_a_level_stretch():
    block = [(100.0, -74.0, 300.0, 74.0)]
    first = route((0, 0), (400, 0), block)
    second = route((0, 0), (400, 0), block, [first])
    assert level_stretches(first)
    assert level_stretches(second)
    assert level_stretches(first) != level_stretches(second)


def test_an_edge_goes_around_another_where_it_need_not_cross_it():
    block = [(100.0, -74.0, 300.0, 74.0)]
    other = Route(((0.0, -60.0), (150.0, -300.0), (250.0, -300.0), (400.0, -60.0)))
    way = route((0, 0), (400, 0), block, [other])
    assert hits(way, block) == 0
    assert crossed(way, pieces(other)) == 0


def test_an_edge_passes_each_column_at_its_own_height_where_one_would_cross_others():
    blocks = [(100.0, -74.0, 300.0, 74.0), (360.0, -400.0, 560.0, 100.0)]
    wall = Route(((-50.0, -100.0), (330.0, -100.0), (360.0, -101.0)))
    way = route((0, -10), (700, -10), blocks, [wall])
    assert hits(way, blocks) == 0
    assert crossed(way, pieces(wall)) == 0


def test_a_link_backwards_runs_around_everything_it_passes():
    way = route((500, 0), (0, 0), [(100, -200, 310, -52)])
    assert way.around
    assert min(y for _, y in way.points) < -200
    middle = way.at(0.5)
    assert middle[1] == min(y for _, y in way.points)


def test_labels_stand_nearer_to_the_branch_than_to_the_hub():
    flow = arrange(SHAPES["two branches"])
    out, into = flow.links[1], flow.links[3]
    shares = stand.label_shares(flow.links)
    assert shares[out] > 0.5 > shares[into]
