"""A grid as CSV, as spreadsheets open it by themselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from core.exchange.copied import safe
from core.exchange.grid import Cell, Grid, fit
from core.exchange.watch import Watch

_AT_ONCE = 500


def csv_pieces(grid: Grid, watch: Watch | None = None) -> Iterator[bytes]:
    """A grid in UTF-8 with the mark that spreadsheets know it by (RFC 4180), some rows at a time.

    Without that mark Excel takes a file for one of the system's old alphabet. No text of it runs as a
    formula; a cell with nothing is empty. Raises Cancelled.
    """
    watch = watch or Watch()
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow([_written(each.title) for each in grid.columns])
    for number, row in enumerate(grid.rows, 1):
        writer.writerow([_written(each) for each in row])
        if number % _AT_ONCE == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
            watch.done(_AT_ONCE)
    yield text.getvalue().encode()
    watch.done(grid.length % _AT_ONCE)


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe(fit(cell))
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return repr(cell)
