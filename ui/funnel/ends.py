"""The endpoints as bars behind the need met, on the scale of the funnel before them."""

from __future__ import annotations

from dataclasses import replace

from core.measure.endpoints import EndpointCount, Endpoints
from core.measure.funnel import Fates, Funnel, StepCount
from core.measure.intervals import wilson
from core.model.flow import Step


def extended(funnel: Funnel, ends: Endpoints) -> Funnel:
    """The funnel with its endpoints as further steps: reached by those whose need was met.

    Like every other step they have a rate among those with an answer, and a share of all entrants.
    """
    found = ((each.step, each) for each in (ends.adoption, ends.outcome))
    behind = tuple(
        _step(step, each, ends.need_met, funnel.entrants) for step, each in found if step
    )
    return replace(funnel, steps=(*funnel.steps, *behind))


def _step(step: Step, count: EndpointCount, met: int, entrants: int) -> StepCount:
    aligned, unknown = count.aligned, count.unknown
    return StepCount(
        step=step,
        reached=met,
        aligned=aligned,
        deviated=count.deviated,
        unknown=unknown,
        recovered=0,
        alignment=count.rate,
        interval=count.interval,
        overall=aligned / entrants if entrants else None,
        overall_interval=wilson(aligned, entrants),
        band=(aligned / entrants, (aligned + unknown) / entrants) if entrants else None,
        fates=Fates(0, 0, 0),
        all_aligned=aligned,
        all_deviated=count.deviated,
    )
