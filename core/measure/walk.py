"""How far each partner came: reached and passed at each column, links taken, and one fate each.

The rules are those of the funnel in the design's semantics. Every set of partners is a row of bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.columns import Columns
from core.measure.rows import ALIGNED, DEVIATED
from core.measure.seen import EncounterChoice, Reading, Seen, see
from core.model.flow import Flow, Step, StepKind
from core.model.structure import Structure, structure

Link = tuple[int, int]
"""Two columns, source and target."""
Repeats = tuple[NDArray[np.int16], NDArray[np.int32]]


@dataclass(frozen=True)
class Walk:
    """Sets of partners; those a column have the shape (columns, words), the others (words,).

    ``said_aligned`` and ``said_deviated`` are the statuses, whether reached or not. ``led[b, k]`` are
    those whom the link from b to k leads on; ``undecided`` passed a split and took no branch, or
    passed a step that leads nowhere. ``need_met`` passed the step ``need``, and ``ended_*`` are the
    other fates: each entrant has one. ``ever`` and ``repeats`` are those of ``Seen``; ``deciding``
    gives the rows that gave the statuses, of shape (columns, partners).
    """

    shape: Structure
    reading: Reading
    partners: int
    need: Step | None
    entrants: Bits
    said_aligned: Bits
    said_deviated: Bits
    reached: Bits
    passed: Bits
    led: Mapping[Link, Bits]
    undecided: Bits
    need_met: Bits
    ended_deviated: Bits
    ended_unknown: Bits
    ended_undecided: Bits
    ever: Bits
    repeats: Repeats
    deciding: Callable[[], NDArray[np.int32]]

    @property
    def aligned(self) -> Bits:
        """Aligned at a step they reached."""
        return self.reached & self.said_aligned

    @property
    def deviated(self) -> Bits:
        """Deviated at a step they reached."""
        return self.reached & self.said_deviated

    @property
    def unknown(self) -> Bits:
        """Not observed at a step they reached."""
        return self.reached & ~(self.said_aligned | self.said_deviated)

    @property
    def recovered(self) -> Bits:
        """Aligned at a step they reached after having deviated there; nobody in the strict view."""
        if self.reading is Reading.STRICT:
            return np.zeros_like(self.reached)
        deviated: Bits = self.ever[1]
        return self.aligned & deviated

    @property
    def possible(self) -> Bits:
        """Aligned, or could still be: the upper end of the band."""
        # Who may still come on, passed along the links: as many steps as links, not as pairs.
        own = self.ended_unknown | self.ended_undecided
        coming = np.zeros_like(own)
        for column, sources in enumerate(self.shape.before):
            for source in sources:
                coming[column] |= coming[source] | own[source]
        possible: Bits = self.aligned | self.ended_unknown | coming
        optional = list(self.shape.optional)
        possible[optional] |= self.unknown[optional]
        return possible


def walk(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> Walk:
    """The walk of every partner through the flow in one iteration, brought in step as rows change."""
    shape = structure(flow)

    def seen(only: NDArray[np.intp] | None = None) -> Seen:
        return see(columns, shape, iteration_id, reading, encounter, only)

    def deciding() -> NDArray[np.int32]:
        return columns.remember(
            ("deciding", flow, iteration_id, reading, encounter),
            lambda: seen().deciding,
            lambda before, codes: _deciding(before, seen(codes), codes, len(columns.partners)),
        )

    def ask() -> Walk:
        return _walk(flow, seen(), deciding)

    def follow(before: Walk, codes: NDArray[np.intp]) -> Walk:
        return _followed(before, _walk(flow, seen(codes), deciding), codes, len(columns.partners))

    return columns.remember(("walk", flow, iteration_id, reading, encounter), ask, follow)


def _walk(flow: Flow, seen: Seen, deciding: Callable[[], NDArray[np.int32]]) -> Walk:
    shape = structure(flow)
    said_aligned = bits.pack(seen.status == ALIGNED)
    said_deviated = bits.pack(seen.status == DEVIATED)
    entrants = np.bitwise_or.reduce(said_aligned | said_deviated, axis=0)
    reached, passed = np.zeros_like(said_aligned), np.zeros_like(said_aligned)
    undecided = np.zeros_like(said_aligned)
    led: dict[Link, Bits] = {}
    need = flow.one(StepKind.NEED_MET)
    last = shape.index[need.id] if need is not None else -1
    for column in range(len(shape.steps)):
        reached[column] = entrants if column == 0 else bits.none(len(entrants))
        for source in shape.before[column]:
            reached[column] |= led[source, column]
        passed[column] = reached[column]
        if not shape.optional[column]:
            passed[column] &= said_aligned[column]
        taken = _taken(shape, seen, column)
        if column != last or shape.splits[column]:
            undecided[column] = passed[column]
        for target in shape.after[column]:
            led[column, target] = passed[column] & taken.get(target, passed[column])
            undecided[column] &= ~led[column, target]
    need_met = passed[last].copy() if need is not None else np.zeros_like(entrants)
    ended = _fates(shape, entrants & ~need_met, reached, passed, undecided, said_deviated)
    return Walk(
        shape,
        seen.reading,
        seen.partners,
        need,
        entrants,
        said_aligned,
        said_deviated,
        reached,
        passed,
        led,
        undecided,
        need_met,
        *ended,
        seen.ever,
        seen.repeats,
        deciding,
    )


def _followed(before: Walk, few: Walk, codes: NDArray[np.intp], partners: int) -> Walk:
    """A walk with that of some partners put in place of what it was."""

    def both(one: Bits, other: Bits) -> Bits:
        return bits.put(one, other, codes, partners)

    changed: dict[str, Any] = {
        name: both(getattr(before, name), getattr(few, name)) for name in _SETS
    }
    kind, partner = before.repeats
    others = ~np.isin(partner, codes)
    repeats = (
        np.append(kind[others], few.repeats[0]),
        np.append(partner[others], codes[few.repeats[1]].astype(np.int32)),
    )
    led: dict[Link, Bits] = {}
    if before.led:
        stacked = [np.stack([led[link] for link in before.led]) for led in (before.led, few.led)]
        led = dict(zip(before.led, both(*stacked), strict=True))
    return replace(before, partners=partners, repeats=repeats, led=led, **changed)


_SETS = (
    "entrants",
    "said_aligned",
    "said_deviated",
    "reached",
    "passed",
    "undecided",
    "need_met",
    "ended_deviated",
    "ended_unknown",
    "ended_undecided",
    "ever",
)


def _deciding(
    before: NDArray[np.int32], few: Seen, codes: NDArray[np.intp], partners: int
) -> NDArray[np.int32]:
    grown = np.pad(before, ((0, 0), (0, partners - before.shape[1])), constant_values=-1)
    grown[:, codes] = few.deciding
    return grown


def _taken(shape: Structure, seen: Seen, source: int) -> Mapping[int, Bits]:
    """Who was observed on each branch out of a split, on several: observed last. By target."""
    branches = shape.splits[source]
    if not branches or seen.partners == 0:
        return {}
    latest = np.stack([_last(seen, each.own) for each in branches], axis=0)
    chosen, observed = latest.argmax(axis=0), latest.max(axis=0) >= 0
    places = np.arange(len(branches))[:, np.newaxis]
    took = bits.pack(observed & (chosen == places))
    return {branch.target: took[place] for place, branch in enumerate(branches)}


def _last(seen: Seen, own: frozenset[int]) -> NDArray[Any]:
    """When each partner was observed last at any of some columns; -1 for never."""
    if len(own) == 1:
        only: NDArray[Any] = seen.last[next(iter(own))]
        return only
    last: NDArray[Any] = seen.last[sorted(own)].max(axis=0, initial=-1)
    return last


def _fates(
    shape: Structure, left: Bits, reached: Bits, passed: Bits, undecided: Bits, deviated: Bits
) -> tuple[Bits, Bits, Bits]:
    """Where those who did not have their need met ended: deviated, unknown, undecided.

    The first required step reached and not passed; else the last split without a branch; else, where
    an unsound flow leads nowhere, the farthest step passed.
    """
    stuck = reached & ~passed
    first = left & _first(stuck)
    left = left & ~np.bitwise_or.reduce(stuck, axis=0)
    ended_undecided = np.zeros_like(reached)
    splits = [column for column, branches in enumerate(shape.splits) if branches]
    for columns, candidates in ((splits, undecided), (range(len(shape.steps)), passed)):
        here = left & _first(candidates[columns][::-1])[::-1]
        ended_undecided[columns] |= here
        left = left & ~np.bitwise_or.reduce(here, axis=0)
    return first & deviated, first & ~deviated, ended_undecided


def _first(sets: Bits) -> Bits:
    """Each partner in the first set that holds it, and in no other. Shape (sets, words)."""
    before = np.bitwise_or.accumulate(sets, axis=0)
    first = sets.copy()
    first[1:] &= ~before[:-1]
    return first
