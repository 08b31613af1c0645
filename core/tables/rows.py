"""The tables with a row for one observation or one partner: never for the public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.exchange.grid import Cell, Column, Grid, Kind, Row
from core.model.partner import EVERYONE, Attribute, AttributeKind, CustomerPartner, number
from core.tables.asked import Asked
from core.tables.words import utc


def observations(asked: Asked) -> Grid:
    """One row an observation that is not voided, in the order of time.

    The team also reads its own notes and marks.
    """
    columns = [
        Column("Iteration"),
        Column("Partner", Kind.TEXT, 12),
        Column("Encounter"),
        Column("Step", Kind.TEXT),
        Column("Status", Kind.TEXT, 11),
        Column("At (UTC)", Kind.MOMENT),
        Column("Late", Kind.FLAG),
        Column("Reason", Kind.TEXT, 30),
        Column("Tags", Kind.TEXT),
        Column("Quote", Kind.WORDS),
    ]
    if asked.is_team:
        columns += [
            Column("Note", Kind.WORDS),
            Column("Important", Kind.FLAG),
            Column("Id", Kind.TEXT, 42),
        ]
    return Grid("Observations", tuple(columns), _observed(asked), len(asked.places()))


def _observed(asked: Asked) -> Iterator[Row]:
    reader, own = asked.reader, asked.is_team
    named, numbers, steps = reader.pseudonyms(), asked.numbers, asked.steps
    columns = reader.columns
    for place in asked.places().tolist():
        each = reader.observation(columns.id_at(place))
        quotes, notes = asked.may_leave(each.partner)
        row: Row = (
            numbers[each.iteration], named.get(each.partner, each.partner), each.encounter,
            steps.get((each.iteration, each.step), each.step), each.status.value, utc(each.at),
            each.late, each.reason if notes else "", ", ".join(each.tags) if notes else "",
            each.quote if quotes else "",
        )  # fmt: skip
        yield (*row, each.note if notes else "", each.important, each.id) if own else row


def partners(asked: Asked) -> Grid:
    """One row a partner: pseudonym, attributes as written, and the cohorts that have them.

    Of one iteration: the partners who were met in it, and the cohorts as they were at its close.
    """
    attributes = asked.reader.attributes()
    cohorts = _cohorts(asked)
    heads = _told_apart(
        ["Partner", *(each.name for each in attributes), *(f"In {name}" for name, _ in cohorts)]
    )
    kinds = [Kind.TEXT, *map(_kind, attributes), *(Kind.FLAG for _ in cohorts)]
    columns = [
        Column(title, kind, 12 if place == 0 else None)
        for place, (title, kind) in enumerate(zip(heads, kinds, strict=True))
    ]
    told = met(asked)
    rows = (
        (
            each.pseudonym,
            *(_typed(attribute, each.value(attribute.id)) for attribute in attributes),
            *(each.id in listed for _, listed in cohorts),
        )
        for each in told
    )
    return Grid("Partners", tuple(columns), rows, len(told))


def _cohorts(asked: Asked) -> list[tuple[str, frozenset[str]]]:
    """Names and members: of one iteration as they were in it, of the whole study as they are now."""
    if not asked.whole:
        groups = asked.sources[0].groups
        return [(each.name, each.members or frozenset()) for each in groups if each.id != EVERYONE]
    chosen = {group.id for each in asked.sources for group in each.groups}
    return [
        (each.name, asked.reader.members(each))
        for each in asked.reader.cohorts()
        if each.id != EVERYONE and (each.id in chosen or not asked.sources)
    ]


def met(asked: Asked) -> Sequence[CustomerPartner]:
    """Who is told of: of one iteration the partners who were met in it, else all."""
    every = asked.reader.partners()
    if asked.whole:
        return every
    columns = asked.reader.columns
    codes = np.unique(columns.partner[asked.places()])
    met = {columns.partners.id(code) for code in codes.tolist()}
    met.update(each.partner for each in asked.notes())
    return [each for each in every if each.id in met]


def _kind(attribute: Attribute) -> Kind:
    return Kind.NUMBER if attribute.kind is AttributeKind.NUMBER else Kind.TEXT


def _typed(attribute: Attribute, value: str) -> Cell:
    """A value by the kind of its attribute; as written where it is no number."""
    if attribute.kind is AttributeKind.NUMBER:
        figure = number(value)
        return value or None if figure is None else figure
    return value or None


def _told_apart(heads: Sequence[str]) -> list[str]:
    """Column titles, those that stand twice numbered."""
    seen: dict[str, int] = {}
    told = []
    for head in heads:
        seen[head] = seen.get(head, 0) + 1
        told.append(head if seen[head] == 1 else f"{head} {seen[head]}")
    return told
