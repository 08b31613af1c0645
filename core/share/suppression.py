"""The numbers the public does not see: those of one or two partners, and what would give them away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from core.groups import groups
from core.measure import Side, behind_comparison
from core.measure.compare import compare
from core.model.partner import EVERYONE
from core.share.audience import FEWEST_SHOWN
from core.share.cells import Cell, Cells, cells_of
from core.share.disclosure import Sets, told
from core.share.shown import Key, Shown
from core.share.source import Source, source


def shown_to_public(sources: Sequence[Source]) -> list[Source]:
    """The same sources, knowing which of their numbers are not shown.

    Numbers of those who answered in two iterations are shown for a step where none of them is small.
    """
    hidden: set[Key] = set()
    for each in sources:
        hidden |= hidden_of(cells_of(each))
        hidden.update(_since(each))
    # A comparison with the iteration before shows numbers of that one too, if it is told of or not.
    for before in _before(sources):
        hidden |= hidden_of(cells_of(before))
    shown = Shown(frozenset(hidden))
    return [replace(each, shown=shown) for each in sources]


def hidden_of(cells: Cells) -> set[Key]:
    """The keys of the cells that are not shown.

    Of very many, those behind the first ``MOST`` are not: who wants them shown chooses fewer cohorts.
    """
    keyed = [each for each in cells.cells if each.key is not None]
    candidates, beyond = keyed[:MOST], keyed[MOST:]
    others = [each.members for each in cells.cells if each.key is None]
    others += [each.members for each in beyond]
    if not candidates:
        return set()
    width = len(candidates[0].members)
    answers = told(
        _sets([each.members for each in candidates], width),
        _sets(others, width),
        _sets(cells.known, width),
        FEWEST_SHOWN,
    )
    shown = {_key(each) for each, fine in zip(candidates, answers, strict=True) if fine}
    return {_key(each) for each in keyed} - shown


MOST = 900
"""Numbers of an iteration that are looked at: it takes seconds, and the square of that for more."""


def _key(cell: Cell) -> Key:
    assert cell.key is not None  # noqa: S101 - asked for those with a key
    return cell.key


def _sets(rows: Sequence[object], width: int) -> Sets:
    return np.array(rows, np.bool_).reshape(len(rows), width)


def _before(sources: Sequence[Source]) -> Iterator[Source]:
    told_of = {each.iteration.id for each in sources}
    for each in sources:
        if each.before is not None and each.before.id not in told_of:
            yield source(each.reader, each.audience, each.before, (EVERYONE,))


def _since(own: Source) -> Iterator[Key]:
    """The numbers of partners in two iterations, at each step where one of them is small."""
    before = own.before
    if before is None:
        return
    (earlier,) = groups(own.reader, before, [EVERYONE])
    then = Side(own.reader.flow(before.flow), before.id, earlier)
    pair = then, Side(own.flow, own.iteration.id, own.groups[0])
    (found,) = compare(own.reader.columns, [pair])
    for step in found.steps:
        both, gained, lost = (
            len(behind_comparison(own.reader.columns, pair, step.step.id, what))
            for what in ("both", "gained", "lost")
        )
        if any(0 < each < FEWEST_SHOWN for each in (both, gained, lost, both - gained - lost)):
            for what in ("both", "gained", "lost"):
                yield own.key(own.groups[0], step.step.id, f"{what} since")
