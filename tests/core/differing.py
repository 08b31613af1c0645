"""How often "differs" would be said where nothing differs, by counting every outcome there can be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from core.measure.compare import ALPHA
from core.measure.exact import fisher, mcnemar

SIZES = range(5, 31)
RATES = tuple(n / 10 for n in range(1, 10))

Chances = tuple[float, ...]
"""In per cent, one for each of ``RATES``."""


def of_cohorts(n: int) -> Chances:
    """Of one step and two cohorts: n answers on one side, the worst number from 5 to 30 on the other."""
    worst = np.zeros(len(RATES))
    for m in SIZES:
        said = _said(n, m)
        own = [_outcomes(n, rate) @ said @ _outcomes(m, rate) for rate in RATES]
        worst = np.maximum(worst, own)
    return tuple((100 * worst).tolist())


def of_two_steps(n: int) -> Chances:
    """Of two steps, the second reached by those aligned at the first, n entrants on each side.

    Nobody is unknown; said of either step is said. That is where the smaller p, which Holm's correction
    doubles first, is at most 2.5 %.
    """
    found = []
    for rate in RATES:
        first, silent = _outcomes(n, rate), 1 - _said(n, n, steps=2)
        never = 0.0
        for a, b in zip(*np.nonzero(silent), strict=True):
            beside = 1 - _said(int(a), int(b), steps=2)
            own, other = _outcomes(int(a), rate), _outcomes(int(b), rate)
            never += first[a] * first[b] * (own @ beside @ other)
        found.append(100 * (1 - never))
    return tuple(found)


def of_pairs(n: int) -> Chances:
    """Of n partners in two iterations, each with its own answer of the same rate in either."""
    found = []
    for rate in RATES:
        changes = 2 * rate * (1 - rate)
        chance = 0.0
        for changed, likely in enumerate(_outcomes(n, changes)):
            gained = _outcomes(changed, 0.5)
            chance += likely * sum(
                gained[k] for k in range(changed + 1) if mcnemar(k, changed - k) <= ALPHA
            )
        found.append(100 * chance)
    return tuple(found)


@cache
def _said(n: int, m: int, steps: int = 1) -> NDArray[np.float64]:
    """1 where the smallest p of so many steps says "differs", by the aligned of n and of m."""
    return np.array(
        [[steps * fisher(a, n - a, b, m - b) <= ALPHA for b in range(m + 1)] for a in range(n + 1)],
        float,
    )


@cache
def _outcomes(n: int, rate: float) -> NDArray[np.float64]:
    """The chance of each number of aligned, from 0 to n."""
    return np.array([comb(n, k) * rate**k * (1 - rate) ** (n - k) for k in range(n + 1)])


def as_lines(name: str, table: dict[int, Chances]) -> Sequence[str]:
    """A table as it stands in ``differs_table``."""
    rows = [f"    {n}: ({', '.join(f'{each:.3f}' for each in own)})," for n, own in table.items()]
    return [f"{name}: dict[int, tuple[float, ...]] = {{", *rows, "}"]
