"""Something that takes a while: done in a thread, with progress and a way to cancel."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from core.collector import collector_paused

Progress = Callable[[int, int], bool]
"""Told (done, whole); answers whether to go on."""

_underway: WeakSet[Job] = WeakSet()
"""Begun, and their end not told yet."""

Work = Callable[[Progress], object]


class Job(QObject):
    """``done`` carries what the work returned, ``failed`` the exception, ``moved`` a share done.

    One of ``done`` and ``failed`` comes, in the thread the job belongs to. After ``cancel`` the work
    is told to stop, and what it raises for that comes as ``failed``.
    """

    done = Signal(object)
    failed = Signal(object)
    moved = Signal(object)
    _ended = Signal(object)

    def __init__(self, words: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._work = work
        self._cancelled = Event()
        self._share = -1.0
        self._ended.connect(self._tell)
        self._thread = Thread(target=self._run, name="job", daemon=True)

    def start(self) -> None:
        """Begin the work."""
        _underway.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Have the work told to stop."""
        self._cancelled.set()

    def join(self) -> None:
        """Wait until the thread has ended."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            # Much of what is made will stay: to look it through for garbage holds up the window.
            with collector_paused():
                result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001  # carried to the window, which knows what to say
            self._ended.emit((self.failed, error))
        else:
            self._ended.emit((self.done, result))

    @Slot(object)
    def _tell(self, end: tuple[SignalInstance, object]) -> None:
        # From here all who listen hear it in one go: from the thread, each in a turn of its own.
        told, what = end
        _underway.discard(self)
        told.emit(what)

    def _progress(self, done: int, whole: int) -> bool:
        share = round(done / whole, 3) if whole else 0.0
        if share != self._share:  # told of every block of a large file, nobody sees the difference
            self._share = share
            self.moved.emit(share)
        return not self._cancelled.is_set()


def is_underway() -> bool:
    """Tell whether any job works, or its end is still to be heard of: a picture waits for it."""
    return bool(_underway)
