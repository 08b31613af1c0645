"""The proposal at the close of an iteration, after the rules of the design's semantics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.learn.proving import LEVEL, needed
from core.measure.exact import at_least, at_most
from core.model.decision import Conclusion, Decision, Evidence, ResetCause
from core.model.flow import Flow, StepKind
from core.model.hypothesis import FEWEST


@dataclass(frozen=True)
class Proposal:
    """What the counts say, and how sure: ``p_at_least`` is P(X >= x), ``p_at_most`` P(X <= x + u)."""

    conclusion: Conclusion
    p_at_least: float
    p_at_most: float
    needed: int | None = None
    because: tuple[ResetCause, ...] = ()


def propose(evidence: Evidence, flow: Flow, earlier: Sequence[Decision] = ()) -> Proposal:
    """What to conclude from the evidence; ``earlier`` are the closes before it, the oldest first."""
    planned, target = evidence.planned, evidence.target
    best = evidence.aligned + evidence.unknown
    low, high = at_least(evidence.aligned, planned, target), at_most(best, planned, target)
    if evidence.n >= FEWEST and low <= LEVEL:
        return Proposal(Conclusion.PROVED, low, high)
    if evidence.n >= FEWEST and high <= LEVEL:
        because = _causes(evidence, flow, earlier)
        conclusion = Conclusion.RESET if because else Conclusion.ITERATE
        return Proposal(conclusion, low, high, because=because)
    more = needed(evidence.aligned, evidence.unknown, planned, target)
    return Proposal(Conclusion.UNSURE, low, high, needed=more)


def _causes(evidence: Evidence, flow: Flow, earlier: Sequence[Decision]) -> tuple[ResetCause, ...]:
    edges = {step.id for kind in _EDGES for step in flow.of_kind(kind)}
    at_edges = sum(len(each.deviated) for each in evidence.ends if each.step in edges)
    found = []
    if 2 * at_edges > evidence.deviated:
        found.append(ResetCause.EDGES)
    if _stands_still(evidence, earlier):
        found.append(ResetCause.NO_RISE)
    return tuple(found)


_EDGES = (StepKind.TRIGGER, StepKind.NEED_MET)


def _stands_still(evidence: Evidence, earlier: Sequence[Decision]) -> bool:
    """Both previous closes for this cohort fell short, and x/n rose neither then nor now."""
    before = [each for each in earlier if each.evidence.cohort == evidence.cohort][-2:]
    if len(before) < 2 or any(each.proposal not in _FELL_SHORT for each in before):
        return False
    first, second = (each.evidence for each in before)
    return not _rose(first, second) and not _rose(second, evidence)


_FELL_SHORT = (Conclusion.ITERATE, Conclusion.RESET)


def _rose(old: Evidence, new: Evidence) -> bool:
    """Whether x/n is higher, compared in whole numbers."""
    return new.aligned * old.n > old.aligned * new.n
