"""Where bars stand and what their parts are; every part adds up to the numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure import Fates, Group, StepCount, measure, wilson, worst
from core.model.edits import path_flow
from core.model.flow import Flow, Link, Step, StepKind
from tests.ui.funnel_study import FLOW, bill_study
from ui.look.funnel_shape import answers, earlier, parts, shape_of


@pytest.fixture
def funnel(tmp_path):
    with bill_study(tmp_path) as study:
        everyone = Group("everyone", "Everyone", None)
        return measure(study.columns, FLOW, "i1", [everyone], names={}).funnels[0]


def test_a_path_has_one_slot_a_step():
    shape = shape_of(path_flow(["A", "B", "C"]))
    assert shape.centres == (0.5, 1.5, 2.5)
    assert (dict(shape.waits), shape.brackets) == ({}, ())


def test_branches_stand_side_by_side_over_one_bracket_with_room_for_the_undecided():
    shape = shape_of(FLOW)
    assert shape.steps == ("t", "o", "p", "m", "s", "n")
    photo, typed = shape.centres[2:4]
    assert photo < shape.waits["o"] < typed
    assert shape.brackets == ((photo - 0.5, typed + 0.5),)


def test_two_splits_into_the_same_steps_each_have_their_room():
    steps = tuple(
        Step(name, name, StepKind.TRIGGER if name == "t" else StepKind.STEP, y=float(row))
        for row, name in enumerate("tabcdn")
    )
    links = tuple(Link(*pair) for pair in ("ta", "tb", "ac", "ad", "bc", "bd", "cn", "dn"))
    waits = shape_of(Flow("f", 1, steps, links)).waits
    assert set(waits) == {"t", "a", "b"}
    assert len(set(waits.values())) == 3


def test_an_empty_flow_has_no_columns():
    assert shape_of(Flow("f")).centres == ()


def test_the_dotted_part_ends_where_the_band_ends(funnel):
    need = funnel.steps[-1]
    assert need.band == (0.3, 0.5)
    found = {part.what: part for part in parts(need, funnel.entrants)}
    assert [(what, part.n) for what, part in found.items()] == [
        ("aligned", 3), ("unknown", 1), ("earlier", 1), ("deviated", 1),
    ]  # fmt: skip
    assert found["aligned"].high == need.overall
    assert found["earlier"].high == need.band[1]


@st.composite
def counts(draw):
    aligned, unknown, before, deviated, rest = (draw(st.integers(0, 60)) for _ in range(5))
    entrants = aligned + unknown + before + deviated + rest
    share = (aligned / entrants, (aligned + unknown + before) / entrants) if entrants else None
    count = StepCount(
        Step("s", "S"), aligned + unknown + deviated, aligned, deviated, unknown, 0,
        None, wilson(aligned, aligned + deviated), share[0] if share else None,
        wilson(aligned, entrants), share, Fates(deviated, unknown, 0), 0, 0,
    )  # fmt: skip
    return count, entrants, before


@given(counts())
def test_parts_never_leave_a_gap_and_count_everybody_once(drawn):
    count, entrants, before = drawn
    assert earlier(count, entrants) == before
    found = parts(count, entrants)
    edges = [0.0, *(part.high for part in found)]
    assert [part.low for part in found] == pytest.approx(edges[:-1])
    assert edges[-1] <= 1
    if entrants:
        assert sum(part.n for part in found) == count.reached + before


def test_the_worst_step_loses_most(funnel):
    assert worst(funnel) == "m"


def test_no_step_is_worst_on_a_tie(funnel):
    steps = [replace(each, fates=Fates(2, 0, 0)) for each in funnel.steps]
    assert worst(replace(funnel, steps=tuple(steps))) is None


def test_one_lost_is_not_enough_for_a_worst_step(funnel):
    steps = [replace(each, fates=Fates(0, 0, 0)) for each in funnel.steps]
    steps[1] = replace(steps[1], fates=Fates(1, 0, 0))
    assert worst(replace(funnel, steps=tuple(steps))) is None


def test_answers_are_those_whose_fate_is_known(funnel):
    assert (funnel.need_met, answers(funnel), funnel.entrants) == (3, 8, 10)
