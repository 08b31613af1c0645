"""How far each partner came: reached and passed at each column, links taken, and one fate each.

The rules are those of the funnel in the design's semantics. Every set of partners is a row of bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
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

    ``said_aligned`` and ``said_deviated`` are the statuses, whether reached or not. ``led`` are those
    whom each of the ``links`` leads on; ``undecided`` passed a split and took no branch, or
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
    led: Bits
    undecided: Bits
    need_met: Bits
    ended_deviated: Bits
    ended_unknown: Bits
    ended_undecided: Bits
    ever: Bits
    repeats: Repeats
    deciding: Callable[[], NDArray[np.int32]]

    @property
    def links(self) -> Iterator[Link]:
        """The links of the path, in the order of ``led``."""
        return (
            (source, target)
            for source, targets in enumerate(self.shape.after)
            for target in targets
        )

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
    need = flow.one(StepKind.NEED_MET)
    last = shape.index[need.id] if need is not None else -1
    reached, passed, undecided, led = _spread(
        shape, entrants, said_aligned, _taken(shape, seen), last
    )
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


def _spread(
    shape: Structure, entrants: Bits, aligned: Bits, taken: Mapping[Link, int], last: int
) -> tuple[Bits, Bits, Bits, Bits]:
    """Who reached and passed each column, is undecided there, and was led on by each link.

    ``last`` is the column of need met, -1 for none. Counted along the links in whole numbers: those
    of few partners are many times as quick as arrays, those of many as quick.
    """
    words = len(entrants)
    (everybody,), said = bits.numbers(entrants[np.newaxis]), bits.numbers(aligned)
    reached, passed, undecided = [], [], []
    led: dict[Link, int] = {}
    for column, sources in enumerate(shape.before):
        here = 0 if column else everybody
        for source in sources:
            here |= led[source, column]
        on = here if shape.optional[column] else here & said[column]
        left = on if column != last or shape.splits[column] else 0
        for target in shape.after[column]:
            along = on & taken.get((column, target), on)
            led[column, target] = along
            left &= ~along
        reached.append(here)
        passed.append(on)
        undecided.append(left)
    every = (reached, passed, undecided, list(led.values()))
    one, two, three, four = (bits.rows(sets, words) for sets in every)
    return one, two, three, four


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
    return replace(before, partners=partners, repeats=repeats, **changed)


_SETS = (
    "entrants",
    "said_aligned",
    "said_deviated",
    "reached",
    "passed",
    "led",
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


def _taken(shape: Structure, seen: Seen) -> Mapping[Link, int]:
    """Who was observed on each branch out of a split, on several: observed last. By link."""
    found = [(source, branch) for source, own in enumerate(shape.splits) for branch in own]
    if not found or seen.partners == 0:
        return {}
    # A branch always owns its target, so none of these parts is empty.
    parts = [sorted(branch.own) for _, branch in found]
    observed = seen.last[np.concatenate(parts)]
    last = np.maximum.reduceat(observed, _starts(len(part) for part in parts), axis=0)
    counts = [len(own) for own in shape.splits if own]
    latest = np.maximum.reduceat(last, _starts(counts), axis=0)
    took = bits.pack((last >= 0) & (last == np.repeat(latest, counts, axis=0)))
    links = ((source, branch.target) for source, branch in found)
    return dict(zip(links, bits.numbers(took), strict=True))


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each of some parts begins, by their lengths."""
    return list(accumulate(lengths, initial=0))[:-1]


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
