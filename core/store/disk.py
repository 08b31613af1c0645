"""What the store asks of the operating system: flush, new files that never half exist, the writer's lock."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.model.ids import new_id
from core.store.errors import IsADirectory, NotAStudy, StoreExists, StoreMissing, from_os

BINARY = getattr(os, "O_BINARY", 0)
"""Windows would translate line ends without it."""


def flush(file: int) -> None:
    """Return once what was written is on the disk itself, not only in the system's memory."""
    if sys.platform == "darwin":  # there fsync leaves it in the drive's own cache
        import fcntl

        with contextlib.suppress(OSError):  # not on every file system
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
            return
    os.fsync(file)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder as lasting as the files. Windows does that by itself."""
    if sys.platform == "win32":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def write_all(file: int, data: bytes) -> None:
    """Write every byte; the system may take fewer at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """A new file with these contents, whole or not at all; nobody's place is ever taken.

    It is written beside its place under another name and moved there in one step, so that not even
    a kill leaves half of it. Raises StoreExists where something has the place already, StoreMissing
    where there is no such folder, NoPermission, NoSuchPlace, StoreDiskError, and what ``chunks``
    raises.
    """
    if os.path.lexists(path):
        raise StoreExists(path)
    if not path.parent.is_dir():
        raise StoreMissing(path.parent)
    draft = path.with_name(f".{new_id()}.part")
    try:
        _write_draft(draft, chunks)
        _give(draft, path)
    except OSError as error:
        raise from_os(error, path, "written") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def open_study(path: Path, *, write: bool) -> int:
    """A descriptor of an existing regular file, for appending where ``write``.

    Raises StoreMissing, IsADirectory, NotAStudy (a pipe, a device), NoPermission, StoreDiskError.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectory(path)
        if not stat.S_ISREG(mode):
            raise NotAStudy(path)
        return os.open(path, (os.O_RDWR | os.O_APPEND if write else os.O_RDONLY) | BINARY)
    except OSError as error:
        raise from_os(error, path, "written" if write else "read") from error


def _give(draft: Path, path: Path) -> None:
    """Move a file without ever replacing another. Raises FileExistsError."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no hard links: hold the place with an empty file, then replace that.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666))
        with _taken_back(path):
            os.replace(draft, path)  # noqa: PTH105  # its failures are tried in the tests
    with _taken_back(path):
        flush_folder(path.parent)


@contextlib.contextmanager
def _taken_back(path: Path) -> Iterator[None]:
    """Leave no file of ours where the step that was to finish it fails."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _write_draft(draft: Path, chunks: Iterable[bytes]) -> None:
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
    try:
        for chunk in chunks:
            write_all(file, chunk)
        flush(file)
    finally:
        os.close(file)
