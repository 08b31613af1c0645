"""What the register says of each partner besides what was entered: encounters and how far they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.measure import FateKind
from core.measure.cohorts import natural
from core.measure.ends import Ends, ends
from core.measure.partner_columns import PartnerColumns
from core.model.iteration import Iteration
from core.model.partner import Attribute, CustomerPartner
from core.reading import Reader


@dataclass(frozen=True)
class Look:
    """How far a partner came: in words, with the glyph and the colour that go with them."""

    words: str
    glyph: str
    tone: str


@dataclass(frozen=True)
class Row:
    """A partner in the register."""

    partner: CustomerPartner
    encounters: int
    look: Look
    is_met: bool


def _unmet() -> tuple[Look, Look]:
    """Who did not walk: nobody saw them, or only at an endpoint or in a later encounter."""
    return (
        Look(tr("Not met yet"), "minus", "ink3"),
        Look(tr("Not on the path yet"), "minus", "ink3"),
    )


_NOBODY = Ends((), np.zeros(0, np.int16), np.zeros(0, np.int32))


@dataclass(frozen=True, eq=False)
class Facts:
    """All partners by their places, and how far each came. Rows are made as they are looked at.

    ``looks`` stand as the fates of ``ends`` do. ``arrangement`` is that of the register.
    """

    partners: Sequence[CustomerPartner] = ()
    ends: Ends = _NOBODY
    looks: Sequence[Look] = ()
    arrangement: int = -1
    unmet: tuple[Look, Look] = field(default_factory=_unmet)

    def look(self, place: int) -> Look:
        """How far a partner came."""
        fate = int(self.ends.fate[place])
        if fate >= 0:
            return self.looks[fate]
        return self.unmet[int(self.ends.encounters[place]) > 0]

    def row(self, place: int) -> Row:
        """The row of a place."""
        fate, encounters = int(self.ends.fate[place]), int(self.ends.encounters[place])
        return Row(self.partners[place], encounters, self.look(place), fate >= 0)


_LOOKS: Mapping[FateKind, tuple[str, str, str]] = {
    FateKind.NEED_MET: ("Need met", "aligned", "aligned"),
    FateKind.DEVIATED: ("Left at {step}", "deviated", "deviated"),
    FateKind.UNKNOWN: ("Unknown at {step}", "unknown", "unknown"),
    FateKind.UNDECIDED: ("Undecided after {step}", "unknown", "unknown"),
}


def facts(study: Reader, iteration: Iteration | None) -> Facts:
    """Every partner, in the order they came."""
    register = study.register
    flow = study.flow(iteration.flow) if iteration is not None else None
    found = ends(register, study.columns, flow, iteration.id if iteration else None)
    names = {step.id: step.name for step in flow.steps} if flow else {}
    looks = []
    for fate in found.fates:
        words, glyph, tone = _LOOKS[fate.kind]
        looks.append(Look(tr(words).format(step=names.get(fate.step, "")), glyph, tone))
    return Facts(register.partners, found, looks, register.arrangement)


def values_in_order(attribute: Attribute, register: PartnerColumns) -> list[str]:
    """The values offered for an attribute: its own in their order, then what else partners have."""
    own = [*attribute.choices, *(band.label for band in attribute.bands)]
    known = set(own)
    return [*own, *sorted(set(register.values(attribute.id).in_use) - known, key=natural)]


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Partners", text)
