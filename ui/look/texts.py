"""Texts of any length, made to fit."""

from __future__ import annotations

import re

_LONG = 18
_MOST = 40


def breakable(text: str) -> str:
    """A text whose long words may be broken between two lines, for a label that wraps."""
    return re.sub(rf"(\S{{{_LONG}}})(?=\S)", "\\1\u200b", text)


def short(text: str, most: int = _MOST) -> str:
    """One line of a text, its end cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
