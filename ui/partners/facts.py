"""What the register says of each partner besides what was entered: encounters and how far they came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.measure import Fate, FateKind, fates
from core.model.iteration import Iteration
from core.model.partner import CustomerPartner
from core.reading import Reader


@dataclass(frozen=True)
class Row:
    """A partner in the register. ``glyph`` and ``tone`` go with the words of the fate."""

    partner: CustomerPartner
    encounters: int
    fate: str
    glyph: str
    tone: str
    is_met: bool
    is_unknown: bool


_LOOKS: Mapping[FateKind, tuple[str, str, str]] = {
    FateKind.NEED_MET: ("Need met", "aligned", "aligned"),
    FateKind.DEVIATED: ("Left at {step}", "deviated", "deviated"),
    FateKind.UNKNOWN: ("Unknown at {step}", "unknown", "unknown"),
    FateKind.UNDECIDED: ("Undecided after {step}", "unknown", "unknown"),
}


def rows(study: Reader, iteration: Iteration | None) -> list[Row]:
    """A row for each partner, in the order they came."""
    ends: Mapping[str, Fate] = {}
    encounters: Mapping[str, int] = {}
    names: Mapping[str, str] = {}
    if iteration is not None:
        flow = study.flow(iteration.flow)
        ends = fates(study.columns, flow, iteration.id)
        encounters = _encounters(study, iteration.id)
        names = {step.id: step.name for step in flow.steps}
    return [
        _row(partner, encounters.get(partner.id, 0), ends.get(partner.id), names)
        for partner in study.partners()
    ]


def _row(
    partner: CustomerPartner, encounters: int, fate: Fate | None, names: Mapping[str, str]
) -> Row:
    if fate is None:
        words = tr("Not met yet") if not encounters else tr("Not on the path yet")
        return Row(partner, encounters, words, "minus", "ink3", is_met=False, is_unknown=False)
    words, glyph, tone = _LOOKS[fate.kind]
    return Row(
        partner,
        encounters,
        tr(words).format(step=names.get(fate.step, "")),
        glyph,
        tone,
        is_met=True,
        is_unknown=fate.kind in (FateKind.UNKNOWN, FateKind.UNDECIDED),
    )


def _encounters(study: Reader, iteration: str) -> Mapping[str, int]:
    """How many encounters each partner had in an iteration, by partner id."""
    columns = study.columns
    code = columns.iterations.code(iteration)
    if code is None:
        return {}
    counting = (columns.iteration == code) & (columns.status > 0)
    highest = np.zeros(len(columns.partners), dtype=np.int32)
    np.maximum.at(highest, columns.partner[counting], columns.encounter[counting])
    seen = np.flatnonzero(highest).tolist()
    return {columns.partners.id(each): int(highest[each]) for each in seen}


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Partners", text)
