"""Groups to measure: cohorts, frozen ones, one value of an attribute each."""

from core.measure import by_value, everyone, of_cohort, of_frozen
from core.model.iteration import FrozenCohort
from core.model.partner import EVERYONE, Between, Cohort, CohortKind, CustomerPartner


def partners(*values, attribute="age"):
    return [
        CustomerPartner(f"p{n}", f"P-{n:03}", {attribute: value} if value is not None else {})
        for n, value in enumerate(values)
    ]


def test_each_value_makes_a_group_and_partners_without_one_are_in_none():
    found = by_value(partners("42", "17", "42", None, ""), "age")
    assert [(group.name, sorted(group.members or ())) for group in found] == [
        ("age = 17", ["p1"]),
        ("age = 42", ["p0", "p2"]),
    ]
    assert len({group.id for group in found}) == 2


def test_values_are_taken_letter_for_letter_and_sorted_naturally():
    sorted_ = [
        "-2",
        "1,5",
        "9",
        "9.0",
        "10",
        "12 x",
        "=sum",
        "apple",
        "week 2b",
        "Week 9",
        "week 10",
    ]
    groups = by_value(partners(*sorted_[::-2], *sorted_[-2::-2]), "k", "Size")
    assert [group.name for group in groups] == []
    groups = by_value(partners(*sorted_[::-2], *sorted_[-2::-2], attribute="k"), "k", "Size")
    assert [group.name for group in groups] == [f"Size = {value}" for value in sorted_]


def test_a_cohort_has_the_members_it_has_now():
    every = partners("42", "17")
    adults = Cohort("c", "Adults", rule=Between("age", 18))
    assert of_cohort(adults, every).members == frozenset({"p0"})
    assert of_cohort(Cohort(EVERYONE, "All of them"), every) == everyone("All of them")


def test_a_frozen_cohort_keeps_the_members_it_had():
    frozen = FrozenCohort("c", "Adults", CohortKind.SEGMENT, ("p7", "p8"))
    group = of_frozen(frozen)
    assert (group.id, group.name, group.members) == ("c", "Adults", frozenset({"p7", "p8"}))
