"""Tidy: the main path on one lane, nothing upon anything else, few crossings, any flow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.edits import arrange, path_flow
from core.model.flow import Flow, Link, Step, StepKind
from core.model.layout import COLUMN, NODE_HEIGHT, NODE_WIDTH, ROW, spread, tidy_places
from core.model.rules import findings
from core.model.templates import customer_flow, return_loop, two_branches


def flow(links: str, kinds: str = "") -> Flow:
    """A flow from ``"ab bc"``: a step for each letter, the first the trigger, the last the need."""
    pairs = links.split()
    names = sorted({name for pair in pairs for name in pair} | set(kinds.replace(" ", "")))
    steps = [Step(name, name) for name in names]
    steps[0] = Step(names[0], names[0], StepKind.TRIGGER)
    steps[-1] = Step(names[-1], names[-1], StepKind.NEED_MET)
    return Flow("f", 1, tuple(steps), tuple(Link(*pair) for pair in pairs))


SHAPES = {
    "long": flow("ab bc cd de ef fg gh hi ij jk"),
    "two branches": flow("ab bc bd ce de ef"),
    "three branches": flow("ab bc bd be cf df ef fg"),
    "uneven branches": flow("ab bc cd dg be ef fi gh hi"),
    "nested branches": flow("ab bc bd ce cf eg fg gh dh hi"),
    "skip edge": flow("ab bc cd bd de"),
    "long skip edge": flow("ab bc cd de ef af fg"),
    "two skip edges": flow("ab bc cd bd de ce ef"),
    "backwards": flow("ab bc cd db de"),
    "crossed": flow("ac ad ab bd bc ce de"),
}


def overlaps(places: dict[str, tuple[float, float]]) -> list[tuple[str, str]]:
    return [
        (a, b)
        for a, b in combinations(places, 2)
        if abs(places[a][0] - places[b][0]) < NODE_WIDTH
        and abs(places[a][1] - places[b][1]) < NODE_HEIGHT
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_no_node_stands_upon_another_and_the_path_runs_rightwards(name):
    shape = SHAPES[name]
    places = tidy_places(shape)
    assert overlaps(places) == []
    assert min(places, key=lambda each: places[each][0]) == shape.steps[0].id
    backwards = [link for link in shape.links if places[link.source][0] >= places[link.target][0]]
    assert len(backwards) == (1 if name == "backwards" else 0)


def test_the_path_of_a_plain_flow_is_one_straight_lane():
    places = tidy_places(SHAPES["long"])
    assert {y for _, y in places.values()} == {0.0}
    columns = sorted(x for x, _ in places.values())
    assert all(b - a == COLUMN for a, b in pairwise(columns[1:]))


def test_branches_stand_evenly_around_the_lane_and_endpoints_too():
    for drawn in (two_branches(), arrange(SHAPES["two branches"])):
        ys = {step.name: step.y for step in drawn.steps}
        lane = [step.name for step in drawn.steps if step.kind in ("trigger", "need_met")]
        assert {ys[name] for name in lane} == {0.0}
        assert sorted(set(ys.values())) == [-ROW / 2, 0.0, ROW / 2]


def test_an_optional_step_stays_on_the_lane_under_the_link_that_skips_it():
    places = tidy_places(SHAPES["skip edge"])
    assert {y for _, y in places.values()} == {0.0}


def test_the_order_of_branches_that_was_drawn_is_kept():
    shape = SHAPES["two branches"]
    places = tidy_places(shape)
    assert places["c"][1] < places["d"][1]
    low = tuple(
        Step(step.id, step.name, step.kind, x=0, y=500.0 if step.id == "c" else 0.0)
        for step in shape.steps
    )
    turned = tidy_places(Flow("f", 1, low, shape.links))
    assert turned["d"][1] < turned["c"][1]


def test_branches_are_put_in_the_order_that_crosses_fewest_links():
    crossed = flow("ab ac bf ce bd cd ef dg eg fg")
    places = tidy_places(crossed)
    ends = {link: (places[link.source], places[link.target]) for link in crossed.links}
    assert crossings(list(ends.values())) == 0


def crossings(ends: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> int:
    """Pairs of links between the same two columns whose ends are in opposite order."""
    return sum(
        a[0][0] == b[0][0] and a[1][0] == b[1][0] and (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < 0
        for a, b in combinations(ends, 2)
    )


def test_steps_without_links_stand_below():
    shape = flow("ab bc", kinds="xy")
    loose = Flow(
        "f", 1, (*SHAPES["two branches"].steps, Step("x", "x")), SHAPES["two branches"].links
    )
    places = tidy_places(loose)
    assert places["x"][1] > max(y for key, (_, y) in places.items() if key != "x")
    assert overlaps(places) == []
    assert set(tidy_places(shape)) == set("abcxy")


def test_templates_come_tidy():
    for drawn in (customer_flow(), return_loop(), two_branches(), path_flow("ab")):
        assert arrange(drawn) == drawn


def test_tidying_nothing_gives_nothing():
    assert tidy_places(Flow("f")) == {}
    assert tidy_places(Flow("f", 1, (Step("a", "a"),))) == {"a": (0.0, 0.0)}


def test_spread_keeps_what_fits_and_parts_what_would_touch():
    assert spread([(0.0, 1.0), (10.0, 1.0)], [5.0]) == [0.0, 10.0]
    assert spread([(0.0, 1.0), (0.0, 1.0)], [10.0]) == [-5.0, 5.0]
    assert spread([(0.0, 1e6), (0.0, 1.0)], [10.0]) == pytest.approx([0.0, 10.0], abs=1e-4)
    assert spread([], []) == []


@st.composite
def any_flow(draw):
    count = draw(st.integers(1, 9))
    kinds = draw(st.lists(st.sampled_from(list(StepKind)), min_size=count, max_size=count))
    steps = tuple(
        Step(str(n), f"step {n}", kind, y=draw(st.sampled_from([0.0, 10.0, 300.0])))
        for n, kind in enumerate(kinds)
    )
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    links = draw(st.lists(pairs.filter(lambda pair: pair[0] != pair[1]), max_size=14, unique=True))
    return Flow("f", 1, steps, tuple(Link(str(a), str(b)) for a, b in links))


@st.composite
def sound_flow(draw):
    """A flow in which every step lies between the trigger and the need met, drawn anyhow."""
    count = draw(st.integers(2, 10))
    last = count - 1
    pairs = {(draw(st.integers(0, target - 1)), target) for target in range(1, count)}
    for source in range(last):
        if not any(each == source for each, _ in pairs):
            pairs.add((source, draw(st.integers(source + 1, last))))
    pairs |= set(draw(st.lists(st.sampled_from(list(combinations(range(count), 2))), max_size=3)))
    kinds = {0: StepKind.TRIGGER, last: StepKind.NEED_MET}
    steps = [
        Step(str(n), f"step {n}", kinds.get(n, StepKind.STEP), y=draw(st.sampled_from(HEIGHTS)))
        for n in range(count)
    ]
    for kind in draw(st.sampled_from([(), (StepKind.ADOPTION,), tuple(ENDPOINTS)])):
        pairs.add((last, len(steps)))
        steps.append(Step(str(len(steps)), kind.value, kind))
    links = [Link(str(a), str(b)) for a, b in sorted(pairs)]
    return Flow("f", 1, tuple(draw(st.permutations(steps))), tuple(draw(st.permutations(links))))


HEIGHTS = (-100.0, 0.0, 100.0, 300.0)
ENDPOINTS = (StepKind.ADOPTION, StepKind.OUTCOME)


@given(any_flow())
def test_any_flow_can_be_tidied_sound_or_not(drawn):
    places = tidy_places(drawn)
    assert set(places) == {step.id for step in drawn.steps}
    assert overlaps(places) == []
    tidy = arrange(drawn)
    assert tidy.links == drawn.links
    assert arrange(tidy) == tidy
    trigger = drawn.one(StepKind.TRIGGER)
    if trigger is not None:
        assert places[trigger.id][0] == min(x for x, _ in places.values())


@st.composite
def unstopped_flow(draw):
    """A flow on which capture could begin: one trigger, one need met at most, anything else."""
    drawn = draw(any_flow())
    only = dict.fromkeys((StepKind.TRIGGER, StepKind.NEED_MET), 0)
    steps = []
    for step in drawn.steps:
        if step.kind in only:
            only[step.kind] += 1
        again = only.get(step.kind, 0) > 1
        steps.append(msgspec.structs.replace(step, kind=StepKind.STEP) if again else step)
    if not only[StepKind.TRIGGER]:
        first = draw(st.integers(0, len(steps) - 1))
        steps[first] = msgspec.structs.replace(steps[first], kind=StepKind.TRIGGER)
    return msgspec.structs.replace(drawn, steps=tuple(steps))


@given(unstopped_flow())
def test_whatever_can_be_captured_is_tidied_once_for_all(drawn):
    assert not any(each.stops_capture for each in findings(drawn))
    tidy = arrange(drawn)
    assert arrange(tidy) == tidy
    assert overlaps(tidy_places(tidy)) == []


@given(sound_flow())
def test_tidying_twice_changes_nothing_and_everybody_walks_rightwards(drawn):
    tidy = arrange(drawn)
    places = tidy_places(tidy)
    assert places == {step.id: (step.x, step.y) for step in tidy.steps}
    assert all(places[link.source][0] < places[link.target][0] for link in drawn.links)
    trigger, need = drawn.one(StepKind.TRIGGER), drawn.one(StepKind.NEED_MET)
    assert trigger is not None
    assert need is not None
    assert places[trigger.id][1] == places[need.id][1] == 0.0


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.sampled_from([1.0, 1e6])), min_size=1, max_size=8),
    st.floats(1, 300),
)
def test_what_is_spread_keeps_its_order_and_its_distances(wanted, apart):
    spots = spread(wanted, [apart] * (len(wanted) - 1))
    assert all(b - a >= apart - 1e-3 for a, b in pairwise(spots))
