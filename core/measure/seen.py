"""What was seen of each partner at each column: the rows that count, and the status they give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
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
    def ever(self) -> Bits:
        """Whether any observation says aligned, or deviated. Shape (2, columns, words)."""
        matrix = np.zeros(2 * self.columns * self.partners, np.bool_)
        matrix[self._kinds] = True
        return bits.pack(matrix.reshape(2, self.columns, self.partners))

    @cached_property
    def repeats(self) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
        """What was said again: (status - 1) * columns + column, and the partner, one entry each.

        So every observation is either in ``ever`` or here.
        """
        first = np.zeros(2 * self.columns * self.partners, np.int32)
        numbers = np.arange(len(self._kinds), dtype=np.int32)
        first[self._kinds[::-1]] = numbers[::-1]
        again = np.flatnonzero(first[self._kinds] != numbers)
        kind, partner = np.divmod(self._kinds[again], np.intp(max(self.partners, 1)))
        return kind.astype(np.int16), partner.astype(np.int32)

    @cached_property
    def _kinds(self) -> NDArray[np.intp]:
        deviated = (self.statuses == DEVIATED).astype(np.intp)
        kinds: NDArray[np.intp] = self.cells + deviated * (self.columns * self.partners)
        return kinds

    @cached_property
    def last(self) -> NDArray[np.int32]:
        """The number of the last observation in time, from 0; -1 for none. Shape as ``status``."""
        matrix = np.full(self.columns * self.partners, -1, np.int32)
        matrix[self.cells] = np.arange(len(self.cells), dtype=np.int32)
        return matrix.reshape(self.columns, self.partners)

    @cached_property
    def deciding(self) -> NDArray[np.int32]:
        """The row whose observation gives the status; -1 for none. Shape as ``status``."""
        matrix = np.full(self.columns * self.partners, -1, np.int32)
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
    only: NDArray[np.intp] | None = None,
) -> Seen:
    """What counts in the funnel of an iteration: on the path, not voided, not late.

    ``only`` asks for some partner codes, rising; they are numbered from 0 in what is returned.
    """
    rows: slice | NDArray[np.intp]
    rows = slice(None) if only is None else columns.rows_of(only)
    column_of = np.full(len(columns.steps), -1, np.int16)
    for place, step in enumerate(shape.steps):
        code = columns.steps.code(step.id)
        if code is not None:
            column_of[code] = place
    column = column_of[columns.step[rows]]
    iteration = columns.iterations.code(iteration_id)
    counts = columns.iteration[rows] == (-1 if iteration is None else iteration)
    counts &= columns.status[rows] != 0
    counts &= ~columns.late[rows]
    counts &= column >= 0
    if encounter is EncounterChoice.FIRST:
        counts &= columns.encounter[rows] == 1
    else:
        counts &= columns.encounter[rows] == _latest(columns, rows, counts)
    order = columns.in_time_order() if only is None else None
    among = np.flatnonzero(counts) if order is None else order[counts[order]]
    whole = order is None and len(among) == len(counts)
    partner, statuses = columns.partner[rows], columns.status[rows]
    return Seen(
        columns=len(shape.steps),
        partners=len(columns.partners) if only is None else len(only),
        places=among if isinstance(rows, slice) else rows[among],
        column=column if whole else column[among],
        partner=_numbered(partner if whole else partner[among], only),
        statuses=statuses if whole else statuses[among],
        reading=reading,
    )


def _numbered(partner: NDArray[np.int32], only: NDArray[np.intp] | None) -> NDArray[np.int32]:
    return partner if only is None else np.searchsorted(only, partner).astype(np.int32)


def _latest(
    columns: Columns, rows: slice | NDArray[np.intp], counts: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """Of each row the highest encounter of its partner among those that count, 0 for none."""
    partner = columns.partner[rows]
    highest = np.zeros(len(columns.partners), np.int32)
    np.maximum.at(highest, partner[counts], columns.encounter[rows][counts])
    return highest[partner]
