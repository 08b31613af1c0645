"""A workbook that was written, read back by openpyxl."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Rows = list[dict[str, Any]]


def sheets(path: Path) -> dict[str, Rows]:
    """The rows of every sheet, by the titles of their columns."""
    found = {}
    book = load_workbook(path)
    for page in book:
        head, *rows = page.iter_rows(values_only=True)
        found[page.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def told(rows: Rows, **wanted: object) -> Rows:
    """The rows that have these values; ``_`` in a name is a space in the title."""
    asked = {title.replace("_", " "): value for title, value in wanted.items()}
    return [row for row in rows if all(row[title] == value for title, value in asked.items())]


def csv_rows(path: Path) -> Rows:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def every_text(path: Path) -> Iterator[str]:
    """All that stands in a file, each part of a zip by itself."""
    if not zipfile.is_zipfile(path):
        yield path.read_text("utf-8")
        return
    with zipfile.ZipFile(path) as archive:
        for each in archive.namelist():
            yield archive.read(each).decode("utf-8", "replace")
