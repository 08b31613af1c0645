"""Evidence: words of a partner that somebody pinned to a step because they matter."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from core.model.moment import Moment


class Source(StrEnum):
    """The table that holds the entry whose words are pinned."""

    OBSERVATIONS = "observations"
    NOTES = "notes"


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """The words of one entry pinned to a step. It holds ids only: the words stay where they are.

    ``kind`` is quote, note or reason: an observation can hold all three. ``step`` is the identity of
    the step in every version of the flow. ``at`` is when it was pinned.
    """

    id: str
    step: str
    source: Source
    entry: str
    kind: str
    at: Moment
