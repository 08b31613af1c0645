"""Filling a gap that a data warning names: the one action that lets what came after it count."""

from __future__ import annotations

from core.measure.gaps import DataWarning, Matter
from core.model.ids import new_id
from core.model.observation import Observation, Status
from core.recording import interview_scope
from core.study import Study

FILLED = (Matter.UNKNOWN, Matter.DEVIATED)
"""What one observation settles. A branch has to be said, a link to be drawn, by a person."""


def fill(
    study: Study, iteration: str, warning: DataWarning, observer: str = ""
) -> Observation | None:
    """Record that the partner was aligned at the gap, just when what does not count yet was.

    None where that settles nothing, where it was settled meanwhile, and after the close. What deviated there counts as
    recovered then. Raises KeyError where iteration or partner is not known.
    """
    seen = study.observations(warning.partner, iteration)
    after = [
        each
        for each in seen
        if each.step in warning.steps
        and each.encounter == 1
        and not (each.voided or each.late)
        and each.status is Status.ALIGNED
    ]
    if warning.matter not in FILLED or not after or not study.iteration(iteration).is_open:
        return None
    first = min(after, key=lambda each: each.at)
    at = max(
        (each.at for each in seen if each.step == warning.gap and each.encounter == 1),
        default=first.at,
    )
    filling = Observation(
        new_id(),
        warning.partner,
        iteration,
        warning.gap,
        Status.ALIGNED,
        max(at, first.at),
        observer=observer,
        interview=first.interview,
    )
    name = study.flow(study.iteration(iteration).flow).step(warning.gap).name
    scope = interview_scope(warning.partner, iteration)
    return study.record(filling, f"Fill the gap at {name}", scope)
