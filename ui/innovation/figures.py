"""Numbers as people type them, with or without their unit."""

from __future__ import annotations

import re
from math import isfinite

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f']+")


def typed_number(text: str, unit: str = "") -> float | None:
    """The number a person typed: ``1.2``, ``1,2``, ``1 200``, ``1,200``, ``€ 37``; None where none is.

    A comma before exactly three digits groups thousands, as in the figures we show.
    """
    bare = text.replace("\N{MINUS SIGN}", "-").replace("%", "")
    bare = bare.replace(unit, "") if unit else bare
    bare = _SPACES.sub("", bare)
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not (_PLAIN.fullmatch(bare) and bare.isascii()):
        return None
    found = float(bare.replace(",", "."))
    return found if isfinite(found) else None


def as_typed(value: float) -> str:
    """A number as it is edited: all of its digits, and no more."""
    return f"{int(value)}" if value == int(value) and abs(value) < _WHOLE else repr(value)


_WHOLE = 1e15
