"""Cells copied for a spreadsheet: tab-separated, and no cell of them runs as a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from core.model.partner import number

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula begins with (OWASP, CSV Injection); wide signs count in some languages of Excel."""


def copied(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a spreadsheet takes them. ``sheet.pasted_sheet`` reads them back as they were."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, marked as text by an apostrophe.

    A number with its sign is none. One that is marked already is marked once more, so that
    ``unmarked`` is always the way back.
    """
    bare = cell.lstrip("'")
    if bare.startswith(_FORMULA) and (bare != cell or number(cell) is None):
        return f"'{cell}"
    return cell


def unmarked(cell: str) -> str:
    """A cell as it was before ``safe``."""
    bare = cell.lstrip("'")
    if bare.startswith(_FORMULA) and bare != cell:
        return cell[1:]
    return cell
