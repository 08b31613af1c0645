"""Cells copied for a spreadsheet come back as they were, and none runs there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.copied import copied, safe, unmarked
from core.exchange.partner_table import Fate, preview
from core.exchange.sheet import pasted_sheet
from core.exchange.table_columns import columns_of
from core.model.partner import Attribute, CustomerPartner

_cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"), max_size=8).map(
    str.strip
) | st.sampled_from(["=A1", "'=A1", "+1", "-5", "@x", "'", "''=", "a\tb", 'say "x"', "a\nb"])


@given(st.lists(st.lists(_cells, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_is_copied_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    headed = [["Partner", "Age"], *rows]
    read = [list(cells) for _, cells in pasted_sheet(copied(headed)).rows]
    assert [row for row in read if any(row)] == [row for row in headed if any(row)]


@pytest.mark.parametrize("cell", ["=SUM(A1)", "+cmd", "-x", "@import"])
def test_a_formula_is_marked_as_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert unmarked(safe(cell)) == cell


@pytest.mark.parametrize("cell", ["-5", "+3,5", "34", "P-001", "'quoted", ""])
def test_numbers_and_plain_words_stay(cell: str) -> None:
    assert safe(cell) == cell


def test_rows_copied_from_the_register_paste_back_as_they_are() -> None:
    age = Attribute("age", "Age")
    people = [CustomerPartner("1", "=x", {"age": "34"})]
    text = copied([["Partner", "Age", "Encounters", "Iteration 3"], ["=x", "34", "2", "Need met"]])
    planned = preview(columns_of(pasted_sheet(text), [age]), people)
    assert planned.count(Fate.UNCHANGED) == 1
    assert (planned.new_attributes, planned.ready) == ((), False)
