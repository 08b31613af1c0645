"""A comparison as the JSON that scripts read. The shape is fixed."""

from __future__ import annotations

from typing import Any

from core.measure import Comparison, StepComparison, StepRate


def compare_json(compared: Comparison) -> dict[str, Any]:
    """What ``compare --json`` prints: the steps after the trigger; None is no data."""
    return {"steps": [_step(each) for each in compared.steps]}


def _step(compared: StepComparison) -> dict[str, Any]:
    found: dict[str, Any] = {
        "step": compared.step.name,
        "a": _rate(compared.a),
        "b": _rate(compared.b),
        "difference": compared.difference,
        "interval": compared.interval,
        "p": compared.p,
        "p_holm": compared.p_holm,
        "differs": compared.differs,
        "sentence": compared.sentence,
    }
    changed = compared.changed
    if changed is not None:
        found["mcnemar"] = {"gained": changed.gained, "lost": changed.lost, "p": changed.p}
    return found


def _rate(rate: StepRate) -> dict[str, int]:
    return {"aligned": rate.aligned, "n": rate.answered}
