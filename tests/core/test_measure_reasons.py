"""Why partners deviated, ranked at each step."""

from typing import Any

from hypothesis import given, settings

from core.measure import Columns, Group, Reading, everyone, measure, reasons
from tests.core.drawn_studies import groups, studies
from tests.core.study_data import ITERATION, documents, flow_of, observed

PATH = flow_of("T > A > B")


def reasons_of(flow, observations, group=None, **how):
    columns = Columns.read(documents(observations))
    return reasons(columns, flow, ITERATION, group or everyone(), **how)


def deviating(*told):
    rows: list[Any] = [(f"p{n}", "T", "A") for n in range(len(told))]
    rows += [(f"p{n}", "A", "D", {"reason": text}) for n, text in enumerate(told)]
    return observed(*rows)


def test_the_most_frequent_reason_comes_first_and_no_reason_last_of_equals():
    found = reasons_of(PATH, deviating("", "too dear", " by hand", "by hand ", "Zoo", ""))
    assert [(each.step, each.text, each.count, each.partners) for each in found] == [
        ("a", "by hand", 2, ("p2", "p3")),
        ("a", "", 2, ("p0", "p5")),
        ("a", "Zoo", 1, ("p4",)),
        ("a", "too dear", 1, ("p1",)),
    ]


def test_the_observation_that_decides_gives_the_reason():
    rows = observed(
        ("p1", "T", "A"),
        ("p1", "A", "D", {"reason": "first"}),
        ("p1", "A", "D", {"reason": "last"}),
        ("p1", "A", "D", {"reason": "taken back", "voided": True}),
    )
    assert [each.text for each in reasons_of(PATH, rows)] == ["last"]
    strict = reasons_of(PATH, rows, reading=Reading.STRICT)
    assert [each.text for each in strict] == ["first"]


def test_who_recovered_or_never_reached_the_step_gives_no_reason():
    rows = observed(
        ("p1", "T", "A"),
        ("p1", "A", "D", {"reason": "slip"}),
        ("p1", "A", "A"),
        ("p2", "T", "A"),
        ("p2", "B", "D", {"reason": "not there yet"}),
    )
    assert reasons_of(PATH, rows) == ()


def test_only_members_are_asked():
    group = Group("g", "G", frozenset({"p1"}))
    assert [each.partners for each in reasons_of(PATH, deviating("x", "x"), group)] == [("p1",)]


@settings(deadline=None, max_examples=150)
@given(studies(), groups)
def test_the_reasons_at_a_step_add_up_to_its_deviated(study, group):
    flow, observations = study
    found = reasons_of(flow, observations, group)
    columns = Columns.read(documents(observations))
    funnel = measure(columns, flow, ITERATION, [group], names={}).funnels[0]
    for step in funnel.steps:
        own = [each for each in found if each.step == step.step.id]
        assert sum(each.count for each in own) == step.deviated
        assert all(len(set(each.partners)) == each.count for each in own)
        assert [each.count for each in own] == sorted((each.count for each in own), reverse=True)
