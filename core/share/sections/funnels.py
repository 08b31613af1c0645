"""The funnel of each cohort: a figure with its table."""

from __future__ import annotations

from core.measure.funnel import Funnel, StepCount, worst
from core.share.content import (
    Bar,
    Cell,
    Figure,
    FunnelPicture,
    Paragraph,
    Section,
    SectionName,
    Table,
)
from core.share.source import Source
from core.share.spoken_numbers import (
    count,
    count_cell,
    counted,
    partners,
    percent,
    share_cell,
    span,
    span_cell,
    x_of_n,
)

HEAD = (
    "Step",
    "Reached",
    "Aligned",
    "Deviated",
    "Unknown",
    "Alignment",
    "95 %",
    "Of entrants",
    "95 % of that",
    "Could still be",
)
FEW = 10
"""Fewer answers than this are called few."""


def funnels(source: Source) -> Section:
    """One figure for each group that anybody of has entered the flow."""
    met = [each for each in source.funnels if each.entrants]
    told = [each for each in met if source.has(each.group, "", "entrants")]
    figures = [_figure(source, each) for each in told]
    small = [each.group.name for each in met if each not in told]
    empty = [each.group.name for each in source.funnels if not each.entrants]
    blocks: list[Figure | Paragraph] = [*figures]
    if empty and met:
        blocks.append(Paragraph(f"Nobody has been met yet of: {', '.join(empty)}.", quiet=True))
    if small:
        blocks.append(
            Paragraph(
                f"Not shown, as small numbers could be worked out: {', '.join(small)}.", quiet=True
            )
        )
    return Section(
        SectionName.FUNNELS, "Funnels", _message(source), tuple(blocks), source.iteration.number
    )


def _message(source: Source) -> str:
    """Where most partners were lost of everyone; none is named on a tie or under two lost."""
    everyone = source.funnels[0]
    if not everyone.entrants:
        return "Nobody has entered the flow yet."
    entrants = source.number(everyone.group, "", "entrants", everyone.entrants)
    if entrants is None:
        return "How many entered is not shown."
    entered = f"{partners(entrants)} entered"
    if not all(
        source.has(everyone.group, each.step.id, "fate deviated") for each in everyone.steps
    ):
        return f"{entered}."  # which step comes first would tell of those that are not shown
    if not any(each.fates.deviated for each in everyone.steps):
        return f"{entered}; none was seen to leave."
    most = worst(everyone)
    lost = next((each for each in everyone.steps if each.step.id == most), None)
    if lost is None:
        return f"{entered}; no step loses clearly more than the others."
    return (
        f"Most leave at “{lost.step.name}”: {lost.fates.deviated:,} of {entrants:,} entrants did."
    )


def _figure(source: Source, funnel: Funnel) -> Figure:
    entrants = source.number(funnel.group, "", "entrants", funnel.entrants)
    bars = tuple(_bar(source, funnel, each) for each in funnel.steps)
    met = source.number(funnel.group, "", "need_met", funnel.need_met)
    title = f"{funnel.group.name}: {counted(entrants, 'entrant')}"
    had = (
        "how many had their need met is not shown" if met is None else f"{met:,} had their need met"
    )
    alt = (
        f"Funnel of {funnel.group.name}: of {counted(entrants, 'entrant')}, {had}. The table has the "
        f"numbers of each step."
    )
    rows = tuple(_row(source, funnel, each) for each in funnel.steps)
    table = Table(f"Funnel of {funnel.group.name}", HEAD, rows)
    had = (
        "need met not shown" if met is None else f"{met:,} of {count(entrants)} had their need met"
    )
    message = f"{funnel.group.name}: {had}"
    return Figure(title, alt, FunnelPicture(funnel.group.name, entrants, bars), table, message)


def _bar(source: Source, funnel: Funnel, seen: StepCount) -> Bar:
    aligned, deviated, unknown, answered = _numbers(source, funnel, seen)
    few, rate = "", ""
    if aligned is not None and answered and answered < FEW:
        few = " (few answers)"
    if aligned is not None and answered:
        rate = f"{percent(aligned / answered)}, "
    overall = _has_overall(source, funnel, seen)
    return Bar(
        seen.step.name,
        seen.step.kind,
        aligned,
        deviated,
        unknown,
        seen.overall if overall else None,
        seen.overall_interval if overall else None,
        seen.band if overall and source.has(funnel.group, seen.step.id, "possible") else None,
        f"{rate}{x_of_n(aligned, answered)}{few}",
    )


def _numbers(
    source: Source, funnel: Funnel, seen: StepCount
) -> tuple[int | None, int | None, int | None, int | None]:
    group, step = funnel.group, seen.step.id
    return (
        source.number(group, step, "aligned", seen.aligned),
        source.number(group, step, "deviated", seen.deviated),
        source.number(group, step, "unknown", seen.unknown),
        source.number(group, step, "answered", seen.aligned + seen.deviated),
    )


def _has_overall(source: Source, funnel: Funnel, seen: StepCount) -> bool:
    return source.has(funnel.group, seen.step.id, "aligned") and source.has(
        funnel.group, "", "entrants"
    )


def _row(source: Source, funnel: Funnel, seen: StepCount) -> tuple[Cell, ...]:
    aligned, deviated, unknown, answered = _numbers(source, funnel, seen)
    group, step = funnel.group, seen.step.id
    overall = _has_overall(source, funnel, seen)
    entrants = source.number(group, "", "entrants", funnel.entrants)
    possible = source.has(group, step, "possible")
    return (
        Cell(seen.step.name),
        count_cell(source.number(group, step, "reached", seen.reached)),
        count_cell(aligned),
        count_cell(deviated),
        count_cell(unknown),
        share_cell(aligned, answered),
        span_cell(seen.interval, shown=source.has(group, step, "aligned", "answered")),
        share_cell(aligned, entrants),
        span_cell(seen.overall_interval, shown=overall),
        Cell(span(seen.band)) if overall and possible else span_cell(None, shown=False),
    )
