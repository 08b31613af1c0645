"""Who appends: the caller, waiting for the disk, or one thread in the background, in order.

A slow disk never holds up whoever types: with a background writer, transactions queue and are
acknowledged in order, all that wait together with one flush. If the disk fails they stay queued.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.store.errors import StoreDiskError, StoreError
from core.store.journal import Journal
from core.store.lines import Transaction, encode_transaction

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StoreState:
    """How far the disk has come.

    ``acknowledged`` is the ``seq`` of the last commit on disk, ``waiting`` how many are behind it,
    ``failure`` why nothing is written at present (a plain sentence), ``last_written`` when (UTC).
    """

    acknowledged: int = 0
    waiting: int = 0
    failure: str | None = None
    last_written: datetime | None = None


@dataclass(frozen=True)
class Commit:
    """A change handed to the store: the ``seq``-th of this session, by the name ``id`` in the file.

    A ``seq`` of 0 changed nothing.
    """

    id: str
    seq: int
    _writer: Writer = field(repr=False)

    @property
    def done(self) -> bool:
        """Whether it is on disk."""
        return self._writer.state.acknowledged >= self.seq

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it is on disk, after at most ``timeout`` seconds; sooner where the disk fails."""
        return self._writer.wait_for(self.seq, timeout)


class Writer:
    """Appends transactions to a journal, counted from 1 in the order they were handed in."""

    def __init__(self, journal: Journal, *, background: bool) -> None:
        self._journal = journal
        self._background = background
        self._turn = threading.Lock()
        """Held while the journal is being appended to or exchanged."""
        self._changed = threading.Condition()
        self._queue: deque[Transaction] = deque()
        self._acknowledged = 0
        self._failure: StoreError | None = None
        self._stalled = False
        """After a failure, until somebody wants it tried again."""
        self._last_written: datetime | None = None
        self._heard: tuple[Callable[[StoreState], None], ...] = ()
        self._thread: threading.Thread | None = None
        self._ending = False

    @property
    def state(self) -> StoreState:
        """The present state; may be asked from any thread."""
        with self._changed:
            failure = str(self._failure) if self._failure else None
            return StoreState(self._acknowledged, len(self._queue), failure, self._last_written)

    @property
    def failure(self) -> StoreError | None:
        """What stops the queue, if anything."""
        return self._failure

    def watch(self, heard: Callable[[StoreState], None]) -> None:
        """Have ``heard`` called with the state after every batch, failure and recovery.

        It is called from the writing thread, and must not wait for anything.
        """
        self._heard += (heard,)

    def submit(self, transaction: Transaction) -> int:
        """The number of the transaction, on disk now or, in the background, later.

        Raises StoreMoved, StoreDiskError where it waits for the disk; then it has no number.
        """
        if self._background:
            return self._enqueue(transaction)
        try:
            with self._turn:
                self._journal.append(encode_transaction(transaction))
        except StoreError as error:
            self._settle(0, error)
            raise
        self._settle(1, None)
        return self._acknowledged

    def retry(self) -> None:
        """Try the queue again after a failure."""
        with self._changed:
            self._stalled = False
            self._changed.notify_all()

    def wait_for(self, number: int, timeout: float | None = None) -> bool:
        """Whether transaction ``number`` is on disk.

        Waits at most ``timeout`` seconds, and no longer where the disk fails.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._stalled or self._acknowledged >= number, timeout)
            return self._acknowledged >= number

    def flush(self, timeout: float | None = None) -> bool:
        """Whether the queue is on disk, after at most ``timeout`` seconds."""
        return self.wait_for(self.last, timeout)

    def hold(self, read: Callable[[Journal, tuple[Transaction, ...]], None]) -> None:
        """Have the journal and the transactions that are not in it read, while nothing is appended.

        From any thread; what is handed in meanwhile waits.
        """
        with self._turn:
            with self._changed:
                waiting = tuple(self._queue)
            read(self._journal, waiting)

    @property
    def last(self) -> int:
        """The number of the transaction handed in last."""
        with self._changed:
            return self._acknowledged + len(self._queue)

    def move_to(self, exchange: Callable[[Journal, tuple[Transaction, ...]], Journal]) -> None:
        """Go on in another file.

        ``exchange`` takes the journal so far and the transactions that are not in it, and returns a
        journal that holds them too. What is handed in meanwhile is appended to that one.
        """

        def move(journal: Journal, waiting: tuple[Transaction, ...]) -> None:
            self._journal = exchange(journal, waiting)
            self._settle(len(waiting), None)

        self.hold(move)

    def end(self) -> None:
        """Stop the thread, after the append it may be at, and close the journal."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join()
        self._journal.close()

    def _enqueue(self, transaction: Transaction) -> int:
        with self._changed:
            self._queue.append(transaction)
            number = self._acknowledged + len(self._queue)
            self._stalled = False
            if not self._thread:
                self._thread = threading.Thread(target=self._run, name="study writer", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return number

    def _run(self) -> None:
        while self._has_work():
            with self._turn:
                with self._changed:
                    batch = tuple(self._queue)
                if batch:
                    self._settle(*self._written(batch))

    def _has_work(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._ending or (self._queue and not self._stalled))
            return not self._ending

    def _written(self, batch: tuple[Transaction, ...]) -> tuple[int, StoreError | None]:
        try:
            self._journal.append(line for one in batch for line in encode_transaction(one))
        except StoreError as error:
            return 0, error
        except Exception as error:  # noqa: BLE001  # whatever it is, the queue must not die unheard
            _log.error("writing failed unexpectedly: %s", type(error).__name__)
            path, reason = self._journal.path, "something unexpected happened"
            return 0, StoreDiskError(path, deed="written", reason=reason)
        return len(batch), None

    def _settle(self, done: int, failure: StoreError | None) -> None:
        with self._changed:
            for _ in range(min(done, len(self._queue))):
                self._queue.popleft()
            self._acknowledged += done
            self._failure = failure
            self._stalled = failure is not None
            if not failure:
                self._last_written = datetime.now(UTC)
            self._changed.notify_all()
        state = self.state
        for heard in self._heard:
            try:
                heard(state)
            except Exception as error:  # noqa: BLE001  # a listener's mistake must not stop us
                _log.error("a listener of the store failed: %s", type(error).__name__)
