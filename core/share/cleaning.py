"""Texts as every format can hold them: no control characters, no half of a character.

XML has no place for most control characters, so a Word or PowerPoint file with one cannot be opened.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

_Value = TypeVar("_Value")

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def fit(text: str) -> str:
    """A text with what no format can hold shown as ``�``; lines end in a line feed."""
    return _UNFIT.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(value: _Value) -> _Value:
    """A frozen value with all its texts made fit."""
    return _cleaned(value)  # type: ignore[no-any-return]  # what goes in comes out


def _cleaned(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return fit(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        own = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _cleaned(each) for name, each in own.items()})
    return value
