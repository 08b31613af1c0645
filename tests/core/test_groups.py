"""Cohorts as groups to measure: live while an iteration is open, frozen once it is closed."""

from __future__ import annotations

import msgspec
import pytest

from core.documents import Document
from core.groups import groups
from core.model.edits import path_flow
from core.model.iteration import FrozenCohort, Iteration
from core.model.moment import now
from core.model.partner import EVERYONE, Between, Cohort, CohortKind, CustomerPartner
from core.study import new_study


@pytest.fixture
def study(tmp_path):
    flow = path_flow(["Bill arrives", "Sees plan", "Need met"])
    documents: list[Document] = [
        Iteration("i1", 1, flow.id, now()),
        CustomerPartner("p1", "P-001", {"age": "30"}),
        CustomerPartner("p2", "P-002", {"age": "50"}),
        CustomerPartner("p3", "P-003"),
        Cohort("young", "Under 35", CohortKind.DEMOGRAPHIC, Between("age", None, 34), position=1),
        Cohort("list", "By hand", CohortKind.EXPERIMENT, None, ("p2", "p3"), position=0),
    ]
    with new_study(tmp_path / "a.footpath", documents) as opened:
        yield opened


def closed(*cohorts):
    return Iteration("i1", 1, "flow", now(), closed=now(), cohorts=cohorts)


def test_everyone_comes_first_then_the_cohorts_in_their_order(study):
    found = groups(study, study.iteration("i1"))
    assert [(each.name, each.members) for each in found] == [
        ("Everyone", None),
        ("By hand", frozenset({"p2", "p3"})),
        ("Under 35", frozenset({"p1"})),
    ]


def test_groups_come_in_the_order_asked_for_and_unknown_ones_are_left_out(study):
    found = groups(study, study.iteration("i1"), ["young", "gone", EVERYONE])
    assert [each.id for each in found] == ["young", EVERYONE]


def test_an_open_iteration_follows_the_register(study):
    partner = msgspec.structs.replace(study.partner("p2"), attributes={"age": "20"})
    study.do("Edit partner", "partners", [partner])
    (young,) = groups(study, study.iteration("i1"), ["young"])
    assert young.members == frozenset({"p1", "p2"})


def test_a_closed_iteration_keeps_the_members_and_the_name_of_its_close(study):
    iteration = closed(FrozenCohort("young", "Young then", CohortKind.DEMOGRAPHIC, ("p2",)))
    (young,) = groups(study, iteration, ["young"])
    assert (young.name, young.members) == ("Young then", frozenset({"p2"}))


def test_a_cohort_made_after_the_close_has_its_members_of_now(study):
    (by_hand,) = groups(study, closed(), ["list"])
    assert by_hand.members == frozenset({"p2", "p3"})


def test_a_cohort_deleted_since_the_close_is_still_there(study):
    iteration = closed(FrozenCohort("old", "Deleted since", CohortKind.SEGMENT, ("p1",)))
    assert [each.name for each in groups(study, iteration)][-1] == "Deleted since"
