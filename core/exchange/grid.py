"""Tables of values on their way out: what a cell holds decides how a format writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.exchange.copied import safe

Cell = str | int | float | bool | datetime | None
"""A share is a float from 0 to 1; a moment has no zone and is UTC; None is an empty cell."""


@dataclass(frozen=True)
class Grid:
    """A table with a name, its column titles and its rows; each row is as long as ``columns``."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_lines(grid: Grid) -> Iterator[bytes]:
    """A grid as CSV in UTF-8 with a mark that spreadsheets know it by, line by line.

    No text of it runs as a formula; a cell with nothing is empty.
    """
    yield b"\xef\xbb\xbf"
    for row in (grid.columns, *grid.rows):
        line = io.StringIO()
        csv.writer(line).writerow([_written(each) for each in row])
        yield line.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return "" if cell is None else repr(cell)


def xlsx_bytes(grids: Sequence[Grid]) -> bytes:
    """Grids as the sheets of one workbook: typed cells, frozen heads, filters.

    Texts are written as texts, so that none is a formula or a link.
    """
    from xlsxwriter import Workbook  # imported where a workbook is asked for

    held = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(held, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        moment = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            sheet.freeze_panes(1, 1)
            for column, title in enumerate(grid.columns):
                sheet.write_string(0, column, title, bold)
                sheet.set_column(column, column, _width(grid, column))
            for row, cells in enumerate(grid.rows, 1):
                for column, cell in enumerate(cells):
                    _put(
                        sheet, (row, column), cell, moment if isinstance(cell, datetime) else plain
                    )
            if grid.rows:
                sheet.autofilter(0, 0, len(grid.rows), len(grid.columns) - 1)
    return held.getvalue()


def _put(sheet: Any, at: tuple[int, int], cell: Cell, form: Any) -> None:
    """One typed cell; an empty one is left alone."""
    if isinstance(cell, bool):
        sheet.write_boolean(*at, cell, form)
    elif isinstance(cell, datetime):
        sheet.write_datetime(*at, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, form)
    elif cell:
        sheet.write_string(*at, cell[:_LONGEST], form)


def _width(grid: Grid, column: int) -> int:
    """Characters a column is wide: as its longest cell, within reason."""
    cells = [str(row[column]) for row in grid.rows[:_LOOKED_AT] if row[column] is not None]
    return min(max(map(len, [grid.columns[column], *cells])) + 2, _WIDEST)


_LONGEST = 32_767
"""Characters a cell of a workbook can hold."""
_LOOKED_AT, _WIDEST = 500, 60
