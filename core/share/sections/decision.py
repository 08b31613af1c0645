"""The decision and its evidence: who decides, what was proposed, what the person decided."""

from __future__ import annotations

from collections.abc import Iterator

from core.learn.words import counted, focus_count
from core.learned import (
    NoHypothesis,
    evidence_of,
    is_changed_since,
    late_since,
    names,
    reason_of,
    said,
)
from core.measure.intervals import wilson
from core.model.decision import Decision, Evidence
from core.share.audience import Audience, initials
from core.share.content import (
    NOT_SHOWN,
    Block,
    Cell,
    Facts,
    Figure,
    Paragraph,
    Section,
    SectionName,
    Strip,
    StripPicture,
    Table,
)
from core.share.shown import Key
from core.share.source import Source
from core.share.spoken_numbers import count, count_cell, percent, probability, span, x_of_n
from core.share.spoken_numbers import counted as spoken

WHATS = ("met", "answered", "unknown")


def keys(source: Source) -> tuple[Key, ...]:
    """The numbers a decision rests on."""
    return tuple((source.iteration.id, "those who decide", "", what) for what in WHATS)


def decision(source: Source) -> Section:
    """What the close of an iteration proposed and why; counts alone while it is open."""
    number = source.iteration.number
    try:
        evidence = evidence_of(source.reader, source.iteration)
    except NoHypothesis:
        message = "No hypothesis was written, so there is nothing to decide."
        return Section(SectionName.DECISION, "Decision", message, (), number)
    made = decision_of(source)
    blocks = tuple(_blocks(source, evidence, made))
    return Section(SectionName.DECISION, _title(made), _message(source, made), blocks, number)


def decision_of(source: Source) -> Decision | None:
    """What was decided, None while the iteration is open."""
    return None if source.iteration.is_open else source.reader.decision(source.iteration.id)


def has(source: Source) -> bool:
    """Whether the counts may be shown."""
    return source.shown.has(*keys(source))


def proposed(source: Source, made: Decision) -> str:
    """The proposal. It follows from the counts, so that it tells of them where they are not shown."""
    return str(made.proposal) if has(source) else NOT_SHOWN


def _title(made: Decision | None) -> str:
    return "Evidence so far" if made is None else "Decision"


def _message(source: Source, made: Decision | None) -> str:
    public = source.audience is Audience.PUBLIC
    if has(source) and not (public and made):
        return said(source.reader, source.iteration)
    if has(source) and made:
        counts = counted(evidence_of(source.reader, source.iteration))
        return f"{counts} Proposed: {made.proposal}."
    if made is None:
        return "The iteration is still open."
    if made.verdict is not None:
        return f"Decided: {made.verdict.conclusion}."
    return "The decision rests on small numbers and is not shown."


def _blocks(source: Source, evidence: Evidence, made: Decision | None) -> Iterator[Block]:
    told = names(source.reader, source.iteration)
    if made is None:
        yield Paragraph("The iteration is open: counts and intervals, no proposal.", quiet=True)
    yield _figure(source, evidence, told.cohort(evidence.cohort))
    if made is not None:
        yield Facts(tuple(_facts(source, made)))
    if evidence.focus and has(source):
        yield from _focus(source, evidence, told.step(evidence.focus))
    yield from _remarks(source, evidence)


def _figure(source: Source, evidence: Evidence, cohort: str) -> Figure:
    shown = has(source)
    x, n = (evidence.aligned, evidence.n) if shown else (None, None)
    interval = wilson(evidence.aligned, evidence.n) if shown else None
    strip = Strip(cohort, evidence.rate if shown else None, interval, x_of_n(x, n), evidence.target)
    rows = (
        (Cell("Planned partners"), Cell(f"{evidence.planned:,}", evidence.planned)),
        (Cell("Need met"), count_cell(x)),
        (Cell("Deviated"), count_cell(evidence.deviated if shown else None)),
        (Cell("Unknown, undecided or not met yet"), count_cell(evidence.unknown if shown else None)),
        (Cell("Share of those who answered"), Cell(percent(evidence.rate) if shown else count(None))),
        (Cell("95 % interval"), Cell(span(interval) if shown else count(None))),
        (Cell("To beat"), Cell(percent(evidence.target), evidence.target)),
    )  # fmt: skip
    table = Table(f"Those who decide: {cohort}", ("What", "How many"), rows)
    wide = "" if interval is None else f", 95 % interval {span(interval)}"
    alt = (
        f"Need met among those who decide ({cohort}): {x_of_n(x, n)}{wide}, to beat "
        f"{percent(evidence.target)}."
    )
    return Figure("Need met, against the share to beat", alt, StripPicture((strip,)), table)


def _facts(source: Source, made: Decision) -> Iterator[tuple[str, str]]:
    yield "Proposed", proposed(source, made)
    if has(source):
        yield (
            "Chance of so many aligned or more at the share to beat, P(X ≥ x)",
            probability(made.p_at_least),
        )
        yield (
            "Chance of so few, every unknown counted as aligned, P(X ≤ x + u)",
            probability(made.p_at_most),
        )
        if made.needed is not None:
            yield "Needed beyond those planned, at best", f"{made.needed:,}"
    verdict = made.verdict
    if verdict is None:
        yield "Decided", "not yet"
        return
    yield "Decided", str(verdict.conclusion)
    if verdict.note.strip() and source.audience is not Audience.PUBLIC:
        yield "Why", verdict.note.strip()
    if verdict.by.strip() and source.audience is Audience.TEAM:
        yield "By", initials(verdict.by)
    yield "On", verdict.at[:10]


def _focus(source: Source, evidence: Evidence, step: str) -> Iterator[Block]:
    if source.audience is Audience.PUBLIC:
        return
    left = focus_count(evidence)
    yield Paragraph(f"Focus step: “{step}”, {left:,} of {evidence.deviated:,} left there.")
    given = [
        (Cell(reason), count_cell(len(each.partners)))
        for each in evidence.reasons
        if (reason := reason_of(source.reader, each))
    ]
    if given:
        yield Table(
            f"Reasons at “{step}”, of those who decide", ("Reason", "Partners"), tuple(given)
        )


def _remarks(source: Source, evidence: Evidence) -> Iterator[Block]:
    public = source.audience is Audience.PUBLIC
    if evidence.later and not public:
        more = len(evidence.later)
        are = "entrant than planned is" if more == 1 else "entrants than planned are"
        yield Paragraph(f"{more:,} more {are} shown and not counted.", quiet=True)
    late = late_since(source.reader, source.iteration)
    if late and not public:
        yield Paragraph(f"{spoken(late, 'observation')} came after the close.", quiet=True)
    if is_changed_since(source.reader, source.iteration):
        yield Paragraph(
            "Observations were changed since the close; the decision stands on what was frozen.",
            notice=True,
        )
