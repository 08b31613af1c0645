"""What each column of a table of partners is for: found by its head and its values, open to change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.exchange.personal import Personal, personal
from core.exchange.sheet import NumberedRow, Sheet
from core.exchange.typed_value import check
from core.model.ids import new_id
from core.model.partner import Attribute, AttributeKind, number


class Use(StrEnum):
    """What a column is for. Names and contacts go to the names file, never into the study."""

    PSEUDONYM = "pseudonym"
    ATTRIBUTE = "attribute"
    NAME = "name"
    CONTACT = "contact"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Column:
    """One column. ``attribute`` is the one its values are of, or would be: new ones are guessed.

    ``date_order`` settles what could be day/month or month/day. ``remark`` says why it is used so,
    where that needs saying.
    """

    head: str
    use: Use
    attribute: Attribute
    is_new: bool = True
    date_order: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet, and the rows behind its head."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[NumberedRow, ...]

    def used(self, at: int, use: Use, *, kind: AttributeKind | None = None) -> Columns:
        """The same with another use of one column, and of a new attribute another kind.

        A second column of pseudonyms takes the place of the first.
        """
        changed = list(self.columns)
        if use is Use.PSEUDONYM:
            changed = [_instead(each) for each in changed]
        column = replace(changed[at], use=use, remark="")
        if kind is not None and column.is_new:
            attribute = Attribute(
                column.attribute.id, column.attribute.name, kind, column.attribute.position
            )
            column = replace(column, attribute=attribute)
        changed[at] = column
        return replace(self, columns=tuple(changed))

    def ordered(self, at: int, date_order: str) -> Columns:
        """The same with the order of day and month of one column (``dates.DAY_FIRST``, or a format)."""
        changed = list(self.columns)
        changed[at] = replace(changed[at], date_order=date_order)
        return replace(self, columns=tuple(changed))


def columns_of(
    sheet: Sheet, attributes: Sequence[Attribute], *, has_head: bool | None = None
) -> Columns:
    """Find out what the columns of a sheet are for.

    ``has_head`` says whether the first row names them; None finds out: in a file it does, but for
    one that begins with a pseudonym; pasted cells have a head where it names something known.
    Without one the pseudonym comes first, then the attributes as they stand.
    """
    first = next(n for n, (_, cells) in enumerate(sheet.rows) if any(cells))
    cells = sheet.rows[first][1]
    by_name = {each.name.casefold(): each for each in reversed(attributes)}
    headed = _is_head(sheet, cells, by_name) if has_head is None else has_head
    rows = sheet.rows[first + headed :]
    if not headed:
        known = [_known(each, each.name) for each in attributes]
        return Columns(sheet, (_pseudonyms(""), *known), rows)
    position = max((each.position for each in attributes), default=-1) + 1
    found: list[Column] = []
    for at, head in enumerate(_widened(cells, rows)):
        values = [row[at] for _, row in rows if at < len(row) and row[at]]
        column = _column(head, at, values, by_name, position)
        found.append(_once(column, found))
        position += column.is_new
    return Columns(sheet, tuple(found), rows)


_PARTNER_HEADS = frozenset(
    {"partner", "customer partner", "pseudonym", "id", "code", "participant", "partner id"}
)
_COMPUTED_HEAD = re.compile(r"encounters|(no )?iteration( \d+)?")
"""Columns that rows copied from the register bring along, and that nobody types."""
_MOST_CHOICES = 8
_LONGEST_HEAD = 80
_MOST_OF = 0.8
"""So many of the values have to be numbers or dates for a column to be of those."""


def _is_head(sheet: Sheet, cells: Sequence[str], by_name: Mapping[str, Attribute]) -> bool:
    if sheet.name:
        return re.fullmatch(r"P-\d+", cells[0]) is None
    return any(
        cell.casefold() in by_name
        or cell.casefold() in _PARTNER_HEADS
        or personal(cell, ()) is not None
        for cell in cells
    )


def _widened(head: Sequence[str], rows: Sequence[NumberedRow]) -> list[str]:
    """Heads as names; those without one at the end stand for nothing."""
    cells = [" ".join(each.split())[:_LONGEST_HEAD] for each in head]
    while (
        cells
        and not cells[-1]
        and not any(len(row) >= len(cells) and row[len(cells) - 1] for _, row in rows)
    ):
        cells.pop()
    return cells


def _column(
    head: str,
    at: int,
    values: Sequence[str],
    by_name: Mapping[str, Attribute],
    position: int,
) -> Column:
    folded = head.casefold()
    if folded in by_name:
        return _known(by_name[folded], head)
    if folded in _PARTNER_HEADS and personal("", values) is None:
        return _pseudonyms(head)
    name = head or f"Column {at + 1}"
    column = Column(name, Use.ATTRIBUTE, Attribute(new_id(), name, _kind(values), position))
    if _COMPUTED_HEAD.fullmatch(folded):
        return replace(column, use=Use.LEFT_OUT, remark=f"“{head}” is computed.")
    if not values:
        return replace(column, use=Use.LEFT_OUT, remark=f"“{name}” has no values.")
    if found := personal(name, values):
        what, why = found
        use = Use.NAME if what is Personal.NAMES else Use.CONTACT
        return replace(column, use=use, remark=f"{why}: left out of the study.")
    return column


def _once(column: Column, before: Sequence[Column]) -> Column:
    """A column that is there already is left out, for nobody knows which of both counts."""
    again = any(
        each.use is Use.PSEUDONYM
        if column.use is Use.PSEUDONYM
        else each.attribute.name.casefold() == column.attribute.name.casefold()
        for each in before
    )
    if not again or column.use in (Use.NAME, Use.CONTACT):
        return column
    return replace(column, use=Use.LEFT_OUT, remark=f"“{column.head}” is there twice.")


def _pseudonyms(head: str) -> Column:
    return Column(head, Use.PSEUDONYM, Attribute(new_id(), head or "Partner"))


def _known(attribute: Attribute, head: str) -> Column:
    return Column(head, Use.ATTRIBUTE, attribute, is_new=False)


def _instead(column: Column) -> Column:
    return replace(column, use=Use.LEFT_OUT) if column.use is Use.PSEUDONYM else column


def _kind(values: Sequence[str]) -> AttributeKind:
    """The kind of a new attribute, by what most of its values are."""
    some = list(dict.fromkeys(values))
    if _mostly(sum(1 for each in some if number(each) is not None), some):
        return AttributeKind.NUMBER
    if _mostly(sum(1 for each in some if _is_date(each)), some):
        return AttributeKind.DATE
    few = len(some) <= max(_MOST_CHOICES, len(values) // 50)
    return AttributeKind.CHOICE if few else AttributeKind.TEXT


def _mostly(count: int, of: Sequence[str]) -> bool:
    return bool(of) and count >= _MOST_OF * len(of)


_ANY_DATE = Attribute("", "", AttributeKind.DATE)


def _is_date(value: str) -> bool:
    checked = check(_ANY_DATE, value)
    return not checked.problem or checked.asks_order
