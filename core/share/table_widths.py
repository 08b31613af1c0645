"""How wide the columns of a table should be, by what stands in them."""

from __future__ import annotations

from core.share.content import Table

_LEAST, _MOST = 8, 44
"""In letters: no column is narrower than a head, nor takes the room of all others."""


def widths(table: Table, whole: int) -> list[int]:
    """A whole width shared out among the columns; the first takes what rounding leaves."""
    texts = [table.head, *([cell.text for cell in row] for row in table.rows)]
    longest = [max(map(len, column)) for column in zip(*texts, strict=True)]
    letters = [min(max(each, _LEAST), _MOST) for each in longest]
    found = [whole * each // sum(letters) for each in letters]
    return [found[0] + whole - sum(found), *found[1:]]
