"""Strategic metrics over time: how far each has come. They lag: learning metrics come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from core.model.iteration import Iteration
from core.model.moment import Moment
from core.model.strategy import Direction, MetricReading, StrategicMetric, iteration_of

LAG = (
    "Don't expect results for several iterations. "
    "Learning metrics come first; these follow when behaviour changes."
)


@dataclass(frozen=True)
class Point:
    """One reading and the iteration it was taken in; None for one from before the first."""

    reading: MetricReading
    iteration: Iteration | None

    @property
    def at(self) -> Moment:
        """When."""
        return self.reading.at

    @property
    def value(self) -> float:
        """How much, in the metric's unit."""
        return self.reading.value


@dataclass(frozen=True)
class Progress:
    """A metric and its readings in the order of their time.

    ``way`` is the share of the way from baseline to target that the latest reading stands at: below
    0 on the wrong side, above 1 beyond; None without a reading or where there is no way.
    """

    metric: StrategicMetric
    points: tuple[Point, ...]
    way: float | None

    @property
    def latest(self) -> float | None:
        """The value read last."""
        return self.points[-1].value if self.points else None

    @property
    def is_reached(self) -> bool:
        """Whether the latest reading is at the target or beyond."""
        if self.latest is None:
            return False
        if self.metric.direction is Direction.UP:
            return self.latest >= self.metric.target
        return self.latest <= self.metric.target


def progress(
    metric: StrategicMetric, readings: Sequence[MetricReading], iterations: Sequence[Iteration]
) -> Progress:
    """How far a metric has come. Readings of other metrics are passed by."""
    own = sorted(
        (each for each in readings if each.metric == metric.id), key=lambda each: (each.at, each.id)
    )
    points = tuple(Point(each, iteration_of(each, iterations)) for each in own)
    whole = metric.target - metric.baseline
    way = (points[-1].value - metric.baseline) / whole if points and whole else None
    return Progress(metric, points, way)


def metric_faults(metric: StrategicMetric) -> tuple[str, ...]:
    """What keeps a metric from being read, a sentence each."""
    found = []
    if not metric.name.strip():
        found.append("A metric needs a name.")
    if not (isfinite(metric.baseline) and isfinite(metric.target)):
        found.append("Baseline and target are numbers.")
    elif (metric.target - metric.baseline) * _SIGN[metric.direction] <= 0:
        found.append(_WRONG_WAY[metric.direction])
    return tuple(found)


_SIGN = {Direction.UP: 1, Direction.DOWN: -1}
_WRONG_WAY = {
    Direction.UP: "A metric that should rise has a target above its baseline.",
    Direction.DOWN: "A metric that should fall has a target below its baseline.",
}
