"""Cuts a library off what it is linked to and never calls, so that the bundle does without that.

What it would have called there becomes ``abort`` of libc: a call that nobody foresaw ends the program at
the spot, where the note of a crash shows it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from installers import elf
from installers.elf import NEEDED, STRTAB

_SYMTAB, _VERSYM, _VERNEED, _VERNEEDNUM = 6, 0x6FFFFFF0, 0x6FFFFFFE, 0x6FFFFFFF
_SYMBOL = 24
_UNVERSIONED = 1
_ENDS = b"abort\0"


class Unknown(Exception):
    """The file is not laid out as expected; it is better left whole."""


def cut_off(data: bytes, library: str, offered: Iterable[str], instead: Mapping[str, str]) -> bytes:
    """Return an ELF file that does without a library it was linked to.

    ``library`` is its name as the file asks for it, ``offered`` the names that are defined in it. Where
    one of them is called all the same, say for a version as the file is loaded, ``instead`` names a
    function that the file asks for elsewhere and that is called in its place. Raises Unknown.
    """
    tags = elf.dynamic(data)
    values = dict(tags)
    strings = elf.place(data, values[STRTAB])
    asked = [
        each for each in tags if each[0] == NEEDED and elf.text(data, strings + each[1]) == library
    ]
    if len(asked) != 1 or len(library) < len(_ENDS):
        raise Unknown(f"it is not linked to {library}")
    new = bytearray(data)
    ends = asked[0][1]
    new[strings + ends : strings + ends + len(_ENDS)] = (
        _ENDS  # over a name nobody asks for any more
    )
    left = [each for each in tags if each is not asked[0]]
    if _VERNEED in values:
        left = _without_version(new, data, left, library)
    _lead(new, data, frozenset(offered), instead, ends)
    _write(new, data, left)
    return bytes(new)


def _lead(
    new: bytearray, data: bytes, offered: frozenset[str], instead: Mapping[str, str], ends: int
) -> None:
    """Have all that the library offered lead elsewhere."""
    values = dict(elf.dynamic(data))
    first = elf.place(data, values[_SYMTAB])
    named = elf.symbols(data)
    places = [struct.unpack_from("<I", data, first + _SYMBOL * at)[0] for at in range(len(named))]
    written = {name: place for (name, _), place in zip(named, places, strict=True)}
    for number, (name, defined) in enumerate(named):
        if defined or name not in offered:
            continue
        leads = written[instead[name]] if name in instead else ends
        struct.pack_into("<I", new, first + _SYMBOL * number, leads)
        if _VERSYM in values:
            struct.pack_into("<H", new, elf.place(data, values[_VERSYM]) + 2 * number, _UNVERSIONED)


def _without_version(
    new: bytearray, data: bytes, tags: list[tuple[int, int]], library: str
) -> list[tuple[int, int]]:
    """Leave the library out of the chain of versions that are asked for."""
    values = dict(tags)
    strings = elf.place(data, values[STRTAB])
    start, count = values[_VERNEED], values[_VERNEEDNUM]
    before, at = None, elf.place(data, start)
    for _ in range(count):
        _version, _names, file, _aux, further = struct.unpack_from("<HHIII", data, at)
        if elf.text(data, strings + file) == library:
            if before is not None:
                (step,) = struct.unpack_from("<I", data, before + 12)
                struct.pack_into("<I", new, before + 12, step + further if further else 0)
            else:
                start += further
            count -= 1
            break
        before, at = at, at + further
    changed = {_VERNEED: start, _VERNEEDNUM: count}
    return [(tag, changed.get(tag, value)) for tag, value in tags if count or tag not in changed]


def _write(new: bytearray, data: bytes, tags: list[tuple[int, int]]) -> None:
    """Write the table for the loader, with ends after the last of them."""
    head = next(each for each in elf.heads(data) if each.kind == elf.DYNAMIC)
    table = b"".join(struct.pack("<QQ", *each) for each in tags)
    new[head.offset : head.offset + head.length] = table.ljust(head.length, b"\0")
