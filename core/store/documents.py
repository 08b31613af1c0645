"""Documents as TinyDB handles them: decoded copies of what the store keeps encoded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

_encode_text = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def decode(document: bytes) -> Any:
    """A fresh copy of a document. As the standard library reads it, hence whole numbers of any size."""
    return json.loads(document)


def encode(document: object) -> bytes:
    """A document as compact JSON.

    Raises TypeError or ValueError where it holds what JSON cannot say: dates, sets, bytes, NaN, half
    a surrogate pair. (msgspec would quietly write some of these as something else.)
    """
    return _encode_text(document).encode()


class Documents(Mapping[str, Any]):
    """A table to read from: each access decodes a copy."""

    def __init__(self, stored: Mapping[str, bytes]) -> None:
        self._stored = stored

    def __getitem__(self, doc_id: str) -> Any:
        return decode(self._stored[doc_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._stored

    def items(self) -> Any:
        """Id and copy of each document there is now, whatever is changed while they are gone through."""
        return ((doc_id, decode(document)) for doc_id, document in list(self._stored.items()))


class Draft(MutableMapping[str, Any]):
    """A table to change: hands out copies, remembers which, and knows afterwards what is different.

    Any id is taken as its text, as in a JSON file.
    """

    def __init__(self, stored: Mapping[str, bytes]) -> None:
        self._stored = stored
        self._held: dict[str, Any] = {}
        self._gone: dict[str, None] = {}

    def __getitem__(self, doc_id: object) -> Any:
        key = str(doc_id)
        if key not in self._held:
            if key in self._gone:
                raise KeyError(doc_id)
            self._held[key] = decode(self._stored[key])
        return self._held[key]

    def __setitem__(self, doc_id: object, document: Any) -> None:
        self._held[str(doc_id)] = document

    def __delitem__(self, doc_id: object) -> None:
        key = str(doc_id)
        if key not in self:
            raise KeyError(doc_id)
        self._held.pop(key, None)
        if key in self._stored:
            self._gone[key] = None

    def __iter__(self) -> Iterator[str]:
        kept = [doc_id for doc_id in self._stored if doc_id not in self._gone]
        new = [
            doc_id for doc_id in self._held if doc_id in self._gone or doc_id not in self._stored
        ]
        return iter(kept + new)

    def __len__(self) -> int:
        new = sum(doc_id in self._gone or doc_id not in self._stored for doc_id in self._held)
        return len(self._stored) - len(self._gone) + new

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return key in self._held or (key in self._stored and key not in self._gone)

    def clear(self) -> None:
        """Remove every document."""
        self._held.clear()
        self._gone = dict.fromkeys(self._stored)

    def changes(self) -> tuple[dict[str, bytes], dict[str, None]]:
        """Documents whose encoding is new, and ids removed (before those are put).

        Raises TypeError or ValueError where a document is not JSON.
        """
        puts = {}
        for doc_id, document in self._held.items():
            encoded = encode(document)
            before = None if doc_id in self._gone else self._stored.get(doc_id)
            if before is None or not _same(before, encoded):
                puts[doc_id] = encoded
        return puts, self._gone


def _same(before: bytes, after: bytes) -> bool:
    """Whether two encodings are one document, be they spelt by different encoders."""
    return before == after or encode(decode(before)) == after
