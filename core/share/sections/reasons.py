"""Why they left: reasons ranked at each step, and what they did instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.measure import Group, Ranked, WhyLeft, why_left
from core.share.content import (
    Block,
    Cell,
    Figure,
    Paragraph,
    RankItem,
    RankPicture,
    Section,
    SectionName,
    Table,
)
from core.share.source import Source
from core.share.spoken_numbers import count_cell, partners, percent

NO_REASON = "no reason given"
NOWHERE = "seen nowhere after"
_AT_MOST, _DRAWN, _NAMED = 12, 8, 2
"""Rows a step, bars of the picture, reasons in the message."""


def reasons(source: Source) -> Section:
    """Of everyone, at each step that anybody deviated at or came back from."""
    found = _found(source)
    return Section(
        SectionName.REASONS,
        "Why they left",
        _message(source, found),
        tuple(_blocks(source, found)),
        source.iteration.number,
    )


def has_reasons(source: Source) -> bool:
    """Whether anybody deviated, so that there is something to say about it."""
    return bool(_found(source))


def _found(source: Source) -> list[WhyLeft]:
    group = source.funnels[0].group
    found = why_left(source.reader.columns, source.flow, source.iteration.id, group)
    return [each for each in found if each.deviated or each.recovered]


def _message(source: Source, found: Sequence[WhyLeft]) -> str:
    if not source.funnels[0].entrants:
        return "Nobody has entered the flow yet."
    if not found:
        return "Nobody was seen to deviate."
    given = _given(source, found)
    if not given:
        return "No reason can be told."
    most = given[0].count
    first = [f"“{each.label}” at “{each.of}”" for each in given if each.count == most]
    if most == 1:
        return "No reason was given by more than one partner."
    if len(first) > _NAMED:
        return f"No reason stands out: {len(first):,} were given by {most:,} each."
    each = " each" if len(first) > 1 else ""
    return f"Given most often: {', '.join(first)}, by {most:,}{each}."


def _given(source: Source, found: Sequence[WhyLeft]) -> list[RankItem]:
    """The reasons that were given and may be told, the most frequent first."""
    given = [
        RankItem(reason.text, each.step.name, reason.count)
        for each in found
        for reason in _told(source, each.step.id, "reason", each.reasons)
        if reason.text
    ]
    return sorted(given, key=lambda each: -each.count)


def _told(source: Source, step: str, what: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    group = source.funnels[0].group
    return [each for each in ranked if source.has(group, step, f"{what} {each.text}")]


def _blocks(source: Source, found: Sequence[WhyLeft]) -> Iterator[Block]:
    for what, name, head, caption in _TABLES:
        table, left_out = _table(source, found, what, (name, head), caption)
        given = _given(source, found)[:_DRAWN] if what == "reason" else []
        if given:
            yield _figure(given, table)
        elif table.rows:
            yield table
        for sentence in left_out:
            yield Paragraph(f"{caption}: {sentence}", quiet=True)


_TABLES = (
    ("reason", "Reason", "Deviated", "Reasons of those who deviated"),
    ("instead", "Seen next", "Deviated", "Where those who deviated were seen next"),
    ("recovered", "Reason", "Recovered", "Reasons of those who deviated, then aligned"),
)
"""What is ranked, what it is called in a head, whom it is of, and the caption."""


def _figure(given: Sequence[RankItem], table: Table) -> Figure:
    said = "; ".join(f"“{each.label}” at “{each.of}”, {partners(each.count)}" for each in given[:3])
    alt = f"Reasons, the most frequent first: {said}. The table has all of them."
    return Figure("Reasons, most often given first", alt, RankPicture(tuple(given)), table)


def _table(
    source: Source, found: Sequence[WhyLeft], what: str, heads: tuple[str, str], caption: str
) -> tuple[Table, list[str]]:
    """One row a step and reason, and what has to be said of those without a row."""
    rows: list[tuple[Cell, ...]] = []
    hidden, rarer = False, 0
    group = source.funnels[0].group
    for each in found:
        ranked, whole = _ranked(each, what)
        told = _told(source, each.step.id, what, ranked)
        hidden |= len(told) < len(ranked)
        rarer += max(0, len(told) - _AT_MOST)
        rows += [
            _row(source, group, each, what, one, whole) for one in told[:_AT_MOST]
        ]  # fmt: skip
    name, head = heads
    left_out = []
    if hidden:
        # Not how many: two that share three partners are one and two.
        left_out.append("some are not shown.")
    if rarer:
        left_out.append(f"{rarer:,} rarer ones are left out.")
    return Table(caption, ("Step", name, "Partners", head, "Share"), tuple(rows)), left_out


def _ranked(told: WhyLeft, what: str) -> tuple[Sequence[Ranked], int]:
    if what == "recovered":
        return told.recovered_reasons, told.recovered
    ranked = told.instead if what == "instead" else told.reasons
    return (ranked, told.deviated) if told.deviated else ((), 0)


def _row(
    source: Source, group: Group, told: WhyLeft, what: str, ranked: Ranked, whole: int
) -> tuple[Cell, ...]:
    of = "recovered" if what == "recovered" else "deviated"
    shown = source.number(group, told.step.id, of, whole)
    share = Cell("not shown") if shown is None else Cell(percent(ranked.share), ranked.share)
    return (
        Cell(told.step.name),
        Cell(ranked.text or (NOWHERE if what == "instead" else NO_REASON)),
        count_cell(ranked.count),
        count_cell(shown),
        share,
    )
