"""A table of partners as it came: a CSV or XLSX file, or cells pasted from a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.exchange.copied import unmarked
from core.exchange.table_file import DELIMITERS, Progress, look, rows
from core.exchange.unreadable import UnreadableInput, refused

LINE, ROW = "Line", "Row"
"""What its rows are called: text files have lines, spreadsheets have rows."""

MOST_ROWS, MOST_COLUMNS = 100_000, 500
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

NumberedRow = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Sheet:
    """The rows of a table with their numbers, from 1, as a person counts them in the file.

    Cells have no blanks around them. Rows may differ in length; empty ones are there, but for those
    at the end.
    """

    name: str
    word: str
    rows: tuple[NumberedRow, ...]


def read_sheet(path: Path, progress: Progress | None = None) -> Sheet:
    """Read a table from a file: XLSX by what is in it, else text with its delimiter found.

    Of a workbook that is the sheet called Partners, else the one it opens with. Raises
    UnreadableInput with a sentence, and Cancelled where progress says so.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        raise refused(path, error) from None
    if start == _OLE:
        raise UnreadableInput(
            f"“{path.name}” is an old Excel file, or one with a password. Save it as XLSX or CSV "
            "without a password."
        )
    if start == _ZIP:
        from core.exchange.workbook import workbook_rows

        return _sheet(path.name, ROW, workbook_rows(path, progress))
    table = look(path)
    return _sheet(path.name, LINE, rows(table, progress, as_they_are=True))


def pasted_sheet(text: str) -> Sheet:
    """Pasted cells: tab-separated as spreadsheets copy them, else by comma or semicolon.

    The apostrophe that kept a copied cell from running as a formula goes.
    """
    first = text.lstrip("\r\n").split("\n", 1)[0]
    counts = {mark: first.count(mark) for mark in DELIMITERS}
    mark = "\t" if counts["\t"] else max(counts, key=lambda each: counts[each])
    # Only ever raised: others read tables in this process too.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=mark)
    try:
        found = [[unmarked(cell.strip()) for cell in row] for row in reader]
    except csv.Error as error:
        raise UnreadableInput(f"What was copied is no table: {error}.") from None
    return _sheet("", ROW, enumerate(found, start=1))


def _sheet(name: str, word: str, found: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    kept: list[NumberedRow] = []
    used = 0
    for number, cells in found:
        if number > MOST_ROWS:
            raise UnreadableInput(f"“{name}” has more than {MOST_ROWS:,} rows.")
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise UnreadableInput(f"“{name}” has more than {MOST_COLUMNS} columns.")
        kept.append((number, tuple(cell.strip() for cell in cells[:MOST_COLUMNS])))
        if any(kept[-1][1]):
            used = len(kept)
    if not used:
        raise UnreadableInput(f"“{name}” is empty." if name else "There are no rows to paste.")
    return Sheet(name, word, tuple(kept[:used]))
