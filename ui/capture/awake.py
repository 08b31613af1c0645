"""Whether the computer slept in the middle of an interview, as far as two clocks can tell."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.moment import moment

LOOKS_MS = 5_000
LEAST = timedelta(seconds=30)
"""A window that was held up for less has missed nothing worth a mark."""


class Awake(QObject):
    """``slept`` carries (from, until) as moments.

    The clock on the wall goes on while a computer sleeps. The other one counts how long we ran, and
    stands still meanwhile; where a system lets it go on too, it says that we were not asked for
    longer than we wanted to wait.
    """

    slept = Signal(object, object)

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        running: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wall, self._running = wall, running
        self._seen, self._ran = wall(), running()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, *, on: bool) -> None:
        """Look from now on, or no more."""
        if on is not self._timer.isActive():
            self._seen, self._ran = self._wall(), self._running()
            if on:
                self._timer.start()
            else:
                self._timer.stop()

    def look(self) -> None:
        """Compare the clocks with what they said the last time."""
        before, self._seen = self._seen, self._wall()
        ran, self._ran = self._ran, self._running()
        awake = min(self._ran - ran, LOOKS_MS / 1000)
        if self._seen - before - timedelta(seconds=awake) >= LEAST:
            self.slept.emit(moment(before), moment(self._seen))
