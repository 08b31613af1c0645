"""The documents of an open study in memory, as they are and as an open transaction will leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from weakref import WeakSet

from tinydb.table import Table

from core.store.changes import Changes, Layered
from core.store.replay import Tables


class Contents:
    """Encoded documents by table and id, and the changes an open transaction has gathered."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.pending: Changes | None = None
        self._absent: Tables = {}
        """Empty dicts shown for tables that do not exist yet, or no longer: what is shown stays live."""
        self._handles: WeakSet[Table] = WeakSet()

    def raw(self, table: str) -> Mapping[str, bytes]:
        """The documents of a table: live, read-only, without the open transaction."""
        documents = self.tables.get(table)
        if documents is None:
            documents = self._absent.setdefault(table, {})
        return MappingProxyType(documents)

    def names(self) -> list[str]:
        """The tables there are, as an open transaction leaves them."""
        if self.pending is None:
            return list(self.tables)
        kept = [name for name in self.tables if name not in self.pending.drops]
        return [*kept, *(name for name in self.pending.puts if name not in kept)]

    def current(self, table: str) -> Mapping[str, bytes]:
        """The documents of a table, as an open transaction leaves them."""
        documents = self.raw(table)
        if self.pending is None:
            return documents
        puts, removes = self.pending.puts.get(table, {}), self.pending.removes.get(table, {})
        return Layered(documents, puts, removes) if puts or removes else documents

    def apply(self, changes: Changes) -> None:
        """Make the changes: removes, then drops, then puts."""
        for name, ids in changes.removes.items():
            documents = self.tables.get(name, {})
            for doc_id in ids:
                documents.pop(doc_id, None)
        for name in changes.drops:
            if name in self.tables:
                self._absent[name] = self.tables.pop(name)
        for name, documents in changes.puts.items():
            if name not in self.tables:
                self.tables[name] = self._absent.pop(name, {})
            self.tables[name].update(documents)
        self.forget_queries()

    def heed(self, table: Table) -> None:
        """Clear the query cache of this handle whenever anything changes."""
        self._handles.add(table)

    def forget_queries(self) -> None:
        """What was found before may not be what is there now."""
        for table in self._handles:
            table.clear_cache()

    def drop(self, changes: Changes, tables: Iterable[str]) -> None:
        """Add to the changes that these tables go with all they hold."""
        for table in tables:
            changes.drop(table, dict.fromkeys(self.current(table)))
