"""What everyone did at each step, endpoints too, in one walk: the counters that run along while recording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.measure import bits
from core.measure.columns import Columns
from core.measure.endpoints import endpoint_sets
from core.measure.walk import walk
from core.model.flow import Flow


@dataclass(frozen=True)
class Tally:
    """``counts`` has (aligned, deviated, unknown) by step id, as the funnel of everyone counts them."""

    entrants: int
    counts: Mapping[str, tuple[int, int, int]]


def tally(columns: Columns, flow: Flow, iteration_id: str) -> Tally:
    """Count everyone in encounter 1 of an iteration, and at the endpoints in any encounter."""
    walked = walk(columns, flow, iteration_id)
    sides = [bits.size(each).tolist() for each in (walked.aligned, walked.deviated, walked.unknown)]
    counts = {
        step.id: (aligned, deviated, unknown)
        for step, aligned, deviated, unknown in zip(walked.shape.steps, *sides, strict=True)
    }
    _, ends = endpoint_sets(columns, flow, iteration_id, walked.need_met)
    for kind, sets in ends.items():
        if (step := flow.one(kind)) is not None:
            counts[step.id] = (
                int(bits.size(sets.aligned)),
                int(bits.size(sets.deviated)),
                int(bits.size(sets.unknown)),
            )
    return Tally(int(bits.size(walked.entrants)), counts)
