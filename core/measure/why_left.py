"""Why they left a step: reasons ranked with their cumulative share, and where they were seen next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.rows import DEVIATED
from core.measure.seen import EncounterChoice, Reading
from core.measure.walk import Walk, walk
from core.model.flow import Flow, Step


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
    deciding = walked.deciding()
    names = {step.id: step.name for step in flow.steps}
    found = []
    left = bits_of(columns, group, walked.deviated)
    back = bits_of(columns, group, walked.recovered)
    for column, step in enumerate(walked.shape.steps):
        gone = bits.codes(left[column], walked.partners)
        rows = deciding[column, gone]
        slips = _last_deviated(columns, walked, step, deciding[column], back[column])
        found.append(
            WhyLeft(
                step,
                len(gone),
                _ranked(columns, columns.partner[rows], _reasons(columns, rows)),
                _ranked(columns, columns.partner[rows], _seen_next(columns, rows, names)),
                len(slips),
                _ranked(columns, columns.partner[slips], _reasons(columns, slips)),
            )
        )
    return tuple(found)


def _last_deviated(
    columns: Columns, walked: Walk, step: Step, deciding: NDArray[np.int32], back: bits.Bits
) -> NDArray[np.intp]:
    """Of those who recovered at a step, the rows of the last deviated observation before they did."""
    codes = bits.codes(back, walked.partners)
    if not len(codes):
        return codes
    decided = deciding[codes]
    rows = columns.rows_of(codes)
    slips = rows[(columns.status[rows] == DEVIATED) & ~columns.late[rows]]
    like = np.zeros(walked.partners, np.intp)
    like[codes] = decided
    decisive = like[columns.partner[slips]]
    same = columns.step[slips] == columns.steps.code(step.id)
    same &= columns.iteration[slips] == columns.iteration[decisive]
    same &= columns.encounter[slips] == columns.encounter[decisive]
    slips = slips[same]
    last = np.zeros(walked.partners, np.intp)
    # The rows come in time order, so that of several the last one stays.
    last[columns.partner[slips]] = slips
    return last[codes]


def _reasons(columns: Columns, rows: NDArray[np.intp]) -> list[str]:
    texts = columns.reasons.ids
    return [texts[code] for code in columns.reason[rows].tolist()]


def _seen_next(columns: Columns, rows: NDArray[np.intp], names: dict[str, str]) -> list[str]:
    ids = columns.steps.ids
    codes = next_steps(columns)[rows].tolist()
    return ["" if code < 0 else names.get(ids[code], "") for code in codes]


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


def _ranked(
    columns: Columns, partners: NDArray[np.int32], texts: Sequence[str]
) -> tuple[Ranked, ...]:
    who: dict[str, list[str]] = {}
    for code, text in zip(partners.tolist(), texts, strict=True):
        who.setdefault(text, []).append(columns.partners.id(code))
    order = sorted(who.items(), key=lambda each: (-len(each[1]), not each[0], each[0]))
    return tuple(_bars(order, len(texts)))


def _bars(order: Iterable[tuple[str, list[str]]], whole: int) -> Iterable[Ranked]:
    so_far = 0
    for text, who in order:
        so_far += len(who)
        yield Ranked(text, len(who), len(who) / whole, so_far / whole, tuple(who))
