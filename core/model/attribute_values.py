"""Values of attributes: the band one stands for, how they sort, bands of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from core.model.partner import Attribute, AttributeKind, Band, number

SortKey = tuple[object, ...]


def band_of(attribute: Attribute, value: str) -> Band | None:
    """The band a value stands for: by its label, else by the number it is; None where by neither."""
    asked = folded(value)
    for band in attribute.bands:
        if folded(band.label) == asked:
            return band
    figure = number(value)
    if figure is None:
        return None
    return next((band for band in attribute.bands if band.holds(figure)), None)


def sort_key(attribute: Attribute) -> Callable[[str], SortKey]:
    """What to sort the values of an attribute by.

    Bands and listed choices stand in their order, other values behind them in natural order; numbers
    by size, dates by time.
    """
    order = {value: place for place, value in enumerate(_listed(attribute))}
    behind = len(order)
    return lambda value: (order.get(value, behind), *natural(value))


def natural(value: str) -> SortKey:
    """What to sort values by: numbers by size, before words; numbers inside words by size too."""
    figure = number(value)
    if figure is not None:
        return (0, figure, value)
    parts = re.split(r"([0-9]+)", value.casefold())
    return (1, [(int(p), "") if n % 2 else (0, p) for n, p in enumerate(parts)], value)


def bands_at(cuts: tuple[float, ...]) -> tuple[Band, ...]:
    """Bands cut at some numbers, rising, the first and the last one open.

    Raises ValueError where the numbers do not rise.
    """
    if any(a >= b for a, b in pairwise(cuts)):
        raise ValueError("The numbers at which bands are cut rise.")
    ends = (None, *cuts, None)
    return tuple(Band(range_label(low, high), low, high) for low, high in pairwise(ends))


def range_label(low: float | None, high: float | None) -> str:
    """``Under 35``, ``35–49`` (from 35 to below 50), ``50 and over``, ``1.5 to 2.5``."""
    if low is None:
        return "All" if high is None else f"Under {high:g}"
    if high is None:
        return f"{low:g} and over"
    if low == int(low) and high == int(high):
        return f"{low:g}–{high - 1:g}" if high - low > 1 else f"{low:g}"
    return f"{low:g} to {high:g}"


def _listed(attribute: Attribute) -> tuple[str, ...]:
    if attribute.kind is AttributeKind.BAND:
        return tuple(band.label for band in attribute.bands)
    return attribute.choices if attribute.kind is AttributeKind.CHOICE else ()


def folded(text: str) -> str:
    """Letters without their case, to find a listed value by; every dash is one, for keyboards have no ``–``."""
    return re.sub(r"\s*[-–—]\s*", "-", text.casefold())
