"""The tables of counts: funnels, and what came after the need was met."""

from __future__ import annotations

from collections.abc import Iterator

from core.exchange.grid import Column, Grid, Kind, Row, grid
from core.learned import innovation_of
from core.measure.funnel import Funnel, StepCount
from core.share.source import Source
from core.tables.asked import Asked, ends, told

_WHERE = (Column("Iteration"), Column("Cohort", Kind.TEXT))


def funnels(asked: Asked) -> Grid:
    """One row a step of each cohort in each iteration, encounter 1 and the latest reading.

    ``Alignment`` is aligned of answered, ``Overall`` aligned of entrants.
    """
    columns = [
        *_WHERE,
        Column("Entrants"),
        Column("Need met"),
        Column("Step", Kind.TEXT),
        Column("Kind", Kind.TEXT, 11),
        *map(Column, ("Reached", "Aligned", "Deviated", "Unknown", "Recovered", "Answered")),
        *(Column(each, Kind.SHARE) for each in _SHARES),
        *map(Column, ("Ended deviated", "Ended unknown", "Ended undecided")),
    ]
    return grid("Funnel", columns, _funnels(asked))


_SHARES = (
    "Alignment", "Alignment from", "Alignment to", "Overall", "Overall from", "Overall to", "Band to",
)  # fmt: skip


def _funnels(asked: Asked) -> Iterator[Row]:
    for source in asked.sources:
        for funnel in source.funnels:
            for step in funnel.steps:
                yield (source.iteration.number, *_step(source, funnel, step))


def _step(source: Source, funnel: Funnel, count: StepCount) -> Row:
    group, step = funnel.group, count.step
    entrants = source.has(group, "", "entrants")
    overall = entrants and source.has(group, step.id, "aligned")
    answered = source.has(group, step.id, "aligned", "answered")
    possible = overall and source.has(group, step.id, "possible")
    fates = zip(("deviated", "unknown", "undecided"), count.fates, strict=True)
    return (
        group.name,
        told(funnel.entrants, shown=entrants),
        told(funnel.need_met, shown=source.has(group, "", "need_met")),
        step.name,
        step.kind.value.replace("_", " "),
        *(
            told(number, shown=source.has(group, step.id, what))
            for what, number in (
                ("reached", count.reached), ("aligned", count.aligned),
                ("deviated", count.deviated), ("unknown", count.unknown),
                ("recovered", count.recovered), ("answered", count.aligned + count.deviated),
            )
        ),
        told(count.alignment, shown=answered),
        *ends(count.interval, shown=answered),
        told(count.overall, shown=overall),
        *ends(count.overall_interval, shown=overall),
        told(count.band[1] if count.band else None, shown=possible),
        *(told(n, shown=source.has(group, step.id, f"fate {what}")) for what, n in fates),
    )  # fmt: skip


def outcomes(asked: Asked) -> Grid:
    """One row an endpoint of each cohort in each iteration, late observations included."""
    columns = [
        *_WHERE,
        Column("Endpoint", Kind.TEXT),
        *map(Column, ("Need met", "Aligned", "Deviated", "Unknown", "Answered")),
        *(Column(each, Kind.SHARE) for each in ("Rate", "Rate from", "Rate to", "To beat")),
        Column("At scale", Kind.FLAG),
        Column("Did both"),
        Column("True innovation", Kind.TEXT, 16),
    ]
    rows = [row for source in asked.sources for row in _outcomes(source)]
    return grid("Outcomes", columns, rows)


def _outcomes(source: Source) -> Iterator[Row]:
    for group in source.groups:
        found = innovation_of(source.reader, source.iteration, group)
        needed = found.adoption, found.outcome
        # What is concluded from both rests on the numbers of both.
        state = all(
            source.has(group, each.count.step.id, "aligned", "answered")
            for each in needed
            if each.count.step
        )
        for each in needed:
            count, step = each.count, each.count.step
            if step is None:
                continue
            answered = source.has(group, step.id, "aligned", "answered")
            yield (
                source.iteration.number,
                group.name,
                step.name,
                told(found.need_met, shown=source.has(group, "", "need_met")),
                told(count.aligned, shown=source.has(group, step.id, "aligned")),
                told(count.deviated, shown=source.has(group, step.id, "deviated")),
                told(count.unknown, shown=source.has(group, step.id, "unknown")),
                told(each.known, shown=source.has(group, step.id, "answered")),
                told(count.rate, shown=answered),
                *ends(count.interval, shown=answered),
                each.target,
                told(each.at_scale, shown=answered),
                told(found.both, shown=source.has(group, "", "both")),
                told(f"{found.state}{' so far' if found.so_far else ''}", shown=state),
            )
