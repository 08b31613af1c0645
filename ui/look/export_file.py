"""A picture on disk: whole or not at all, and what stood there stays until the new one is whole."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from secrets import token_hex

from core.store import write_new
from core.store.errors import from_os


def write_whole(target: Path, content: bytes, *, over: bool = False) -> None:
    """Write a file; ``over`` takes the place of one that stands there, which was asked about.

    Raises StoreError with a sentence for a person; what stood there is then as it was.
    """
    try:
        place = target.resolve()
        if not (over and place.exists()):
            write_new(target, [content])
            return
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(place, content)
    except OSError as error:
        raise from_os(error, target, "written") from error


def _replace(place: Path, content: bytes) -> None:
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
