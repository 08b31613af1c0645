"""A picture on disk: whole or not at all, and what was there before stays until it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from secrets import token_hex

from core.store.errors import from_os


def write_whole(target: Path, content: bytes) -> None:
    """Write a file beside its place and move it there once all of it is on disk.

    Raises StoreError with a sentence for a person; the file that stood there is then as it was.
    """
    try:
        place = target.resolve()
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _write_beside(place, content)
    except OSError as error:
        raise from_os(error, target, "written") from error


def _write_beside(place: Path, content: bytes) -> None:
    beside = place.with_name(f".{token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
