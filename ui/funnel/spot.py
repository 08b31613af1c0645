"""A place in a funnel that a person can point at, and the numbers that stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.measure.funnel import Funnel, StepCount
from ui.look.funnel_shape import Shape, earlier


@dataclass(frozen=True)
class Spot:
    """A bar of a cohort, or those undecided at a split.

    ``part`` is the number pressed, as ``numbers`` names it, or empty.
    """

    group: str
    step: str
    undecided: bool = False
    part: str = ""


def stops(shape: Shape, funnel: Funnel) -> list[tuple[float, str, bool]]:
    """What the arrow keys walk along, from left to right: (place, step, is it the undecided?)."""
    placed = [(place, step, False) for step, place in zip(shape.steps, shape.centres, strict=True)]
    placed += [
        (place, split, True) for split, place in shape.waits.items() if funnel.undecided.get(split)
    ]
    return sorted(placed)


def count_at(funnel: Funnel, step: str) -> StepCount | None:
    """The numbers of a step, or None where the funnel has no such step."""
    return next((each for each in funnel.steps if each.step.id == step), None)


def numbers(funnel: Funnel, spot: Spot) -> Mapping[str, int]:
    """The numbers at a spot by what they count, as the lists behind them are named."""
    if spot.undecided:
        return {"undecided": funnel.undecided.get(spot.step, 0)}
    count = count_at(funnel, spot.step)
    if count is None:
        return {}
    found = {"deviated": count.deviated, "aligned": count.aligned, "unknown": count.unknown}
    before = earlier(count, funnel.entrants)
    more = {"earlier": before, "recovered": count.recovered}
    found |= {what: n for what, n in more.items() if n}
    whole = {
        "answered": count.aligned + count.deviated,
        "reached": count.reached,
        "entrants": funnel.entrants,
        "possible": count.aligned + count.unknown + before,
    }
    return found | {what: n for what, n in whole.items() if what == spot.part}


def first_part(found: Mapping[str, int], pressed: str) -> str:
    """Which of the numbers to open: the one pressed, else the first that counts anybody."""
    if found.get(pressed):
        return pressed
    return next((what for what, n in found.items() if n), next(iter(found), ""))
