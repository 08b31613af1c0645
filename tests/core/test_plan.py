"""Planned numbers against who was heard, whom to talk to next, and filters of a view."""

import msgspec
import pytest

from core.groups import against_plan, groups, narrowed, next_interviews, planned_numbers
from core.measure.compare import Narrowed, Side, compare
from core.measure.plan import Suggestion, Why
from core.model.hypothesis import Hypothesis
from core.model.narrowing import HasWords, MetAgain, SeenAt
from core.model.observation import Status
from core.model.partner import EVERYONE, Cohort, CustomerPartner, Is
from core.model.planned import planned
from tests.core.interviews import OPEN, A, D, minute, said, seen, study_at

MORE = [CustomerPartner(f"p{n}", f"P-00{n}", {"experiment": "Type in"}) for n in range(4, 7)]
TYPE_IN = Cohort("type in", "Type in", rule=Is("experiment", ("Type in",)), position=1)


@pytest.fixture
def study(tmp_path):
    with study_at(tmp_path / "study.footpath", *MORE, TYPE_IN) as made:
        yield made


def plan(study, cohort, number):
    study.do("Plan", "partners", [planned(OPEN.id, cohort, number)])


def record(study, *rows):
    study.do("x", "x", [seen(f"{n}{p}{s}", s, w, n, partner=p) for n, (p, s, w) in enumerate(rows)])


def test_each_group_stands_against_its_planned_number(study):
    plan(study, "photo first", 3)
    plan(study, EVERYONE, 5)
    record(study, ("p1", "bill", A), ("p2", "bill", D), ("p3", "again", A))
    rows = {each.cohort: each for each in against_plan(study, OPEN)}
    assert [
        (each.planned, each.registered, each.met, each.missing, each.to_find)
        for each in rows.values()
    ] == [(5, 6, 2, 3, 0), (3, 1, 1, 2, 2), (None, 4, 1, 0, 0)]
    assert not any(each.is_silent for each in rows.values())


def test_a_group_nobody_of_was_met_is_silent(study):
    record(study, ("p2", "bill", A))
    assert [each.cohort for each in against_plan(study, OPEN) if each.is_silent] == ["photo first"]


def test_the_hypothesis_plans_for_its_primary_cohort(study):
    written = Hypothesis("h", 1, 0.7, 12, minute(0))
    pinned = msgspec.structs.replace(OPEN, hypothesis="h")
    study.do("x", "x", [written, pinned])
    assert planned_numbers(study, pinned) == {EVERYONE: 12}
    plan(study, EVERYONE, 7)
    assert planned_numbers(study, pinned) == {EVERYONE: 7}


def test_a_planned_number_holds_on_to_its_cohort(study):
    plan(study, "type in", 2)
    assert study.refers_to(("cohorts", "type in")) == "a planned number"


def test_thin_cohorts_come_first_then_unknowns_then_those_not_met(study):
    plan(study, "type in", 4)
    plan(study, "photo first", 2)
    record(
        study,
        ("p1", "bill", A),
        ("p1", "compare", A),
        ("p2", "bill", A),
        ("p2", "compare", D),
    )
    found = next_interviews(study, OPEN, 20)
    assert found == (
        Suggestion(Why.THIN, "p4", "type in", missing=3),
        Suggestion(Why.THIN, "p5", "type in", missing=3),
        Suggestion(Why.THIN, "p6", "type in", missing=3),
        Suggestion(Why.RECRUIT, cohort="photo first", missing=1),
        Suggestion(Why.UNKNOWN, "p1", step="compare"),
        Suggestion(Why.NOT_MET, "p3"),
    )
    assert next_interviews(study, OPEN, 2) == found[:2]
    assert next_interviews(study, OPEN, 0) == ()


def test_who_helps_two_thin_cohorts_comes_before_who_helps_one(study):
    plan(study, "type in", 4)
    both = Cohort("both", "Both", members=("p3", "p6"), position=2)
    study.do("x", "x", [both])
    plan(study, "both", 2)
    assert [each.partner for each in next_interviews(study, OPEN, 3)] == ["p6", "p2", "p4"]


def test_without_a_plan_whoever_was_not_met_is_asked_as_registered(study):
    assert [each.partner for each in next_interviews(study, OPEN, 3)] == ["p1", "p2", "p3"]


def ids(study, *narrowings):
    (group,) = narrowed(study, OPEN, groups(study, OPEN, [EVERYONE]), narrowings)
    return group.members


def test_filters_narrow_a_view_together(study):
    record(
        study,
        ("p1", "bill", A),
        ("p1", "compare", D),
        ("p2", "bill", A),
        ("p2", "compare", D),
        ("p3", "bill", A),
    )
    again = seen("t2", "bill", A, 9, encounter=2)
    study.record(again)
    study.do(
        "x",
        "x",
        [said("n", "bill", "Hm", partner="p2"), said("v", "bill", "Hm", partner="p3", voided=True)],
    )
    assert ids(study) is None
    assert ids(study, MetAgain()) == {"p1"}
    assert ids(study, SeenAt("compare", Status.DEVIATED)) == {"p1", "p2"}
    assert ids(study, SeenAt("compare", None)) == {"p3"}
    assert ids(study, HasWords()) == ids(study, HasWords("bill")) == {"p2"}
    assert ids(study, HasWords("compare")) == ids(study, SeenAt("no step", None)) == set()
    assert ids(study, MetAgain(), SeenAt("compare", Status.DEVIATED)) == {"p1"}
    photo, typed = narrowed(study, OPEN, groups(study, OPEN)[1:], [SeenAt("bill", Status.ALIGNED)])
    assert (photo.members, typed.members) == (frozenset({"p1"}), frozenset({"p2"}))


def test_what_a_filter_narrowed_is_never_compared(study):
    photo, typed = narrowed(study, OPEN, groups(study, OPEN)[1:], [MetAgain()])
    flow = study.flow(OPEN.flow)
    with pytest.raises(Narrowed, match="narrowed by a filter"):
        compare(study.columns, [(Side(flow, OPEN.id, photo), Side(flow, OPEN.id, typed))])
