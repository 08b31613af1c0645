"""One open study: its documents in memory, its journal on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from tinydb.table import Table

from core.model.ids import new_id
from core.model.moment import now
from core.store import disk
from core.store.changes import Changes, checked
from core.store.contents import Contents
from core.store.errors import (
    StoreError,
    StoreReadOnly,
)
from core.store.journal import Journal
from core.store.lines import Puts, Removes, Transaction, encode_header
from core.store.moving import move_to, whole, with_waiting
from core.store.opening import open_journal
from core.store.reading import Progress
from core.store.recovery import read_study, salvage
from core.store.replay import Tables
from core.store.report import Report
from core.store.tiny import StudyDB
from core.store.writer import Commit, StoreState, Writer

_NOTHING: Removes = MappingProxyType({})


class Store:
    """A study file and the documents in it.

    Documents are kept encoded and decoded when asked for. One thread uses a store; only ``state``,
    ``copy_to``, ``Commit`` and the listeners of ``watch`` belong to any thread.
    """

    def __init__(
        self,
        path: Path,
        tables: Tables,
        report: Report,
        writer: Writer | None,
        signature: tuple[str, str],
    ) -> None:
        self.path = path
        self.report = report
        self.db = StudyDB(self)
        self._writer = writer
        self._device, self._author = signature
        self._contents = Contents(tables)
        self._meanwhile: list[list[Changes]] = []
        """For each save elsewhere that is under way: what was committed since it was asked for."""

    @staticmethod
    def write(path: Path, puts: Puts, *, label: str = "") -> None:
        """A new study file that holds these documents from its first moment, or no file at all.

        Raises ValueError for a document that is no JSON object, and as ``create`` does.
        """
        disk.write_new(Path(path).absolute(), whole(new_id(), checked(puts, {}).puts, label))

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        study_id: str | None = None,
        author: str = "",
        device: str = "",
        background: bool = False,
    ) -> Self:
        """A new, empty study, open for writing.

        Raises StoreExists, StoreMissing (no such folder), NoPermission, StoreDiskError.
        """
        path = Path(path).absolute()
        disk.write_new(path, [encode_header(study_id or new_id(), now())])
        return cls.open(path, author=author, device=device, background=background)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = True,
        author: str = "",
        device: str = "",
        background: bool = False,
        progress: Progress | None = None,
    ) -> Self:
        """The study at ``path``. With ``background``, commits return before they are on disk.

        Raises StoreMissing, IsADirectory, NoPermission, EmptyFile, NotAStudy, NewerVersion,
        StoreCancelled, StoreDiskError; for writing also StoreLocked and StoreDamaged. Open for
        reading, a damaged study shows what is whole, and ``report`` what is lost.
        """
        path = Path(path).absolute()
        signature = device, author
        if not write:
            replay = read_study(path, progress)
            return cls(path, replay.tables, replay.report, None, signature)
        journal, replay, report = open_journal(path, progress)
        writer = Writer(journal, background=background)
        return cls(path, replay.tables, report, writer, signature)

    @property
    def study_id(self) -> str:
        """The id the study was created with."""
        return self.report.study_id

    @property
    def writable(self) -> bool:
        """Whether changes can be committed."""
        return self._writer is not None

    def raw(self, table: str) -> Mapping[str, bytes]:
        """The encoded documents of a table by id, in the order first recorded: live, read-only."""
        return self._contents.raw(table)

    def snapshot(self) -> Tables:
        """The encoded documents of all tables, copied: no commit reaches them any more."""
        return {name: documents.copy() for name, documents in self._contents.tables.items()}

    def tables(self) -> set[str]:
        """The names of the tables."""
        return self.db.tables()

    def table(self, name: str) -> Table:
        """A TinyDB table on the documents."""
        return self.db.table(name)

    def drop_table(self, name: str) -> None:
        """Remove a table with all it holds."""
        self.db.drop_table(name)

    def drop_tables(self) -> None:
        """Remove every table."""
        self.db.drop_tables()

    def commit(
        self,
        puts: Puts,
        removes: Removes = _NOTHING,
        *,
        label: str = "",
        scope: str = "",
        large: bool = False,
    ) -> Commit:
        """Put and remove documents (removes first) as one transaction.

        In the foreground it is on disk on return, and a StoreDiskError or StoreMoved has changed
        nothing; in the background memory changes at once and the Commit tells when it is on disk.
        ``large`` writes several lines and a commit mark whatever the size. What changes nothing is
        not written. Raises StoreReadOnly, and ValueError for a document that is no JSON object.
        """
        if self._contents.pending is not None:
            raise RuntimeError("a transaction is open; change documents through its tables")
        return self._commit(checked(puts, removes), label, scope, large=large)

    @contextmanager
    def transaction(self, label: str = "", scope: str = "") -> Iterator[None]:
        """Join the table operations inside to one transaction; an exception inside undoes them all.

        Raises as ``commit`` does, at the end.
        """
        if self._contents.pending is not None:
            raise RuntimeError("a transaction is open already")
        changes = self._contents.pending = Changes()
        try:
            yield
        finally:
            self._contents.pending = None
            self._contents.forget_queries()
        self._commit(changes, label, scope)

    def watch(self, heard: Callable[[StoreState], None]) -> None:
        """Have ``heard`` called after every batch on disk, failure and recovery, by the writer thread."""
        self._expect_writer().watch(heard)

    @property
    def state(self) -> StoreState:
        """How far the disk has come."""
        return self._writer.state if self._writer else StoreState()

    def retry(self) -> None:
        """Try again to write what waits after a failure."""
        self._expect_writer().retry()

    def flush(self, timeout: float | None = None) -> bool:
        """Whether everything is on disk, after at most ``timeout`` seconds; sooner where it fails."""
        return self._writer.flush(timeout) if self._writer else True

    def copy_to(self, path: Path, progress: Progress | None = None) -> None:
        """Save a copy of the whole study, what waits for the disk included, as a new file.

        Of a study open for reading, a copy of what is whole of it. From any thread. Raises
        StoreExists, StoreMissing, NoPermission, StoreDiskError, and StoreCancelled where
        ``progress`` says so.
        """
        path = Path(path).absolute()
        if self._writer is None:
            salvage(self.path, path, progress)
            return

        def copy(journal: Journal, waiting: tuple[Transaction, ...]) -> None:
            disk.write_new(path, with_waiting(journal, waiting, progress))

        self._writer.hold(copy)

    def save_elsewhere(self, path: Path) -> None:
        """Save the whole study, what waits included, as a new file and go on there.

        Where the file it came from can no longer be read, its documents are saved without their
        history. Raises StoreExists, StoreMissing, NoPermission, StoreDiskError; the study is then as
        it was.
        """
        self.moving_to(path)(None)

    def moving_to(self, path: Path) -> Callable[[Progress | None], None]:
        """What ``save_elsewhere`` does, to be called in any thread; asked for in the store's own.

        What is committed meanwhile follows into the new file. Raises StoreCancelled besides, where
        its progress says so.
        """
        path, writer = Path(path).absolute(), self._expect_writer()
        last = writer.last
        held = Contents({name: dict(raw) for name, raw in self._contents.tables.items()})
        since: list[Changes] = []
        self._meanwhile.append(since)

        def exchange(
            progress: Progress | None, journal: Journal, waiting: tuple[Transaction, ...]
        ) -> Journal:
            for changes in since[: writer.state.acknowledged + len(waiting) - last]:
                held.apply(changes)
            moved, self.report = move_to(
                path, journal, waiting, held.tables, self.study_id, progress
            )
            journal.close()
            self.path = path
            return moved

        def move(progress: Progress | None) -> None:
            try:
                writer.move_to(partial(exchange, progress))
            finally:
                self._meanwhile = [each for each in self._meanwhile if each is not since]

        return move

    def close(self, *, discard: bool = False) -> None:
        """Write what waits, then release the study. Closing twice does nothing.

        Where the disk fails, raises that StoreDiskError or StoreMoved and stays open, so that the
        study can be saved elsewhere; ``discard`` gives up what waits.
        """
        if not self._writer:
            return
        if not discard:
            self._writer.retry()
            if not self._writer.flush() and self._writer.failure:
                raise self._writer.failure
        self._writer.end()
        self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.close()
        finally:
            self.close(discard=True)

    # What TinyDB needs: see tiny.Door.

    def names(self) -> Iterable[str]:
        """The tables there are, as an open transaction leaves them."""
        return self._contents.names()

    def current(self, table: str) -> Mapping[str, bytes]:
        """A table's encoded documents, as an open transaction leaves them."""
        return self._contents.current(table)

    def change(self, table: str, puts: Mapping[str, bytes], removes: dict[str, None]) -> None:
        """Change one table, in the open transaction or as one of its own."""
        with self._joining() as changes:
            changes.change(table, puts, removes)

    def drop(self, tables: Iterable[str]) -> None:
        """Drop tables with all they hold."""
        with self._joining() as changes:
            self._contents.drop(changes, tables)

    def heed(self, table: Table) -> None:
        """Clear the handle's query cache whenever anything changes."""
        self._contents.heed(table)

    @contextmanager
    def _joining(self) -> Iterator[Changes]:
        self._expect_writer()
        if self._contents.pending is None:
            changes = Changes()
            yield changes
            self._commit(changes)
        else:
            yield self._contents.pending
            self._contents.forget_queries()

    def _commit(
        self, changes: Changes, label: str = "", scope: str = "", *, large: bool = False
    ) -> Commit:
        writer = self._expect_writer()
        name = new_id()
        if not changes:
            return Commit(name, 0, writer)
        transaction = Transaction(
            id=name,
            at=now(),
            puts=changes.puts,
            removes=changes.removes,
            drops=changes.drops,
            device=self._device,
            author=self._author,
            label=label,
            scope=scope,
            large=large,
        )
        # Noted before it is handed in: the writer may have it on disk before this thread goes on.
        under_way = self._meanwhile
        for since in under_way:
            since.append(changes)
        try:
            number = writer.submit(transaction)
        except StoreError:
            for since in under_way:
                since.pop()
            raise
        self._contents.apply(changes)
        return Commit(name, number, writer)

    def _expect_writer(self) -> Writer:
        if not self._writer:
            raise StoreReadOnly(self.path)
        return self._writer
