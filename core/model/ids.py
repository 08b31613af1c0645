"""Ids that sort by the time they were made and never collide between two laptops (UUIDv7, RFC 9562)."""

from __future__ import annotations

import secrets
import threading
import time

_SEQUENCE_BITS = 12


class _Clock:
    """Counts milliseconds with a sequence behind them, always forward."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def tick(self) -> int:
        """The next tick; 12 bits behind the millisecond count on where a clock stands still.

        So ids keep the order in which they were made (RFC 9562, section 6.2, method 1).
        """
        with self._lock:
            self._last = max(time.time_ns() // 1_000_000 << _SEQUENCE_BITS, self._last + 1)
            return self._last


_clock = _Clock()


def new_id() -> str:
    """A UUIDv7 in its canonical text form, later than every id made before in this process."""
    tick = _clock.tick()
    head = tick >> _SEQUENCE_BITS & (1 << 48) - 1
    sequence = tick & (1 << _SEQUENCE_BITS) - 1
    tail = 0b10 << 62 | secrets.randbits(62)
    text = f"{head:012x}{0x7000 | sequence:04x}{tail:016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
