"""An event log into a new study file."""

from __future__ import annotations

import os
from pathlib import Path

from core.begin import named_after
from core.exchange.event_log import Plan, Summary, read_log
from core.exchange.table_file import Progress
from core.exchange.unreadable import Cancelled
from core.store import StoreExists
from core.study import write_study

_READING, _WHOLE = 70, 100
"""Reading the rows takes about this much of the time."""


def import_log(plan: Plan, target: Path, progress: Progress | None = None) -> Summary:
    """Read an event log into a new study at a path: one transaction, or nothing at all.

    ``progress`` is told (done, total) now and then; where it answers False, Cancelled is raised and
    nothing is left behind. Raises UnreadableInput with a sentence about the log, and StoreExists or
    another StoreError about the study.
    """
    if os.path.lexists(target):
        raise StoreExists(target)
    imported = read_log(plan, named_after(target), progress and _first_part(progress))
    if progress and not progress(_READING, _WHOLE):
        raise Cancelled
    write_study(target, imported.documents, label="Import event log")
    if progress:
        progress(_WHOLE, _WHOLE)
    return imported.summary


def _first_part(progress: Progress) -> Progress:
    return lambda done, total: progress(_READING * done, _WHOLE * max(total, 1))
