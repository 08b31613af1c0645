"""How wide the columns of the register stand, so that how far each partner came is read whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence

_SPARE = 24
"""No column grows by more than this beyond what its texts need."""


def fitted(
    needed: Sequence[float], heads: Sequence[float], fate: float, room: float, least: float
) -> list[float]:
    """Widths of all columns but the last, which gets what is left.

    ``needed`` is what each needs, ``heads`` what its head alone needs, ``fate`` what the last needs.
    What is over goes to all alike. Where it is too little, texts are cut before heads: those that
    stand out most beyond their heads first. Where even the heads have too little room the widest
    are cut first, all to one width, never under ``least``.
    """
    if not needed:
        return []
    over = room - fate - sum(needed)
    if over >= 0:
        return [each + min(over / len(needed), _SPARE) for each in needed]
    shares = [min(head, each) for head, each in zip(heads, needed, strict=True)]
    beyond = [each - head for head, each in zip(shares, needed, strict=True)]
    left = room - fate - sum(shares)
    if left >= 0:
        most = _level(sorted(beyond), left)
        return [head + min(each, most) for head, each in zip(shares, beyond, strict=True)]
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
