"""Which libraries an ELF file asks for: its DT_NEEDED entries, read without a tool."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRTAB = 1, 5


def needed(path: Path) -> tuple[str, ...]:
    """Return the names of the libraries a 64-bit ELF file is linked to; none for any other file."""
    data = path.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        return ()
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    heads = [struct.unpack_from("<IIQQQQ", data, table + size * at) for at in range(count)]
    loads = [
        (address, offset, length) for kind, _, offset, address, _, length in heads if kind == _LOAD
    ]
    dynamic = next(((head[2], head[5]) for head in heads if head[0] == _DYNAMIC), None)
    if dynamic is None:
        return ()
    entries = [struct.unpack_from("<QQ", data, at) for at in range(dynamic[0], sum(dynamic), 16)]
    strings = next((value for tag, value in entries if tag == _STRTAB), 0)
    for address, offset, length in loads:
        if address <= strings < address + length:
            strings += offset - address
            break
    return tuple(_text(data, strings + value) for tag, value in entries if tag == _NEEDED)


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


def _text(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode()
