"""Taking a study for writing: locked, read, judged whole, and its unfinished end set aside."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from core.store import disk, lock
from core.store.errors import StoreDamaged, from_os
from core.store.journal import Journal
from core.store.reading import Progress, read_journal
from core.store.recovery import set_aside
from core.store.replay import Replay
from core.store.report import Report


def open_journal(path: Path, progress: Progress | None = None) -> tuple[Journal, Replay, Report]:
    """The journal to append to, what it held, and what was recovered.

    Raises StoreLocked, StoreDamaged, and all that ``recovery.read_study`` raises.
    """
    file = disk.open_study(path, write=True)
    try:
        lock.take(file, path)
        replay = read_journal(file, path, progress)
        report = replay.report
        if replay.lost:
            raise StoreDamaged(path, report.lines_lost)  # noqa: TRY301
        if report.torn_bytes:
            report = replace(report, set_aside=set_aside(file, path, replay))
        return Journal(path, file, replay.torn_from), replay, report
    except BaseException as error:
        lock.release(file)
        os.close(file)
        if isinstance(error, OSError):
            raise from_os(error, path, "read") from error
        raise
