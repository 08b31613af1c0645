"""Numbers as a report says them, the same words in every format."""

from __future__ import annotations

from core.rounding import whole_percent
from core.share.content import NO_DATA, NOT_SHOWN, Cell, Span

DASH = "–"


def percent(share: float | None) -> str:
    """A share in whole percent; "no data" for none."""
    return NO_DATA if share is None else f"{whole_percent(share)} %"


def span(interval: Span | None) -> str:
    """An interval of shares: "69–96 %"."""
    if interval is None:
        return DASH
    low, high = (whole_percent(each) for each in interval)
    return f"{low} %" if low == high else f"{low}–{high} %"


def count(number: int | None) -> str:
    """A number of partners."""
    return NOT_SHOWN if number is None else f"{number:,}"


def x_of_n(x: int | None, n: int | None) -> str:
    """How many of how many: "21 of 24"."""
    if x is None or n is None:
        return NOT_SHOWN
    return f"{x:,} of {n:,}" if n else NO_DATA


def partners(number: int) -> str:
    """A number of partners with the word."""
    return counted(number, "partner")


def counted(number: int | None, one: str) -> str:
    """A number with the word for one of what it counts: "1 entrant", "2 entrants"."""
    return f"{count(number)} {one}" if number == 1 else f"{count(number)} {one}s"


def probability(p: float) -> str:
    """A probability with four decimals, never rounded to none."""
    return "< 0.0001" if 0 < p < _LEAST else f"{p:.4f}"


_LEAST = 0.00005


# --- in cells


def count_cell(number: int | None) -> Cell:
    """A number of partners in a cell."""
    return Cell(count(number), number)


def share_cell(x: int | None, n: int | None) -> Cell:
    """Aligned of how many, as a percentage."""
    if x is None or n is None:
        return Cell(NOT_SHOWN)
    return Cell(percent(x / n), x / n) if n else Cell(NO_DATA)


def span_cell(interval: Span | None, *, shown: bool = True) -> Cell:
    """An interval; a dash where there is none."""
    return Cell(span(interval)) if shown else Cell(NOT_SHOWN)


def figure(value: float, unit: str = "") -> str:
    """A value of a metric in its unit."""
    said = f"{value:,.6g}" if abs(value) < _MANY else f"{value:,.0f}"
    return f"{said} {unit}".strip()


_MANY = 1e6
