"""Rows from a spreadsheet become a plan that names what it will do and what it will not."""

from __future__ import annotations

from core.exchange.pasted import plan, read_rows
from core.model.partner import Attribute, AttributeKind, CustomerPartner

AGE = Attribute("age", "Age", AttributeKind.NUMBER, 0)
PLACE = Attribute("place", "Place", AttributeKind.CHOICE, 1)
KNOWN = CustomerPartner("1", "P-001", {"age": "34", "place": "City"})


def test_a_head_names_the_columns_in_any_order():
    planned = plan("Place\tPartner\tAge\nTown\tP-007\t41", [KNOWN], [AGE, PLACE])
    (added,) = planned.added
    assert (added.pseudonym, added.attributes) == ("P-007", {"age": "41", "place": "Town"})
    assert planned.columns == ()


def test_without_a_head_cells_go_by_position():
    planned = plan("P-002\t41\tTown", [KNOWN], [AGE, PLACE])
    assert planned.added[0].attributes == {"age": "41", "place": "Town"}


def test_a_known_pseudonym_changes_that_partner_and_empty_cells_change_nothing():
    planned = plan("Partner\tAge\tPlace\nP-001\t35\t", [KNOWN], [AGE, PLACE])
    (changed,) = planned.changed
    assert changed.id == "1"
    assert changed.attributes == {"age": "35", "place": "City"}
    assert plan("Partner\tAge\nP-001\t34", [KNOWN], [AGE]).unchanged == 1


def test_rows_without_a_pseudonym_get_the_next_free_ones():
    planned = plan("Partner\tAge\n\t20\nP-005\t21\n\t22", [KNOWN], [AGE])
    assert [each.pseudonym for each in planned.added] == ["P-006", "P-005", "P-007"]


def test_a_pseudonym_that_stands_twice_is_refused_by_row():
    planned = plan("Partner\tAge\nX\t1\nX\t2", [], [AGE])
    assert len(planned.added) == 1
    assert planned.problems == ("Row 3: X stands here twice. The first row counts.",)


def test_an_unknown_head_becomes_a_column_of_the_kind_its_values_have():
    planned = plan("Partner\tShoe\tHobby\nX\t44\tchess\nY\t40\tgo", [], [AGE])
    assert [(each.name, each.kind) for each in planned.columns] == [
        ("Shoe", AttributeKind.NUMBER),
        ("Hobby", AttributeKind.CHOICE),
    ]
    assert planned.added[0].value(planned.columns[1].id) == "chess"


def test_names_and_contacts_stay_out():
    planned = plan("Partner\tName\tE-mail\tAge\nX\tAnna Roth\ta@b.example\t30", [], [AGE])
    assert planned.added[0].attributes == {"age": "30"}
    assert not planned.columns
    assert len(planned.problems) == 2
    assert "stay out" in planned.problems[0]


def test_more_cells_than_columns_are_named():
    planned = plan("P-002\t41\tTown\textra", [], [AGE, PLACE])
    assert planned.problems == ("Row 1: more cells than columns; the last ones are left out.",)


def test_commas_semicolons_quotes_and_a_byte_order_mark_are_read():
    assert read_rows('\ufeff"a, b";2\n\n;;\nc;3') == [["a, b", "2"], ["c", "3"]]
    assert read_rows("a,b\r\n1,2") == [["a", "b"], ["1", "2"]]


def test_nothing_pasted_does_nothing_and_says_so():
    planned = plan("  \n\t\n", [KNOWN], [AGE])
    assert not planned.does_something
    assert planned.problems == ("There are no rows to paste.",)


def test_names_of_any_script_are_kept_as_they_are():
    odd = ["=SUM(A1)", "😀" * 20, "مرحبا", "x" * 300]
    planned = plan("Partner\tAge\n" + "\n".join(f"{name}\t1" for name in odd), [], [AGE])
    assert [each.pseudonym for each in planned.added] == odd
