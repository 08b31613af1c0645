"""Takes out of a library what is never loaded, where ``strip`` would break it or leaves it.

patchelf, which packs wheels, leaves symbols between the segments and old tables within them. Segments
keep their addresses, so nothing in them has to change; they only move up in the file.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from installers import elf
from installers.elf import Head, Section

_PAGE = 0x1000
_NULL, _EH_FRAME = 0, 0x6474E550
_NOBITS, _ALLOCATED = 8, 2
_UNWINDING = (".eh_frame_hdr", ".eh_frame")


class Unknown(Exception):
    """The library is not laid out as expected; it is better left whole."""


def taken_out(data: bytes, *, unwinding: bool = True) -> bytes:
    """Return a library with what the loader and the program need of it, and no more.

    ``unwinding`` tells whether the tables stay through which C++ throws. Raises Unknown.
    """
    known = [each for each in elf.sections(data) if each.flags & _ALLOCATED]
    if not known:
        raise Unknown("it tells of no sections")
    if not unwinding:
        known = [each for each in known if each.name not in _UNWINDING]
    new = bytearray()
    places: dict[Head, Head] = {}
    for head in elf.heads(data):
        if head.kind != elf.LOAD:
            continue
        kept = _kept(head, known, elf.table(data).stop)
        if kept.kind == elf.LOAD:
            new += bytes((head.address - len(new)) % _PAGE)
            kept = kept._replace(offset=len(new), align=min(head.align, _PAGE))
            new += data[head.offset : head.offset + kept.length]
        places[head] = kept
    first = next(iter(places.values()), None)
    if first is None or first.offset or first.length < elf.table(data).stop:
        raise Unknown("its table of segments is not at its start")
    for at, head in zip(elf.table(data), elf.heads(data), strict=True):
        struct.pack_into("<IIQQQQQQ", new, at, *_moved(head, places))
    struct.pack_into("<Q", new, 40, 0)  # no table of sections
    struct.pack_into("<HHH", new, 58, 0, 0, 0)
    return bytes(new)


def _kept(head: Head, known: Sequence[Section], heads_end: int) -> Head:
    """What stays of a loaded segment: up to the end of its last section; one without any is none."""
    within = [each for each in known if head.address <= each.address < head.address + head.room]
    if any(each.kind == _NOBITS for each in within):
        return head  # memory that is not in the file follows: all of it counts
    end = max((each.address + each.size for each in within), default=head.address)
    length = max(end - head.address, heads_end if head.offset == 0 else 0)
    if not length:
        return head._replace(kind=_NULL)
    return head._replace(length=length, room=length)


def _moved(head: Head, places: dict[Head, Head]) -> Head:
    """Where a segment lies now; one whose content was taken out is none."""
    if head in places:
        return places[head]
    if not head.length:
        return head
    for old, now in places.items():
        if old.address <= head.address < old.address + old.length:
            if now.kind == elf.LOAD and head.address + head.length <= now.address + now.length:
                return head._replace(offset=now.offset + head.address - old.address)
            if head.kind == _EH_FRAME:
                return head._replace(kind=_NULL)
    raise Unknown("a segment lies in what was taken out")
