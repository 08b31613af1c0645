"""Rows of a table with their columns in line, for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from core.command.speech import tame

_WIDEST = 48


def in_line(rows: Sequence[Sequence[str]], left: int = 1) -> Iterable[str]:
    """Rows with their columns in line: the first few to the left, the others to the right."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell))
            if place < left
            else " " * (width - _width(cell)) + cell
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def short(name: str) -> str:
    """A name as it can stand in a cell."""
    name = tame(name)
    return name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1]}…"


def _width(text: str) -> int:
    """How many places a text takes in a terminal: wide letters take two, marks none."""
    return sum(
        0
        if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf"
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
