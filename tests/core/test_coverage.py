"""Who has been met, counted by two attributes."""

from __future__ import annotations

import numpy as np

from core.documents import encode
from core.measure.coverage import bands, coverage, in_cell, pairs
from core.measure.partner_columns import PartnerColumns
from core.model.partner import Attribute, AttributeKind, CustomerPartner

AGE = Attribute("age", "Age", AttributeKind.NUMBER)
PLACE = Attribute("place", "Place", AttributeKind.CHOICE)
FREE = Attribute("free", "Free", AttributeKind.TEXT)


def partner(name: str, **values: str) -> CustomerPartner:
    return CustomerPartner(name, name, values)


PEOPLE = [
    partner("a", age="22", place="City"),
    partner("b", age="31", place="City"),
    partner("c", age="38", place="Town"),
    partner("d", age="47", place="Town"),
    partner("e", age="52"),
    partner("f", place="City", age="60"),
]


def register(people: list[CustomerPartner]) -> PartnerColumns:
    return PartnerColumns.read({each.id: encode(each) for each in people})


def met(people: list[CustomerPartner], ids: str) -> np.ndarray:
    return np.array([each.id in ids for each in people], np.bool_)


def test_every_partner_stands_in_exactly_one_cell():
    people = register(PEOPLE)
    shown = coverage(people, met(PEOPLE, "ad"), AGE, PLACE)
    cells = [cell for row in shown.cells for cell in row]
    found = [people.ids_at(in_cell(people, shown, cell)) for cell in cells]
    assert sorted(each for ids in found for each in ids) == list("abcdef")
    assert [len(ids) for ids in found] == [cell.registered for cell in cells]
    assert [len(set(ids) & set("ad")) for ids in found] == [cell.met for cell in cells]
    assert shown.columns == ("City", "Town", "")


def test_a_gap_has_somebody_and_nobody_met():
    people = register(PEOPLE)
    shown = coverage(people, met(PEOPLE, "abcdf"), PLACE, AGE)
    (gap,) = shown.gaps
    assert people.ids_at(in_cell(people, shown, gap)) == ("e",)
    assert gap.row == ""


def test_bands_cut_at_round_numbers_and_hold_everybody():
    ages = [22.0, 26, 28, 29, 31, 33, 36, 38, 39, 41, 44, 46, 48, 52, 55, 63, 68]
    cut = bands(ages)
    assert len(cut) == 3
    assert all(sum(band.holds(age) for band in cut) == 1 for age in ages)
    assert cut[0].name == f"Under {cut[0].high:g}"
    assert cut[1].high is not None
    assert cut[1].name == f"{cut[1].low:g}–{cut[1].high - 1:g}"
    assert cut[2].name == f"{cut[2].low:g} and over"


def test_few_or_equal_numbers_make_fewer_bands():
    assert bands([]) == ()
    assert [band.name for band in bands([30.0, 30.0])] == ["All"]
    assert bands([0.1, 0.2, 5.5])[0].name.startswith("Under")
    fine = bands([0.5, 1.25, 2.75, 9.5])
    assert all(sum(band.holds(x) for band in fine) == 1 for x in (0.5, 1.25, 2.75, 9.5))


def test_values_with_numbers_stand_by_size():
    people = [
        partner(str(at), size=size) for at, size in enumerate(["50+", "10–49", "1–9", "Home"])
    ]
    shown = coverage(
        register(people), met(people, ""), Attribute("size", "Size", AttributeKind.CHOICE), PLACE
    )
    assert shown.rows == ("1–9", "10–49", "50+", "Home")


def test_only_attributes_that_part_people_into_few_groups_make_a_matrix():
    unlike = [
        partner(str(at), age=str(20 + at), place="AB"[at % 2], free=str(at)) for at in range(9)
    ]
    assert pairs(register(unlike), [FREE, AGE, PLACE]) == ((AGE, PLACE),)
    assert pairs(register(unlike), [AGE]) == ()


def test_a_cell_of_another_time_counts_nobody():
    before, after = register(PEOPLE), register(PEOPLE[2:4])
    shown = coverage(before, met(PEOPLE, ""), PLACE, AGE)
    assert not in_cell(after, shown, shown.cells[0][0]).any()


def test_an_empty_register_has_an_empty_matrix():
    shown = coverage(register([]), met([], ""), PLACE, AGE)
    assert (shown.rows, shown.columns, shown.cells) == ((), (), ())
