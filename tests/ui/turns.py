"""How long the window's thread works in one go: what is typed meanwhile waits as long."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot


class Turns(QObject):
    """A heartbeat. ``longest`` is the longest time between two beats that this thread worked, seconds.

    Work is counted, not the clock: what else the machine does is no fault of the window. ``waited`` is
    the same by the clock.
    """

    def __init__(self) -> None:
        super().__init__()
        self._beat = QTimer(self, interval=3)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()
        self.begin()

    def begin(self) -> None:
        """Measure anew."""
        self.longest = self.waited = 0.0
        self._worked, self._clock = time.thread_time(), time.perf_counter()

    @Slot()
    def _on_beat(self) -> None:
        worked, clock = time.thread_time(), time.perf_counter()
        self.longest = max(self.longest, worked - self._worked)
        self.waited = max(self.waited, clock - self._clock)
        self._worked, self._clock = worked, clock
