"""The table of decisions: what each close rests on, what was proposed and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from core.exchange.grid import Column, Grid, Kind, Row, grid
from core.learned import evidence_of, names
from core.model.decision import Decision
from core.share.audience import initials
from core.share.sections.decision import decision_of, has
from core.share.source import Source
from core.tables.asked import Asked, told
from core.tables.words import utc


def decisions(asked: Asked) -> Grid:
    """One row a closed iteration; why it was decided so is not for the public."""
    columns = [
        Column("Iteration"),
        Column("Cohort", Kind.TEXT),
        Column("To beat", Kind.SHARE),
        *map(Column, ("Planned", "Aligned", "Answered", "Unknown")),
        *(Column(each, Kind.PROBABILITY) for each in ("P at least", "P at most")),
        Column("Proposal", Kind.TEXT, 12),
        Column("Focus step", Kind.TEXT),
        Column("More needed"),
        Column("Verdict", Kind.TEXT, 12),
        Column("Closed at (UTC)", Kind.MOMENT),
        Column("Decided at (UTC)", Kind.MOMENT),
    ]
    if not asked.is_public:
        columns.append(Column("Verdict note", Kind.WORDS))
    if asked.is_team:
        columns.append(Column("Decided by", Kind.TEXT, 12))
    return grid("Decisions", columns, _rows(asked))


def _rows(asked: Asked) -> Iterator[Row]:
    for source in asked.sources:
        decision = decision_of(source)
        if decision is not None:
            yield _row(asked, source, decision)


def _row(asked: Asked, source: Source, decision: Decision) -> Row:
    found, called = (
        evidence_of(asked.reader, source.iteration),
        names(asked.reader, source.iteration),
    )
    shown, verdict = has(source), decision.verdict
    focus = called.step(found.focus) if found.focus else None
    row: Row = (
        source.iteration.number,
        called.cohort(found.cohort),
        found.target,
        found.planned,
        told(found.aligned, shown=shown),
        told(found.n, shown=shown),
        told(found.unknown, shown=shown),
        told(decision.p_at_least, shown=shown),
        told(decision.p_at_most, shown=shown),
        decision.proposal.value,
        told(focus, shown=not (asked.is_public and focus)),
        told(decision.needed, shown=shown),
        verdict.conclusion.value if verdict else None,
        utc(decision.at),
        utc(verdict.at) if verdict else None,
    )
    if not asked.is_public:
        row = (*row, verdict.note.strip() if verdict else None)
    if asked.is_team:
        row = (*row, initials(verdict.by) if verdict else None)
    return row
