"""A new file that is there whole or not at all, and takes nobody's place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.store.errors import StoreExists, StoreMissing, from_os


def place(path: Path, fill: Callable[[Path], None]) -> None:
    """Have a new file filled under a name of its own, then give it its place in one step.

    Whatever goes wrong in between leaves nothing behind. Raises StoreExists where something has the
    place already, StoreMissing where there is no such folder, another StoreError where the system
    refuses, and whatever ``fill`` raises.
    """
    if os.path.lexists(path):
        raise StoreExists(path)
    if not path.parent.is_dir():
        raise StoreMissing(path.parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=".footpath-", dir=path.parent))
    except OSError as error:
        raise from_os(error, path, "written") from error
    try:
        # In a folder of its own it can bear its name, which a message about it will show.
        draft = folder / path.name
        fill(draft)
        try:
            _give(draft, path)
        except OSError as error:
            raise from_os(error, path, "written") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give(draft: Path, path: Path) -> None:
    """Move a file without ever replacing another. Raises FileExistsError."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no hard links: hold the place with an empty file, then replace that.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        with _taken_back(path):
            draft.replace(path)
    with _taken_back(path):
        _flush(path.parent)


@contextmanager
def _taken_back(path: Path) -> Iterator[None]:
    """Leave no file of ours where the step that was to finish it fails."""
    try:
        yield
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _flush(folder: Path) -> None:
    """See to it that the new name is on the disk too. Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def named_after(path: Path) -> str:
    """The name a study takes from its file: always proper text, whatever the file is called."""
    return os.fsencode(path.stem).decode("utf-8", "replace")
