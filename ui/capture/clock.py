"""The clock of an interview: how long it has run, pauses and gaps left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.interview import Standing
from core.interview.clock import elapsed
from core.model.interview import EventKind, Interview, InterviewEvent
from core.model.moment import as_datetime, moment

SAME_SITTING = timedelta(hours=4)
"""Entries this much apart belong to two conversations."""


@dataclass(frozen=True)
class Clock:
    """Reads what an interview has run; without one it stands still at ``shown``.

    ``at_step`` is since when the person has been at the step they are at.
    """

    interview: Interview | None = None
    events: tuple[InterviewEvent, ...] = ()
    at_step: datetime | None = None
    shown: timedelta = timedelta()

    @property
    def since(self) -> datetime | None:
        """When the running interview began; None where none runs."""
        running = self.interview is not None and self.interview.is_running
        return as_datetime(self.interview.began) if self.interview and running else None

    @property
    def paused(self) -> bool:
        """Whether it stands still in the middle of a running interview."""
        turns = [each for each in self.events if each.kind is not EventKind.GAP]
        return self.since is not None and bool(turns) and turns[-1].kind is EventKind.PAUSED

    @property
    def runs(self) -> bool:
        """Whether it is going on now."""
        return self.since is not None and not self.paused

    def elapsed(self, now: datetime) -> timedelta:
        """The time on the clock."""
        if self.interview is None:
            return self.shown
        return timedelta(seconds=elapsed(self.interview, self.events, moment(now)))

    def this_step(self, now: datetime) -> timedelta | None:
        """How long the person has been at the step; None while it does not run."""
        if not self.runs or self.at_step is None:
            return None
        return max(now - self.at_step, timedelta())


def last_sitting(held: Standing) -> tuple[datetime, datetime] | None:
    """The first and the last moment of the latest conversation; None before any."""
    times = sorted((as_datetime(each.at) for each in held.entries if not each.voided), reverse=True)
    if not times:
        return None
    first = times[0]
    for earlier in times[1:]:
        if first - earlier > SAME_SITTING:
            break
        first = earlier
    return first, times[0]


def read_from(held: Standing) -> Clock:
    """The clock of what was captured without an interview: from its first entry to its last one."""
    sitting = last_sitting(held)
    return Clock(shown=sitting[1] - sitting[0]) if sitting else Clock()


def reading(span: timedelta) -> str:
    """``00:23:41``."""
    seconds = int(span.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def short_reading(span: timedelta) -> str:
    """``0:17``, with hours only where there are some."""
    seconds = int(span.total_seconds())
    minutes = f"{seconds // 60 % 60:02d}" if seconds >= 3600 else f"{seconds // 60}"
    return (f"{seconds // 3600}:" if seconds >= 3600 else "") + f"{minutes}:{seconds % 60:02d}"
