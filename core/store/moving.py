"""A study into another file: its history and what waits, or its documents where that is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from core.model.ids import new_id
from core.model.moment import now
from core.store import disk
from core.store.errors import StoreCancelled, StoreDamaged, StoreDiskError, StoreError
from core.store.journal import Journal
from core.store.lines import Puts, Transaction, encode_header, encode_transaction
from core.store.opening import open_journal
from core.store.reading import Progress
from core.store.replay import Tables
from core.store.report import Report

Moved = tuple[Journal, Report]
"""A new file open for appending, and what reading it back said."""


def whole(study_id: str, puts: Puts, label: str = "") -> Iterator[bytes]:
    """The lines of a study that is begun with these documents."""
    yield encode_header(study_id, now())
    yield from encode_transaction(Transaction(new_id(), now(), puts, label=label, large=True))


def with_waiting(
    journal: Journal, waiting: Iterable[Transaction], progress: Progress | None
) -> Iterator[bytes]:
    """The history of a journal and what waits for its disk.

    Raises StoreCancelled where ``progress`` says so, StoreDiskError where it cannot be read.
    """
    history = _watched(journal, progress)
    return chain(history, chain.from_iterable(map(encode_transaction, waiting)))


def move_to(
    path: Path,
    journal: Journal,
    waiting: Iterable[Transaction],
    tables: Tables,
    study_id: str,
    progress: Progress | None,
) -> Moved:
    """The whole study as a new file, open for appending.

    Where the file it comes from can no longer be read, its documents (``tables``) without their
    history. Raises StoreExists, StoreMissing, NoPermission, StoreDiskError, StoreCancelled; then
    there is no new file.
    """
    try:
        moved = _written_to(path, with_waiting(journal, waiting, progress), tables)
    except StoreDiskError as error:
        if error.path != journal.path:
            raise
        moved = None  # the old file cannot be read; what it held is in memory
    moved = moved or _written_to(path, whole(study_id or new_id(), tables), tables)
    if moved is None:
        raise StoreDiskError(path, deed="written", reason="it did not read back the same")
    return moved


def _watched(journal: Journal, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    for chunk in journal.history():
        if progress and not progress(done, journal.length):
            raise StoreCancelled(journal.path)
        yield chunk
        done += len(chunk)


def _written_to(path: Path, chunks: Iterable[bytes], tables: Tables) -> Moved | None:
    """A new study file of these bytes, open for appending; None where it holds other documents."""
    disk.write_new(path, chunks)
    try:
        journal, replay, report = open_journal(path)
    except StoreDamaged:
        path.unlink()
        return None
    except StoreError:
        path.unlink()
        raise
    if replay.tables == tables:
        return journal, report
    journal.close()
    path.unlink()
    return None
