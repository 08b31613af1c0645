"""Bands as a person types them, ``Household; 1–9; 10–49; 250 and over``, and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model.partner import Band

_BETWEEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:[-–—]|to)\s*(\d+(?:[.,]\d+)?)")
_OVER = re.compile(r"(?:(?:from|over)\s+(\d+(?:[.,]\d+)?)|(\d+(?:[.,]\d+)?)\s*(?:[-–—+]|and over))")
_UNDER = re.compile(r"(?:[-–—]\s*(\d+(?:[.,]\d+)?)|under\s+(\d+(?:[.,]\d+)?))")


def read_bands(text: str) -> tuple[Band, ...]:
    """The bands of a typed row of labels, apart by semicolons, or by commas where there are none.

    Whole numbers include their end (1–9 is from 1 to below 10); other labels stand for no numbers.
    A label that comes twice counts once.
    """
    marks = ";" if ";" in text else ","
    labels = dict.fromkeys(" ".join(part.split()) for part in text.split(marks))
    return tuple(_band(label) for label in labels if label)


def bands_text(bands: Sequence[Band]) -> str:
    """The labels as they are typed."""
    return "; ".join(band.label for band in bands)


def _band(label: str) -> Band:
    folded = label.casefold()
    if found := _BETWEEN.fullmatch(folded):
        low, high = (_figure(each) for each in found.groups())
        if low < high or (low == high and low == int(low)):
            whole = low == int(low) and high == int(high)
            return Band(label, low, high + 1 if whole else high)
    if found := _OVER.fullmatch(folded):
        return Band(label, _figure(found[1] or found[2]), None)
    if found := _UNDER.fullmatch(folded):
        if found[2]:
            return Band(label, None, _figure(found[2]))
        end = _figure(found[1])
        return Band(label, None, end + 1 if end == int(end) else end)
    return Band(label)


def _figure(text: str) -> float:
    return float(text.replace(",", "."))
