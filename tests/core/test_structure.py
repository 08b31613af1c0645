"""The shape of a flow: the order of its columns, what is optional, where it splits."""

import msgspec

from core.model.flow import Flow, Link, Step, StepKind
from core.model.structure import structure
from tests.core.study_data import flow_of


def names(shape, columns=None):
    every = range(len(shape.steps)) if columns is None else columns
    return [shape.steps[column].name for column in every]


def at(shape, name):
    return shape.index[name.lower()]


def test_columns_follow_the_path_whatever_the_order_it_was_drawn_in():
    flow = flow_of("T > A > B > N")
    drawn = msgspec.structs.replace(flow, steps=flow.steps[::-1], links=flow.links[::-1])
    assert names(structure(drawn)) == ["T", "A", "B", "N"]


def test_columns_run_by_longest_path_then_from_top_to_bottom():
    flow = flow_of("T > Low > Last > N", "T > High > N")
    heights = {"low": 100.0, "high": -100.0}
    steps = [msgspec.structs.replace(step, y=heights.get(step.id, 0.0)) for step in flow.steps]
    shape = structure(msgspec.structs.replace(flow, steps=tuple(steps)))
    assert names(shape) == ["T", "High", "Low", "Last", "N"]


def test_endpoints_are_no_columns():
    flow = flow_of("T > A > N > Back", kinds={"N": StepKind.NEED_MET, "Back": StepKind.ADOPTION})
    assert names(structure(flow)) == ["T", "A", "N"]


def test_two_ways_out_are_a_split_with_what_only_they_lead_to():
    shape = structure(flow_of("T > S > B1 > C1 > M > N", "S > B2 > M"))
    split = shape.splits[at(shape, "S")]
    assert {shape.steps[each.target].name: set(names(shape, each.own)) for each in split} == {
        "B1": {"B1", "C1"},
        "B2": {"B2"},
    }
    assert shape.branch(at(shape, "S"), at(shape, "B2")) in split
    assert shape.branch(at(shape, "T"), at(shape, "S")) is None
    assert set(names(shape, shape.before[at(shape, "M")])) == {"C1", "B2"}
    assert set(names(shape, shape.after[at(shape, "S")])) == {"B1", "B2"}
    assert set(names(shape, shape.ancestors[at(shape, "C1")])) == {"T", "S", "B1"}


def test_a_link_that_skips_ahead_makes_optional_and_is_no_split():
    shape = structure(flow_of("T > A > B > N", "T > N"))
    assert not any(shape.splits)
    assert [name for name in names(shape) if shape.optional[at(shape, name)]] == ["A", "B"]
    assert names(shape, shape.skips[0]) == ["N"]


def test_a_skip_beside_two_branches_leaves_the_split_between_them():
    shape = structure(flow_of("T > B1 > N", "T > B2 > N", "T > N"))
    assert {shape.steps[each.target].name for each in shape.splits[0]} == {"B1", "B2"}
    assert shape.optional == (False, True, True, False)


def test_a_link_back_leads_nobody_on_and_leaves_the_columns_alone():
    shape = structure(flow_of("T > A > B > N", "B > A", "N > T", "A > A"))
    assert names(shape) == ["T", "A", "B", "N"]
    assert set(shape.loops) == {Link("b", "a"), Link("n", "t"), Link("a", "a")}
    assert shape.before == ((), (0,), (1,), (2,))
    assert not any(shape.splits)


def test_what_is_cut_off_stands_behind_in_its_own_order():
    flow = flow_of("T > A > N", "X > Y > A", kinds={"T": StepKind.TRIGGER, "X": StepKind.STEP})
    shape = structure(flow)
    assert names(shape) == ["T", "A", "N", "X", "Y"]
    assert names(shape, shape.before[at(shape, "A")]) == ["T"]
    assert names(shape, shape.before[at(shape, "Y")]) == ["X"]
    assert shape.loops == ()


def test_a_circle_that_is_cut_off_can_be_laid_out_too():
    shape = structure(flow_of("T > N", "X > Y > X", kinds={"X": StepKind.STEP}))
    assert names(shape) == ["T", "N", "X", "Y"]
    assert shape.loops == (Link("y", "x"),)


def test_a_second_trigger_is_cut_off_from_the_first():
    shape = structure(flow_of("T > A > N", "T2 > A", kinds={"T2": StepKind.TRIGGER}))
    assert names(shape) == ["T", "A", "N", "T2"]


def test_without_a_trigger_all_steps_stand_in_the_order_of_their_links():
    steps = (Step("b", "B"), Step("a", "A"))
    shape = structure(Flow("f", steps=steps, links=(Link("a", "b"),)))
    assert names(shape) == ["A", "B"]


def test_an_empty_flow_has_no_columns():
    assert structure(Flow("f")).steps == ()
