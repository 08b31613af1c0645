"""A chart of rows as a value: the same cells are painted, read aloud, copied and exported."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.funnel.spot import Spot
from ui.funnel.who import Who

Target = Spot | Who
"""Where a press leads: a bar of a funnel, or the partners of another number."""


@dataclass(frozen=True)
class Length:
    """A bar as long as its share of the column, its number behind it."""

    share: float
    count: str
    what: str = "deviated"


@dataclass(frozen=True)
class Span:
    """A rate on a line from 0 to 1 with its interval; None is no data."""

    rate: float | None
    interval: tuple[float, float] | None
    what: str = "aligned"


@dataclass(frozen=True)
class Times:
    """A spread on a line as long as the longest time shown, all as shares of that.

    ``ends`` is a thin line, ``quartiles`` a box, ``median`` its mark, ``interval`` the whisker below.
    """

    median: float | None
    quartiles: tuple[float, float] | None
    ends: tuple[float, float] | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Badge:
    """A word in a chip."""

    word: str
    tone: str = "neutral"
    glyph: str | None = None


@dataclass(frozen=True)
class Rate:
    """A rate in words, its x of n, and below them its line with the interval.

    ``brief`` is the x of n where there is less room.
    """

    span: Span
    strong: str
    quiet: str
    brief: str


Mark = Length | Span | Times | Badge | Rate


@dataclass(frozen=True)
class Cell:
    """``text`` is what it says; a ``mark`` is painted instead of it. ``below`` is a second line."""

    text: str
    below: str = ""
    role: str = "body"
    ink: str = "ink"
    mark: Mark | None = None
    target: Target | None = None
    tip: str = ""


@dataclass(frozen=True)
class Column:
    """``weight`` shares out the width, never below ``least`` px at a body of 10 points."""

    head: str
    weight: float = 1.0
    least: float = 60.0
    right: bool = False
    below: str = ""


@dataclass(frozen=True)
class Plain:
    """One cell of the table twin."""

    text: str
    is_number: bool = False
    target: Target | None = None


@dataclass(frozen=True)
class Twin:
    """The same numbers as rows and columns of words."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Plain, ...], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One chart of rows. ``remark`` stands at the right of its title, ``note`` below its rows.

    ``empty`` is the sentence where there are no rows. ``heads`` shows the heads of the columns.
    ``said`` are sentences that a picture has room for; on screen each stands where it belongs.
    """

    title: str
    remark: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""
    empty: str = ""
    high: float = 22.0
    heads: bool = False
    said: tuple[str, ...] = ()
    twin: Twin = field(default_factory=Twin)
