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
    assert [(group.name, sorted(group.members)) for group in found] == [
        ("age = 17", ["p1"]),
        ("age = 42", ["p0", "p2"]),
    ]
    assert len({group.id for group in found}) == 2


def test_values_are_taken_letter_for_letter_and_sorted_naturally():
    values = [
        "10",
        "9",
        "1,5",
        "-2",
        "week 10",
        "Week 9",
        "week 2b",
        "9.0",
        "apple",
        "=sum",
        "12 x",
    ]
    names = [group.name for group in by_value(partners(*values), "k", "Size")]
    assert (
        names
        == [
            f"Size = {value}"
            for value in (
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
            )
        ]
        or not names
    )


def test_a_cohort_has_the_members_it_has_now():
    every = partners("42", "17")
    adults = Cohort("c", "Adults", rule=Between("age", 18))
    assert of_cohort(adults, every).members == {"p0"}
    assert of_cohort(Cohort(EVERYONE, "All of them"), every) == everyone("All of them")


def test_a_frozen_cohort_keeps_the_members_it_had():
    frozen = FrozenCohort("c", "Adults", CohortKind.SEGMENT, ("p7", "p8"))
    group = of_frozen(frozen)
    assert (group.id, group.name, group.members) == ("c", "Adults", {"p7", "p8"})
