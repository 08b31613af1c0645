"""Cohorts made at once from an attribute, and how many partners they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure.cohort_sets import MOST, TooMany, cohort_set, overlaps
from core.measure.partner_columns import PartnerColumns
from core.model.partner import (
    EVERYONE,
    Attribute,
    AttributeKind,
    Band,
    Cohort,
    CohortKind,
    CustomerPartner,
    Is,
    members,
)
from tests.core.study_data import documents

AGE = Attribute("x", "Age", AttributeKind.NUMBER, groups=CohortKind.DEMOGRAPHIC)
SINCE = Attribute("x", "Since", AttributeKind.DATE)
PLACE = Attribute("x", "Place", AttributeKind.CHOICE, choices=("Town", "City"))
SIZE = Attribute("x", "Size", AttributeKind.BAND, bands=(Band("1–9", 1, 10), Band("10 up", 10)))


def people(*values):
    return [CustomerPartner(str(n), f"P{n}", {"x": v} if v else {}) for n, v in enumerate(values)]


def register_of(partners):
    return PartnerColumns.read(documents(partners))


def made(attribute, *values, existing=()):
    return cohort_set(attribute, register_of(people(*values)), existing)


def test_one_cohort_for_each_value_in_the_order_of_values():
    found = made(PLACE, "City", "Rural", "", "Town", "City")
    assert [each.name for each in found] == ["Town", "City", "Rural"]
    assert [each.position for each in found] == [0, 1, 2]
    assert len({each.id for each in found}) == 3


def test_bands_are_named_with_their_attribute_and_stand_in_order():
    assert [each.name for each in made(SIZE, "10 up", "1–9")] == ["Size 1–9", "Size 10 up"]


def test_numbers_go_by_bands_that_hold_about_as_many():
    found = made(AGE, *map(str, (22, 25, 31, 36, 41, 44, 52, 60, 70)))
    assert [each.name for each in found] == ["Age under 35", "Age 35–49", "Age 50 and over"]
    assert {each.kind for each in found} == {CohortKind.DEMOGRAPHIC}


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (["2026-02-03", "2026-01-31"], ["Since 2026-01", "Since 2026-02"]),
        ([f"202{y}-{m:02}-28" for y in (5, 6) for m in range(1, 12)], ["Since 2025 Q1"]),
        ([f"20{y}-{m:02}-28" for y in range(10, 26) for m in (1, 5)], ["Since 2010"]),
        (["soon"], []),
    ],
)
def test_dates_go_by_month_quarter_or_year(days, names):
    assert [each.name for each in made(SINCE, *days)][: len(names)] == names


def test_what_is_there_already_is_not_made_again():
    first = made(PLACE, "City")
    again = made(PLACE, "City", "Town", existing=[Cohort(EVERYONE, "Everyone"), *first])
    assert [(each.name, each.position) for each in again] == [("Town", 1)]


def test_too_many_values_make_no_cohorts():
    with pytest.raises(TooMany, match="Place has 25 values"):
        made(PLACE, *map(str, range(MOST + 1)))


_figures = st.one_of(st.integers(-50, 2000).map(str), st.floats(0, 99).map(lambda f: f"{f:.2f}"))


@given(st.lists(st.one_of(st.just(""), _figures), max_size=40))
def test_bands_of_numbers_take_everyone_with_a_number_once(values):
    partners = people(*values)
    found = cohort_set(AGE, register_of(partners))
    sets = [members(each, partners) for each in found]
    assert sorted(p for each in sets for p in each) == sorted(
        p.id for p in partners if p.attributes
    )
    assert all(sets)


@given(st.lists(st.dates().map(lambda day: day.isoformat()), max_size=40))
def test_every_date_is_in_one_cohort(days):
    partners = people(*days)
    try:
        found = cohort_set(SINCE, register_of(partners))
    except TooMany:
        assert len({day[:4] for day in days}) > MOST
        return
    sets = [members(each, partners) for each in found]
    assert sorted(p for each in sets for p in each) == sorted(each.id for each in partners)


def test_overlaps_count_who_is_in_both():
    partners = people("City", "Town", "", "City")
    cohorts = [
        Cohort(EVERYONE, "Everyone"),
        Cohort("c", "City", rule=Is("x", ("City",))),
        Cohort("l", "By hand", members=("0", "1", "gone")),
    ]
    found = overlaps(register_of(partners), cohorts)
    assert [found.size(each.id) for each in cohorts] == [4, 2, 2]
    assert (found.both("c", "l"), found.both("l", "c"), found.both(EVERYONE, "c")) == (1, 1, 2)
    assert overlaps(register_of(partners), []).counts == ()
