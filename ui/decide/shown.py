"""What the page shows of an iteration: read once from the study, then only painted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core import learned
from core.learn.challenge import Challenge
from core.learn.proving import Settling, settling
from core.learn.upcoming import NextRound
from core.learn.words import Names, focus_count
from core.measure.intervals import wilson
from core.model.decision import Conclusion, Decision, Evidence, TalkTo
from core.model.flow import StepKind
from core.model.hypothesis import Hypothesis
from core.model.iteration import Iteration
from core.reading import Reader
from ui.look.interval_strip import Plausible


@dataclass(frozen=True)
class Close:
    """One close, or this iteration as it stands: its number, how sure its share is, and x of n."""

    number: int
    share: Plausible
    aligned: int
    n: int
    is_this: bool = False


@dataclass(frozen=True)
class Left:
    """Those who left at a step, by id."""

    step: str
    name: str
    partners: tuple[str, ...]
    is_edge: bool


@dataclass(frozen=True)
class Shown:
    """An iteration with its hypothesis. ``decision`` is None while it is open.

    ``settling`` is there where an unsure decision could be settled, ``upcoming`` with a verdict that
    no later iteration has begun on. ``fresh`` is a hypothesis written since, that the next would test.
    """

    iteration: Iteration
    hypothesis: Hypothesis
    cohort: str
    evidence: Evidence
    decision: Decision | None
    said: str
    names: Names
    share: Plausible
    closes: tuple[Close, ...]
    left: tuple[Left, ...]
    reasons: tuple[tuple[str, int], ...]
    talks: tuple[TalkTo, ...]
    challenges: tuple[Challenge, ...]
    settling: Settling | None
    late: int
    is_changed: bool
    is_last: bool
    upcoming: NextRound | None
    fresh: Hypothesis | None

    @property
    def proposal(self) -> Conclusion | None:
        """What the close proposed; None before it."""
        return self.decision.proposal if self.decision else None

    @property
    def verdict(self) -> Conclusion | None:
        """What the person decided; None before that."""
        decided = self.decision.verdict if self.decision else None
        return decided.conclusion if decided else None

    @property
    def need_met(self) -> str:
        """The id of the step all is about; empty where the flow has none."""
        step = self.names.flow.one(StepKind.NEED_MET)
        return step.id if step else ""

    @property
    def entrants(self) -> int:
        """How many of those who decide were met."""
        return self.evidence.planned - self.evidence.unseen

    @property
    def edge_count(self) -> int:
        """How many left at the trigger or at need met itself."""
        return sum(len(each.partners) for each in self.left if each.is_edge)

    @property
    def focus_left(self) -> int:
        """How many left at the focus step."""
        return focus_count(self.evidence)


def read(study: Reader, iteration: Iteration) -> Shown:
    """What there is to show of an iteration. Raises NoHypothesis."""
    hypothesis = learned.hypothesis_of(study, iteration)
    decision = None if iteration.is_open else study.decision(iteration.id)
    evidence = learned.evidence_of(study, iteration)
    names = learned.names(study, iteration)
    later = any(each.number > iteration.number for each in study.iterations())
    decided = decision is not None and decision.verdict is not None and not later
    written = study.hypotheses()[-1]
    unsure = decision is not None and decision.proposal is Conclusion.UNSURE
    return Shown(
        iteration,
        hypothesis,
        names.cohort(evidence.cohort),
        evidence,
        decision,
        learned.said(study, iteration),
        names,
        _share(evidence),
        tuple(_closes(study, iteration, evidence)),
        tuple(_left(evidence, names)),
        tuple(_reasons(study, evidence)) if decision else (),
        learned.talk_to(study, iteration),
        learned.challenges_of(study, iteration),
        settling(evidence.aligned, evidence.unknown, evidence.planned, evidence.target)
        if unsure
        else None,
        learned.late_since(study, iteration),
        learned.is_changed_since(study, iteration),
        not later,
        learned.next_round(study, iteration) if decided else None,
        written if written.id != evidence.hypothesis else None,
    )


def _share(evidence: Evidence) -> Plausible:
    return Plausible(
        evidence.rate,
        wilson(evidence.aligned, evidence.n),
        evidence.band if evidence.unknown else None,
        evidence.target,
    )


def _closes(study: Reader, iteration: Iteration, evidence: Evidence) -> Iterable[Close]:
    """Of the same cohort: other customers say nothing of these."""
    numbers = {each.id: each.number for each in study.iterations()}
    for before in learned.earlier(study, iteration):
        found = before.evidence
        if found.cohort == evidence.cohort:
            yield Close(numbers[before.id], _share(found), found.aligned, found.n)
    yield Close(iteration.number, _share(evidence), evidence.aligned, evidence.n, is_this=True)


def _left(evidence: Evidence, names: Names) -> Iterable[Left]:
    """Where they left, in the order of the flow; trigger and need met always."""
    edges = [names.flow.one(kind) for kind in (StepKind.TRIGGER, StepKind.NEED_MET)]
    ids = [each.id for each in edges if each is not None]
    ended = {each.step: each.deviated for each in evidence.ends}
    between = [step for step, partners in ended.items() if partners and step not in ids]
    for step in (*ids[:1], *between, *ids[1:]):
        yield Left(step, names.step(step), ended.get(step, ()), step in ids)


def _reasons(study: Reader, evidence: Evidence) -> Iterable[tuple[str, int]]:
    for each in evidence.reasons:
        words = learned.reason_of(study, each)
        if words:
            yield words, len(each.partners)
