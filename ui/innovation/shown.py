"""What the page shows: read once from the study, then only painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core import learned
from core.groups import groups
from core.interview.said import Said, said
from core.learn.challenge import Challenge
from core.learn.innovation import AgainstTarget, Innovation
from core.learn.progress import Progress, progress
from core.measure.behind import behind
from core.measure.cohorts import Group
from core.measure.intervals import wilson
from core.model.decision import Decision
from core.model.flow import Flow, Step, StepKind
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.reading import Reader
from ui.look.interval_strip import Plausible

ENDPOINTS = (StepKind.ADOPTION, StepKind.OUTCOME)


@dataclass(frozen=True)
class Number:
    """One of the numbers of the page: at an endpoint ("aligned", "deviated", "unknown"), or "both"."""

    kind: StepKind
    what: str


BOTH = Number(StepKind.ADOPTION, "both")


@dataclass(frozen=True)
class Endpoint:
    """One endpoint: what it is held to, how sure its rate is, and why it may be less than it seems."""

    kind: StepKind
    against: AgainstTarget
    share: Plausible
    challenges: tuple[Challenge, ...]

    @property
    def step(self) -> Step | None:
        """The step of the flow; None where it has none."""
        return self.against.count.step


@dataclass(frozen=True)
class Shown:
    """How far an iteration has come for a group."""

    iteration: Iteration
    flow: Flow
    group: Group
    innovation: Innovation
    both: Plausible
    endpoints: tuple[Endpoint, Endpoint]
    challenges: tuple[Challenge, ...]
    has_targets: bool

    def endpoint(self, kind: StepKind) -> Endpoint:
        """One of the two."""
        return self.endpoints[ENDPOINTS.index(kind)]

    def count(self, number: Number) -> int:
        """How many partners a number counts."""
        if number.what == "both":
            return self.innovation.both
        count: int = getattr(self.endpoint(number.kind).against.count, number.what)
        return count


@dataclass(frozen=True)
class Voices:
    """The partners of a number, those with words first, and how many more there are."""

    partners: tuple[Said, ...]
    more: int


@dataclass(frozen=True)
class Told:
    """An iteration as the chart of a metric marks it, with its decision once it is closed."""

    iteration: Iteration
    decision: Decision | None


def read(study: Reader, iteration: Iteration, cohort: str) -> Shown:
    """What there is to show of an iteration; a cohort that is gone stands for everyone."""
    (group,) = groups(study, iteration, [cohort])[:1] or groups(study, iteration, [EVERYONE])
    flow, found = study.flow(iteration.flow), learned.innovation_of(study, iteration, group)
    challenges = learned.challenges_of(study, iteration, group)
    need = flow.one(StepKind.NEED_MET)
    hypothesis = study.hypothesis_of(iteration)
    both = found.both / found.need_met if found.need_met else None
    return Shown(
        iteration,
        flow,
        group,
        found,
        Plausible(both, wilson(found.both, found.need_met)),
        (
            _endpoint(StepKind.ADOPTION, found.adoption, challenges),
            _endpoint(StepKind.OUTCOME, found.outcome, challenges),
        ),
        tuple(each for each in challenges if need is not None and each.step == need.id),
        hypothesis is not None
        and hypothesis.scale is not None
        and not (hypothesis.adoption is None and hypothesis.outcome is None),
    )


def _endpoint(kind: StepKind, against: AgainstTarget, challenges: Sequence[Challenge]) -> Endpoint:
    count = against.count
    own = tuple(each for each in challenges if count.step and each.step == count.step.id)
    return Endpoint(kind, against, Plausible(count.rate, count.interval, None, against.target), own)


def voices(study: Reader, shown: Shown, number: Number, at_most: int) -> Voices:
    """The partners a number counts and what they said at its endpoint."""
    step = shown.endpoint(number.kind).step
    if step is None:
        return Voices((), 0)
    who = behind(study.columns, shown.flow, shown.iteration.id, shown.group, step.id, number.what)
    steps = [step.id]
    other = shown.endpoint(StepKind.OUTCOME).step
    if number.what == "both" and other is not None:
        steps.insert(0, other.id)

    def at_steps(partners: Sequence[str]) -> tuple[Said, ...]:
        about = (study, shown.iteration.id)
        return _joined([said(*about, each, partners, None, at_most=at_most) for each in steps])

    found = at_steps(who)[:at_most]
    if len(steps) > 1 and len(who) > at_most:
        found = at_steps([each.partner.id for each in found])
    return Voices(found, max(len(who) - at_most, 0))


def _joined(found: Sequence[tuple[Said, ...]]) -> tuple[Said, ...]:
    """One entry for each partner, with the words of all steps; those with words first."""
    by_partner: dict[str, Said] = {}
    for each in (each for at_step in found for each in at_step):
        before = by_partner.get(each.partner.id)
        by_partner[each.partner.id] = each if before is None else _both(before, each)
    return tuple(sorted(by_partner.values(), key=lambda each: (not each.quotes, not each.notes)))


def _both(a: Said, b: Said) -> Said:
    return Said(
        a.partner,
        (*a.quotes, *b.quotes),
        (*a.notes, *b.notes),
        a.reason or b.reason,
        max(a.at or "", b.at or "") or None,
    )


def metrics(study: Reader) -> tuple[Progress, ...]:
    """Every strategic metric with its readings, in the order they were put."""
    iterations = study.iterations()
    return tuple(progress(each, study.readings(each.id), iterations) for each in study.metrics())


def told(study: Reader) -> tuple[Told, ...]:
    """The iterations with their decisions, the oldest first."""
    return tuple(
        Told(each, None if each.is_open else study.decision(each.id)) for each in study.iterations()
    )
