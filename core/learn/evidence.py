"""What is known of a hypothesis in an iteration, gathered from what was observed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.seen import EncounterChoice, Reading, see
from core.measure.walk import Walk, walk
from core.model.decision import Evidence, ReasonGiven, StepEnds
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis
from core.model.observation import Note, NoteKind


def evidence(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    hypothesis: Hypothesis,
    group: Group,
    notes: Iterable[Note] = (),
) -> Evidence:
    """The evidence for a hypothesis among a group, the first planned entrants of encounter 1.

    ``group`` is who the primary cohort means; ``notes`` are those of the iteration. Entrants count by
    the time of their first observation, ties in the order recorded.
    """
    walked = walk(columns, flow, iteration_id)
    entered = _in_order(columns, walked, iteration_id, group)
    deciding = entered[: hypothesis.planned]
    ends = _ends(walked, deciding, columns)
    focus = max(ends, key=lambda each: len(each.deviated), default=None)
    base = Evidence(
        iteration=iteration_id,
        hypothesis=hypothesis.id,
        flow=flow.id,
        cohort=group.id,
        target=hypothesis.target,
        planned=hypothesis.planned,
        met=_ids(columns, _those(deciding, walked.need_met, walked.partners)),
        ends=ends,
        unseen=max(hypothesis.planned - len(entered), 0),
        later=_ids(columns, entered[hypothesis.planned :].tolist()),
    )
    if focus is None or not focus.deviated:
        return base
    return msgspec.structs.replace(
        base,
        focus=focus.step,
        reasons=_reasons(columns, walked, focus),
        quotes=_quotes(columns, iteration_id, focus, notes),
    )


def _in_order(columns: Columns, walked: Walk, iteration_id: str, group: Group) -> NDArray[np.int32]:
    """The codes of a group's entrants by the time of their first observation. Shape (entrants,)."""
    seen = see(columns, walked.shape, iteration_id, Reading.LATEST, EncounterChoice.FIRST)
    who, first = np.unique(seen.partner, return_index=True)
    in_order = who[np.argsort(first, kind="stable")]
    members = bits.unpack(bits_of(columns, group, walked.entrants), walked.partners)
    return in_order[members[in_order]]


def _ends(walked: Walk, deciding: NDArray[np.int32], columns: Columns) -> tuple[StepEnds, ...]:
    found = []
    for column, step in enumerate(walked.shape.steps):
        deviated, unknown, undecided = (
            _ids(columns, _those(deciding, ended[column], walked.partners))
            for ended in (walked.ended_deviated, walked.ended_unknown, walked.ended_undecided)
        )
        if deviated or unknown or undecided:
            found.append(StepEnds(step.id, deviated, unknown, undecided))
    return tuple(found)


def _those(codes: NDArray[np.int32], among: Bits, partners: int) -> list[int]:
    """The codes that are in a set, in their order."""
    kept: list[int] = codes[bits.unpack(among, partners)[codes]].tolist()
    return kept


def _ids(columns: Columns, codes: Sequence[int]) -> tuple[str, ...]:
    return tuple(columns.partners.id(code) for code in codes)


def _reasons(columns: Columns, walked: Walk, focus: StepEnds) -> tuple[ReasonGiven, ...]:
    """The reasons of those who ended deviated at a step, the most frequent first, none last."""
    rows = walked.deciding()[walked.shape.index[focus.step]]
    given: dict[str, list[tuple[int, str]]] = {}
    for partner in focus.deviated:
        row = int(rows[_code(columns, partner)])
        text = columns.reasons.id(int(columns.reason[row]))
        given.setdefault(text, []).append((row, partner))
    ranked = sorted(given.items(), key=lambda each: (not each[0], -len(each[1]), each[0]))
    return tuple(
        ReasonGiven(columns.id_at(those[0][0]) if text else "", tuple(who for _, who in those))
        for text, those in ranked
    )


def _quotes(
    columns: Columns, iteration_id: str, focus: StepEnds, notes: Iterable[Note]
) -> tuple[str, ...]:
    """Ids of what those who ended deviated at a step said there, in the order of its time."""
    codes = [_code(columns, partner) for partner in focus.deviated]
    here = np.isin(columns.partner, codes)
    here &= columns.iteration == columns.iterations.code(iteration_id)
    here &= columns.step == columns.steps.code(focus.step)
    here &= (columns.encounter == 1) & (columns.status != 0) & ~columns.late
    here &= columns.words >= _QUOTED
    said = [(int(columns.at[row]), columns.id_at(row)) for row in np.flatnonzero(here).tolist()]
    said += [(_microseconds(note.at), note.id) for note in notes if _is_said(note, focus)]
    return tuple(each for _, each in sorted(said))


_QUOTED = 2


def _is_said(note: Note, focus: StepEnds) -> bool:
    return (
        note.kind is NoteKind.QUOTE
        and note.step == focus.step
        and note.encounter == 1
        and not (note.voided or note.late)
        and note.partner in focus.deviated
    )


def _microseconds(moment: str) -> int:
    return int(np.datetime64(moment.rstrip("Z"), "us").astype(np.int64))


def _code(columns: Columns, partner: str) -> int:
    code = columns.partners.code(partner)
    if code is None:
        raise KeyError(partner)
    return code
