"""How some partners walked: the status of each at every step, in the encounter that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.measure.seen import see
from core.model.flow import Flow, Step
from core.model.structure import structure
from core.study import Study
from ui.funnel.view import View

_WORDS = ("", "aligned", "deviated")


@dataclass(frozen=True)
class Paths:
    """The steps of the path, and what each partner did there: aligned, deviated, or "" for unknown."""

    steps: tuple[Step, ...]
    of: Mapping[str, tuple[str, ...]]


def paths(study: Study, flow: Flow, iteration: str, partners: Sequence[str], view: View) -> Paths:
    """The walks of some partners in one iteration; those nobody observed have walked nothing."""
    shape = structure(flow)
    columns = study.columns
    codes = {each: columns.partners.code(each) for each in partners}
    known = np.array(sorted({code for code in codes.values() if code is not None}), np.intp)
    none = ("",) * len(shape.steps)
    found: dict[int | None, tuple[str, ...]] = {None: none}
    if len(known) and shape.steps:
        seen = see(columns, shape, iteration, view.reading, view.encounter, known)
        for code, walked in zip(known.tolist(), seen.status.T.tolist(), strict=True):
            found[code] = tuple(_WORDS[status] for status in walked)
    return Paths(shape.steps, {each: found.get(code, none) for each, code in codes.items()})


def encounters(study: Study, flow: Flow, iteration: str, view: View) -> Mapping[str, int]:
    """The encounter that counts of every partner who was observed, by partner id."""
    columns = study.columns
    seen = see(columns, structure(flow), iteration, view.reading, view.encounter)
    ids = columns.partners.ids
    who = columns.partner[seen.places].tolist()
    which = columns.encounter[seen.places].tolist()
    return {ids[code]: encounter for code, encounter in zip(who, which, strict=True)}
