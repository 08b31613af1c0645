"""Strategic metrics: what the business wants to move, and readings of it over time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from core.model.iteration import Iteration
from core.model.moment import Moment


class OutcomeArea(StrEnum):
    """The five areas of business outcomes."""

    AGILITY = "business agility"
    ENGAGEMENT = "customer engagement"
    REACH = "customer reach"
    FINANCE = "financial impact"
    PERFORMANCE = "solution performance"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class StrategicMetric(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named business metric. ``indicator`` is the id of the business outcome step to move it."""

    id: str
    name: str
    area: OutcomeArea
    baseline: float
    target: float
    unit: str = ""
    direction: Direction = Direction.UP
    indicator: str = ""
    position: int = 0


class MetricReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value of a metric at a time. ``iteration`` is empty where the time tells it."""

    id: str
    metric: str
    at: Moment
    value: float
    iteration: str = ""
    note: str = ""


def iteration_of(reading: MetricReading, iterations: Sequence[Iteration]) -> Iteration | None:
    """The iteration a reading belongs to: the one it names, else the last one opened by then.

    None for a reading from before the first iteration.
    """
    if reading.iteration:
        return next((each for each in iterations if each.id == reading.iteration), None)
    opened = [each for each in iterations if each.opened <= reading.at]
    return max(opened, key=lambda each: (each.opened, each.number), default=None)
