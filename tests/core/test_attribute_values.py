"""What is kept of a typed value, what is said of a wrong one, and how each kind sorts."""

import pytest

from core.begin import STARTING_ATTRIBUTES
from core.exchange.typed_value import LONGEST, check
from core.measure.partner_columns import PartnerColumns
from core.model.attribute_values import band_of, bands_at, sort_key
from core.model.partner import Attribute, AttributeKind, Band, CohortKind, CustomerPartner
from tests.core.study_data import documents

SIZE = next(each for each in STARTING_ATTRIBUTES if each.id == "size")
AGE = Attribute("age", "Age", AttributeKind.NUMBER)
CITY = Attribute("city", "City", AttributeKind.CHOICE, choices=("Ulm", "Aalen"))
SINCE = Attribute("since", "Customer since", AttributeKind.DATE)
NOTE = Attribute("note", "Note")


@pytest.mark.parametrize(
    ("attribute", "typed", "kept"),
    [
        (AGE, " 36 ", "36"),
        (AGE, "36,5", "36,5"),
        (CITY, "ulm", "Ulm"),
        (CITY, "Bonn", "Bonn"),
        (SIZE, "7", "1–9"),
        (SIZE, "10 - 49", "10–49"),
        (SIZE, "49.5", "10–49"),
        (SIZE, "4000", "250 and over"),
        (SIZE, "household", "Household"),
        (SINCE, "2026-03-14", "2026-03-14"),
        (SINCE, "14.3.2026", "2026-03-14"),
        (SINCE, "March 4, 2026", "2026-03-04"),
        (SINCE, "2026-03-14T00:30:00+05:00", "2026-03-14"),
        (SINCE, "2026-03-14 23:30 GMT", "2026-03-14"),
        (NOTE, "two \t words ", "two words"),
        (AGE, "  ", ""),
    ],
)
def test_what_is_kept(attribute, typed, kept):
    checked = check(attribute, typed)
    assert (checked.value, checked.problem) == (kept, "")


@pytest.mark.parametrize(
    ("attribute", "typed", "problem"),
    [
        (AGE, "about 40", "“about 40” is no number, which Age asks for."),
        (AGE, "nan", "“nan” is no number, which Age asks for."),
        (
            SIZE,
            "0",
            "“0” is in no band of Company size: Household, 1–9, 10–49, 50–249, 250 and over.",
        ),
        (
            SINCE,
            "31.2.2026",
            "“31.2.2026” is no date for Customer since. Write it like 2026-03-14.",
        ),
        (
            SINCE,
            "3/4/2026",
            "“3/4/2026” could be day/month or month/day: Customer since needs to know.",
        ),
    ],
)
def test_what_is_said_of_a_wrong_one(attribute, typed, problem):
    checked = check(attribute, typed)
    assert (checked.value, checked.problem) == (typed, problem)
    assert checked.asks_order is ("could be" in problem)


def test_an_order_of_day_and_month_settles_a_date():
    assert check(SINCE, "3/4/2026", "day/month").value == "2026-04-03"
    assert check(SINCE, "3/4/2026", "month/day").value == "2026-03-04"
    assert check(SINCE, "3/14/2026", "day/month").problem


def test_a_value_is_no_essay():
    assert check(NOTE, "x" * LONGEST).problem == ""
    assert "too long" in check(NOTE, "x" * (LONGEST + 1)).problem


@pytest.mark.parametrize(
    ("attribute", "values", "ordered"),
    [
        (SIZE, ["50–249", "1–9", "huge", "Household"], ["Household", "1–9", "50–249", "huge"]),
        (CITY, ["Bonn", "Aalen", "Ulm", "Achim"], ["Ulm", "Aalen", "Achim", "Bonn"]),
        (AGE, ["100", "36", "36,5", "old"], ["36", "36,5", "100", "old"]),
        (
            SINCE,
            ["2026-10-01", "2026-02-03", "2025-12-31"],
            ["2025-12-31", "2026-02-03", "2026-10-01"],
        ),
        (NOTE, ["b10", "b9", "A"], ["A", "b9", "b10"]),
    ],
)
def test_each_kind_sorts_its_own_way(attribute, values, ordered):
    assert sorted(values, key=sort_key(attribute)) == ordered
    people = [CustomerPartner(v, v, {attribute.id: v}) for v in values]
    register = PartnerColumns.read(documents(people))
    ranks = register.ranks(attribute)[register.values(attribute.id).codes]
    assert [v for _, v in sorted(zip(ranks.tolist(), values, strict=True))] == ordered


def test_a_band_reaches_to_the_next():
    assert bands_at((35, 50)) == (
        Band("Under 35", None, 35),
        Band("35–49", 35, 50),
        Band("50 and over", 50, None),
    )
    assert [band.label for band in bands_at((1.5, 2, 3))][1:3] == ["1.5 to 2", "2"]
    assert bands_at(()) == (Band("All"),)
    with pytest.raises(ValueError, match="rise"):
        bands_at((3, 3))


def test_a_number_stands_for_its_band():
    assert band_of(SIZE, "12") == Band("10–49", 10, 50)
    assert band_of(SIZE, "many") is None


def test_a_new_study_asks_for_all_four_kinds_of_cohorts():
    assert {each.groups for each in STARTING_ATTRIBUTES} == set(CohortKind)
