"""Exact probabilities: binomial tails, Fisher's and McNemar's tests, and Holm's correction.

Tests answer with fractions, so that nothing is lost before Holm has compared them: three times 1/60
is 1/20, which counts as at most .05. Where the counts are so many that whole numbers would take long,
they answer with the fraction nearest to a sum of floats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, fsum

_EXACT = 3000
"""Up to so many answers in all, tables are compared in whole numbers."""
_TOLERANCE = 10**7
"""One part of so many: two tables as probable as each other but for it are equally probable."""
_NOTHING = 1e-300
"""Terms below this, of the largest, add nothing to a float."""


def at_least(x: int, n: int, t: float) -> float:
    """The binomial tail P(X >= x) of n trials with chance t each, to 1e-12.

    Raises ValueError where t is not in 0..1 or n is negative; x may lie outside 0..n.
    """
    return _tail(n, t, lambda k: k >= x)


def at_most(x: int, n: int, t: float) -> float:
    """The binomial tail P(X <= x), as ``at_least``."""
    return _tail(n, t, lambda k: k <= x)


def _tail(n: int, t: float, belongs: Callable[[int], bool]) -> float:
    if n < 0 or not 0 <= t <= 1:
        raise ValueError(f"{n} trials with a chance of {t} are no binomial")
    if t in (0, 1):
        return float(belongs(n if t else 0))
    odds = t / (1 - t)
    mode = min(int((n + 1) * t), n)
    terms = _from_mode(mode, 0, n, lambda k: (n - k) / (k + 1) * odds)
    inside: list[float] = []
    outside: list[float] = []
    for k, weight in terms:
        (inside if belongs(k) else outside).append(weight)
    # The terms are relative to the largest, so that no factorial is ever needed.
    tail = fsum(inside)
    return tail / (tail + fsum(outside))


def _from_mode(
    mode: int, low: int, high: int, ratio: Callable[[int], float]
) -> Iterator[tuple[int, float]]:
    """Each k and its weight, that of the mode being 1; ``ratio(k)`` is weight(k + 1) / weight(k)."""
    yield mode, 1.0
    weight = 1.0
    for k in range(mode, high):
        weight *= ratio(k)
        if weight < _NOTHING:
            break
        yield k + 1, weight
    weight = 1.0
    for k in range(mode - 1, low - 1, -1):
        weight /= ratio(k)
        if weight < _NOTHING:
            break
        yield k, weight


@lru_cache(maxsize=8192)
def fisher(a: int, b: int, c: int, d: int) -> Fraction:
    """Fisher's exact test of the table [[a, b], [c, d]], two-sided.

    The probability of all tables with these margins that are no more probable than this one, but for
    a relative 1e-7; 1 where a margin is empty. Raises ValueError for negative counts.
    R. A. Fisher, The Logic of Inductive Inference (1935).
    """
    if min(a, b, c, d) < 0:
        raise ValueError(f"{(a, b, c, d)} are no counts")
    first, aligned, n = a + b, a + c, a + b + c + d
    low, high = max(0, aligned - (c + d)), min(aligned, first)
    if low == high:
        return Fraction(1)
    mode = min(max((aligned + 1) * (first + 1) // (n + 2), low), high)
    whole = _fisher if n <= _EXACT else _fisher_of_many
    return whole(a, low, high, mode, (first, aligned, n))


def _fisher(a: int, low: int, high: int, mode: int, margins: tuple[int, int, int]) -> Fraction:
    """In whole numbers: 1 less the tables in the middle, which are more probable than the observed."""
    first, aligned, n = margins
    other = n - first

    def ways(k: int) -> int:
        return comb(first, k) * comb(other, aligned - k)

    bar = ways(a) * (_TOLERANCE + 1)
    above, way = 0, ways(mode)
    for k in range(mode, high + 1):
        if way * _TOLERANCE <= bar:
            break
        above += way
        way = way * (first - k) * (aligned - k) // ((k + 1) * (other - aligned + k + 1))
    way = ways(mode)
    for k in range(mode, low, -1):
        way = way * k * (other - aligned + k) // ((first - k + 1) * (aligned - k + 1))
        if way * _TOLERANCE <= bar:
            break
        above += way
    total = comb(n, aligned)
    return Fraction(total - above, total)


def _fisher_of_many(
    a: int, low: int, high: int, mode: int, margins: tuple[int, int, int]
) -> Fraction:
    """In floats: the tables' weights relative to the most probable."""
    first, aligned, n = margins
    beside = n - first - aligned

    def ratio(k: int) -> float:
        return (first - k) * (aligned - k) / ((k + 1) * (beside + k + 1))

    weights = dict(_from_mode(mode, low, high, ratio))
    bar = weights.get(a, 0.0) * (1 + 1 / _TOLERANCE)
    return Fraction(fsum(w for w in weights.values() if w <= bar) / fsum(weights.values()))


@lru_cache(maxsize=8192)
def mcnemar(gained: int, lost: int) -> Fraction:
    """McNemar's exact test of those who changed: both ways are as likely, two-sided. 1 for none.

    Q. McNemar, Note on the sampling error of the difference between correlated proportions (1947).
    """
    if min(gained, lost) < 0:
        raise ValueError(f"{gained} and {lost} are no counts")
    n, fewer = gained + lost, min(gained, lost)
    if n > _EXACT:
        return min(Fraction(1), 2 * Fraction(at_most(fewer, n, 0.5)))
    way, ways = 1, 1
    for k in range(fewer):
        way = way * (n - k) // (k + 1)
        ways += way
    return min(Fraction(1), Fraction(2 * ways, 2**n))


def holm(p_values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Each p-value corrected for all of them, in their order.

    S. Holm, A Simple Sequentially Rejective Multiple Test Procedure (1979).
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    corrected = [Fraction(1)] * len(p_values)
    so_far = Fraction(0)
    for rank, place in enumerate(order):
        so_far = max(so_far, min(Fraction(1), (len(order) - rank) * p_values[place]))
        corrected[place] = so_far
    return tuple(corrected)
