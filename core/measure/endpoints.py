"""Individual adoption and business outcome, in parallel, among those whose need was met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.intervals import Interval, wilson
from core.measure.rows import ALIGNED, DEVIATED
from core.measure.walk import walk
from core.model.flow import Flow, Step, StepKind


@dataclass(frozen=True)
class EndpointCount:
    """One endpoint; ``step`` is None where the flow has none. ``rate`` is aligned of those known.

    ``unknown`` are those not observed there: pending at adoption, never deviated.
    """

    step: Step | None
    aligned: int
    deviated: int
    unknown: int
    rate: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Endpoints:
    """Both endpoints among the ``need_met``, and how many of those are aligned at both."""

    group: Group
    need_met: int
    adoption: EndpointCount
    outcome: EndpointCount
    both: int


@dataclass(frozen=True)
class EndpointSets:
    """The partners at one endpoint, each a set within those whose need was met."""

    aligned: Bits
    deviated: Bits
    unknown: Bits


def endpoints(columns: Columns, flow: Flow, iteration_id: str, group: Group) -> Endpoints:
    """What became of the group's partners whose need was met in encounter 1 of an iteration.

    The latest status at each endpoint counts, of any encounter, late observations included.
    """
    met, sets = endpoint_sets(columns, flow, iteration_id)
    members = bits_of(columns, group, met)
    adoption, outcome = sets[StepKind.ADOPTION], sets[StepKind.OUTCOME]
    return Endpoints(
        group=group,
        need_met=int(bits.size(members)),
        adoption=_count(flow.one(StepKind.ADOPTION), adoption, members),
        outcome=_count(flow.one(StepKind.OUTCOME), outcome, members),
        both=int(bits.size(adoption.aligned & outcome.aligned & members)),
    )


def endpoint_sets(
    columns: Columns, flow: Flow, iteration_id: str, met: Bits | None = None
) -> tuple[Bits, dict[StepKind, EndpointSets]]:
    """Everyone whose need was met, and of them the partners at each endpoint by its kind.

    ``met`` is the first of these, where it has been walked already.
    """
    if met is None:
        met = walk(columns, flow, iteration_id).need_met
    kinds = (StepKind.ADOPTION, StepKind.OUTCOME)
    return met, {kind: _sets(columns, flow.one(kind), iteration_id, met) for kind in kinds}


def _sets(columns: Columns, step: Step | None, iteration_id: str, met: Bits) -> EndpointSets:
    name = "" if step is None else step.id

    def ask() -> Bits:
        return _said(columns, name, iteration_id)

    def follow(before: Bits, codes: NDArray[np.intp]) -> Bits:
        few = _said(columns, name, iteration_id, codes)
        return bits.put(before, few, codes, len(columns.partners))

    said = columns.remember(("endpoint", name, iteration_id), ask, follow)
    aligned, deviated = said & met
    return EndpointSets(aligned, deviated, met & ~(aligned | deviated))


def _said(
    columns: Columns, step: str, iteration_id: str, only: NDArray[np.intp] | None = None
) -> Bits:
    """Who is aligned and who deviated at an endpoint. Shape (2, words).

    ``only`` asks for some partner codes, rising; they are numbered from 0 in what is returned.
    """
    status = np.zeros(len(columns.partners), np.int8)
    code, iteration = columns.steps.code(step), columns.iterations.code(iteration_id)
    if code is not None and iteration is not None:
        order = columns.in_time_order() if only is None else columns.rows_of(only)
        places = np.flatnonzero(columns.step == code) if order is None else order
        for column, wanted in ((columns.step, code), (columns.iteration, iteration)):
            places = places[column[places] == wanted]
        places = places[columns.status[places] != 0]
        # Where a partner comes up repeatedly, the status assigned last stays.
        status[columns.partner[places]] = columns.status[places]
    if only is not None:
        status = status[only]
    return np.stack([bits.pack(status == ALIGNED), bits.pack(status == DEVIATED)])


def _count(step: Step | None, sets: EndpointSets, members: Bits) -> EndpointCount:
    aligned, deviated, unknown = (
        int(bits.size(each & members)) for each in (sets.aligned, sets.deviated, sets.unknown)
    )
    known = aligned + deviated
    rate = aligned / known if known else None
    return EndpointCount(step, aligned, deviated, unknown, rate, wilson(aligned, known))
