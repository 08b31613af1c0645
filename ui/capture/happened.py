"""What happened to an interview that nobody said, in the words and glyphs of the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from core.interview.clock import Happened, Happening, happenings
from core.model.interview import Interview
from core.model.moment import as_datetime
from core.reading import Reader
from ui.capture.clock import short_reading
from ui.capture.terms import channel_words
from ui.look.describe import clock

GLYPHS = {
    Happening.STARTED: "trigger",
    Happening.PAUSED: "pause",
    Happening.RESUMED: "trigger",
    Happening.GAP: "caution",
    Happening.ENDED: "check",
}


def of_interviews(study: Reader, every: Sequence[Interview]) -> tuple[tuple[Happened, str], ...]:
    """What happened in some interviews with what is to be said of it, the newest first."""
    found = [
        (each, _details(each, interview))
        for interview in every
        for each in happenings(interview, study.interview_events(interview.id))
    ]
    return tuple(sorted(found, key=lambda each: each[0].at, reverse=True))


def kind_words(happened: Happened) -> str:
    """What happened, in a word or two."""
    return {
        Happening.STARTED: _tr("Interview"),
        Happening.PAUSED: _tr("Paused"),
        Happening.RESUMED: _tr("Goes on"),
        Happening.GAP: _tr("Gap"),
        Happening.ENDED: _tr("Ended"),
    }[happened.what]


def _details(happened: Happened, interview: Interview) -> str:
    if happened.what is Happening.STARTED:
        channel = channel_words()[interview.channel] if interview.channel else ""
        parts = (channel, interview.place, interview.researcher)
        return " · ".join(part for part in parts if part)
    if happened.what is Happening.GAP and happened.until:
        span: timedelta = as_datetime(happened.until) - as_datetime(happened.at)
        said = _tr("Nothing could be recorded until {time}, for {span}")
        return said.format(time=clock(happened.until), span=short_reading(span))
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("capture", text)
