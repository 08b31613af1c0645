"""The alignment of each step in one iteration beside that in another: two rates and their difference.

Nothing is claimed here: whether a difference says anything is for a test to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.measure.cohorts import Group
from core.measure.columns import Columns
from core.measure.endpoints import endpoints
from core.measure.funnel import measure
from core.measure.intervals import Interval
from core.model.flow import Flow


@dataclass(frozen=True)
class StepRate:
    """How many of those with an answer aligned, with the Wilson interval; both 0 is no data."""

    aligned: int
    answered: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """Aligned of answered; None where nobody answered."""
        return self.aligned / self.answered if self.answered else None


@dataclass(frozen=True)
class RateChange:
    """A step before and after; None where its version was not walked or has no such step."""

    before: StepRate | None = None
    after: StepRate | None = None

    @property
    def difference(self) -> float | None:
        """After minus before, as a share; None where either side has no data."""
        if self.before is None or self.after is None:
            return None
        was, now = self.before.share, self.after.share
        return None if was is None or now is None else now - was


def step_rates(
    columns: Columns, flow: Flow, iteration_id: str, group: Group
) -> Mapping[str, StepRate]:
    """The alignment of every step of a flow in an iteration, endpoints included, by step id."""
    return dict(_rates(columns, flow, iteration_id, group))


def _rates(
    columns: Columns, flow: Flow, iteration_id: str, group: Group
) -> Iterator[tuple[str, StepRate]]:
    if all(step.kind.is_endpoint for step in flow.steps):
        return
    for count in measure(columns, flow, iteration_id, [group], names={}).funnels[0].steps:
        answered = count.aligned + count.deviated
        yield count.step.id, StepRate(count.aligned, answered, count.interval)
    ends = endpoints(columns, flow, iteration_id, group)
    for end in (ends.adoption, ends.outcome):
        if end.step is not None:
            known = end.aligned + end.deviated
            yield end.step.id, StepRate(end.aligned, known, end.interval)


def rate_changes(
    before: Mapping[str, StepRate], after: Mapping[str, StepRate]
) -> Mapping[str, RateChange]:
    """Both sides of every step that either has."""
    ids = dict.fromkeys([*after, *before])
    return {each: RateChange(before.get(each), after.get(each)) for each in ids}
