"""What 64-bit ELF files say of themselves, read without a tool: segments, sections, symbols, libraries.

See elf(5) for the tables.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LOAD, DYNAMIC = 1, 2
NEEDED, STRTAB = 1, 5
_DYNSYM = 11


class Head(NamedTuple):
    """A segment: ``length`` bytes at ``offset`` of the file, ``room`` bytes at ``address`` of memory."""

    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    length: int
    room: int
    align: int


class Section(NamedTuple):
    """A section, as linkers and debuggers see a file."""

    name: str
    kind: int
    flags: int
    address: int
    offset: int
    size: int


def is_elf(data: bytes) -> bool:
    """Tell whether it is a little-endian 64-bit ELF file."""
    return data[:6] == b"\x7fELF\x02\x01"


def table(data: bytes) -> range:
    """Return where each head of a segment stands in the file."""
    (start,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    return range(start, start + size * count, size)


def heads(data: bytes) -> list[Head]:
    """Return the segments, in the order of their table."""
    return [Head(*struct.unpack_from("<IIQQQQQQ", data, at)) for at in table(data)]


def sections(data: bytes) -> list[Section]:
    """Return the sections; none where their table was taken out."""
    (start,) = struct.unpack_from("<Q", data, 40)
    size, count, names = struct.unpack_from("<HHH", data, 58)
    if not start or not count:
        return []
    told = [
        struct.unpack_from("<IIQQQQ", data, at) for at in range(start, start + size * count, size)
    ]
    strings = told[names][4]
    return [Section(text(data, strings + each[0]), *each[1:]) for each in told]


def place(data: bytes, address: int) -> int:
    """Return where in the file lies what is loaded to an address. Raises ValueError."""
    for head in heads(data):
        if head.kind == LOAD and head.address <= address < head.address + head.length:
            return address - head.address + head.offset
    raise ValueError(f"nothing of the file is loaded to {address:#x}")


def dynamic(data: bytes) -> list[tuple[int, int]]:
    """Return the tags and values for the loader, without the one that ends them."""
    head = next((each for each in heads(data) if each.kind == DYNAMIC), None)
    if head is None:
        return []
    ends = head.offset + head.length
    pairs = [struct.unpack_from("<QQ", data, at) for at in range(head.offset, ends, 16)]
    return [(tag, value) for tag, value in pairs if tag]


def symbols(data: bytes) -> list[tuple[str, bool]]:
    """Return the names the loader deals with, each with whether it is defined here, in their order."""
    told = next((each for each in sections(data) if each.kind == _DYNSYM), None)
    if told is None:
        return []
    strings = place(data, dict(dynamic(data))[STRTAB])
    found = []
    for at in range(told.offset, told.offset + told.size, 24):
        name, _info, _other, section = struct.unpack_from("<IBBH", data, at)
        found.append((text(data, strings + name), section != 0))
    return found


def needed(path: Path) -> tuple[str, ...]:
    """Return the names of the libraries a 64-bit ELF file is linked to; none for any other file."""
    data = path.read_bytes()
    if not is_elf(data):
        return ()
    tags = dynamic(data)
    if not tags:
        return ()
    strings = place(data, dict(tags)[STRTAB])
    return tuple(text(data, strings + value) for tag, value in tags if tag == NEEDED)


def closure(roots: Sequence[Path], known: Mapping[str, Path]) -> set[str]:
    """Return the names of all libraries of ``known`` that the roots come to need, roots included."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        path = waiting.pop()
        if path.name in found:
            continue
        found.add(path.name)
        waiting += [known[name] for name in needed(path) if name in known and name not in found]
    return found


def text(data: bytes, at: int) -> str:
    """Return the text that stands at a place and ends with a zero."""
    return data[at : data.index(b"\0", at)].decode()
