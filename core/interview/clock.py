"""How long an interview has run, and what happened to it that nobody said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model.interview import EventKind, Interview, InterviewEvent
from core.model.moment import Moment, as_datetime


class Happening(StrEnum):
    """A line of the log that no person wrote."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    GAP = "gap"
    ENDED = "ended"


@dataclass(frozen=True)
class Happened:
    """What happened when; a gap reaches until ``until``. ``id`` is that of its document."""

    id: str
    what: Happening
    at: Moment
    until: Moment | None = None


def happenings(interview: Interview, events: Sequence[InterviewEvent]) -> tuple[Happened, ...]:
    """The start, the pauses and gaps, and the end of an interview, in the order of their time."""
    between = [Happened(e.id, Happening(e.kind.value), e.at, e.until) for e in events]
    found = [Happened(interview.id, Happening.STARTED, interview.began), *between]
    if interview.ended is not None:
        found.append(Happened(interview.id, Happening.ENDED, interview.ended))
    return tuple(sorted(found, key=lambda each: each.at))


def elapsed(interview: Interview, events: Sequence[InterviewEvent], now: Moment) -> float:
    """Seconds an interview has run until ``now`` or its end, without pauses and gaps."""
    end = interview.ended or max(now, interview.began)
    whole = _seconds(interview.began, end)
    stood, until = 0.0, interview.began
    for start, stop in sorted(_still(events, end)):
        if max(start, until) < min(stop, end):
            stood += _seconds(max(start, until), min(stop, end))
            until = min(stop, end)
    return whole - stood


def _still(events: Sequence[InterviewEvent], end: Moment) -> Iterator[tuple[Moment, Moment]]:
    """The spans in which the clock stands still; they may overlap."""
    paused: Moment | None = None
    for event in sorted(events, key=lambda each: each.at):
        if event.kind is EventKind.GAP:
            yield event.at, event.until or end
        elif event.kind is EventKind.PAUSED:
            paused = paused or event.at
        elif paused is not None:
            yield paused, event.at
            paused = None
    if paused is not None:
        yield paused, end


def _seconds(start: Moment, end: Moment) -> float:
    return (as_datetime(end) - as_datetime(start)).total_seconds()
