"""How wide the columns of the register stand, so that how far each partner came is read whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence

_SPARE = 24
"""No column grows by more than this beyond what its texts need."""


def fitted(needed: Sequence[float], fate: float, room: float, least: float) -> list[float]:
    """Widths of all columns but the last, which gets what is left.

    ``needed`` is what each needs, ``fate`` what the last needs. What is over goes to all alike. Where
    it is too little the widest are cut first, all to one width, never under ``least``.
    """
    if not needed:
        return []
    over = room - fate - sum(needed)
    if over >= 0:
        return [each + min(over / len(needed), _SPARE) for each in needed]
    level = _level(sorted(needed), room - fate)
    return [min(each, max(level, least)) for each in needed]


def _level(ordered: Sequence[float], room: float) -> float:
    """The width to which the widest are cut so that all together fill the room."""
    for at, width in enumerate(ordered):
        share = room / (len(ordered) - at)
        if width > share:
            return share
        room -= width
    return ordered[-1]
