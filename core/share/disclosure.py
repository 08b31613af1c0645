"""Which numbers may be told so that no number of one or two partners can be worked out.

Every number counts a set of partners. Who reads some of them can add and subtract them, so they know
the size of every set that is a linear combination of those told. A small set must therefore lie outside
what the told ones span, and not only be left out itself: this is complementary suppression for tables of
any shape, with cohorts that overlap (L. H. Cox, Suppression Methodology and Statistical Disclosure
Control, 1980). Computed modulo a prime, where only an unlucky prime could tell less than fractions do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sets = NDArray[np.bool_]
"""Sets of partners. Shape (sets, partners)."""

_PRIME = (1 << 31) - 1


def told(candidates: Sets, targets: Sets, known: Sets, fewest: int) -> list[bool]:
    """Whether each candidate is told: as many as can be, the first ones first.

    A candidate is never told that has some partners and fewer than ``fewest``; nor one with which a
    small set among candidates or ``targets`` could be worked out from those told and ``known``. What is
    empty is told.
    """
    sizes = candidates.sum(axis=1)
    small = (sizes > 0) & (sizes < fewest)
    of_targets = targets.sum(axis=1)
    secret = np.concatenate([candidates[small], targets[(of_targets > 0) & (of_targets < fewest)]])
    rows = _patterns(np.concatenate([candidates, secret, known]))
    first_secret = len(candidates)
    first_known = first_secret + len(secret)
    for number in range(first_known, len(rows)):
        _take(rows, number)
    answers = []
    for number in range(len(candidates)):
        if small[number]:
            answers.append(False)
            continue
        row = rows[number]
        if not row.any():
            answers.append(True)  # it follows from what is told already
            continue
        left = _without(rows[first_secret:first_known], row)
        fine = bool(left.any(axis=1).all())
        answers.append(fine)
        if fine:
            _take(rows, number)
    return answers


def _patterns(sets: Sets) -> NDArray[np.int64]:
    """One column for all partners who are in the same sets: nothing tells them apart."""
    if not sets.size:
        return np.zeros((len(sets), 0), np.int64)
    packed = np.ascontiguousarray(np.packbits(sets, axis=0).T)
    _, first = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True)
    return sets[:, np.sort(first)].astype(np.int64)


def _take(rows: NDArray[np.int64], number: int) -> None:
    """Reduce all rows by one of them, which becomes known."""
    row = rows[number].copy()
    if not row.any():
        return
    touched = np.flatnonzero(rows[:, _pivot(row)])
    rows[touched] = _without(rows[touched], row)


def _without(rows: NDArray[np.int64], row: NDArray[np.int64]) -> NDArray[np.int64]:
    pivot = _pivot(row)
    factors = rows[:, pivot] * pow(int(row[pivot]), -1, _PRIME) % _PRIME
    return np.asarray((rows - factors[:, np.newaxis] * row % _PRIME) % _PRIME, np.int64)


def _pivot(row: NDArray[np.int64]) -> int:
    return int(np.flatnonzero(row)[0])
