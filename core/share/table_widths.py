"""How wide the columns of a table should be, by what stands in them."""

from __future__ import annotations

from core.share.content import Table

_LEAST, _MOST, _ROOM = 5, 44, 2
"""In letters: no column is narrower, nor takes the room of all others; what stands beside letters."""


def widths(table: Table, whole: int) -> list[int]:
    """A whole width shared out among the columns; the first takes what rounding leaves.

    Figures stay on one line, a head may take two.
    """
    letters = []
    for place, name in enumerate(table.head):
        texts = [row[place].text for row in table.rows[:_LOOKED_AT]]
        longest = max([*map(len, name.split()), *map(len, texts), _LEAST])
        letters.append(min(longest, _MOST) + _ROOM)
    found = [whole * each // sum(letters) for each in letters]
    return [found[0] + whole - sum(found), *found[1:]]


_LOOKED_AT = 200
