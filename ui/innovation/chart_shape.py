"""Where a metric's readings, iterations and lines stand on its chart: geometry, no paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil, floor, log10

from PySide6.QtCore import QRectF

from core.learn.progress import Point, Progress
from core.model.moment import Moment, as_datetime
from ui.innovation.shown import Told

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS = 5
_EDGE = 0.035
"""The share of the width left free before the first and behind the last."""
_FLAT = 0.25
"""Values that fill less than this of a chart from 0 get an axis of their own."""


@dataclass(frozen=True)
class Band:
    """An iteration from left to right, in shares of the width; open ones run to the end."""

    told: Told
    left: float
    right: float


@dataclass(frozen=True)
class Spot:
    """A reading, in shares of width and height, height from the base."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True)
class Shape:
    """Everything on the chart but its words. Shares of the plot, y from the base."""

    progress: Progress
    spots: tuple[Spot, ...]
    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, float], ...]
    target: float
    baseline: float
    years: bool


def shape(found: Progress, told: Sequence[Told]) -> Shape:
    """Lay out a metric with the iterations of its study."""
    start, end = _span(found, told)
    low, high, step = axis([*(each.value for each in found.points), *_lines(found)])

    def x(at: Moment) -> float:
        share = (_time(at) - start) / (end - start)
        return _EDGE + share * (1 - 2 * _EDGE)

    def y(value: float) -> float:
        return min(max((value - low) / (high - low), 0.0), 1.0)

    spots = tuple(Spot(each, x(each.at), y(each.value)) for each in found.points)
    bands = tuple(
        Band(each, x(each.iteration.opened), x(closed) if closed else 1.0)
        for each in told
        for closed in [each.iteration.closed]
    )
    ticks = [low + n * step for n in range(round((high - low) / step) + 1)]
    baseline, target = _lines(found)
    return Shape(
        found,
        spots,
        bands,
        tuple((each, y(each)) for each in ticks),
        y(target),
        y(baseline),
        _year(start) != _year(end),
    )


def axis(values: Sequence[float]) -> tuple[float, float, float]:
    """Low end, high end and step of an axis that shows all values on round numbers.

    It begins at 0 where the values fill enough of it, and somewhere else where they would be flat.
    """
    low, high = max(min(values), -_LARGEST), min(max(values), _LARGEST)
    if low >= 0 and high - low >= _FLAT * high:
        low = 0.0
    elif high <= 0 and high - low >= -_FLAT * low:
        high = 0.0
    span = high - low
    largest = max(abs(low), abs(high))
    if span <= max(largest * _NOISE, _SMALLEST):  # nothing that floats could tell apart
        span = max(largest, _SMALLEST)
    rough = span / _TICKS
    whole = 10.0 ** floor(log10(rough))
    step = next(each * whole for each in _STEPS if each * whole >= rough * _NEARLY)
    first, last = floor(low / step + _NOISE), ceil(high / step - _NOISE)
    last += first == last
    return first * step, last * step, step


_NEARLY, _NOISE = 1 - 1e-9, 1e-9
_LARGEST, _SMALLEST = 1e300, 1e-300


def _lines(found: Progress) -> tuple[float, float]:
    return found.metric.baseline, found.metric.target


def _span(found: Progress, told: Sequence[Told]) -> tuple[float, float]:
    """First and last moment, as seconds; a day apart at least."""
    times = [_time(each.at) for each in found.points]
    for each in told:
        times.append(_time(each.iteration.opened))
        if each.iteration.closed:
            times.append(_time(each.iteration.closed))
    first, last = min(times, default=0.0), max(times, default=0.0)
    return (first, last) if last - first >= _DAY else (first - _DAY / 2, last + _DAY / 2)


_DAY = 86_400.0


def _time(at: Moment) -> float:
    return as_datetime(at).timestamp()


def _year(seconds: float) -> int:
    return datetime.fromtimestamp(seconds, UTC).astimezone().year


def apart(boxes: Sequence[QRectF], gap: float) -> list[int]:
    """Places of the boxes that may be written, the last first: none stands on another."""
    kept: list[int] = []
    for place in reversed(range(len(boxes))):
        box = boxes[place].adjusted(-gap, 0, gap, 0)
        if not any(box.intersects(boxes[each]) for each in kept):
            kept.append(place)
    return kept[::-1]
