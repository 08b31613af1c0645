"""How far a long piece of work is, said often enough that it can be stopped at once."""

from __future__ import annotations

import time

from core.exchange.table_file import Progress
from core.exchange.unreadable import Cancelled

BETWEEN = 0.05
"""Seconds between two words: nobody sees more, and a cancel is felt within a fifth of a second."""


class Watch:
    """Counts what is done of ``whole`` and tells ``progress``, which may answer to stop."""

    def __init__(self, progress: Progress | None = None, whole: int = 0) -> None:
        self._progress, self._whole, self._done = progress, whole, 0
        self._told = time.monotonic()

    def goes_on(self, _done: int, _whole: int) -> bool:
        """Progress of a part of the work, whose own counts say nothing of the whole. Raises Cancelled."""
        self.done(0)
        return True

    def done(self, number: int = 1) -> None:
        """So much more is done. Raises Cancelled where somebody asked to stop."""
        self._done += number
        if self._progress is None or time.monotonic() - self._told < BETWEEN:
            return
        if not self._progress(min(self._done, self._whole), max(self._whole, 1)):
            raise Cancelled
        self._told = time.monotonic()
