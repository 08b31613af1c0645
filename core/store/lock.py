"""One writer at a time: a lock on a single byte far past the end of the study.

The byte lies past the end because a lock on Windows also keeps others from reading what it covers,
and an open study must stay readable and copyable. The system drops the lock when the process ends.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from pathlib import Path

from core.store.errors import StoreLocked, from_os

_FAR = 1 << 62
_FAR_WINDOWS = (1 << 31) - 2  # the C runtime there counts positions in 31 bits
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_here: dict[tuple[int, int], int] = {}
"""Files this process writes to, by device and inode: classic locks do not see one's own process."""


def take(file: int, path: Path) -> None:
    """Lock the open ``file``.

    Raises StoreLocked where somebody has the lock, StoreDiskError where the disk knows no locks.
    """
    status = os.fstat(file)
    identity = status.st_dev, status.st_ino
    if identity in _here:
        raise StoreLocked(path)
    try:
        _lock(file)
    except OSError as error:
        if error.errno in _TAKEN:
            raise StoreLocked(path) from error
        raise from_os(error, path, "locked against a second writer") from error
    _here[identity] = file


def release(file: int) -> None:
    """Give the lock up; to be followed by closing ``file``, which is what frees it."""
    for identity in [identity for identity, held in _here.items() if held == file]:
        del _here[identity]


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(file, _FAR_WINDOWS, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        return
    import fcntl

    if sys.platform == "linux" and struct.calcsize("P") == 8:
        # A lock of this open file, not of the process: closing another descriptor of the same
        # study (a reader's) would silently drop the classic kind.
        wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, _FAR, 1, 0)
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, wanted)
    else:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _FAR)
