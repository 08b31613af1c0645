"""How far a format is written, and the way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from core.exchange.unreadable import Cancelled
from core.reading import Progress

Working = Callable[[int, int], None]
"""Told (done, whole) between two pieces of work; raises Cancelled where somebody asks to stop."""


def unasked(_done: int, _whole: int) -> None:
    """Nobody waits for it, so nobody stops it."""


def watched(progress: Progress | None) -> Working:
    """What asks ``progress`` whether to go on, and tells it of no way back: pieces may not know the whole."""
    if progress is None:
        return unasked

    furthest = (0, 1)

    def tell(done: int, whole: int) -> None:
        nonlocal furthest
        if done * furthest[1] >= furthest[0] * whole:
            furthest = done, whole
        if not progress(*furthest):
            raise Cancelled

    return tell
