"""How sure a difference of two shares is: the Newcombe interval."""

from __future__ import annotations

from math import hypot

from core.measure.intervals import Interval, wilson


def newcombe(a: int, n: int, b: int, m: int, confidence: float = 0.95) -> Interval | None:
    """The interval of a/n - b/m for independent groups, as shares; None where n or m is 0.

    Square-and-add of the two Wilson intervals. Raises ValueError where a or b is no share.
    R. G. Newcombe, Interval Estimation for the Difference between Independent Proportions (1998),
    method 10.
    """
    one, other = wilson(a, n, confidence), wilson(b, m, confidence)
    if one is None or other is None:
        return None
    p, q = a / n, b / m
    return (
        p - q - hypot(p - one[0], other[1] - q),
        p - q + hypot(one[1] - p, q - other[0]),
    )
