"""A disk that fails when told to: the system's own calls, made to fail once or to be slow."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from typing import Any

import pytest

CALLS = ("write", "fsync", "replace", "ftruncate")
ERRORS = (errno.ENOSPC, errno.EIO)


class FailingDisk:
    """Counts the calls that change the disk; those for which ``fails`` says so raise an error.

    A failing write first writes half of what it was given, as a full disk does.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[str] = []
        self.failed: list[str] = []
        self.fails: Callable[[int, str], bool] = lambda number, call: False
        self.number = errno.ENOSPC
        for call in CALLS:
            monkeypatch.setattr(os, call, self._wrapped(call, getattr(os, call)))

    def forget_links(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on it is a disk without hard links, as those of sticks and cards are."""

        def refused(*_arguments: Any, **_more: Any) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refused)

    def _wrapped(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any) -> Any:
            self.made.append(call)
            if not self.fails(len(self.made), call):
                return real(*arguments)
            if call == "write" and len(arguments[1]) > 1:
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            self.failed.append(call)
            raise OSError(self.number, os.strerror(self.number))

        return wrapped

    def fail_once(self, number: int, error: int) -> None:
        """Fail the call with this number, counted from 1, with this error; no other."""
        self.made.clear()
        self.failed.clear()
        self.number = error
        self.fails = lambda made, call: made == number

    def fail(self, *calls: str) -> None:
        """Fail all of these calls from now on; with none named, heal."""
        self.fails = lambda made, call: call in calls


class SlowDisk:
    """Holds every flush until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.arrived = threading.Semaphore(0)
        self.may_go = threading.Semaphore(0)
        real = os.fsync

        def slow(file: int) -> None:
            self.arrived.release()
            assert self.may_go.acquire(timeout=30)
            real(file)

        monkeypatch.setattr(os, "fsync", slow)
