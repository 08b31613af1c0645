"""Funnels as the JSON that scripts read. The shape is fixed."""

from __future__ import annotations

from typing import Any

from core.measure import Funnel, Measurement
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.structure import structure


def funnel_json(
    study: str, iteration: Iteration, flow: Flow, measured: Measurement
) -> dict[str, Any]:
    """What ``funnel --json`` prints: arrays in column order, the trigger first; None is no data."""
    names = {step.id: step.name for step in flow.steps}
    return {
        "study": study,
        "iteration": iteration.number,
        "path": [step.name for step in structure(flow).steps],
        "cohorts": [_cohort(funnel, names) for funnel in measured.funnels],
        "warnings": [each.sentence for each in measured.warnings],
    }


def _cohort(funnel: Funnel, names: dict[str, str]) -> dict[str, Any]:
    steps = funnel.steps
    return {
        "name": funnel.group.name,
        "entrants": funnel.entrants,
        "reached": [each.reached for each in steps],
        "aligned": [each.aligned for each in steps],
        "deviated": [each.deviated for each in steps],
        "unknown": [each.unknown for each in steps],
        "undecided": {names[step_id]: n for step_id, n in funnel.undecided.items()},
        "alignment": [each.alignment for each in steps],
        "interval": [each.interval for each in steps],
        "overall": [each.overall for each in steps],
        "band": [each.band for each in steps],
    }
