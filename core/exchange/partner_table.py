"""What importing or pasting a table of partners would do, row by row, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from core.exchange.personal import is_contact
from core.exchange.table_columns import Column, Columns, Use
from core.exchange.typed_value import Checked, check
from core.model.ids import new_id
from core.model.partner import Attribute, AttributeKind, CustomerPartner, next_pseudonym


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    EMPTY = "empty"


@dataclass(frozen=True)
class Row:
    """One row. ``partner`` is as it would be, None where the row is refused or empty.

    ``name`` and ``contact`` are what its columns hold of the real person: for the names file.
    """

    number: int
    fate: Fate
    partner: CustomerPartner | None = None
    problem: str = ""
    name: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Preview:
    """What would happen. ``questions`` have to be answered before: nothing is done until then."""

    columns: Columns
    rows: tuple[Row, ...]
    questions: tuple[str, ...]

    def count(self, fate: Fate) -> int:
        """How many rows that becomes of."""
        return sum(1 for each in self.rows if each.fate is fate)

    @property
    def ready(self) -> bool:
        """Whether it can be done, and would do something."""
        return not self.questions and bool(self.count(Fate.NEW) + self.count(Fate.CHANGED))

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, each with its row: ``Line 7: P-004 stands in line 3 already``."""
        word = self.columns.sheet.word
        return tuple(f"{word} {each.number}: {each.problem}" for each in self.rows if each.problem)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said of columns: left out, computed, there twice, no pseudonyms."""
        said = [each.remark for each in self.columns.columns if each.remark]
        if not any(each.use is Use.PSEUDONYM for each in self.columns.columns):
            said.append("No column holds pseudonyms: every row is a new partner.")
        return tuple(said)

    @property
    def new_attributes(self) -> tuple[Attribute, ...]:
        """The attributes that rows bring along and the study does not have."""
        used = {key for each in self._put for key in each.attributes}
        return tuple(
            each.attribute
            for each in self.columns.columns
            if each.is_new and each.attribute.id in used
        )

    def documents(self) -> list[Attribute | CustomerPartner]:
        """What to put, in one transaction."""
        return [*self.new_attributes, *self._put]

    @property
    def has_names(self) -> bool:
        """Whether any row holds a real name or a contact."""
        return any(each.name or each.contact for each in self.rows)

    @property
    def _put(self) -> list[CustomerPartner]:
        return [
            each.partner
            for each in self.rows
            if each.partner is not None and each.fate in (Fate.NEW, Fate.CHANGED)
        ]


LONGEST_PSEUDONYM = 60


def preview(columns: Columns, partners: Sequence[CustomerPartner]) -> Preview:
    """What a table would do to the partners there are.

    A row with a known pseudonym changes that partner, and empty cells change nothing; one without
    any gets the next free pseudonym. A row with anything wrong in it is refused as a whole.
    """
    cells_of = _Cells(columns.columns)
    known = {each.pseudonym: each for each in partners}
    named = (cells_of.text(cells, Use.PSEUDONYM) for _, cells in columns.rows)
    free = _free_pseudonyms({*known, *named})
    seen: dict[str, int] = {}
    rows = []
    for number, cells in columns.rows:
        pseudonym = cells_of.text(cells, Use.PSEUDONYM)
        values, problem = cells_of.values(cells)
        problem = problem or _wrong_name(pseudonym, seen, columns.sheet.word.lower())
        if not any(cells):
            rows.append(Row(number, Fate.EMPTY, problem="it is empty."))
        elif problem:
            rows.append(Row(number, Fate.REFUSED, problem=problem))
        else:
            fate, partner = _met(known.get(pseudonym), pseudonym or next(free), values)
            seen[partner.pseudonym] = number
            real = cells_of.text(cells, Use.NAME), cells_of.text(cells, Use.CONTACT, ", ")
            rows.append(Row(number, fate, partner, "", *real))
    return Preview(columns, tuple(rows), cells_of.questions(columns))


def _met(
    old: CustomerPartner | None, pseudonym: str, values: Mapping[str, str]
) -> tuple[Fate, CustomerPartner]:
    if old is None:
        return Fate.NEW, CustomerPartner(new_id(), pseudonym, dict(values))
    merged = {**old.attributes, **values}
    if merged == old.attributes:
        return Fate.UNCHANGED, old
    return Fate.CHANGED, msgspec.structs.replace(old, attributes=merged)


def _wrong_name(pseudonym: str, seen: Mapping[str, int], word: str) -> str:
    if pseudonym in seen:
        return f"{pseudonym} stands in {word} {seen[pseudonym]} already."
    if len(pseudonym) > LONGEST_PSEUDONYM:
        return f"“{pseudonym[:20]}…” is too long for a pseudonym."
    if is_contact(pseudonym):
        return "an e-mail address or a phone number is no pseudonym."
    return ""


def _free_pseudonyms(taken: set[str]) -> Iterator[str]:
    """Pseudonyms behind the highest in use."""
    name = next_pseudonym(taken)
    while True:
        yield name
        name = next_pseudonym((name,))


_NOTHING_KNOWN = frozenset({"n/a", "#n/a", "na", "-", "–", "—", "?", "unknown", "none", "null"})
"""What people write where they know nothing; where it can be no value, it is none."""
_SPELLED_OUT = (AttributeKind.NUMBER, AttributeKind.DATE, AttributeKind.BAND)


class _Cells:
    """Reads rows by the uses of their columns; the same text of a column is checked once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._checked: list[dict[str, Checked]] = [{} for _ in columns]

    def text(self, cells: Sequence[str], use: Use, between: str = " ") -> str:
        """The cells of a use, put together."""
        found = (
            cell for column, cell in zip(self._columns, cells, strict=False) if column.use is use
        )
        return " ".join(between.join(filter(None, found)).split())

    def values(self, cells: Sequence[str]) -> tuple[dict[str, str], str]:
        """The values of a row by the id of their attribute, and what is wrong with it first."""
        if any(cells[len(self._columns) :]):
            return {}, f"it has {len(cells)} cells where there are {len(self._columns)} columns."
        values: dict[str, str] = {}
        for at, (column, cell) in enumerate(zip(self._columns, cells, strict=False)):
            if column.use is Use.ATTRIBUTE and cell:
                checked = self._check(at, column, cell)
                if checked.problem:
                    return {}, checked.problem
                if checked.value:
                    values[column.attribute.id] = checked.value
        return values, ""

    def questions(self, columns: Columns) -> tuple[str, ...]:
        """What has to be known of dates that could be day/month or month/day."""
        found = []
        for at, column in enumerate(self._columns):
            asking = {text for text, checked in self._checked[at].items() if checked.asks_order}
            where = [
                number
                for number, cells in columns.rows
                if cells[at : at + 1] and cells[at] in asking
            ]
            if where:
                word = columns.sheet.word.lower()
                many = "1 date" if len(where) == 1 else f"{len(where):,} dates"
                found.append(
                    f"{many} of “{column.head}” could be day/month or month/day, first in {word} "
                    f"{where[0]}. Which is it?"
                )
        return tuple(found)

    def _check(self, at: int, column: Column, cell: str) -> Checked:
        kept = self._checked[at]
        if cell not in kept:
            if column.attribute.kind in _SPELLED_OUT and cell.casefold() in _NOTHING_KNOWN:
                kept[cell] = Checked("")
            else:
                kept[cell] = check(column.attribute, cell, column.date_order)
        return kept[cell]
