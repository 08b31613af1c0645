"""The clock of an interview: how long it has run, pauses left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.interview import Interview
from core.model.moment import as_datetime

SAME_SITTING = timedelta(hours=4)
"""Entries this much apart belong to two conversations: the clock starts again."""


@dataclass(frozen=True)
class Clock:
    """Stopped with ``since`` None; ``paused`` is since when, ``lost`` what earlier pauses took.

    ``shown`` is what a stopped clock reads: how long the log of an earlier conversation is.
    """

    since: datetime | None = None
    paused: datetime | None = None
    lost: timedelta = timedelta()
    at_step: datetime | None = None
    shown: timedelta = timedelta()

    @property
    def runs(self) -> bool:
        """Whether it is going on now."""
        return self.since is not None and self.paused is None

    def elapsed(self, now: datetime) -> timedelta:
        """The time on the clock."""
        if self.since is None:
            return self.shown
        return max((self.paused or now) - self.since - self.lost, timedelta())

    def this_step(self, now: datetime) -> timedelta | None:
        """How long the person has been at the step; None while it does not run."""
        return now - self.at_step if self.runs and self.at_step is not None else None


def last_sitting(held: Interview) -> tuple[datetime, datetime] | None:
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


def read_from(held: Interview) -> Clock:
    """The stopped clock of an interview: from its first entry to its last one in one sitting."""
    sitting = last_sitting(held)
    return Clock(shown=sitting[1] - sitting[0]) if sitting else Clock()


def start(clock: Clock, held: Interview, now: datetime) -> Clock:
    """The clock running: where the last entry is of this sitting, from its first one on."""
    if clock.since is not None:
        return clock
    times = [as_datetime(each.at) for each in held.entries if not each.voided]
    if times and timedelta() <= now - max(times) <= SAME_SITTING:
        return replace(clock, since=max(times) - clock.shown, at_step=now)
    return replace(clock, since=now, at_step=now, shown=timedelta())


def pause(clock: Clock, now: datetime) -> Clock:
    """The clock paused, or going on again; a stopped one is not touched."""
    if clock.since is None:
        return clock
    if clock.paused is None:
        return replace(clock, paused=now)
    return replace(clock, paused=None, lost=clock.lost + (now - clock.paused), at_step=now)


def moved(clock: Clock, now: datetime) -> Clock:
    """The clock at a new step."""
    return replace(clock, at_step=now)


def stop(clock: Clock, now: datetime) -> Clock:
    """The clock stopped, showing what it read."""
    return Clock(shown=clock.elapsed(now))


def reading(span: timedelta) -> str:
    """``00:23:41``."""
    seconds = int(span.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def short_reading(span: timedelta) -> str:
    """``0:17``, with hours only where there are some."""
    seconds = int(span.total_seconds())
    minutes = f"{seconds // 60 % 60:02d}" if seconds >= 3600 else f"{seconds // 60}"
    return (f"{seconds // 3600}:" if seconds >= 3600 else "") + f"{minutes}:{seconds % 60:02d}"
