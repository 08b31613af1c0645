"""Rows from a spreadsheet: what pasting them into the register would do, before it is done."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from core.exchange.copied import unmarked
from core.model.ids import new_id
from core.model.partner import (
    Attribute,
    AttributeKind,
    CustomerPartner,
    next_pseudonym,
    number,
)

_PARTNER_HEADS = frozenset({"partner", "pseudonym", "id", "code"})
_PERSONAL_HEADS = frozenset(
    {
        "name",
        "first name",
        "last name",
        "surname",
        "email",
        "e-mail",
        "phone",
        "telephone",
        "contact",
    }
)
"""Columns that would bring real names and contacts into a study."""
_COMPUTED_HEAD = re.compile(r"encounters|(no )?iteration( \d+)?")
"""Columns that rows copied from the register bring along, and that nobody types."""
_MOST_CHOICES = 8


@dataclass(frozen=True)
class Pasted:
    """What pasting would do: partners to put, columns to add, and rows refused with the reason."""

    added: tuple[CustomerPartner, ...] = ()
    changed: tuple[CustomerPartner, ...] = ()
    unchanged: int = 0
    columns: tuple[Attribute, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def does_something(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self.added or self.changed)


def read_rows(text: str) -> list[list[str]]:
    """The rows of copied cells: tab-separated as spreadsheets copy them, else comma or semicolon.

    Quotes as spreadsheets write them; rows without any text are left out. The apostrophe that kept
    a copied cell from running as a formula goes.
    """
    first = text.lstrip("\r\n").split("\n", 1)[0]
    counts = {mark: first.count(mark) for mark in ("\t", ";", ",")}
    mark = "\t" if counts["\t"] else max(counts, key=lambda each: counts[each])
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark)
    cells = ([unmarked(cell.strip()) for cell in row] for row in rows)
    return [row for row in cells if any(row)]


def plan(text: str, partners: Sequence[CustomerPartner], attributes: Sequence[Attribute]) -> Pasted:
    """What pasting a text would do.

    A first row that names a column is the head: columns are found by it, unknown ones are added.
    Without one the cells go by position, the pseudonym first. A row with a known pseudonym changes
    that partner (empty cells change nothing); one without any gets the next free pseudonym.
    Problems name the row, counted in the pasted text from 1.
    """
    rows = read_rows(text)
    if not rows:
        return Pasted(problems=("There are no rows to paste.",))
    by_name = {each.name.casefold(): each.id for each in attributes}
    if not any(_is_head(cell, by_name) for cell in rows[0]):
        return _planned(rows, 1, ["", *(each.id for each in attributes)], Pasted(), partners)
    keys, columns = _head(rows[0], by_name, rows[1:], len(attributes))
    left_out = tuple(
        f"“{cell}” is left out: real names and contacts stay out of a study."
        for cell in rows[0]
        if _is_personal(cell, by_name)
    )
    start = Pasted(columns=columns, problems=left_out)
    return _planned(rows[1:], 2, keys, start, partners)


def _is_partner(cell: str) -> bool:
    return cell.casefold() in _PARTNER_HEADS


def _is_personal(cell: str, by_name: Mapping[str, str]) -> bool:
    return cell.casefold() in _PERSONAL_HEADS and cell.casefold() not in by_name


def _is_head(cell: str, by_name: Mapping[str, str]) -> bool:
    return cell.casefold() in by_name or _is_partner(cell) or _is_personal(cell, by_name)


def _head(
    head: Sequence[str],
    by_name: Mapping[str, str],
    rows: Sequence[Sequence[str]],
    position: int,
) -> tuple[list[str | None], tuple[Attribute, ...]]:
    """For each cell of the head the attribute it names: "" for the pseudonym, None for nothing."""
    keys: list[str | None] = []
    columns: list[Attribute] = []
    for at, cell in enumerate(head):
        known = by_name.get(cell.casefold())
        if known is None and _is_partner(cell) and "" not in keys:
            known = ""
        ours = _is_personal(cell, by_name) or _COMPUTED_HEAD.fullmatch(cell.casefold())
        if known is None and cell and not ours:
            values = [row[at] for row in rows if at < len(row) and row[at]]
            column = Attribute(new_id(), cell, _kind(values), position + len(columns))
            columns.append(column)
            known = column.id
        keys.append(known)
    return keys, tuple(columns)


def _kind(values: Sequence[str]) -> AttributeKind:
    if values and all(number(value) is not None for value in values):
        return AttributeKind.NUMBER
    return AttributeKind.CHOICE if len(set(values)) <= _MOST_CHOICES else AttributeKind.TEXT


def _planned(
    rows: Sequence[Sequence[str]],
    first: int,
    keys: Sequence[str | None],
    start: Pasted,
    partners: Sequence[CustomerPartner],
) -> Pasted:
    """The plan for rows of which the first is row ``first`` of the text."""
    known = {each.pseudonym: each for each in partners}
    named = [_row(row, keys) for row in rows]
    free = _free_pseudonyms({*known, *(name for name, _ in named)})
    added: list[CustomerPartner] = []
    changed: list[CustomerPartner] = []
    problems = list(start.problems)
    seen: set[str] = set()
    for at, (row, (name, values)) in enumerate(zip(rows, named, strict=True), start=first):
        if any(row[len(keys) :]):
            problems.append(f"Row {at}: more cells than columns; the last ones are left out.")
        if name and name in seen:
            problems.append(f"Row {at}: {name} stands here twice. The first row counts.")
            continue
        seen.add(name)
        old = known.get(name)
        if old is None:
            added.append(CustomerPartner(new_id(), name or next(free), values))
        elif (merged := {**old.attributes, **values}) != old.attributes:
            changed.append(msgspec.structs.replace(old, attributes=merged))
    unchanged = len(seen & set(known)) - len(changed)
    return Pasted(tuple(added), tuple(changed), unchanged, start.columns, tuple(problems))


def _free_pseudonyms(taken: set[str]) -> Iterator[str]:
    """Pseudonyms behind the highest in use."""
    name = next_pseudonym(taken)
    while True:
        yield name
        name = next_pseudonym((name,))


def _row(row: Sequence[str], keys: Sequence[str | None]) -> tuple[str, dict[str, str]]:
    name, values = "", {}
    for cell, key in zip(row, keys, strict=False):
        if key == "":
            name = cell
        elif key is not None and cell:
            values[key] = cell
    return name, values
