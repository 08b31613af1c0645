"""Why they left a step: reasons ranked with their cumulative share, and where they were seen next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.rows import DEVIATED
from core.measure.seen import EncounterChoice, Reading, see
from core.measure.walk import walk
from core.model.flow import Flow, Step
from core.model.structure import structure


@dataclass(frozen=True)
class Ranked:
    """One bar of a Pareto chart. ``share`` and ``cumulative`` are of all at the step, from 0 to 1.

    An empty ``text`` stands for those who gave no reason, or were seen nowhere afterwards.
    """

    text: str
    count: int
    share: float
    cumulative: float
    partners: tuple[str, ...]


@dataclass(frozen=True)
class WhyLeft:
    """One step: who deviated there by reason and by where they were seen next, who recovered apart.

    The counts of ``reasons`` add up to ``deviated``, so do those of ``instead``, whose texts are names
    of steps; those of ``recovered_reasons`` add up to ``recovered``.
    """

    step: Step
    deviated: int
    reasons: tuple[Ranked, ...]
    instead: tuple[Ranked, ...]
    recovered: int
    recovered_reasons: tuple[Ranked, ...]


def why_left(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[WhyLeft, ...]:
    """Why a group's partners left each step of the path, in the order of its columns.

    The most frequent comes first, of equals by text, no text last. The observation that decides gives
    the reason of those who deviated, the last deviated one that of those who recovered. Where they
    were seen next is the first other step observed after the deciding observation in the same
    encounter, endpoints too; in an event log, what they did instead is the reason itself.
    """
    walked = walk(columns, flow, iteration_id, reading, encounter)
    steps = walked.shape.steps
    names = {step.id: step.name for step in flow.steps}
    left = _told(columns, group, walked.deviated, walked.deciding())
    back = _told(columns, group, walked.recovered, _slips(columns, flow, iteration_id, encounter))
    given = columns.reasons.ids.__getitem__

    def name(code: int) -> str:
        return "" if code < 0 else names.get(columns.steps.id(code), "")

    reasons = _ranked(columns, left, columns.reason, given)
    instead = _ranked(columns, left, next_steps(columns), name)
    recovered = _ranked(columns, back, columns.reason, given)
    return tuple(
        WhyLeft(
            step,
            left.whole(column),
            reasons.get(column, ()),
            instead.get(column, ()),
            back.whole(column),
            recovered.get(column, ()),
        )
        for column, step in enumerate(steps)
    )


@dataclass(frozen=True, eq=False)
class _Told:
    """Partners at the columns they are counted at, and the row that tells of it; one entry each.

    In the order of columns, then of codes.
    """

    column: NDArray[np.intp]
    partner: NDArray[np.intp]
    row: NDArray[np.int32]

    def whole(self, column: int) -> int:
        """How many are counted at a column."""
        start, end = np.searchsorted(self.column, [column, column + 1])
        return int(end - start)


def _told(columns: Columns, group: Group, sets: Bits, rows: NDArray[np.int32]) -> _Told:
    column, partner = np.nonzero(bits.unpack(bits_of(columns, group, sets), rows.shape[1]))
    return _Told(column, partner, rows[column, partner])


def _slips(
    columns: Columns, flow: Flow, iteration_id: str, encounter: EncounterChoice
) -> NDArray[np.int32]:
    """The row of the last deviated observation of each partner at each column; -1 for none."""
    shape = structure(flow)

    def ask(only: NDArray[np.intp] | None = None) -> NDArray[np.int32]:
        seen = see(columns, shape, iteration_id, Reading.LATEST, encounter, only)
        found = np.full(seen.columns * seen.partners, -1, np.int32)
        deviated = seen.statuses == DEVIATED
        # They come in the order of time, so that of several the last one stays.
        found[seen.cells[deviated]] = seen.places[deviated]
        return found.reshape(seen.columns, seen.partners)

    def follow(before: NDArray[np.int32], codes: NDArray[np.intp]) -> NDArray[np.int32]:
        more = len(columns.partners) - before.shape[1]
        found = np.pad(before, ((0, 0), (0, more)), constant_values=-1)
        found[:, codes] = ask(codes)
        return found

    return columns.remember(("slips", flow, iteration_id, encounter), ask, follow)


def _ranked(
    columns: Columns, told: _Told, keys: NDArray[np.int32], text_of: Callable[[int], str]
) -> Mapping[int, tuple[Ranked, ...]]:
    """The bars at each column, of partners by what the key of their row is called."""
    kinds, kind = np.unique(keys[told.row], return_inverse=True)
    texts: dict[str, int] = {}
    merged = [texts.setdefault(text_of(each), len(texts)) for each in kinds.tolist()]
    kind = np.array(merged, np.intp)[kind]
    order = np.lexsort((kind, told.column))
    column, kind = told.column[order], kind[order]
    who = list(map(columns.partners.ids.__getitem__, told.partner[order].tolist()))
    starts = np.flatnonzero(np.append(True, np.diff(column) | np.diff(kind)))[: len(who)].tolist()
    named, at = list(texts), column.tolist()
    bars: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for start, end in zip(starts, [*starts[1:], len(who)], strict=False):
        bars.setdefault(at[start], []).append((named[kind[start]], tuple(who[start:end])))
    return {place: tuple(_bars(own, told.whole(place))) for place, own in bars.items()}


def _bars(found: Iterable[tuple[str, tuple[str, ...]]], whole: int) -> Iterable[Ranked]:
    so_far = 0
    for text, who in sorted(found, key=lambda each: (-len(each[1]), not each[0], each[0])):
        so_far += len(who)
        yield Ranked(text, len(who), len(who) / whole, so_far / whole, who)


def next_steps(columns: Columns) -> NDArray[np.int32]:
    """Of each row the code of the next other step seen in its encounter; -1 for none."""
    return columns.remember(
        "next steps",
        lambda: _next_steps(columns, np.zeros(0, np.int32), None),
        lambda before, codes: _next_steps(columns, before, columns.rows_of(codes)),
    )


def _next_steps(
    columns: Columns, before: NDArray[np.int32], rows: NDArray[np.intp] | None
) -> NDArray[np.int32]:
    """``before`` with the answer for some rows, in the order of time, put in its place."""
    found = np.full(len(columns), -1, np.int32)
    found[: len(before)] = before
    order = columns.in_time_order() if rows is None else rows
    if order is None:
        order = np.arange(len(columns))
    found[order] = -1
    order = order[(columns.status[order] != 0) & ~columns.late[order]]
    if not len(order):
        return found
    keys = (columns.partner, columns.iteration, columns.encounter)
    order = order[np.lexsort([key[order] for key in keys])]
    step = columns.step[order]
    ended = np.zeros(len(order) - 1, np.bool_)
    for key in keys:
        ended |= np.diff(key[order]) != 0
    # A run is one step seen over and over in one encounter; what comes next is the run behind it.
    runs = np.flatnonzero(np.append(True, ended | (np.diff(step) != 0)))
    follows = np.append(step[runs[1:]], np.int32(-1))
    follows[:-1][ended[runs[1:] - 1]] = -1
    found[order] = np.repeat(follows, np.diff(np.append(runs, len(order))))
    return found
