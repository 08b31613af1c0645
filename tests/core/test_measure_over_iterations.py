"""The same steps over iterations, with what changed in the flow between them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from core.measure import Columns, Group, Pass, Reading, StepRate, everyone, over_iterations, wilson
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.versions import Change
from tests.core.study_data import columns_of, flow_of

FIRST, SECOND = flow_of("T > A > B"), flow_of("T > C > B", "T > A > B")


def iteration(number: int) -> Iteration:
    return Iteration(f"iteration-{number}", number, "flow", "2026-03-01T09:00:00.000000Z")


def in_iteration(number: int, *rows: Any) -> list[Any]:
    return [(*row, {"iteration": f"iteration-{number}"}) for row in rows]


def passes(*flows: Flow, group: Group | None = None) -> list[Pass]:
    return [Pass(iteration(n), flow, group or everyone()) for n, flow in enumerate(flows, start=1)]


@pytest.fixture
def columns() -> Columns:
    seen: Columns = columns_of(
        *in_iteration(1, ("p1", "T", "A"), ("p1", "A", "D"), ("p2", "T", "A"), ("p2", "A", "A")),
        *in_iteration(2, ("p1", "T", "A"), ("p1", "A", "A"), ("p3", "T", "A"), ("p3", "C", "D")),
    )
    return seen


def test_each_step_by_its_identity_in_every_iteration(columns: Columns) -> None:
    found = over_iterations(columns, passes(FIRST, SECOND))
    rates = {each.step.name: each.rates for each in found.steps}
    assert rates["T"] == (StepRate(2, 2, wilson(2, 2)), StepRate(2, 2, wilson(2, 2)))
    assert rates["A"] == (StepRate(1, 2, wilson(1, 2)), StepRate(1, 1, wilson(1, 1)))
    assert rates["C"] == (None, StepRate(0, 1, wilson(0, 1)))
    assert rates["B"] == (StepRate(0, 0, None), StepRate(0, 0, None))
    assert [each.step.name for each in found.steps] == ["T", "C", "A", "B"]
    assert [funnel.entrants for funnel in found.funnels] == [2, 2]


def test_what_changed_in_the_flow_stands_between(columns: Columns) -> None:
    found = over_iterations(columns, passes(FIRST, SECOND, SECOND))
    assert (found.changes[0], found.changes[2]) == (None, None)
    assert found.changes[1] is not None
    assert [key for key, each in found.changes[1].steps.items() if each.change is Change.ADDED] == [
        "c"
    ]


def test_a_step_is_called_what_it_is_called_last_and_one_that_went_stands_last(
    columns: Columns,
) -> None:
    renamed = msgspec.structs.replace(
        FIRST,
        steps=tuple(
            msgspec.structs.replace(each, name="Another") if each.id == "a" else each
            for each in FIRST.steps
        ),
    )
    found = over_iterations(columns, passes(SECOND, renamed))
    assert [each.step.name for each in found.steps] == ["T", "Another", "B", "C"]
    assert found.steps[-1].rates[1] is None


def test_the_group_and_the_reading_hold_in_every_iteration(columns: Columns) -> None:
    alone = Group("g", "G", frozenset({"p1"}))
    found = over_iterations(columns, passes(FIRST, SECOND, group=alone), reading=Reading.STRICT)
    rates = {each.step.name: each.rates for each in found.steps}
    assert rates["A"] == (StepRate(0, 1, wilson(0, 1)), StepRate(1, 1, wilson(1, 1)))


def test_no_iteration_has_no_series(columns: Columns) -> None:
    found = over_iterations(columns, [])
    assert (found.passes, found.funnels, found.changes, found.steps) == ((), (), (), ())
