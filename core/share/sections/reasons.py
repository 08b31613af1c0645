"""Why they left: reasons ranked at each step, and what they did instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.measure import Group, Ranked, WhyLeft, why_left
from core.share.content import Block, Cell, Paragraph, Section, SectionName, Table
from core.share.source import Source
from core.share.spoken_numbers import count_cell, percent

NO_REASON = "no reason given"
NOWHERE = "seen nowhere after"
_AT_MOST = 12


def reasons(source: Source) -> Section:
    """Of everyone, at each step that anybody deviated at or came back from."""
    group = source.funnels[0].group
    found = why_left(source.reader.columns, source.flow, source.iteration.id, group)
    told = [each for each in found if each.deviated or each.recovered]
    blocks = tuple(block for each in told for block in _blocks(source, group, each))
    return Section(
        SectionName.REASONS, "Why they left", _message(source, group, told), blocks,
        source.iteration.number,
    )  # fmt: skip


def has_reasons(source: Source) -> bool:
    """Whether anybody deviated, so that there is something to say about it."""
    group = source.funnels[0].group
    found = why_left(source.reader.columns, source.flow, source.iteration.id, group)
    return any(each.deviated or each.recovered for each in found)


def _message(source: Source, group: Group, told: Sequence[WhyLeft]) -> str:
    given = [
        (reason.count, reason.text, each.step)
        for each in told
        for reason in each.reasons
        if reason.text and source.has(group, each.step.id, f"reason {reason.text}")
    ]
    if not source.funnels[0].entrants:
        return "Nobody has entered the flow yet."
    if not told:
        return "Nobody was seen to deviate."
    if not given:
        return "No reason can be told."
    most = max(number for number, _, __ in given)
    first = [f"“{text}” at “{step.name}”" for number, text, step in given if number == most]
    if most == 1:
        return "No reason was given by more than one partner."
    if len(first) > _NAMED:
        return f"No reason stands out: {len(first):,} were given by {most:,} each."
    each = " each" if len(first) > 1 else ""
    return f"Given most often: {', '.join(first)}, by {most:,}{each}."


_NAMED = 2
"""More than so many that were given equally often are not named."""


def _blocks(source: Source, group: Group, told: WhyLeft) -> Iterator[Block]:
    step = told.step
    if told.deviated:
        deviated = source.number(group, step.id, "deviated", told.deviated)
        title = f"{step.name}: {_said(deviated)}deviated, by reason"
        yield from _ranked(source, group, step.id, title, "reason", told.reasons, NO_REASON)
        title = f"{step.name}: where they were seen next"
        yield from _ranked(source, group, step.id, title, "instead", told.instead, NOWHERE)
    if told.recovered:
        again = source.number(group, step.id, "recovered", told.recovered)
        title = f"{step.name}: {_said(again)}deviated, then aligned, by reason"
        yield from _ranked(
            source, group, step.id, title, "recovered", told.recovered_reasons, NO_REASON
        )


def _said(number: int | None) -> str:
    """A number before a word; nothing where it is not shown."""
    return "" if number is None else f"{number:,} "


def _ranked(
    source: Source, group: Group, step: str, title: str, what: str, ranked: Sequence[Ranked],
    none: str,
) -> Iterator[Block]:  # fmt: skip
    shown = [each for each in ranked if source.has(group, step, f"{what} {each.text}")]
    whole = source.has(group, step, "recovered" if what == "recovered" else "deviated")
    rows = []
    for each in shown[:_AT_MOST]:
        share = Cell(percent(each.share), each.share) if whole else Cell("not shown")
        rows.append((Cell(each.text or none), count_cell(each.count), share))
    if rows:
        yield Table(
            title, ("Reason" if what != "instead" else "Step", "Partners", "Share"), tuple(rows)
        )
    more = len(shown) - len(rows)
    if len(shown) < len(ranked):
        # Not how many: two that share three partners are one and two.
        yield Paragraph(f"{title}: some are not shown.", quiet=True)
    if more:
        yield Paragraph(f"{title}: {more:,} rarer ones are left out.", quiet=True)
