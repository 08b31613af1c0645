"""No number stands alone: the partners behind each, and the fate of every partner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from core.measure import bits, edges
from core.measure.bits import Bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.endpoints import endpoint_sets
from core.measure.rows import ALIGNED, DEVIATED
from core.measure.seen import EncounterChoice, Reading, see
from core.measure.walk import Walk, walk
from core.model.flow import Flow, Link, StepKind
from core.model.structure import structure

_AT_STEP: Mapping[str, Callable[[Walk], Bits]] = {
    "reached": lambda walked: walked.reached,
    "aligned": lambda walked: walked.aligned,
    "deviated": lambda walked: walked.deviated,
    "unknown": lambda walked: walked.unknown,
    "answered": lambda walked: walked.aligned | walked.deviated,
    "recovered": lambda walked: walked.recovered,
    "possible": lambda walked: walked.possible,
    "undecided": lambda walked: walked.undecided,
    "fate deviated": lambda walked: walked.ended_deviated,
    "fate unknown": lambda walked: walked.ended_unknown,
    "fate undecided": lambda walked: walked.ended_undecided,
}
_OVERALL: Mapping[str, Callable[[Walk], Bits]] = {
    "entrants": lambda walked: walked.entrants,
    "need_met": lambda walked: walked.need_met,
}


def behind(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    step_id: str,
    what: str,
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[str, ...]:
    """Ids of the partners a number counts, in the order they were first observed.

    ``what`` is a number of a step (reached, aligned, deviated, unknown, answered, recovered, possible,
    undecided, and the fates there: "fate deviated", "fate unknown", "fate undecided"), of the funnel
    (entrants, need_met; the step is not looked at), or of an endpoint (aligned, deviated, unknown,
    answered, both). A whisker stands on "answered" or "entrants", a band ends at "possible". Raises
    KeyError where there is no such number.
    """
    if flow.has(step_id) and flow.step(step_id).kind.is_endpoint and what not in _OVERALL:
        found = _at_endpoint(columns, flow, iteration_id, step_id, what)
    else:
        walked = walk(columns, flow, iteration_id, reading, encounter)
        found = _set(walked, step_id, what)
    return _ids(columns, bits_of(columns, group, found))


def behind_link(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    link: Link,
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[str, ...]:
    """Ids of the partners who went along a link of the path. Raises KeyError where it is none."""
    walked = walk(columns, flow, iteration_id, reading, encounter)
    ends = walked.shape.index[link.source], walked.shape.index[link.target]
    return _ids(columns, bits_of(columns, group, edges.went(walked).along(ends)))


def behind_raw(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    step_id: str,
    what: str,
    *,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[str, ...]:
    """Ids of the observations a raw counter counts ("all_aligned", "all_deviated"), by their time.

    Raises KeyError where there is no such counter or step.
    """
    status = {"all_aligned": ALIGNED, "all_deviated": DEVIATED}[what]
    shape = structure(flow)
    seen = see(columns, shape, iteration_id, Reading.LATEST, encounter)
    everybody = bits.pack(np.ones(seen.partners, np.bool_))
    members = bits.unpack(bits_of(columns, group, everybody), seen.partners)
    here = (seen.column == shape.index[step_id]) & (seen.statuses == status) & members[seen.partner]
    return tuple(map(columns.id_at, seen.places[here].tolist()))


def _ids(columns: Columns, members: Bits) -> tuple[str, ...]:
    ids = columns.partners.ids
    return tuple(map(ids.__getitem__, bits.codes(members, len(ids)).tolist()))


def _set(walked: Walk, step_id: str, what: str) -> Bits:
    if what in _OVERALL:
        return _OVERALL[what](walked)
    at_column: Bits = _AT_STEP[what](walked)[walked.shape.index[step_id]]
    return at_column


def _at_endpoint(columns: Columns, flow: Flow, iteration_id: str, step_id: str, what: str) -> Bits:
    _, sets = endpoint_sets(columns, flow, iteration_id)
    if what == "both":
        return sets[StepKind.ADOPTION].aligned & sets[StepKind.OUTCOME].aligned
    own = sets[flow.step(step_id).kind]
    return {
        "aligned": own.aligned,
        "deviated": own.deviated,
        "unknown": own.unknown,
        "answered": own.aligned | own.deviated,
    }[what]


class FateKind(Enum):
    """How a walk ended."""

    NEED_MET = "need met"
    DEVIATED = "deviated"
    UNKNOWN = "unknown"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Fate:
    """How and at which step a partner's walk ended."""

    kind: FateKind
    step: str


def fates(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> Mapping[str, Fate]:
    """The fate of every entrant, by partner id."""
    walked = walk(columns, flow, iteration_id, reading, encounter)
    ids = columns.partners
    found: dict[str, Fate] = {}
    ends = (
        (FateKind.DEVIATED, walked.ended_deviated),
        (FateKind.UNKNOWN, walked.ended_unknown),
        (FateKind.UNDECIDED, walked.ended_undecided),
    )
    for column, step in enumerate(walked.shape.steps):
        for kind, ended in ends:
            fate = Fate(kind, step.id)
            members = bits.codes(ended[column], walked.partners).tolist()
            found |= {ids.id(code): fate for code in members}
    if walked.need is not None:
        fate = Fate(FateKind.NEED_MET, walked.need.id)
        members = bits.codes(walked.need_met, walked.partners).tolist()
        found |= {ids.id(code): fate for code in members}
    return found
