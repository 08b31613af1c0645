"""Dates as people and machines write them, to moments. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from core.model.moment import Moment, moment, read_moment

DAY_FIRST, MONTH_FIRST = "day/month", "month/day"
"""What a date format may say in place of a pattern: which of the two numbers comes first."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_NUMBERS = re.compile(
    r"""(?P<a>\d{4}|\d{1,2}) (?P<mark>[-/.]) (?P<b>\d{1,2}) (?P=mark) (?P<c>\d{4}|\d{1,2})
    (?:[T ,]\s*(?P<rest>.+))?""",
    re.VERBOSE,
)
_DAY_NAMED = re.compile(
    r"""(?:[A-Za-z]{3,9},?\ +)?  # the day of the week, as letters have it
    (?P<day>\d{1,2})[- .]*(?P<month>[A-Za-z]{3,9})[-. ,]*(?P<year>\d{4})\b(?P<rest>.*)""",
    re.VERBOSE,
)
_MONTH_NAMED = re.compile(
    r"(?P<month>[A-Za-z]{3,9})[. ]*(?P<day>\d{1,2}),? +(?P<year>\d{4})\b(?P<rest>.*)"
)
_CLOCK = re.compile(
    r"""(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?
    \s*(?P<half>[AaPp]\.?[Mm]\.?)?
    \s*(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?""",
    re.VERBOSE,
)


class AmbiguousDate(ValueError):
    """The text of a date that could be day/month or month/day."""


_ZONE_AT_END = re.compile(r"(?<=\d)\s*(?:[Zz]|UTC|GMT|(?<=:\d\d)[+-]\d\d(?::?\d\d)?)$")

Reading = Callable[[str], Moment]
"""From the text of a date to its moment. Raises ValueError with what is wrong with it."""


def reading(date_format: str = "") -> Reading:
    """How to read the dates of a column.

    Without a format: the year first, or a day above 12, or the month by its English name. A format
    is ``day/month``, ``month/day``, or a pattern of ``datetime.strptime``. A date without a zone is
    UTC. Raises ValueError where the format is none.
    """
    if not date_format:
        return lambda text: _read(text, None)
    if date_format in (DAY_FIRST, MONTH_FIRST):
        return lambda text: _read(text, date_format)
    if "%" not in date_format:
        raise ValueError(
            f"“{date_format}” is no date format. Say day/month, month/day or a pattern such as "
            "%d/%m/%Y %H:%M."
        )
    return lambda text: _by_pattern(text, date_format)


def day(text: str, date_format: str = "") -> str:
    """The day a text names, ``2026-03-14``: that of its own clock, whatever its zone.

    ``date_format`` as of ``reading``. Raises AmbiguousDate, or ValueError with what is wrong.
    """
    return reading(date_format)(_ZONE_AT_END.sub("", text.strip()))[:10]


def _read(text: str, order: str | None) -> Moment:
    text = text.strip()
    if text[4:5] in ("-", "/") and text[10:11] in ("", " ", "T"):
        try:
            return _quick(text)
        except ValueError:
            pass  # a looser spelling, or no date: the patterns tell
    if found := _NUMBERS.fullmatch(text):
        year, month, day = _parts(found, order)
        rest = found["rest"] or ""
    elif found := _DAY_NAMED.fullmatch(text) or _MONTH_NAMED.fullmatch(text):
        year, month, day = int(found["year"]), _month(found["month"]), int(found["day"])
        rest = found["rest"].removeprefix("T").strip(" ,")
    elif text.isdigit() and len(text) != 8:
        raise ValueError("a bare number is no date")
    else:
        return _iso(text)
    return _at(year, month, day, rest)


def _quick(text: str) -> Moment:
    """The plain spelling with the year first, ten times faster: a log has a million of them.

    Raises ValueError where it is another.
    """
    when = datetime.fromisoformat(text.replace("/", "-", 2))
    if when.tzinfo is None or when.tzinfo is UTC:
        return when.isoformat(timespec="microseconds")[:26] + "Z"
    return _moment(when)


def _iso(text: str) -> Moment:
    try:
        return read_moment(text)
    except ValueError:
        raise ValueError("it is written in no way that is known here") from None


def _parts(found: re.Match[str], order: str | None) -> tuple[int, int, int]:
    first, second, third = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) == 4:
        if len(found["c"]) == 4:
            raise ValueError("it has two years")
        return first, second, third
    if len(found["c"]) != 4:
        raise ValueError("its year has two digits; say how to read it with --date-format")
    if order is None and first <= 12 and second <= 12:
        raise AmbiguousDate(
            "it could be day/month or month/day; say which with --date-format day/month or "
            "--date-format month/day"
        )
    day_first = first > 12 if order is None else order == DAY_FIRST
    return (third, second, first) if day_first else (third, first, second)


def _month(name: str) -> int:
    short = name[:3].lower()
    if short not in _MONTHS:
        raise ValueError(f"“{name}” is no month")
    return _MONTHS.index(short) + 1


def _at(year: int, month: int, day: int, clock: str) -> Moment:
    if not clock:
        return moment(datetime(year, month, day, tzinfo=UTC))
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        raise ValueError(f"“{clock}” is no time of day")
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"“{clock}” is no time of day")
        hour = hour % 12 + (12 if found["half"][0] in "Pp" else 0)
    micro = int((found["part"] or "").ljust(6, "0")[:6])
    minute, second = int(found["minute"]), int(found["second"] or 0)
    zone = _zone(found["zone"])
    return _moment(datetime(year, month, day, hour, minute, second, micro, tzinfo=zone))


def _zone(text: str | None) -> timezone:
    if text is None or text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _by_pattern(text: str, pattern: str) -> Moment:
    try:
        when = datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 - moment() takes it as UTC
    except (ValueError, re.error):
        raise ValueError(f"it does not fit {pattern}") from None
    return _moment(when)


def _moment(when: datetime) -> Moment:
    try:
        return moment(when)
    except OverflowError:
        raise ValueError("the year is out of range") from None
