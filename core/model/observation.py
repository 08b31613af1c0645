"""What was seen and said: observations, and notes that mark no step."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from core.model.moment import Moment


class Status(StrEnum):
    """What an observation says of a step. Unknown is the absence of any."""

    ALIGNED = "aligned"
    DEVIATED = "deviated"


class Observation(msgspec.Struct, frozen=True, omit_defaults=True):
    """One partner at one step of one encounter: aligned or deviated.

    ``at`` is when it happened, ``encounter`` counts from 1 per partner and iteration. A voided one
    stays in the history and counts nowhere; a late one came after its iteration was closed.
    ``interview`` is the id of the one it was captured in, empty where none was kept.
    """

    id: str
    partner: str
    iteration: str
    step: str
    status: Status
    at: Moment
    encounter: int = 1
    reason: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    quote: str = ""
    observer: str = ""
    voided: bool = False
    late: bool = False
    follows: str = ""
    """Of an adoption written with a trigger: the id of the trigger's observation."""
    interview: str = ""
    important: bool = False


class NoteKind(StrEnum):
    """Whose words a note holds."""

    NOTE = "note"
    QUOTE = "quote"


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words kept at a step without marking it: the observer's, or the customer's own (a quote)."""

    id: str
    partner: str
    iteration: str
    step: str
    kind: NoteKind
    text: str
    at: Moment
    encounter: int = 1
    tags: tuple[str, ...] = ()
    observer: str = ""
    voided: bool = False
    late: bool = False
    interview: str = ""
    important: bool = False
