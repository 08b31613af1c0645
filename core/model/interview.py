"""Interviews: what was captured of one partner in one go, and what happened while it ran."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from core.model.moment import Moment


class Channel(StrEnum):
    """How researcher and partner met."""

    IN_PERSON = "in person"
    VIDEO = "video call"
    PHONE = "phone"
    WRITTEN = "chat or e-mail"


class Interview(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation with one partner in one iteration; entries name it in ``interview``.

    ``researcher`` is initials or a short name its bearer has chosen: names of researchers are
    personal too. ``ended`` None says that it is running, or that its window never closed it. One
    that is entered after the fact has both times from the start.
    """

    id: str
    partner: str
    iteration: str
    began: Moment
    ended: Moment | None = None
    channel: Channel | None = None
    place: str = ""
    researcher: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it has not been ended."""
        return self.ended is None


class EventKind(StrEnum):
    """What happened to an interview that nobody said."""

    PAUSED = "paused"
    RESUMED = "resumed"
    GAP = "gap"


class InterviewEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entry of the log that no person wrote. A gap reaches from ``at`` until ``until``."""

    id: str
    interview: str
    kind: EventKind
    at: Moment
    until: Moment | None = None


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words typed and not committed yet, under the id of their interview. They count nowhere.

    Kept in the study, where the words of a person belong, and gone with the note they become.
    """

    id: str
    text: str
    step: str
    at: Moment
    encounter: int = 1
