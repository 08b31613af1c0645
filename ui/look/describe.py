"""The words numbers are said in, the same on every screen."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from core.rounding import whole_percent

if TYPE_CHECKING:
    from core.model.moment import Moment

FEW = 10
"""Under so many answers a rate carries the chip "few answers"."""

NO_BREAK = "\u00a0"


def percent(share: float | None) -> str:
    """A share from 0 to 1 in whole percent, ``43 %``; where there is none, "no data"."""
    if share is None:
        return _tr("no data")
    return f"{whole_percent(share)}{NO_BREAK}%"


def interval(ends: tuple[float, float] | None) -> str:
    """An interval of shares, ``16–75 %``; empty where there is none."""
    if ends is None:
        return ""
    low, high = map(whole_percent, ends)
    return f"{low}–{high}{NO_BREAK}%"


def of(part: int, whole: int) -> str:
    """``3 of 7``."""
    return _tr("{part} of {whole}").format(part=f"{part:,}", whole=f"{whole:,}")


def is_few(answers: int) -> bool:
    """Whether a rate of so many answers says "few answers"."""
    return answers < FEW


def few_answers() -> str:
    """The words of that chip."""
    return _tr("few answers")


def day(at: Moment | datetime) -> str:
    """A day without its year, ``7 Oct``, in local time."""
    return _day(at, _tr("en"))


@lru_cache(maxsize=4096)
def _day(at: Moment | datetime, _spoken: str) -> str:
    when = _local(at)
    return f"{when.day} {_language().monthName(when.month, QLocale.FormatType.ShortFormat)}"


def weekday(at: Moment | datetime) -> str:
    """A day with its name, ``Wed 14 Oct``, in local time."""
    name = _language().dayName(_local(at).isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{name} {day(at)}"


def clock(at: Moment | datetime) -> str:
    """A time of day with seconds, ``14:03:22``, in local time."""
    return _clock(at)


@lru_cache(maxsize=4096)
def _clock(at: Moment | datetime) -> str:
    return _local(at).strftime("%H:%M:%S")


def _language() -> QLocale:
    # Names of days stand among our words, so they follow their language, not the system's.
    return QLocale(_tr("en"))  # the language this is translated to


def _local(at: Moment | datetime) -> datetime:
    return (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone()


def _tr(text: str) -> str:
    return QCoreApplication.translate("describe", text)
