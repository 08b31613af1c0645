"""Changes gathered on top of documents: one transaction in the making."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from core.store.lines import Puts, Removes

_decode_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


@dataclass
class Changes:
    """What is to be put, removed and dropped, per table. Removes and drops come before puts."""

    puts: dict[str, dict[str, bytes]] = field(default_factory=dict)
    removes: dict[str, dict[str, None]] = field(default_factory=dict)
    drops: dict[str, None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.puts or self.removes or self.drops)

    def change(self, table: str, puts: Mapping[str, bytes], removes: dict[str, None]) -> None:
        """Later changes of one table, on top of those already here."""
        kept = self.puts.setdefault(table, {})
        if removes:
            gone = self.removes.setdefault(table, {})
            for doc_id in removes:
                kept.pop(doc_id, None)
                gone[doc_id] = None
        kept.update(puts)
        if removes and not kept:
            del self.puts[table]

    def drop(self, table: str, removes: dict[str, None]) -> None:
        """The table goes with all it holds; ``removes`` are its documents."""
        self.puts.pop(table, None)
        if removes:
            self.removes.setdefault(table, {}).update(removes)
        self.drops[table] = None


class Layered(Mapping[str, bytes]):
    """A table's documents as they will be once the changes are made."""

    def __init__(
        self, base: Mapping[str, bytes], puts: Mapping[str, bytes], removes: Mapping[str, None]
    ) -> None:
        self._base = base
        self._puts = puts
        self._removes = removes

    def __getitem__(self, doc_id: str) -> bytes:
        if doc_id in self._puts:
            return self._puts[doc_id]
        if doc_id in self._removes:
            raise KeyError(doc_id)
        return self._base[doc_id]

    def __iter__(self) -> Iterator[str]:
        yield from (doc_id for doc_id in self._base if doc_id not in self._removes)
        yield from (doc_id for doc_id in self._puts if not self._kept(doc_id))

    def __len__(self) -> int:
        gone = sum(doc_id in self._base for doc_id in self._removes)
        return len(self._base) - gone + sum(not self._kept(doc_id) for doc_id in self._puts)

    def _kept(self, doc_id: str) -> bool:
        return doc_id in self._base and doc_id not in self._removes


def checked(puts: Puts, removes: Removes) -> Changes:
    """The changes without empty tables, once every document is one JSON object on one line.

    Raises ValueError for anything else, since it would make the journal unreadable.
    """
    for documents in puts.values():
        for document in documents.values():
            if b"\n" in document:
                raise ValueError("a document must be one line of JSON")
            try:
                _decode_object(document)
                str(document, "utf-8")
            except msgspec.DecodeError as error:
                raise ValueError(f"a document must be a JSON object: {error}") from None
    return Changes(
        {table: dict(documents) for table, documents in puts.items() if documents},
        {table: dict.fromkeys(ids) for table, ids in removes.items() if ids},
    )
