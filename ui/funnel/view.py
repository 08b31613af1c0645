"""How the funnels are read and drawn: what a person chooses beside cohorts and iteration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.measure.seen import EncounterChoice, Reading
from ui.funnel.head import tr


@dataclass(frozen=True)
class View:
    """``beside`` sets the cohorts side by side at each step, ``counts`` draws numbers of partners.

    ``encounter`` is the first or the latest of each partner. ``reading`` says which observation
    decides: the latest, or in the strict view the first. ``against`` is the id of the cohort that
    the others are compared with, empty for the rest.
    """

    beside: bool = False
    counts: bool = False
    encounter: EncounterChoice = EncounterChoice.FIRST
    reading: Reading = Reading.LATEST
    against: str = ""

    def words(self) -> Sequence[str]:
        """What is read, for the line beside the title and under every picture."""
        first = self.encounter is EncounterChoice.FIRST
        latest = self.reading is Reading.LATEST
        return (
            tr("encounter 1") if first else tr("latest encounter"),
            tr("latest observation") if latest else tr("first observation (strict)"),
        )
