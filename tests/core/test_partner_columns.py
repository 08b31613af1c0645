"""The register as columns says of all partners what the model says of one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.begin import begin
from core.documents import encode
from core.measure import fates
from core.measure.cohorts import natural
from core.measure.ends import ends
from core.measure.partner_columns import PSEUDONYM, UNTOLD, PartnerColumns
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import (
    EVERYONE,
    AllOf,
    AnyOf,
    Between,
    Cohort,
    CustomerPartner,
    During,
    Is,
    Not,
    Rule,
    holds,
    members,
    number,
)
from core.study import Study

ATTRIBUTES = ("age", "place")
_values = st.sampled_from(["", "9", "34", "34,5", "city", "مدينة", "2026-03-14", "2026-02-31"])
_partners = st.builds(
    CustomerPartner,
    id=st.sampled_from("abcdefg"),
    pseudonym=st.text("Pp1é", max_size=3),
    attributes=st.dictionaries(st.sampled_from(ATTRIBUTES), _values),
)
_ends = st.none() | st.floats(0, 50)
_days = st.none() | st.sampled_from(["2026-03-13", "2026-03-14", "2026-03-15"])
_leaves: st.SearchStrategy[Rule] = (
    st.builds(Is, st.sampled_from(ATTRIBUTES), st.lists(_values, max_size=3).map(tuple))
    | st.builds(Between, st.sampled_from(ATTRIBUTES), _ends, _ends)
    | st.builds(During, st.sampled_from(ATTRIBUTES), _days, _days)
)


def _grown(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.builds(Not, inner) | st.builds(AllOf, several) | st.builds(AnyOf, several)


_rules = st.recursive(_leaves, _grown, max_leaves=6)
_steps = st.tuples(st.lists(_partners, max_size=4), st.sets(st.sampled_from("abcdefg"), max_size=2))


def documents(partners: list[CustomerPartner]) -> dict[str, bytes]:
    return {each.id: encode(each) for each in partners}


def _apply(held: dict[str, bytes], puts: Mapping[str, bytes], removes: set[str]) -> None:
    for each in removes:
        held.pop(each, None)
    held.update(puts)


@given(st.lists(_partners), _rules)
def test_a_rule_holds_of_the_same_partners_as_one_by_one(
    people: list[CustomerPartner], rule: Rule
) -> None:
    register = PartnerColumns.read(documents(people))
    cohort = Cohort("c", "c", rule=rule)
    told = [None if each == UNTOLD else bool(each) for each in register.holds(rule).tolist()]
    assert told == [holds(rule, each) for each in register.partners]
    assert set(register.ids_at(register.members(cohort))) == members(cohort, register.partners)


@given(st.lists(_steps, max_size=5))
def test_columns_kept_in_step_are_those_read_anew(
    steps: list[tuple[list[CustomerPartner], set[str]]],
) -> None:
    kept, held = PartnerColumns(), dict[str, bytes]()
    for attribute in (PSEUDONYM, *ATTRIBUTES):
        kept.values(attribute)
    for people, going in steps:
        removes = going - {each.id for each in people}
        kept.apply(documents(people), removes)
        _apply(held, documents(people), removes)
        anew = PartnerColumns.read(held)
        assert kept.partners == anew.partners
        for attribute in (PSEUDONYM, *ATTRIBUTES):
            mine, other = kept.values(attribute), anew.values(attribute)
            words = [mine.words[code] for code in mine.codes.tolist()]
            assert words == [other.words[code] for code in other.codes.tolist()]
            assert sorted(mine.in_use) == sorted(other.in_use)
            figures = [None if math.isnan(each) else each for each in mine.numbers.tolist()]
            in_order = sorted(mine.words, key=natural)
            assert [in_order[rank] for rank in mine.ranks.tolist()] == mine.words
            assert figures == [number(word) for word in mine.words]


def test_who_is_everyone_on_a_list_or_found_by_a_text() -> None:
    people = [CustomerPartner(each, f"P-{each}", {"place": "Große Stadt"}) for each in "abc"]
    people.append(CustomerPartner("d", "P-d"))
    register = PartnerColumns.read(documents(people))
    assert register.members(Cohort(EVERYONE, "Everyone")).all()
    listed = register.members(Cohort("x", "x", members=("d", "gone", "a")))
    assert register.ids_at(listed) == ("a", "d")
    assert register.ids_at(register.values("place").contain("grosse")) == ("a", "b", "c")
    assert register.ids_at(register.values(PSEUDONYM).contain("p-b")) == ("b",)
    assert (register.place("c"), register.place("gone"), len(register)) == (2, None, 4)


def test_the_arrangement_changes_only_when_partners_come_or_go() -> None:
    people = [CustomerPartner(each, each) for each in "ab"]
    register = PartnerColumns.read(documents(people))
    before = register.arrangement
    register.apply(documents([CustomerPartner("a", "a", {"age": "3"})]), ())
    assert register.arrangement == before
    register.apply({}, ("b",))
    assert register.arrangement != before


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return begin(tmp_path / "a.footpath", "a", path_flow(["Bill", "Photo", "Saved"]))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.booleans()), max_size=12))
def test_the_end_of_each_walk_is_its_fate(
    tmp_path_factory: pytest.TempPathFactory, seen: list[tuple[int, int, bool]]
) -> None:
    path = tmp_path_factory.mktemp("ends") / "a.footpath"
    with begin(path, "a", path_flow(["Bill", "Photo", "Saved"])) as study:
        people = [CustomerPartner(new_id(), f"P-{n}") for n in range(5)]
        study.do("Add", "partners", people)
        iteration = study.current_iteration
        assert iteration is not None
        flow = study.flow(iteration.flow)
        for who, step, aligned in seen:
            status = Status.ALIGNED if aligned else Status.DEVIATED
            step_id = flow.steps[step].id
            study.record(
                Observation(new_id(), people[who].id, iteration.id, step_id, status, now())
            )
        found = ends(study.register, study.columns, flow, iteration.id)
        wanted = fates(study.columns, flow, iteration.id)
        for place, partner in enumerate(study.partners()):
            code = int(found.fate[place])
            assert wanted.get(partner.id) == (found.fates[code] if code >= 0 else None)
        assert found.met.tolist() == [each.id in wanted for each in study.partners()]


def test_without_an_iteration_nobody_walked(study: Study) -> None:
    with study:
        study.do("Add", "partners", [CustomerPartner("1", "P-1")])
        found = ends(study.register, study.columns, None, None)
        assert (found.fate.tolist(), found.encounters.tolist()) == ([-1], [0])
        assert not found.untold.any()


def test_names_are_kept_while_attributes_change_and_follow_a_new_pseudonym(study: Study) -> None:
    with study:
        study.do("Add", "partners", [CustomerPartner("1", "P-1"), CustomerPartner("2", "P-2")])
        assert study.partner_named("P-2") is not None
        study.do("Edit", "partners", [CustomerPartner("2", "P-2", {"age": "3"})])
        assert study.partner_named("P-2") == study.partners()[1]
        study.do("Edit", "partners", [CustomerPartner("2", "P-9")])
        assert study.partner_named("P-2") is None
        assert study.pseudonyms() == {"1": "P-1", "2": "P-9"}
