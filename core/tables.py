"""What a study holds as tables for a spreadsheet: pseudonyms only, words as consent allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from core.exchange.grid import Cell, Grid
from core.groups import groups
from core.interview.leaving import leaving, words_may_leave
from core.interview.spoken import Kind, Spoken, spoken
from core.learned import evidence_of, names
from core.measure import Side, compare, endpoints, everyone, measure
from core.measure.compare import Pair
from core.measure.funnel import Funnel, StepCount
from core.model.consent import Permission, Purpose
from core.model.iteration import Iteration
from core.model.moment import Moment, as_datetime
from core.model.observation import Observation
from core.model.partner import EVERYONE, Attribute, AttributeKind, number
from core.reading import Reader


def tables(study: Reader) -> tuple[Grid, ...]:
    """All tables, what the workbook is about first."""
    made = (
        observations(study), partners(study), funnels(study), outcomes(study), comparisons(study),
        quotes(study), decisions(study),
    )  # fmt: skip
    return (about(study), *made)


def about(study: Reader) -> Grid:
    """What is in the file, what stays behind, and how to read its numbers."""
    said = spoken(study)
    held = {
        kind: sum(each.kind is kind and not _may_leave(study, each) for each in said)
        for kind in Kind
    }
    rows: list[tuple[Cell, ...]] = [
        ("Study", study.info.name),
        ("Partners", len(study.partners())),
        ("Observations", sum(not each.voided for each in _every(study))),
        ("Quotes left out: no permission", held[Kind.QUOTE]),
        ("Notes left out: no permission", held[Kind.NOTE]),
        ("Reasons left out: no permission", held[Kind.REASON]),
        ("Partners are named by", "pseudonym"),
        ("Intervals", "95 % Wilson; of differences 95 % Newcombe"),
        (
            "Differs",
            "Fisher's exact test, or McNemar's for the same partners, Holm-corrected, <= .05",
        ),
        ("An empty cell", "nothing is known; never zero"),
    ]
    if study.info.made_up:
        rows.insert(1, ("Made up", study.info.made_up))
    return Grid("About", ("What", "Value"), tuple(rows))


def observations(study: Reader) -> Grid:
    """One row an observation that is not voided, in the order of time."""
    heads = (
        "Iteration", "Partner", "Encounter", "Step", "Status", "At (UTC)", "Late", "Reason", "Tags",
        "Note", "Quote", "Important", "Id",
    )  # fmt: skip
    named, numbers = study.pseudonyms(), {each.id: each.number for each in study.iterations()}
    steps = _step_names(study)
    rows = [
        (
            numbers[each.iteration], named[each.partner], each.encounter,
            steps[each.iteration, each.step], each.status.value, _utc(each.at), each.late, each.reason,
            ", ".join(each.tags), each.note, each.quote, each.important, each.id,
        )
        for each in (leaving(study, seen, Purpose.EXPORT) for seen in _in_time(study))
    ]  # fmt: skip
    return Grid("Observations", heads, tuple(rows))


def partners(study: Reader) -> Grid:
    """One row a partner: pseudonym, attributes as written, and the cohorts that have them now."""
    attributes, cohorts = study.attributes(), study.cohorts()[1:]
    members = [study.members(each) for each in cohorts]
    heads = ("Partner", *(each.name for each in attributes), *(f"In {c.name}" for c in cohorts))
    rows = [
        (
            each.pseudonym,
            *(_typed(attribute, each.value(attribute.id)) for attribute in attributes),
            *(each.id in listed for listed in members),
        )
        for each in study.partners()
    ]
    return Grid("Partners", _told_apart(heads), tuple(rows))


def funnels(study: Reader) -> Grid:
    """One row a step of each cohort in each iteration, encounter 1 and the latest reading."""
    heads = (
        "Iteration", "Cohort", "Entrants", "Need met", "Step", "Kind", "Reached", "Aligned",
        "Deviated", "Unknown", "Recovered", "Alignment", "Alignment from", "Alignment to",
        "Overall", "Overall from", "Overall to", "Band to", "Ended deviated", "Ended unknown",
        "Ended undecided",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for iteration in study.iterations():
        found = measure(
            study.columns, study.flow(iteration.flow), iteration.id, groups(study, iteration),
            names=study.pseudonyms(),
        )  # fmt: skip
        rows += [
            (iteration.number, *_step_row(funnel, step))
            for funnel in found.funnels
            for step in funnel.steps
        ]
    return Grid("Funnel", heads, tuple(rows))


def _step_row(funnel: Funnel, step: StepCount) -> tuple[Cell, ...]:
    return (
        funnel.group.name, funnel.entrants, funnel.need_met, step.step.name, step.step.kind.value,
        step.reached, step.aligned, step.deviated, step.unknown, step.recovered, step.alignment,
        *_ends(step.interval), step.overall, *_ends(step.overall_interval),
        step.band[1] if step.band else None, *step.fates,
    )  # fmt: skip


def outcomes(study: Reader) -> Grid:
    """One row an endpoint of each cohort in each iteration, late observations included."""
    heads = (
        "Iteration", "Cohort", "Endpoint", "Need met", "Aligned", "Deviated", "Unknown", "Rate",
        "Rate from", "Rate to", "Did both",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for iteration in study.iterations():
        flow = study.flow(iteration.flow)
        for group in groups(study, iteration):
            found = endpoints(study.columns, flow, iteration.id, group)
            rows += [
                (
                    iteration.number, group.name, each.step.name, found.need_met, each.aligned,
                    each.deviated, each.unknown, each.rate, *_ends(each.interval), found.both,
                )
                for each in (found.adoption, found.outcome)
                if each.step is not None
            ]  # fmt: skip
    return Grid("Outcomes", heads, tuple(rows))


def comparisons(study: Reader) -> Grid:
    """Each cohort with the rest in each iteration, and each iteration with the one before.

    What is asked of one iteration, and all pairs of iterations, are each corrected together.
    """
    heads = (
        "Between", "A", "B", "Step", "A aligned", "A answered", "B aligned", "B answered",
        "Difference", "From", "To", "p", "p corrected", "Differs", "In both", "Gained", "Lost",
        "Says",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for iteration in study.iterations():
        rows += _compared(study, f"iteration {iteration.number}", _with_the_rest(study, iteration))
    sides = [Side(study.flow(each.flow), each.id, everyone()) for each in study.iterations()]
    rows += _compared(study, "iterations", [(new, old) for old, new in pairwise(sides)])
    return Grid("Comparisons", heads, tuple(rows))


def _with_the_rest(study: Reader, iteration: Iteration) -> list[Pair]:
    flow = study.flow(iteration.flow)
    named = [each for each in groups(study, iteration) if each.id != EVERYONE]
    return [
        (Side(flow, iteration.id, each), Side(flow, iteration.id, each, rest=True))
        for each in named
    ]


def _compared(study: Reader, between: str, pairs: Sequence[Pair]) -> Iterator[tuple[Cell, ...]]:
    numbers = {each.id: each.number for each in study.iterations()}
    for compared in compare(study.columns, pairs) if pairs else ():
        a, b = compared.a, compared.b
        apart = a.iteration == b.iteration
        one, other = (
            (a.name, b.name)
            if apart
            else (f"iteration {numbers[a.iteration]}", f"iteration {numbers[b.iteration]}")
        )
        for each in compared.steps:
            changed = each.changed
            yield (
                between, one, other, each.step.name, each.a.aligned, each.a.answered,
                each.b.aligned, each.b.answered, each.difference, *_ends(each.interval), each.p,
                each.p_holm, each.differs, changed.both if changed else None,
                changed.gained if changed else None, changed.lost if changed else None,
                each.sentence,
            )  # fmt: skip


def quotes(study: Reader) -> Grid:
    """One row a quote that its partner lets leave, the latest first."""
    heads = (
        "Iteration",
        "Partner",
        "Encounter",
        "Step",
        "Status there",
        "Quote",
        "Tags",
        "At (UTC)",
        "Late",
    )
    named, numbers = study.pseudonyms(), {each.id: each.number for each in study.iterations()}
    steps = _step_names(study)
    rows = [
        (
            numbers[each.iteration], named[each.partner], each.encounter,
            steps[each.iteration, each.step], each.status.value if each.status else "unknown",
            each.text, ", ".join(each.tags), _utc(each.at), each.late,
        )
        for each in spoken(study)
        if each.kind is Kind.QUOTE and _may_leave(study, each)
    ]  # fmt: skip
    return Grid("Quotes", heads, tuple(rows))


def decisions(study: Reader) -> Grid:
    """One row a closed iteration: its evidence, what was proposed and what was decided."""
    heads = (
        "Iteration", "Cohort", "To beat", "Planned", "Aligned", "Answered", "Unknown",
        "P at least", "P at most", "Proposal", "Focus step", "More needed", "Verdict",
        "Verdict note", "Closed at (UTC)", "Decided at (UTC)",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for iteration in study.iterations():
        decision = study.decision(iteration.id)
        if decision is None or iteration.is_open:
            continue
        found, told = evidence_of(study, iteration), names(study, iteration)
        verdict = decision.verdict
        rows.append(
            (
                iteration.number, told.cohort(found.cohort), found.target, found.planned,
                found.aligned, found.n, found.unknown, decision.p_at_least, decision.p_at_most,
                decision.proposal.value, told.step(found.focus) if found.focus else None,
                decision.needed, verdict.conclusion.value if verdict else None,
                verdict.note if verdict else None, _utc(decision.at), _utc(verdict.at) if verdict else None,
            )
        )  # fmt: skip
    return Grid("Decisions", heads, tuple(rows))


def _may_leave(study: Reader, words: Spoken) -> bool:
    asked = Permission.QUOTES if words.kind is Kind.QUOTE else Permission.NOTES
    return words_may_leave(study, words.partner, asked, Purpose.EXPORT)


def _in_time(study: Reader) -> list[Observation]:
    """All that stand, by when they happened."""
    standing = (each for each in _every(study) if not each.voided)
    return sorted(standing, key=lambda each: (each.at, each.id))


def _utc(at: Moment) -> datetime:
    """A moment as spreadsheets hold one: without a zone, in whole seconds."""
    return as_datetime(at).replace(tzinfo=None, microsecond=0)


def _typed(attribute: Attribute, value: str) -> Cell:
    """A value by the kind of its attribute; as written where it is no number."""
    if attribute.kind is AttributeKind.NUMBER:
        figure = number(value)
        return value or None if figure is None else figure
    return value or None


def _every(study: Reader) -> list[Observation]:
    return study.all_of(Observation)


def _step_names(study: Reader) -> dict[tuple[str, str], str]:
    """The names of steps by iteration and step id."""
    return {
        (each.id, step.id): step.name
        for each in study.iterations()
        for step in study.flow(each.flow).steps
    }


def _ends(interval: tuple[float, float] | None) -> tuple[Cell, Cell]:
    return interval if interval is not None else (None, None)


def _told_apart(heads: Sequence[str]) -> tuple[str, ...]:
    """Column titles, those that stand twice numbered."""
    seen: dict[str, int] = {}
    told = []
    for head in heads:
        seen[head] = seen.get(head, 0) + 1
        told.append(head if seen[head] == 1 else f"{head} {seen[head]}")
    return tuple(told)
