"""True innovation: individual adoption and business outcome, each against its target, at scale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.learn.proving import more_to_prove, proves
from core.measure.cohorts import Group
from core.measure.columns import Columns
from core.measure.endpoints import EndpointCount, endpoints
from core.measure.exact import at_least
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis


class State(StrEnum):
    """How far true innovation has come."""

    NOT_MEASURED = "not measured"
    SIGNALS = "signals"
    ONE_OF_TWO = "one of two"
    ACHIEVED = "achieved"


@dataclass(frozen=True)
class AgainstTarget:
    """One endpoint and what it is held to. ``unknown`` of the count are pending, never deviated.

    ``p`` is P(X >= aligned) of those known, given the target; None without a target. ``at_scale`` is
    never so without a target and a scale.
    """

    count: EndpointCount
    target: float | None
    scale: int | None
    p: float | None
    at_scale: bool

    @property
    def known(self) -> int:
        """How many partners have a status there."""
        return self.count.aligned + self.count.deviated

    @property
    def missing(self) -> int | None:
        """How many known statuses the scale still lacks; None without a scale."""
        return None if self.scale is None else max(self.scale - self.known, 0)

    @property
    def needed(self) -> int | None:
        """How many more partners at least, all of them aligned, it would take to be at scale.

        None without a target and a scale, and where no number of them would do.
        """
        if self.target is None or self.missing is None:
            return None
        more = more_to_prove(self.count.aligned, self.known, self.target)
        return None if more is None else max(more, self.missing)


@dataclass(frozen=True)
class Innovation:
    """Both endpoints among a group's ``need_met``, ``both`` aligned at the two, and the state.

    ``so_far`` while the iteration is open.
    """

    group: Group
    need_met: int
    adoption: AgainstTarget
    outcome: AgainstTarget
    both: int
    state: State
    so_far: bool


def innovation(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    hypothesis: Hypothesis | None,
    *,
    so_far: bool = False,
) -> Innovation:
    """How far a group has come in an iteration, late observations included."""
    counts = endpoints(columns, flow, iteration_id, group)
    scale = hypothesis.scale if hypothesis else None
    adoption = _against(counts.adoption, hypothesis.adoption if hypothesis else None, scale)
    outcome = _against(counts.outcome, hypothesis.outcome if hypothesis else None, scale)
    return Innovation(
        group,
        counts.need_met,
        adoption,
        outcome,
        counts.both,
        _state(adoption, outcome),
        so_far,
    )


def _against(count: EndpointCount, target: float | None, scale: int | None) -> AgainstTarget:
    known = count.aligned + count.deviated
    p = None if target is None else at_least(count.aligned, known, target)
    at_scale = (
        target is not None
        and scale is not None
        and known >= scale
        and proves(count.aligned, known, target)
    )
    return AgainstTarget(count, target, scale, p, at_scale)


def _state(adoption: AgainstTarget, outcome: AgainstTarget) -> State:
    if not adoption.known and not outcome.known:
        return State.NOT_MEASURED
    at_scale = adoption.at_scale + outcome.at_scale
    return {2: State.ACHIEVED, 1: State.ONE_OF_TWO, 0: State.SIGNALS}[at_scale]
