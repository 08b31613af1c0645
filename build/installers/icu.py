"""Trims libicudata: Qt compares and breaks text with ICU, and takes names and formats from its own.

What is kept: how languages sort, time zones, and the roots everything falls back to. Chinese, Japanese and
Korean would take a quarter of it: their writing is then in the order of Unicode. The library holds one
package of data behind one symbol, so a smaller package is put in the place of the old one.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import NamedTuple

_KEPT = re.compile(
    r"[^/]+/(coll/.*|[^/]*\.nrm|(brkitr|zone|curr)/(root|res_index)\.res|(root|pool|res_index)\.res"
    r"|(supplementalData|likelySubtags|zoneinfo64|metadata|windowsZones|timezoneTypes|metaZones"
    r"|keyTypeData|numberingSystems|icustd|icuver|currencyNumericCodes|dayPeriods|plurals"
    r"|pluralRanges|genderList|en|en_US)\.res|[^/]*\.icu)"
)
_DROPPED = re.compile(r"[^/]+/((unames|cnvalias)\.icu|coll/(zh|ko|ja)\.res)")
_PAGE = 0x1000
_LOAD, _DYNAMIC, _RELRO = 1, 2, 0x6474E552
_MAGIC = b"\xda\x27"


class Unknown(Exception):
    """The library is not laid out as expected; it is better left whole."""


def trim(library: Path) -> tuple[int, int]:
    """Write the library anew with what is kept; returns its size before and after.

    Raises Unknown where the file is not an ICU data library of the layout known here.
    """
    old = library.read_bytes()
    start = _data_offset(old)
    new = _with_data(old, start, smaller(old[start:]))
    library.write_bytes(new)
    return len(old), len(new)


def is_kept(name: str) -> bool:
    """Tell whether an item of the package is kept."""
    return bool(_KEPT.fullmatch(name)) and not _DROPPED.fullmatch(name)


def smaller(package: bytes) -> bytes:
    """Return a package of ICU's common data with only the items kept. Raises Unknown.

    A header, the number of items, for each the places of its name and of its data from there on, then
    names, then data. See "ICU Data" in ICU's user guide, and ucmndata.h.
    """
    if package[2:4] != _MAGIC or package[12:16] != b"CmnD":
        raise Unknown("no common data")
    head = struct.unpack_from("<H", package)[0]
    body = memoryview(package)[head:]
    items = _items(body)
    kept = [each for each in items if is_kept(each.name)]
    names = b""
    places = []
    first = 4 + 8 * len(kept)
    for each in kept:
        places.append(first + len(names))
        names += each.name.encode() + b"\0"
    table, data = struct.pack("<I", len(kept)), bytearray()
    begin = -(-(first + len(names)) // 16) * 16
    for each, place in zip(kept, places, strict=True):
        table += struct.pack("<II", place, begin + len(data))
        data += body[each.start : each.end]
        data += bytes(-len(data) % 16)
    packed = (table + names).ljust(begin, b"\0") + bytes(data)
    return package[:head] + packed


class _Item(NamedTuple):
    name: str
    start: int
    end: int


def _items(body: memoryview) -> list[_Item]:
    (count,) = struct.unpack_from("<I", body)
    pairs = [struct.unpack_from("<II", body, 4 + 8 * at) for at in range(count)]
    starts = [start for _, start in pairs]
    ends = [*starts[1:], len(body)]
    found = []
    for (name, start), end in zip(pairs, ends, strict=True):
        text = bytes(body[name : name + 200])
        found.append(_Item(text[: text.index(b"\0")].decode(), start, end))
    return found


def _data_offset(elf: bytes) -> int:
    """Return where the package starts: on a page of its own, right after the tables of the library."""
    if elf[:6] != b"\x7fELF\x02\x01" or elf[_PAGE + 2 : _PAGE + 4] != _MAGIC:
        raise Unknown("not an ELF library with its data on the second page")
    return _PAGE


def _with_data(elf: bytes, start: int, data: bytes) -> bytes:
    """Return the library with other data: the first segment ends sooner, the second moves up.

    Addresses stay as they were, so nothing else has to change. The sections are for debuggers; gone.
    """
    (table,) = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    new = bytearray(elf[:start] + data)
    moved = 0
    for at in range(table, table + size * count, size):
        kind, _flags, offset, address, _physical, length = struct.unpack_from("<IIQQQQ", elf, at)
        if kind == _LOAD and offset == 0:
            struct.pack_into("<QQ", new, at + 32, len(new), len(new))
        elif kind == _LOAD:
            new += bytes((address - len(new)) % _PAGE)
            moved = len(new) - offset
            new += elf[offset : offset + length]
            struct.pack_into("<Q", new, at + 8, offset + moved)
        elif kind in (_DYNAMIC, _RELRO):
            struct.pack_into("<Q", new, at + 8, offset + moved)
    if not moved:
        raise Unknown("only one segment")
    struct.pack_into("<Q", new, 40, 0)  # no table of sections
    struct.pack_into("<HHH", new, 58, 0, 0, 0)
    return bytes(new)
