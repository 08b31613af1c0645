"""A table from a text file: its encoding and delimiter are found, its rows come with their lines."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from core.exchange.unreadable import Cancelled, UnreadableInput, refused

if TYPE_CHECKING:
    import _csv

Progress = Callable[[int, int], bool]
"""Told (done, total) in bytes now and then; an answer of False cancels."""

DELIMITERS = ",;\t|"
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
_LARGEST_CELL = 1 << 30
_ROWS_BETWEEN = 20_000
_ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class TableFile:
    """What was found out about a file: how to read it, and its columns as written."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]


def look(path: Path, wanted: Collection[str] = ()) -> TableFile:
    """Find the encoding, the delimiter and the columns of a file.

    The delimiter is the one under which all wanted columns are there, else the one that gives the
    most columns. Raises UnreadableInput where the file is missing, empty or no text.
    """
    with _reasons(path):
        encoding = _encoding(path)
        with _text(path, encoding) as (text, _):
            first = text.readline()
            while first and not first.strip():
                first = text.readline()
        if not first:
            raise UnreadableInput(f"“{path.name}” is empty.")
        headers = {each: _header(path, encoding, each) for each in DELIMITERS}
    found = max(headers, key=lambda each: (set(wanted) <= set(headers[each]), len(headers[each])))
    return TableFile(path, encoding, found, headers[found])


def rows(
    table: TableFile, progress: Progress | None = None, *, as_they_are: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The rows behind the header, each with the line of the file it starts in (the header is 1).

    Empty lines are left out. Raises UnreadableInput where a row is broken or has more cells than
    there are columns, and Cancelled where progress says so. ``as_they_are`` gives the header, empty
    lines and rows that are too long, too.
    """
    width = len(table.columns)
    with _reasons(table.path):
        total = table.path.stat().st_size
        with _text(table.path, table.encoding) as (stream, raw):
            reader = _reader(stream, table.delimiter)
            header_seen = False
            line = 1
            try:
                for count, cells in enumerate(reader):
                    start, line = line, reader.line_num + 1
                    if progress and not count % _ROWS_BETWEEN and not progress(raw.tell(), total):
                        raise Cancelled
                    if as_they_are:
                        yield start, cells
                        continue
                    if not cells:
                        continue
                    if not header_seen:
                        header_seen = True
                        continue
                    if len(cells) > width and any(cells[width:]):
                        raise UnreadableInput(
                            f"Line {start} has {len(cells)} cells where there are {width} columns."
                        )
                    yield start, cells
            except csv.Error as error:
                raise UnreadableInput(f"Line {line} is no proper row: {error}.") from None
        if progress and not progress(total, total):
            raise Cancelled


def _reader(text: io.TextIOBase, delimiter: str) -> _csv.Reader:
    csv.field_size_limit(_LARGEST_CELL)
    return csv.reader(text, delimiter=delimiter, strict=True)


def _header(path: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    with _text(path, encoding) as (text, _):
        try:
            return tuple(next((row for row in _reader(text, delimiter) if row), ()))
        except csv.Error:
            return ()


def _encoding(path: Path) -> str:
    """UTF-16 by its mark, else UTF-8 where the whole file is that, else Windows-1252.

    Nothing else can be told apart by its bytes, so nothing else is tried.
    """
    with _binary(path) as (stream, _):
        mark = stream.read(2)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with _binary(path) as (stream, _):
                while chunk := stream.read(_CHUNK):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UnreadableInput(f"“{path.name}” is no text file.")


@contextmanager
def _binary(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The bytes of a file, unpacked where it is packed, and the file they come from."""
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not packed:
            yield raw, raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield cast("BinaryIO", unpacked), raw


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[tuple[io.TextIOWrapper, BinaryIO]]:
    with (
        _binary(path) as (stream, raw),
        io.TextIOWrapper(stream, encoding=encoding, newline="") as text,
    ):
        yield text, raw


@contextmanager
def _reasons(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a sentence."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise UnreadableInput(f"“{path.name}” is packed and damaged.") from None
    except UnicodeError:
        raise UnreadableInput(f"“{path.name}” is no text file.") from None
    except OSError as error:
        raise refused(path, error) from None
