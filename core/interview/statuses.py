"""The status of many (partner, encounter, step) at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from core.measure.rows import ALIGNED
from core.model.observation import Status
from core.reading import Reader


class Where(NamedTuple):
    """A step of one encounter of a partner, by their ids; ``late``: after the iteration's close."""

    partner: str
    iteration: str
    step: str
    encounter: int
    late: bool


def statuses(study: Reader, asked: Collection[Where]) -> Mapping[Where, Status | None]:
    """The status at each place asked for, None for unknown: what its latest observation says.

    On the path late observations count for late places only, as they are in no funnel; at an endpoint
    those of every encounter count, late or not.
    """
    columns = study.columns
    steps = [step for flow in study.flows() for step in flow.steps]
    ends = {step.id for step in steps if step.kind.is_endpoint}
    places = list(asked)
    partners = columns.partners.looked_up(each.partner for each in places)
    at = columns.steps.looked_up(each.step for each in places)
    seen = (partners >= 0) & (at >= 0)
    wanted = np.zeros((len(columns.partners), len(columns.steps)), np.bool_)
    wanted[partners[seen], at[seen]] = True
    order = columns.in_time_order()
    rows = np.arange(len(columns)) if order is None else order
    rows = rows[(columns.status[rows] != 0) & wanted[columns.partner[rows], columns.step[rows]]]
    found: dict[Where, Status] = {}
    for partner, iteration, step, encounter, late, status in zip(
        map(columns.partners.id, columns.partner[rows].tolist()),
        map(columns.iterations.id, columns.iteration[rows].tolist()),
        map(columns.steps.id, columns.step[rows].tolist()),
        columns.encounter[rows].tolist(),
        columns.late[rows].tolist(),
        columns.status[rows].tolist(),
        strict=True,
    ):
        # They come in the order of time, so that the latest one stays.
        where = _at(Where(partner, iteration, step, encounter, late), ends)
        found[where] = Status.ALIGNED if status == ALIGNED else Status.DEVIATED
    return {each: found.get(_at(each, ends)) for each in places}


def _at(where: Where, ends: Collection[str]) -> Where:
    return where._replace(encounter=0, late=False) if where.step in ends else where
