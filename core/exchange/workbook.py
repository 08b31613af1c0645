"""The cells of an XLSX workbook as text. Imported only when one is read: openpyxl takes a while."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from core.exchange.table_file import Progress
from core.exchange.unreadable import Cancelled, UnreadableInput, refused

_ROWS_BETWEEN = 1_000
_LARGEST = 256 << 20
_PARTNERS = "partners"
_BROKEN = (
    zlib.error,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    InvalidFileException,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What openpyxl lets through of a file that is none of its own."""


def workbook_rows(path: Path, progress: Progress | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of one sheet of a workbook, each with its number in it from 1.

    That is the sheet called Partners, as ``export`` names it, else the one it opens with. Formulas give the value they had when the workbook was saved. Raises UnreadableInput, and
    Cancelled where progress says so: it is told of rows read, of how many none knows.
    """
    with warnings.catch_warnings(), _opened(path) as stream:
        # What of a workbook is no cell does not concern us.
        warnings.simplefilter("ignore")
        try:
            _weigh(stream, path)
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            yield from _rows(book, path, progress)
        except _BROKEN:
            raise _no_workbook(path) from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise refused(path, error) from None


def _weigh(stream: BinaryIO, path: Path) -> None:
    """A workbook is packed: it may hold a thousand times what the file has."""
    with zipfile.ZipFile(stream) as packed:
        if sum(each.file_size for each in packed.infolist()) > _LARGEST:
            raise UnreadableInput(f"“{path.name}” is too large for a table of partners.")
    stream.seek(0)


def _rows(
    book: openpyxl.Workbook, path: Path, progress: Progress | None
) -> Iterator[tuple[int, list[str]]]:
    named = (each for each in book.worksheets if each.title.strip().casefold() == _PARTNERS)
    sheet = next(named, book.active)
    if not hasattr(sheet, "iter_rows"):
        raise UnreadableInput(f"“{path.name}” opens with a sheet that is no table.")
    # Some programs say that a sheet has a million columns; what is there counts.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if progress and not number % _ROWS_BETWEEN and not progress(number, 0):
            raise Cancelled
        yield number, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """A cell as a person reads it: a date with the year first, a whole number without a point."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case _:
            return str(cell)


def _no_workbook(path: Path) -> UnreadableInput:
    return UnreadableInput(f"“{path.name}” is damaged, or no XLSX workbook.")
