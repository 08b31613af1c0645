"""How a verb ends: an exit status, and where it failed one sentence for a person."""

from __future__ import annotations

import errno
from collections.abc import Mapping

DONE, NO, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""Exit status: done; the answer is no, the study damaged or the disk failing; wrong use or input."""


class WrongUse(Exception):
    """The command was given something it cannot use. Its text is a sentence for a person."""


_DISK = {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EFBIG}


def status_of(error: Exception) -> int:
    """The exit status for an error that ended a verb."""
    if isinstance(error, OSError):
        return NO if error.errno in _DISK else WRONG_USE
    statuses = _statuses()
    return next((statuses[kind] for kind in type(error).__mro__ if kind in statuses), NO)


def sentence_of(error: Exception) -> str:
    """What to tell a person, on one line."""
    if isinstance(error, OSError):
        name = f"“{error.filename}”: " if error.filename else ""
        return f"{name}{error.strerror or error}."
    known = any(kind in _statuses() for kind in type(error).__mro__)
    words = str(error) if known else f"Footpath made a mistake ({type(error).__name__}: {error})."
    return " ".join(words.split())


def _statuses() -> Mapping[type, int]:
    # Imported only where something went wrong: the window has to paint before the store is read.
    from core.exchange.unreadable import Cancelled, UnreadableInput
    from core.learned import NotPossible
    from core.names_file import WrongNames
    from core.store import StoreDamaged, StoreDiskError, StoreError, StoreMoved

    return {
        WrongUse: WRONG_USE,
        NotPossible: WRONG_USE,
        UnreadableInput: WRONG_USE,
        WrongNames: WRONG_USE,
        Cancelled: INTERRUPTED,
        StoreDamaged: NO,
        StoreDiskError: NO,
        StoreMoved: NO,
        StoreError: WRONG_USE,
    }
