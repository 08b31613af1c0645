"""How sure a share is: the Wilson interval."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

Interval = tuple[float, float]


@lru_cache(maxsize=4096)
def wilson(aligned: int, n: int, confidence: float = 0.95) -> Interval | None:
    """The Wilson score interval of ``aligned`` out of ``n``, as shares; None where n is 0.

    Its ends are exactly 0 and 1 at none and all. Raises ValueError where aligned is not in 0..n.
    E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """
    if not 0 <= aligned <= n:
        raise ValueError(f"{aligned} of {n} is no share")
    if n == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, widening = aligned / n, z * z / n
    middle = (share + widening / 2) / (1 + widening)
    half = z * sqrt(share * (1 - share) / n + widening / (4 * n)) / (1 + widening)
    low = 0.0 if aligned == 0 else middle - half
    high = 1.0 if aligned == n else middle + half
    return low, high
