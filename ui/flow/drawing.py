"""From a flow and what was measured on it to everything the canvas shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from core.measure.endpoints import EndpointCount
from core.model.flow import Flow, Link, Step, StepKind
from core.model.rules import Finding
from core.model.structure import Structure, structure
from ui.flow.faces import Arc, Drawing, Exit, Face, Going, Innovation, Rate, Undecided
from ui.flow.numbers import Numbers
from ui.flow.shapes import INNOVATION
from ui.flow.words import kind_word


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


def drawing(flow: Flow, numbers: Numbers | None, findings: Sequence[Finding]) -> Drawing:
    """What the canvas shows; a plain drawing where nobody was observed yet."""
    if numbers is not None and not numbers.funnel.entrants:
        numbers = None
    shape = structure(flow)
    found = {step for finding in findings for step in finding.steps}
    return Drawing(
        flow=flow,
        faces={step.id: _face(step, shape, numbers, step.id in found) for step in flow.steps},
        going=dict(_going(flow, numbers)) if numbers else {},
        exits=tuple(_exits(numbers)) if numbers else (),
        undecided=tuple(_undecided(shape, numbers)) if numbers else (),
        arc=_arc(flow, numbers),
        innovation=_innovation(flow, numbers),
    )


def _face(step: Step, shape: Structure, numbers: Numbers | None, finding: bool) -> Face:
    column = shape.index.get(step.id)
    optional = column is not None and shape.optional[column]
    about = step.aligned_means or step.description
    plain = _plain_face(step.kind, step.name, finding, optional, about)
    if numbers is None:
        return plain
    end = numbers.end(step.kind)
    if end is not None:
        return _endpoint_face(plain, end, numbers)
    count = numbers.counts.get(step.id)
    if count is None:
        return plain
    rate = Rate(count.aligned, count.aligned + count.deviated, count.interval)
    entrants = numbers.funnel.entrants
    return _step_face(plain, rate, count.reached, entrants, count.deviated, count.unknown)


# An observation changes the faces of few steps: the others are the same objects as before.
@lru_cache(maxsize=4096)
def _plain_face(kind: StepKind, name: str, finding: bool, optional: bool, about: str) -> Face:
    return Face(
        kind=kind,
        word=kind_word(kind),
        title=name.strip() or _tr("Unnamed step"),
        finding=finding,
        optional=optional,
        about=about,
    )


@lru_cache(maxsize=4096)
def _step_face(
    plain: Face, rate: Rate, reached: int, entrants: int, deviated: int, unknown: int
) -> Face:
    line = _tr("{n} reached").format(n=reached)
    if plain.kind != StepKind.TRIGGER:
        line = f"{line} · {_tr('{n} aligned').format(n=rate.aligned)}"
    return replace(
        plain,
        lines=(line,),
        rate=rate,
        reached=reached,
        entrants=entrants,
        deviated=deviated,
        unknown=unknown,
    )


def _endpoint_face(plain: Face, end: EndpointCount, numbers: Numbers) -> Face:
    known = end.aligned + end.deviated
    if plain.kind == StepKind.ADOPTION:
        line = _tr("{n} met it again · {back} back").format(n=known, back=end.aligned)
    else:
        line = _tr("{n} observed · {aligned} aligned").format(n=known, aligned=end.aligned)
    rate = Rate(end.aligned, known, end.interval)
    return replace(
        plain, lines=(line,), rate=rate, reached=numbers.ends.need_met, deviated=end.deviated
    )


def _going(flow: Flow, numbers: Numbers) -> Iterator[tuple[Link, Going]]:
    entrants = numbers.funnel.entrants
    need = flow.one(StepKind.NEED_MET)
    kinds = {step.id: step.kind for step in flow.steps}
    for link in flow.links:
        count = numbers.funnel.links.get((link.source, link.target))
        if count is None and need is not None and link.source == need.id:
            count = numbers.ends.need_met if kinds[link.target].is_endpoint else None
        if count is not None:
            yield link, going(count, entrants)


def going(count: int, entrants: int) -> Going:
    """Customers on a way, with their share of all entrants."""
    return Going(count, count / entrants if entrants else None)


def _exits(numbers: Numbers) -> Iterator[Exit]:
    for count in numbers.funnel.steps:
        left = count.fates.deviated
        if left:
            ranked = numbers.reasons.get(count.step.id, ())
            yield Exit(count.step.id, left, tuple((each.text, each.count) for each in ranked))


def _undecided(shape: Structure, numbers: Numbers) -> Iterator[Undecided]:
    for step_id, count in numbers.funnel.undecided.items():
        if count:
            branches = shape.splits[shape.index[step_id]]
            targets = tuple(shape.steps[branch.target].id for branch in branches)
            yield Undecided(step_id, targets, count)


def _arc(flow: Flow, numbers: Numbers | None) -> Arc | None:
    adoption, trigger = flow.one(StepKind.ADOPTION), flow.one(StepKind.TRIGGER)
    if adoption is None or trigger is None:
        return None
    if numbers is None:
        return Arc(adoption.id, trigger.id)
    end = numbers.ends.adoption
    known = end.aligned + end.deviated
    if not known and not end.unknown:
        return Arc(adoption.id, trigger.id)
    came = {"part": end.aligned, "whole": known}
    return Arc(
        adoption.id,
        trigger.id,
        strong=_tr("{part} of {whole} came back on the next trigger").format(**came),
        quiet=_tr("{n} pending").format(n=end.unknown) if end.unknown else "",
        brief=_tr("{part} of {whole} came back").format(**came),
    )


def _innovation(flow: Flow, numbers: Numbers | None) -> Innovation | None:
    adoption, outcome = flow.one(StepKind.ADOPTION), flow.one(StepKind.OUTCOME)
    if adoption is None or outcome is None:
        return None
    lines: tuple[str, ...] = ()
    going_on: tuple[tuple[str, Going], ...] = ()
    if numbers is not None:
        ends, entrants = numbers.ends, numbers.funnel.entrants
        lines = (_tr("{n} did both").format(n=ends.both), _innovation_word(numbers))
        going_on = (
            (adoption.id, going(ends.adoption.aligned, entrants)),
            (outcome.id, going(ends.outcome.aligned, entrants)),
        )
    word = kind_word(INNOVATION)
    face = Face(INNOVATION, word, _tr("Adoption and outcome"), lines)
    return Innovation(adoption.id, outcome.id, face, going_on)


def _innovation_word(numbers: Numbers) -> str:
    """The state in a word. No target is set yet, so that nothing can be at scale."""
    ends = numbers.ends
    known = sum(end.aligned + end.deviated for end in (ends.adoption, ends.outcome))
    if not known:
        return _tr("Not measured")
    return _tr("Signals so far") if numbers.iteration.is_open else _tr("Signals")
