"""From the bytes of a journal to the documents it leaves, and to what cannot be read of it.

Blocks of lines are checked and decoded together, since a study of a million observations should
open about as fast as its bytes can be decoded; documents stay encoded. A block in which anything is
unusual is read line by line.
"""

from __future__ import annotations

import io
import os
import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import msgspec

from core.collector import collector_paused
from core.store import lines
from core.store.errors import EmptyFile, NewerVersion, NotAStudy, StoreCancelled
from core.store.replay import Line, Replay

Progress = Callable[[int, int], bool]
"""Told bytes done and bytes in all; False cancels."""

_BLOCK = 1 << 17
_LARGEST_READ = 1 << 24
_HEADER_LIMIT = 1 << 16

_decode_lines = msgspec.json.Decoder(Line).decode_lines
_decode_line = msgspec.json.Decoder(Line).decode
_decode_header = msgspec.json.Decoder(lines.Header).decode


def read_journal(file: int, path: Path, progress: Progress | None = None) -> Replay:
    """All that the open file descriptor ``file`` holds; ``path`` only names it in messages.

    Raises EmptyFile, NotAStudy, NewerVersion, StoreCancelled, and OSError where the disk fails.
    """
    replay = Replay(size=os.fstat(file).st_size)
    if not replay.size:
        raise EmptyFile(path)
    _read_header(replay, file, path)
    with collector_paused():
        for buffer, length in _blocks(file, replay.read_to, replay.size):
            _read_block(replay, buffer, length)
            if progress and not progress(replay.read_to, replay.size):
                raise StoreCancelled(path)
    replay.close(unwritten=_holds_zeros(file, replay.whole_to, replay.size))
    return replay


def _read_header(replay: Replay, file: int, path: Path) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    line, newline, rest = os.read(file, _HEADER_LIMIT).partition(b"\n")
    header = _decoded_header(line) if newline else None
    if header and header.version > lines.VERSION:
        raise NewerVersion(path, version=header.version)
    if header and header.version < 1:
        raise NotAStudy(path)
    end = len(line) + len(newline)
    if header and lines.is_sealed(line):
        replay.begin(header.study, end)
    elif header or lines.is_sealed(rest.partition(b"\n")[0]):
        replay.begin("", end, lost=True)  # not to be trusted, but a study all the same
    else:
        raise NotAStudy(path)


def _decoded_header(line: bytes) -> lines.Header | None:
    try:
        header = _decode_header(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return header if header.format == lines.FORMAT else None


def _blocks(file: int, start: int, size: int) -> Iterator[tuple[bytearray, int]]:
    """The whole lines from ``start`` to ``size``; an unfinished one at the end is left out.

    Each time a buffer, and how many bytes of it are whole lines. The buffer is used again, so that
    memory is not asked for, and given back, all the time.
    """
    os.lseek(file, start, os.SEEK_SET)
    source = io.FileIO(file, closefd=False)
    buffer, filled, left = bytearray(_BLOCK), 0, size - start
    while left:
        view = memoryview(buffer)
        took = source.readinto(view[filled : filled + left])
        if not took:
            return  # the file has become shorter
        left -= took
        filled += took
        whole = buffer.rfind(b"\n", filled - took, filled) + 1
        if whole:
            yield buffer, whole
            view[: filled - whole] = view[whole:filled]
            filled -= whole
        elif filled == len(buffer):
            buffer = bytearray(2 * filled)
            buffer[:filled] = view


def _read_block(replay: Replay, buffer: bytearray, length: int) -> None:
    applied = 0
    if not replay.is_open and (changes := _decoded_block(buffer, length)) is not None:
        applied = replay.apply_changes(changes)
        if applied == len(changes):
            replay.advance(applied, length)
            return
    for number, line in enumerate(_lines_of(buffer, length)):
        if number < applied:
            replay.advance(1, len(line) + 1)
        else:
            replay.apply_line(_decoded_line(line), len(line) + 1)


def _lines_of(buffer: bytearray, length: int) -> list[memoryview]:
    """The lines of a block, without their newlines and without copying them."""
    view, find = memoryview(buffer), buffer.find
    found, start = [], 0
    while start < length:
        end = find(b"\n", start, length)
        found.append(view[start:end])
        start = end + 1
    return found


def _decoded_block(buffer: bytearray, length: int) -> list[Line] | None:
    """All lines of a block; None where one of them cannot be read."""
    if not _are_sealed(buffer, length):
        return None
    try:
        return _decode_lines(memoryview(buffer)[:length])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _are_sealed(buffer: bytearray, length: int) -> bool:
    """``lines.is_sealed`` of every line, without copying lines or spelling out each checksum."""
    view, find = memoryview(buffer), buffer.find
    heads, tails, start = [], [], 0
    while start < length:
        end = find(b"\n", start)
        tail = end - lines.TAIL
        heads.append(view[start:tail])
        tails.append(view[tail:end])
        start = end + 1
    checksums = array("I", map(crc32, heads))
    if sys.byteorder == "little":
        checksums.byteswap()
    digits = b"".join(tails).replace(lines.CRC_KEY, b"").replace(b'"}', b"")
    return digits == checksums.tobytes().hex().encode()


def _decoded_line(line: memoryview) -> Line | None:
    if not lines.is_sealed(line):
        return None
    try:
        return _decode_line(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _holds_zeros(file: int, start: int, end: int) -> bool:
    """Whether the end of the file holds a zero byte: space a power cut left without its contents."""
    os.lseek(file, start, os.SEEK_SET)
    while start < end and (data := os.read(file, min(_LARGEST_READ, end - start))):
        if b"\0" in data:
            return True
        start += len(data)
    return False
