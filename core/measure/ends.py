"""How every partner's walk ended, as columns in the order of a register."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.behind import Fate, FateKind
from core.measure.columns import Columns
from core.measure.partner_columns import PartnerColumns
from core.measure.seen import EncounterChoice, Reading
from core.measure.walk import walk
from core.model.flow import Flow


@dataclass(frozen=True, eq=False)
class Ends:
    """By place of the register: an index into ``fates``, -1 for who did not walk, and encounters.

    Both of shape (partners,).
    """

    fates: tuple[Fate, ...]
    fate: NDArray[np.int16]
    encounters: NDArray[np.int32]

    @property
    def met(self) -> NDArray[np.bool_]:
        """Who entered. Shape (partners,)."""
        return self.fate >= 0

    @property
    def untold(self) -> NDArray[np.bool_]:
        """Whose fate is unknown or undecided. Shape (partners,)."""
        told = (FateKind.NEED_MET, FateKind.DEVIATED)
        of = [each.kind not in told for each in self.fates]
        return np.array([*of, False])[self.fate]


def ends(
    register: PartnerColumns, columns: Columns, flow: Flow | None, iteration: str | None
) -> Ends:
    """The ends of encounter 1 in an iteration; with none, nobody walked."""
    nobody = np.full(len(register), -1, np.int16)
    if flow is None or iteration is None:
        return Ends((), nobody, np.zeros(len(register), np.int32))
    walked = walk(columns, flow, iteration, Reading.LATEST, EncounterChoice.FIRST)
    found: list[Fate] = []
    by_code = np.full(len(columns.partners) + 1, -1, np.int16)
    kinds = (
        (FateKind.DEVIATED, walked.ended_deviated),
        (FateKind.UNKNOWN, walked.ended_unknown),
        (FateKind.UNDECIDED, walked.ended_undecided),
    )
    for column, step in enumerate(walked.shape.steps):
        for kind, ended in kinds:
            by_code[bits.codes(ended[column], walked.partners)] = len(found)
            found.append(Fate(kind, step.id))
    if walked.need is not None:
        by_code[bits.codes(walked.need_met, walked.partners)] = len(found)
        found.append(Fate(FateKind.NEED_MET, walked.need.id))
    highest = np.zeros(len(columns.partners) + 1, np.int32)
    here = (columns.iteration == _code(columns, iteration)) & (columns.status > 0)
    np.maximum.at(highest, columns.partner[here], columns.encounter[here])
    # A partner nobody observed has no code: the last entry, which stays empty, answers for them.
    at = columns.partners.looked_up(register.ids)
    return Ends(tuple(found), by_code[at], highest[at])


def _code(columns: Columns, iteration: str) -> int:
    code = columns.iterations.code(iteration)
    return -1 if code is None else code
