"""Times of the log: as they are shown, as they are edited, and read again."""

from __future__ import annotations

from datetime import datetime

from core.model.moment import Moment, as_datetime, moment
from ui.look.describe import clock, day


def time_text(at: Moment, today: str) -> str:
    """``14:03:22``, with the day above where that is not the day of the newest entry."""
    return clock(at) if day(at) == today else f"{day(at)}\n{clock(at)}"


def full_time(at: Moment, today: str) -> str:
    """A time as it is edited, with its date where that is not the day of the newest entry."""
    if day(at) == today:
        return clock(at)
    return as_datetime(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def read_time(typed: str, of: Moment) -> Moment:
    """The moment a typed local time means; without a date it is on the day of ``of``.

    Raises ValueError where the text is no time.
    """
    typed = typed.strip().replace(".", ":") if "-" not in typed else typed.strip()
    before = as_datetime(of).astimezone()
    text = typed if "-" in typed else f"{before:%Y-%m-%d} {typed:0>5}"
    when = datetime.fromisoformat(text)
    if when.replace(microsecond=0, tzinfo=None) == before.replace(microsecond=0, tzinfo=None):
        return of
    return moment(when.astimezone())
