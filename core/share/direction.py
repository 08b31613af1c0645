"""Which way a text is read."""

from __future__ import annotations

import unicodedata


def goes_left(text: str) -> bool:
    """Whether the first letter with a direction is of a script written from right to left."""
    for each in text[:_LOOKED_AT]:
        direction = unicodedata.bidirectional(each)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


_LOOKED_AT = 200
