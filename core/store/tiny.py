"""TinyDB on a study: its own extension points, so that queries, tables and documents stay TinyDB's.

What TinyDB 4.9.0 does not do by itself for string ids and a journal: ``insert`` would return the
number 1, ``drop_table`` passes ``_update_table`` by, and a change through one handle leaves the
query cache of another one stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from core.model.ids import new_id
from core.store.documents import Documents, Draft, encode


class Door(Protocol):
    """What the store opens to TinyDB."""

    def names(self) -> Iterable[str]:
        """The tables there are."""

    def current(self, table: str) -> Mapping[str, bytes]:
        """A table's encoded documents, changes of an open transaction included."""

    def change(self, table: str, puts: Mapping[str, bytes], removes: dict[str, None]) -> None:
        """Make a change of one table, in the open transaction or as one of its own."""

    def drop(self, tables: Iterable[str]) -> None:
        """Drop tables with all they hold."""

    def heed(self, table: Table) -> None:
        """Clear the handle's query cache whenever anything changes."""

    def close(self) -> None:
        """Close the study."""


class JournalStorage(Storage):
    """The tables of a study, decoded as they are read."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def read(self) -> dict[str, Any]:
        """Every table by name, as a mapping of id to a copy of the document."""
        return {name: Documents(self.door.current(name)) for name in self.door.names()}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the tables these: TinyDB drops tables by writing the others."""
        changed = {
            name: {str(doc_id): encode(document) for doc_id, document in table.items()}
            for name, table in data.items()
            if not isinstance(table, Documents)
        }
        self.door.drop([name for name in self.door.names() if name not in data])
        for name, documents in changed.items():
            before = self.door.current(name)
            removes = dict.fromkeys(doc_id for doc_id in before if doc_id not in documents)
            self.door.change(name, documents, removes)

    def close(self) -> None:
        """Close the study."""
        self.door.close()


class StudyTable(Table):
    """A table with UUIDv7 ids that journals only what an operation changed."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB declares int

    def __init__(
        self,
        storage: JournalStorage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        super().__init__(storage, name, cache_size)
        self._door = storage.door
        self._door.heed(self)
        if persist_empty and name not in self._door.names():
            self._door.change(name, {}, {})

    def insert(self, document: Mapping[str, Any]) -> str:  # type: ignore[override]
        """Insert a document; its id. Raises ValueError where the id is taken or it is no mapping."""
        return str(super().insert(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[str]:  # type: ignore[override]
        """Insert documents as one transaction; their ids."""
        return [str(doc_id) for doc_id in super().insert_multiple(documents)]

    def _get_next_id(self) -> str:
        return new_id()

    def _read_table(self) -> Any:
        return Documents(self._door.current(self.name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = Draft(self._door.current(self.name))
        updater(draft)
        puts, removes = draft.changes()
        if puts or removes:
            self._door.change(self.name, puts, removes)


class StudyDB(TinyDB):
    """The front door of TinyDB on a study."""

    table_class = StudyTable  # type: ignore[assignment]  # TinyDB declares its own Table

    def __init__(self, door: Door) -> None:
        super().__init__(door, storage=JournalStorage)


__all__ = ["Document", "Door", "JournalStorage", "StudyDB", "StudyTable"]
