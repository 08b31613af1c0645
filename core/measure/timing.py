"""How long it takes from step to step, and from the trigger to the need met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.exact import at_most
from core.measure.intervals import Interval
from core.measure.seen import EncounterChoice, Reading
from core.measure.walk import Walk, walk
from core.model.flow import Flow, Step, StepKind

NEED_MET = "need met"
"""Asks for the whole time from trigger to need met, instead of a step's id."""

_NEVER = np.iinfo(np.int64).min
_SECOND = 1_000_000
_OUTSIDE = 0.025


@dataclass(frozen=True)
class Spread:
    """Times in seconds: how many, and of those the median, quartiles, the least and the most.

    Quartiles lie between two times by linear interpolation. ``interval`` is a 95 % interval of the
    median, from 6 times on. All but ``n`` are None where there is none.
    """

    n: int
    median: float | None = None
    quartiles: Interval | None = None
    ends: Interval | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class StepTime:
    """The time up to a step from the last step before it at which the partner is aligned too.

    Both moments are those of the observations that decide. ``backwards`` counts partners whose
    moments run the other way, as where something was recorded later; they have no time.
    """

    step: Step
    time: Spread
    backwards: int


@dataclass(frozen=True)
class Times:
    """The times of one group, for each step after the trigger, and from trigger to need met."""

    group: Group
    steps: tuple[StepTime, ...]
    need_met: StepTime | None


def times(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    groups: Sequence[Group],
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[Times, ...]:
    """The times between the steps of each group's partners, of those aligned at both ends."""
    spans = _spans(columns, flow, iteration_id, reading, encounter)
    everybody = bits.pack(np.ones(len(columns.partners), np.bool_))
    found = []
    for group in groups:
        members = bits.unpack(bits_of(columns, group, everybody), len(columns.partners))
        own = [(key, _step_time(span, members)) for key, span in spans.items()]
        need = next((time for key, time in own if key == NEED_MET), None)
        found.append(Times(group, tuple(time for key, time in own if key != NEED_MET), need))
    return tuple(found)


def behind_time(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    step_id: str,
    *,
    backwards: bool = False,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[tuple[str, float], ...]:
    """Partner ids and their time in seconds, the quickest first; ``NEED_MET`` for the whole time.

    ``backwards`` asks for those whose moments run the other way. Raises KeyError where there is no
    such time.
    """
    span = _spans(columns, flow, iteration_id, reading, encounter)[step_id]
    everybody = bits.pack(np.ones(len(columns.partners), np.bool_))
    members = bits.unpack(bits_of(columns, group, everybody), len(columns.partners))
    wanted = members[span.partners] & ((span.seconds < 0) == backwards)
    who, seconds = span.partners[wanted].tolist(), span.seconds[wanted].tolist()
    return tuple(zip(map(columns.partners.id, who), seconds, strict=True))


@lru_cache(maxsize=1024)
def median_ranks(n: int) -> tuple[int, int] | None:
    """Which of n values in order, from 1, bound a 95 % interval of their median; None under 6.

    The narrowest pair of ranks, as far from both ends, that holds the median of any distribution with
    a chance of 95 % or more. W. R. Thompson, On Confidence Ranges for the Median and Other Expectation
    Distributions for Populations of Unknown Distribution Form (1936).
    """
    # P(X <= rank - 1), X of n fair coins, is the chance that the median lies below that rank.
    low, high = 0, n // 2 + 1
    while high - low > 1:
        middle = (low + high) // 2
        if at_most(middle - 1, n, 0.5) <= _OUTSIDE:
            low = middle
        else:
            high = middle
    return (low, n + 1 - low) if low else None


@dataclass(frozen=True, eq=False)
class _Span:
    """Who has a time up to a step, by partner code, and how long; the quickest first."""

    step: Step
    partners: NDArray[np.intp]
    seconds: NDArray[np.float64]


def _spans(
    columns: Columns, flow: Flow, iteration_id: str, reading: Reading, encounter: EncounterChoice
) -> Mapping[str, _Span]:
    """By the id of each step after the first, and for ``NEED_MET``."""

    def ask(codes: NDArray[np.intp] | None = None) -> Mapping[str, _Span]:
        walked = walk(columns, flow, iteration_id, reading, encounter)
        return _asked(columns, walked, np.arange(walked.partners) if codes is None else codes)

    def follow(before: Mapping[str, _Span], codes: NDArray[np.intp]) -> Mapping[str, _Span]:
        changed = np.zeros(len(columns.partners), np.bool_)
        changed[codes] = True
        few = ask(codes)
        return {key: _followed(span, few[key], changed) for key, span in before.items()}

    return columns.remember(("times", flow, iteration_id, reading, encounter), ask, follow)


def _asked(columns: Columns, walked: Walk, codes: NDArray[np.intp]) -> Mapping[str, _Span]:
    """The times of some partners, by their codes."""
    shape, moments = walked.shape, columns.at[walked.deciding()[:, codes]]
    aligned = bits.of(walked.aligned, codes)
    led = dict(zip(walked.links, bits.of(walked.led, codes), strict=True))
    found: dict[str, _Span] = {}
    last = np.full(aligned.shape, _NEVER)
    for column, step in enumerate(shape.steps):
        came = last[column]
        for source in shape.before[column]:
            np.maximum(came, last[source], out=came, where=led[source, column])
        if column:
            timed = aligned[column] & (came != _NEVER)
            found[step.id] = _span(step, codes[timed], came[timed], moments[column, timed])
        np.copyto(came, moments[column], where=aligned[column])
    if walked.need is not None and shape.steps[0].kind is StepKind.TRIGGER:
        need = shape.index[walked.need.id]
        timed = aligned[0] & aligned[need]
        found[NEED_MET] = _span(walked.need, codes[timed], moments[0, timed], moments[need, timed])
    return found


def _span(
    step: Step, partners: NDArray[np.intp], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> _Span:
    seconds = (ends - starts) / _SECOND
    order = np.argsort(seconds, kind="stable")
    return _Span(step, partners[order], seconds[order])


def _followed(before: _Span, few: _Span, changed: NDArray[np.bool_]) -> _Span:
    """The times with those of some partners put in place of what they were."""
    stay = ~changed[before.partners]
    partners, seconds = before.partners[stay], before.seconds[stay]
    places = np.searchsorted(seconds, few.seconds)
    return _Span(
        before.step,
        np.insert(partners, places, few.partners),
        np.insert(seconds, places, few.seconds),
    )


def _step_time(span: _Span, members: NDArray[np.bool_]) -> StepTime:
    seconds = span.seconds[members[span.partners]]
    backwards = int(np.searchsorted(seconds, 0.0))
    return StepTime(span.step, _spread(seconds[backwards:]), backwards)


def _spread(rising: NDArray[np.float64]) -> Spread:
    n = len(rising)
    if n == 0:
        return Spread(0)
    low, middle, high = (_quantile(rising, part) for part in (0.25, 0.5, 0.75))
    ranks = median_ranks(n)
    interval = None if ranks is None else (float(rising[ranks[0] - 1]), float(rising[ranks[1] - 1]))
    return Spread(n, middle, (low, high), (float(rising[0]), float(rising[-1])), interval)


def _quantile(rising: NDArray[np.float64], part: float) -> float:
    """By linear interpolation between the two values next to it, as numpy's; they are in order."""
    place = part * (len(rising) - 1)
    below = int(place)
    above = min(below + 1, len(rising) - 1)
    return float(rising[below] + (rising[above] - rising[below]) * (place - below))
