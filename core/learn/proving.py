"""What counts can prove: exact binomial tails against the share to beat, unknowns against the claim."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from core.measure.exact import at_least, at_most
from core.model.hypothesis import FEWEST, MOST

LEVEL = 0.05
"""How improbable a result must be, were the share to beat the true one."""


def proves(aligned: int, planned: int, target: float) -> bool:
    """Whether so many aligned of those planned beat the share: P(X >= aligned) <= .05."""
    return at_least(aligned, planned, target) <= LEVEL


def rejects(possible: int, planned: int, target: float) -> bool:
    """Whether the share is out of reach where at most ``possible`` of those planned aligned."""
    return at_most(possible, planned, target) <= LEVEL


@lru_cache(maxsize=1024)
def proved_from(target: float, planned: int) -> int | None:
    """From how many aligned of those planned on a hypothesis is proved; None if from none of them.

    Raises ValueError where the target is not in 0..1 or planned is negative.
    """
    found = _first(lambda aligned: proves(aligned, planned, target), planned + 1)
    return found if found <= planned else None


@lru_cache(maxsize=1024)
def not_met_to(target: float, planned: int) -> int | None:
    """Up to how many aligned of those planned the share is not met; None if it never is."""
    found = _first(lambda aligned: not rejects(aligned, planned, target), planned + 1)
    return found - 1 if found > 0 else None


@lru_cache(maxsize=1024)
def fewest_to_prove(target: float) -> int | None:
    """How many partners to plan at least, so that all of them aligned prove the share; 5 or more.

    None where no number of interviews would do.
    """
    if not proves(MOST, MOST, target):
        return None
    return FEWEST + _first(lambda more: proves(FEWEST + more, FEWEST + more, target), MOST)


def needed(aligned: int, unknown: int, planned: int, target: float) -> int:
    """How many partners beyond those planned could settle it, unknowns still counted against.

    The smallest m such that m more would prove it if all aligned, P(X >= x + m) <= .05 of planned + m,
    or reject it if all deviated, P(X <= x + u) <= .05 of planned + m.
    """

    def settles(more: int) -> bool:
        whole = planned + more
        return proves(aligned + more, whole, target) or rejects(aligned + unknown, whole, target)

    return _fewest_more(settles)


@lru_cache(maxsize=1024)
def more_to_prove(aligned: int, known: int, target: float) -> int | None:
    """How many more, all of them aligned, prove the share: P(X >= x + m) <= .05 of known + m.

    None where no number of partners would.
    """
    if not proves(aligned + MOST, known + MOST, target):
        return None
    return _fewest_more(lambda more: proves(aligned + more, known + more, target))


class Settling(NamedTuple):
    """How many partners beyond those planned would prove it if all aligned, reject it if all deviated."""

    to_prove: int
    to_reject: int


@lru_cache(maxsize=1024)
def settling(aligned: int, unknown: int, planned: int, target: float) -> Settling:
    """Both ways it could be settled; the smaller one is ``needed``. Unknowns count against each."""
    return Settling(
        _fewest_more(lambda more: proves(aligned + more, planned + more, target)),
        _fewest_more(lambda more: rejects(aligned + unknown, planned + more, target)),
    )


def _fewest_more(settles: Callable[[int], bool]) -> int:
    # Both tails fall with every partner more, so what settles it once settles it for good.
    highest = 1
    while not settles(highest):
        highest *= 2
    return _first(settles, highest)


def _first(holds: Callable[[int], bool], end: int) -> int:
    """The first number from 0 that holds, where all behind it do too; ``end`` if none before it."""
    low, high = 0, end
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
