"""Looking at a study file without touching it, and saving what is whole of a damaged one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from core.model.ids import new_id
from core.model.moment import now
from core.store import disk
from core.store.errors import StoreExists, from_os
from core.store.lines import encode_header
from core.store.reading import Progress, read_journal
from core.store.replay import Replay
from core.store.report import Report

_COPY = 1 << 20


def read_study(path: Path, progress: Progress | None = None) -> Replay:
    """All that the file at ``path`` holds, without a lock or a repair.

    Raises StoreMissing, IsADirectory, NoPermission, EmptyFile, NotAStudy, NewerVersion,
    StoreCancelled, StoreDiskError.
    """
    file = disk.open_study(path, write=False)
    try:
        return read_journal(file, path, progress)
    except OSError as error:
        raise from_os(error, path, "read") from error
    finally:
        os.close(file)


def inspect(path: Path, progress: Progress | None = None) -> Report:
    """Whether a study is whole and what a writer would recover. Raises as ``read_study`` does."""
    return read_study(Path(path), progress).report


def salvage(path: Path, target: Path, progress: Progress | None = None) -> Report:
    """Save every whole line of the study at ``path`` into a new file; the damaged one stays as it is.

    Returns what was found at ``path``. Raises as ``read_study`` and ``disk.write_new`` do.
    """
    path = Path(path)
    file = disk.open_study(path, write=False)
    try:
        replay = read_journal(file, path, progress)
        disk.write_new(Path(target), _whole_lines(file, replay))
    except OSError as error:
        raise from_os(error, path, "read") from error
    finally:
        os.close(file)
    return replay.report


def set_aside(file: int, path: Path, replay: Replay) -> str:
    """Move the unfinished end of a journal to a file beside it; the name of that file.

    The end is safe there before it is cut off here. Raises StoreDiskError.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    attempt = 0
    while True:
        attempt += 1
        torn = path.with_name(f"{path.name}.torn-{stamp}" + (f"-{attempt}" if attempt > 1 else ""))
        with contextlib.suppress(StoreExists):
            disk.write_new(torn, _copied(file, replay.torn_from, replay.size))
            break
    try:
        os.ftruncate(file, replay.torn_from)
        disk.flush(file)
    except OSError as error:
        raise from_os(error, path, "written") from error
    return torn.name


def _whole_lines(file: int, replay: Replay) -> Iterator[bytes]:
    start = 0
    for span in replay.lost:
        yield from _copied(file, start, span.start)
        if span.number == 1:
            yield encode_header(new_id(), now())
        start = span.end
    yield from _copied(file, start, replay.torn_from)


def _copied(file: int, start: int, end: int) -> Iterator[bytes]:
    os.lseek(file, start, os.SEEK_SET)
    while start < end and (data := os.read(file, min(_COPY, end - start))):
        start += len(data)
        yield data
