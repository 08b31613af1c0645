"""What was seen of each partner at each column: the rows that count, and the status they give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.measure.columns import Columns
from core.measure.rows import DEVIATED
from core.model.structure import Structure


class Reading(Enum):
    """Which observation decides a status: the latest, or in the strict view the first."""

    LATEST = "latest"
    STRICT = "strict"


class EncounterChoice(Enum):
    """Which encounter of each partner is read: the first, or the latest one with an observation."""

    FIRST = "first"
    LATEST = "latest"


@dataclass(frozen=True)
class Seen:
    """The observations that count, in the order of their time, ties as recorded.

    ``places`` are rows of the study's columns, ``column`` those of the flow, ``partner`` codes and
    ``statuses`` 1 aligned, 2 deviated. All have one entry an observation.
    """

    columns: int
    partners: int
    places: NDArray[np.intp]
    column: NDArray[np.int16]
    partner: NDArray[np.int32]
    statuses: NDArray[np.int8]
    reading: Reading

    @cached_property
    def cells(self) -> NDArray[np.intp]:
        """Which (column, partner) each observation is of, as column * partners + partner."""
        return self.column.astype(np.intp) * self.partners + self.partner

    @cached_property
    def status(self) -> NDArray[np.int8]:
        """1 aligned, 2 deviated, 0 unknown. Shape (columns, partners)."""
        matrix = np.zeros(self.columns * self.partners, np.int8)
        # Where a cell comes up repeatedly, the value assigned last stays.
        if self.reading is Reading.LATEST:
            matrix[self.cells] = self.statuses
        else:
            matrix[self.cells[::-1]] = self.statuses[::-1]
        return matrix.reshape(self.columns, self.partners)

    @cached_property
    def ever_deviated(self) -> NDArray[np.bool_]:
        """Whether any observation says deviated. Shape (columns, partners)."""
        matrix = np.zeros(self.columns * self.partners, np.bool_)
        matrix[self.cells[self.statuses == DEVIATED]] = True
        return matrix.reshape(self.columns, self.partners)

    @cached_property
    def last(self) -> NDArray[np.int32]:
        """The number of the last observation in time, from 0; -1 for none. Shape as ``status``."""
        matrix = np.full(self.columns * self.partners, -1, np.int32)
        matrix[self.cells] = np.arange(len(self.cells), dtype=np.int32)
        return matrix.reshape(self.columns, self.partners)

    @cached_property
    def deciding(self) -> NDArray[np.intp]:
        """The row whose observation gives the status; -1 for none. Shape as ``status``."""
        matrix = np.full(self.columns * self.partners, -1, np.intp)
        if self.reading is Reading.LATEST:
            matrix[self.cells] = self.places
        else:
            matrix[self.cells[::-1]] = self.places[::-1]
        return matrix.reshape(self.columns, self.partners)


def see(
    columns: Columns,
    shape: Structure,
    iteration_id: str,
    reading: Reading,
    encounter: EncounterChoice,
) -> Seen:
    """What counts in the funnel of an iteration: on the path, not voided, not late."""
    partners = len(columns.partners)
    column_of = np.full(len(columns.steps), -1, np.int16)
    for place, step in enumerate(shape.steps):
        code = columns.steps.code(step.id)
        if code is not None:
            column_of[code] = place
    column = column_of[columns.step]
    iteration = columns.iterations.code(iteration_id)
    counts = columns.iteration == (-1 if iteration is None else iteration)
    counts &= columns.status != 0
    counts &= ~columns.late
    counts &= column >= 0
    if encounter is EncounterChoice.FIRST:
        counts &= columns.encounter == 1
    else:
        counts &= columns.encounter == _latest(columns, counts)[columns.partner]
    order = columns.in_time_order()
    places = np.flatnonzero(counts) if order is None else order[counts[order]]
    all_in_order = order is None and len(places) == len(counts)
    return Seen(
        columns=len(shape.steps),
        partners=partners,
        places=places,
        column=column if all_in_order else column[places],
        partner=columns.partner if all_in_order else columns.partner[places],
        statuses=columns.status if all_in_order else columns.status[places],
        reading=reading,
    )


def _latest(columns: Columns, counts: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The highest encounter of each partner among some rows, 0 for none. Shape (partners,)."""
    highest = np.zeros(len(columns.partners), np.int32)
    np.maximum.at(highest, columns.partner[counts], columns.encounter[counts])
    return highest
