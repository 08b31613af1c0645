"""A whole study as plain TinyDB JSON, and back: ``{"partners": {"1": {...}, "2": {...}}, ...}``.

TinyDB counts documents from 1 and knows no other ids, so ours stay inside them, in their ``id``. The
order of a table is kept. What the journal remembers of earlier values is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from core.documents import TABLES, Document
from core.exchange.json_words import json_words
from core.exchange.unreadable import UnreadableInput, refused

_Tables = dict[str, dict[str, msgspec.Raw]]
_KINDS = {table: kind for kind, table in TABLES.items()}
_BOM = b"\xef\xbb\xbf"


def plain_json(tables: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """The text of such a file, piece by piece, from encoded documents by table."""
    yield b"{"
    for place, (table, documents) in enumerate(tables.items()):
        yield b",\n" if place else b"\n"
        yield msgspec.json.encode(table) + b": {"
        for number, document in enumerate(documents, 1):
            yield (b",\n" if number > 1 else b"\n") + b'"%d": ' % number + document
        yield b"}"
    yield b"\n}\n"


def read_plain(path: Path) -> list[Document]:
    """The documents of such a file, table by table in the order of their numbers.

    Raises UnreadableInput with a sentence: no JSON, a table or field that a study does not have, two
    documents of one id, no study in it.
    """
    try:
        tables = msgspec.json.decode(path.read_bytes().removeprefix(_BOM), type=_Tables)
    except OSError as error:
        raise refused(path, error) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        words = json_words(error) if isinstance(error, msgspec.MsgspecError) else "it is no UTF-8"
        raise _no_study(path, words) from None
    strange = next((each for each in tables if each not in _KINDS and each != "_default"), None)
    if strange is not None:
        raise _no_study(path, f"there is no table “{strange}” in a study")
    found = [each for name, rows in tables.items() for each in _documents(path, name, rows)]
    if sum(TABLES[type(each)] == "study" for each in found) != 1:
        raise _no_study(path, "the table “study” should hold one document")
    return found


def _documents(path: Path, table: str, rows: Mapping[str, msgspec.Raw]) -> Iterator[Document]:
    """The documents of one table; TinyDB's own ``_default``, when empty, is passed by."""
    if table not in _KINDS:
        if rows:
            raise _no_study(path, f"there is no table “{table}” in a study")
        return
    if odd := next((each for each in rows if not (each.isascii() and each.isdigit())), None):
        raise _no_study(path, f"“{table}” counts its documents, and “{odd}” is no number")
    seen: set[str] = set()
    for number in sorted(rows, key=int):
        try:
            document: Document = msgspec.json.decode(rows[number], type=_KINDS[table])
        except msgspec.MsgspecError as error:
            raise _no_study(path, f"{table} {number}: {json_words(error)}") from None
        if document.id in seen:
            raise _no_study(path, f"{table} {number}: another has the same id")
        seen.add(document.id)
        yield document


def _no_study(path: Path, words: str) -> UnreadableInput:
    return UnreadableInput(f"“{path.name}” holds no whole study: {words}. Nothing was written.")
