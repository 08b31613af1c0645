"""Why they left: reasons ranked at each step, and what they did instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.measure import Group, Ranked, WhyLeft, why_left
from core.share.content import Block, Cell, Paragraph, Section, SectionName, Table
from core.share.source import Source
from core.share.spoken_numbers import count, count_cell, percent

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


def _message(source: Source, group: Group, told: Sequence[WhyLeft]) -> str:
    given = [
        (reason.count, reason.text, each.step)
        for each in told
        for reason in each.reasons
        if reason.text and source.has(group, each.step.id, f"reason {reason.text}")
    ]
    if not told:
        return "Nobody has deviated."
    if not given:
        return "No reason can be told."
    most, text, step = max(given, key=lambda each: each[0])
    return f"Given most often: “{text}” at “{step.name}”, by {most:,}."


def _blocks(source: Source, group: Group, told: WhyLeft) -> Iterator[Block]:
    step = told.step
    deviated = source.number(group, step.id, "deviated", told.deviated)
    if told.deviated:
        title = f"{step.name}: {count(deviated)} deviated, by reason"
        yield from _ranked(source, group, step.id, title, "reason", told.reasons, NO_REASON)
        title = f"{step.name}: where they were seen next"
        yield from _ranked(source, group, step.id, title, "instead", told.instead, NOWHERE)
    if told.recovered:
        again = source.number(group, step.id, "recovered", told.recovered)
        title = f"{step.name}: {count(again)} deviated, then aligned, by reason"
        yield from _ranked(
            source, group, step.id, title, "recovered", told.recovered_reasons, NO_REASON
        )


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
    left_out = len(ranked) - len(shown)
    more = len(shown) - len(rows)
    if left_out:
        yield Paragraph(f"{title}: {left_out:,} of them are not shown.", quiet=True)
    if more:
        yield Paragraph(f"{title}: {more:,} rarer ones are left out.", quiet=True)
