"""The funnel of each group: who reached each step, what they did there, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.measure import bits, edges
from core.measure.bits import Bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.gaps import DataWarning, Warnings
from core.measure.intervals import Interval, wilson
from core.measure.raw import raw_counts
from core.measure.seen import EncounterChoice, Reading
from core.measure.walk import Walk, walk
from core.model.flow import Flow, Step

__all__ = [
    "EncounterChoice",
    "Fates",
    "Funnel",
    "Group",
    "Measurement",
    "Reading",
    "StepCount",
    "measure",
    "worst",
]


class Fates(NamedTuple):
    """How many ended at a step, by the kind of their fate."""

    deviated: int
    unknown: int
    undecided: int


@dataclass(frozen=True)
class StepCount:
    """The partners of a group at one step: ``reached = aligned + deviated + unknown``, always.

    ``alignment`` is aligned of those with an answer, ``overall`` aligned of all entrants; each comes
    with its Wilson interval, and is None where nobody is. ``band`` runs from ``overall`` to what it
    could still become. ``all_aligned`` and ``all_deviated`` count every observation in the encounter.
    """

    step: Step
    reached: int
    aligned: int
    deviated: int
    unknown: int
    recovered: int
    alignment: float | None
    interval: Interval | None
    overall: float | None
    overall_interval: Interval | None
    band: Interval | None
    fates: Fates
    all_aligned: int
    all_deviated: int


@dataclass(frozen=True)
class Funnel:
    """The funnel of one group; steps in column order, the trigger first.

    Every entrant has one fate: ``need_met``, or one of the fates of the steps. ``undecided`` has the
    id of every split, ``links`` the ids of source and target of every link of the path.
    """

    group: Group
    entrants: int
    steps: tuple[StepCount, ...]
    undecided: Mapping[str, int]
    need_met: int
    links: Mapping[tuple[str, str], int]


def worst(funnel: Funnel) -> str | None:
    """The id of the step most partners left at: None on a tie, or where fewer than two left."""
    lost = sorted(funnel.steps, key=lambda each: each.fates.deviated, reverse=True)
    most = lost[0].fates.deviated if lost else 0
    is_tie = len(lost) > 1 and lost[1].fates.deviated == most
    return None if most < _LEAST_LOST or is_tie else lost[0].step.id


_LEAST_LOST = 2


@dataclass(frozen=True)
class Measurement:
    """The funnels of some groups, in their order, and what is not right with their data."""

    funnels: tuple[Funnel, ...]
    warnings: Sequence[DataWarning]


def measure(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    groups: Sequence[Group],
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
    names: Mapping[str, str],
) -> Measurement:
    """The funnels of some groups in one iteration, as the design's semantics define them.

    ``names`` are the pseudonyms by partner id, for the warnings; those are about members of the groups
    only.
    """
    walked = walk(columns, flow, iteration_id, reading, encounter)
    everybody = bits.pack(np.ones(walked.partners, np.bool_))
    sets = [bits_of(columns, group, everybody) for group in groups]
    funnels = _funnels(walked, groups, sets)
    anybody = np.bitwise_or.reduce(sets, axis=0) if sets else bits.none(*everybody.shape)
    return Measurement(funnels, Warnings(walked, anybody, columns.partners, names))


def _funnels(walked: Walk, groups: Sequence[Group], sets: Sequence[Bits]) -> tuple[Funnel, ...]:
    layers = np.stack(
        [
            walked.reached,
            walked.aligned,
            walked.deviated,
            walked.unknown,
            walked.recovered,
            walked.possible,
            walked.ended_deviated,
            walked.ended_unknown,
            walked.ended_undecided,
            walked.undecided,
        ]
    )
    ways = edges.went(walked)
    return tuple(
        _funnel(
            walked, group, members, bits.size(layers & members).T, raw_counts(walked, members), ways
        )
        for group, members in zip(groups, sets, strict=True)
    )


def _funnel(
    walked: Walk,
    group: Group,
    members: Bits,
    counts: NDArray[np.int64],
    raw: NDArray[np.int64],
    ways: edges.Ways,
) -> Funnel:
    steps = walked.shape.steps
    entrants = int(bits.size(walked.entrants & members))
    undecided = counts[:, -1].tolist()
    return Funnel(
        group=group,
        entrants=entrants,
        steps=tuple(
            _step_count(step, entrants, tuple(own), tuple(said))
            for step, own, said in zip(steps, counts.tolist(), raw.tolist(), strict=True)
        ),
        undecided={
            step.id: undecided[column]
            for column, step in enumerate(steps)
            if walked.shape.splits[column]
        },
        need_met=int(bits.size(walked.need_met & members)),
        links={
            (steps[source].id, steps[target].id): count
            for (source, target), count in zip(
                ways.links, bits.size(ways.went & members).tolist(), strict=True
            )
        },
    )


# An observation changes the numbers of few steps: the others are the same values as before.
@lru_cache(maxsize=4096)
def _step_count(
    step: Step, entrants: int, counts: tuple[int, ...], raw: tuple[int, ...]
) -> StepCount:
    reached, aligned, deviated, unknown, recovered, possible, *fates, _ = counts
    answered = aligned + deviated
    return StepCount(
        step=step,
        reached=reached,
        aligned=aligned,
        deviated=deviated,
        unknown=unknown,
        recovered=recovered,
        alignment=aligned / answered if answered else None,
        interval=wilson(aligned, answered),
        overall=aligned / entrants if entrants else None,
        overall_interval=wilson(aligned, entrants),
        band=(aligned / entrants, possible / entrants) if entrants else None,
        fates=Fates(*fates),
        all_aligned=raw[0],
        all_deviated=raw[1],
    )
