"""Reads what the right column shows: who was met of which groups, plans, and data warnings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.groups import against_plan
from core.measure.cohorts import everyone
from core.measure.coverage import Coverage, coverage, in_cell, pairs
from core.measure.funnel import measure
from core.measure.gaps import DataWarning
from core.measure.plan import PlanRow
from core.model.iteration import Iteration
from core.reading import Reader
from ui.partners.facts import Facts
from ui.partners.side import Gap, Side

_MOST_GAPS = 6
_MOST_WARNINGS = 200


@dataclass(frozen=True)
class Silent:
    """Matrices of groups, those of them nobody has talked to, and the ids of the partners in those."""

    matrices: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    partners: tuple[str, ...]


def silent(study: Reader, facts: Facts) -> Silent:
    """The groups nobody has talked to. Of whom nothing is known there is no group to talk about."""
    register, met = study.register, facts.ends.met
    matrices = tuple(coverage(register, met, a, b) for a, b in pairs(register, study.attributes()))
    found = [(each, cell) for each in matrices for cell in each.gaps if cell.row or cell.column]
    unheard = np.zeros(len(register), np.bool_)
    gaps = []
    for at, (matrix, cell) in enumerate(found):
        some: tuple[str, ...] = ()
        if at < _MOST_GAPS:
            inside = in_cell(register, matrix, cell)
            unheard |= inside
            some = tuple(facts.partners[at].pseudonym for at in inside.nonzero()[0][:2])
        gaps.append(Gap(matrix, cell, some))
    return Silent(matrices, tuple(gaps), register.ids_at(unheard))


def warnings_of(study: Reader, iteration: Iteration) -> tuple[tuple[DataWarning, ...], int]:
    """The first data warnings of an iteration, and how many there are."""
    flow = study.flow(iteration.flow)
    whole = everyone("")
    found = measure(study.columns, flow, iteration.id, [whole], names=study.pseudonyms()).warnings
    return tuple(found[:_MOST_WARNINGS]), len(found)


def plan_rows(study: Reader, iteration: Iteration | None) -> tuple[PlanRow, ...]:
    """Groups against planned numbers; none without an iteration or without partners."""
    if iteration is None or not len(study.register):
        return ()
    return against_plan(study, iteration)


def show(study: Reader, iteration: Iteration | None, facts: Facts, side: Side) -> None:
    """Show all of it."""
    found = silent(study, facts)
    side.show_matrices(found.matrices, found.gaps, found.partners)
    side.show_plan(plan_rows(study, iteration))
    warnings, n = warnings_of(study, iteration) if iteration is not None else ((), 0)
    side.show_warnings(warnings, n, study.pseudonyms())
