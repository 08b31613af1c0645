"""A share in whole percent, as every text says it. Knows no numpy: a window starts here too."""

from __future__ import annotations

_NOISE = 9
"""Digits of a percent that count: 23/40 is 57.5 %, though binary fractions make it a hair less."""


def whole_percent(share: float) -> int:
    """A share from 0 to 1 in whole percent, halves up.

    Only all is 100 and only none is 0: a share below 1 is at most 99, one above 0 at least 1.
    """
    percent = int(round(share * 100, _NOISE) + 0.5)
    if percent >= 100 and share < 1:
        return 99
    if percent <= 0 and share > 0:
        return 1
    return percent
