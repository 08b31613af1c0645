"""From the bytes of a journal to the documents it leaves, and to what cannot be read of it.

Blocks of lines are checked and decoded together, since a study of a million observations should
open about as fast as its bytes can be decoded; documents stay encoded. A block in which anything is
unusual is read line by line.
"""

from __future__ import annotations

import gc
import os
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import msgspec

from core.store import lines
from core.store.errors import EmptyFile, NewerVersion, NotAStudy, StoreCancelled
from core.store.replay import Change, Line, Replay

Progress = Callable[[int, int], bool]
"""Told bytes done and bytes in all; False cancels."""

_BLOCK = 1 << 17
_LARGEST_READ = 1 << 24
_HEADER_LIMIT = 1 << 16

_decode_changes = msgspec.json.Decoder(Change).decode_lines
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
    with _collector_paused():
        for block in _blocks(file, replay.read_to, replay.size):
            _read_block(replay, block)
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
    elif lines.is_sealed(rest.partition(b"\n")[0]):
        replay.begin("", end, lost=True)  # only the header is unreadable: a study all the same
    else:
        raise NotAStudy(path)


def _decoded_header(line: bytes) -> lines.Header | None:
    try:
        header = _decode_header(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return header if header.format == lines.FORMAT else None


def _blocks(file: int, start: int, size: int) -> Iterator[bytes]:
    """The whole lines from ``start`` to ``size`` in blocks; an unfinished one at the end is left out."""
    os.lseek(file, start, os.SEEK_SET)
    rest, left, want = b"", size - start, _BLOCK
    while left and (data := os.read(file, min(want, left))):
        left -= len(data)
        if cut := data.rfind(b"\n") + 1:
            yield rest + data[:cut]
            rest, want = data[cut:], _BLOCK
        else:
            rest += data
            want = min(2 * want, _LARGEST_READ)


def _read_block(replay: Replay, block: bytes) -> None:
    found = block.split(b"\n")
    found.pop()  # what follows the last newline
    if not (replay.is_open or _has_parts(block)) and _are_sealed(found):
        try:
            replay.apply_block(_decode_changes(block), len(block))
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass  # read line by line, to tell which one it is
        else:
            return
    for line in found:
        replay.apply_line(_decoded_line(line), len(line) + 1)


def _has_parts(block: bytes) -> bool:
    return block.startswith(lines.PART_START) or b"\n" + lines.PART_START in block


def _are_sealed(found: list[bytes]) -> bool:
    """``lines.is_sealed`` of every line, without a loop in Python over the digits."""
    checksums = array("I", map(crc32, [line[: -lines.TAIL] for line in found]))
    if sys.byteorder == "little":
        checksums.byteswap()
    tails = b"".join([line[-lines.TAIL :] for line in found])
    if len(tails) != lines.TAIL * len(found):
        return False
    digits = tails.replace(lines.CRC_KEY, b"").replace(b'"}', b"")
    return digits == checksums.tobytes().hex().encode()


def _decoded_line(line: bytes) -> Line | None:
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


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A million new documents are no garbage; looking for some again and again would cost a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
