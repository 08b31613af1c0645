"""How the journal is spelt: one compact JSON line per transaction, closed by its own checksum.

    {"format":"footpath","version":1,"study":ID,"created":TIME,"crc":"xxxxxxxx"}
    {"id":ID,"at":TIME,"device":..,"author":..,"label":..,"scope":..,
     "put":{table:{id:document}},"del":{table:[ids]},"drop":[tables],"crc":"xxxxxxxx"}

A large transaction is several lines ``{"part":k,"id":ID,"put":..,"del":..}`` and one commit mark
``{"parts":n,"id":ID,"at":..,...}``; without the mark it never happened. Within a transaction
removals come before puts, whichever line they stand on. Checksums are CRC-32 (ISO-HDLC, as zlib) of
the line's bytes before ``,"crc":"``, in eight lower-case hexadecimal digits, and are not chained,
so that a line can be erased without touching the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from zlib import crc32

import msgspec

FORMAT = "footpath"
VERSION = 1
CRC_KEY = b',"crc":"'
TAIL = len(CRC_KEY) + 8 + len(b'"}')
"""Bytes from the comma before the checksum to the end of a line, its newline not counted."""
LARGE = 4 << 20
"""A transaction with more bytes than this is written as several lines."""
PART = 1 << 20

Puts = Mapping[str, Mapping[str, bytes]]
Removes = Mapping[str, Collection[str]]

_text = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Transaction:
    """One change of a study: what it puts and removes, who did it, when, in which words."""

    id: str
    at: str
    puts: Puts
    removes: Removes = field(default_factory=dict)
    drops: Collection[str] = ()
    device: str = ""
    author: str = ""
    label: str = ""
    scope: str = ""
    large: bool = False


class Header(msgspec.Struct, frozen=True):
    """The first line, as far as it must be understood."""

    format: str
    version: int
    study: str = ""


def encode_header(study: str, created: str) -> bytes:
    """The first line of a new study."""
    fields = {"format": FORMAT, "version": VERSION, "study": study, "created": created}
    return sealed(_text(fields)[1:-1])


def encode_transaction(transaction: Transaction) -> Iterator[bytes]:
    """The journal lines of a transaction, in order; the last one makes it count."""
    said = _fields(transaction)
    if not transaction.large and _size(transaction) <= LARGE:
        yield sealed(said + _changes(transaction.puts, transaction.removes, transaction.drops))
        return
    parts = 0
    name = _text(transaction.id)
    for puts, removes in _slices(transaction.puts, transaction.removes):
        parts += 1
        yield sealed(b'"part":%d,"id":%s' % (parts, name) + _changes(puts, removes, ()))
    yield sealed(b'"parts":%d,' % parts + said + _changes({}, {}, transaction.drops))


def sealed(fields: bytes) -> bytes:
    """A whole line from the inside of its JSON object: braces, checksum, newline."""
    head = b"{" + fields
    return b'%s%s%08x"}\n' % (head, CRC_KEY, crc32(head))


def is_sealed(line: bytes | memoryview) -> bool:
    """Whether a line (without its newline) carries the checksum of its own bytes."""
    head = memoryview(line)[:-TAIL]  # no copy: a line of an import is a megabyte
    return line[-TAIL:] == b'%s%08x"}' % (CRC_KEY, crc32(head))


def _fields(transaction: Transaction) -> bytes:
    said = {
        "id": transaction.id,
        "at": transaction.at,
        "device": transaction.device,
        "author": transaction.author,
        "label": transaction.label,
        "scope": transaction.scope,
    }
    return _text(said)[1:-1]


def _changes(puts: Puts, removes: Removes, drops: Collection[str]) -> bytes:
    text = b""
    if puts:
        text += b',"put":{%s}' % b",".join(
            b"%s:{%s}" % (_text(table), b",".join(map(_member, documents.items())))
            for table, documents in puts.items()
        )
    if removes:
        text += b',"del":' + _text({table: list(ids) for table, ids in removes.items()})
    if drops:
        text += b',"drop":' + _text(list(drops))
    return text


def _member(item: tuple[str, bytes]) -> bytes:
    return b"%s:%s" % (_text(item[0]), item[1])


def _size(transaction: Transaction) -> int:
    put = sum(sum(map(len, documents.values())) for documents in transaction.puts.values())
    return put + 40 * sum(map(len, transaction.removes.values()))


def _slices(puts: Puts, removes: Removes) -> Iterator[tuple[Puts, Removes]]:
    """The same changes in portions of about ``PART`` bytes, at least one."""
    some_puts: dict[str, dict[str, bytes]] = {}
    some_removes: dict[str, list[str]] = {}
    size = 0
    for table, ids in removes.items():
        for doc_id in ids:
            some_removes.setdefault(table, []).append(doc_id)
            size += len(doc_id)
            if size >= PART:
                yield some_puts, some_removes
                some_puts, some_removes, size = {}, {}, 0
    for table, documents in puts.items():
        some_puts.setdefault(table, {})
        for doc_id, document in documents.items():
            some_puts.setdefault(table, {})[doc_id] = document
            size += len(doc_id) + len(document)
            if size >= PART:
                yield some_puts, some_removes
                some_puts, some_removes, size = {}, {}, 0
    if some_puts or some_removes:
        yield some_puts, some_removes
