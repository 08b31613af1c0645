"""Tables of values on their way out: what a column holds decides how a format writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from itertools import islice

from core.exchange.xml_text import xml_text

Cell = str | int | float | bool | datetime | None
"""A share is a float from 0 to 1; a moment has no zone and is UTC; None is an empty cell."""
Row = tuple[Cell, ...]


class Kind(Enum):
    """What the cells of a column are. Text may stand in any of them: "not shown", say."""

    TEXT = auto()
    WORDS = auto()
    """Text of any length, on several lines."""
    NUMBER = auto()
    SHARE = auto()
    DIFFERENCE = auto()
    PROBABILITY = auto()
    MOMENT = auto()
    FLAG = auto()


@dataclass(frozen=True)
class Column:
    """A column and its title; ``width`` is in characters, None for what its kind takes."""

    title: str
    kind: Kind = Kind.NUMBER
    width: int | None = None


@dataclass(frozen=True)
class Grid:
    """A table with a name, its columns and its rows; each row is as long as ``columns``.

    ``rows`` may be read once only, so that a long table is never held whole; ``length`` is how many.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    length: int


def grid(name: str, columns: Iterable[Column], rows: Iterable[Row]) -> Grid:
    """A grid of rows that are all there."""
    held = tuple(rows)
    return Grid(name, tuple(columns), held, len(held))


def parted(whole: Grid, most: int) -> tuple[Grid, ...]:
    """A grid as several with at most so many rows, "Observations", "Observations 2" and so on.

    They share its rows and are to be read one after the other.
    """
    if whole.length <= most:
        return (whole,)
    rows = iter(whole.rows)
    return tuple(
        Grid(
            whole.name if start == 0 else f"{whole.name} {start // most + 1}",
            whole.columns,
            _so_many(rows, most),
            min(most, whole.length - start),
        )
        for start in range(0, whole.length, most)
    )


def _so_many(rows: Iterator[Row], most: int) -> Iterator[Row]:
    yield from islice(rows, most)


def fit(text: str) -> str:
    """A text as a cell can hold it: lines end in a line feed, what XML does not know is ``�``."""
    return xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))
