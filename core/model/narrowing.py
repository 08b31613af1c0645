"""What narrows a view to some partners: never a cohort, so never compared and never primary."""

from __future__ import annotations

import msgspec

from core.model.observation import Status


class MetAgain(msgspec.Struct, frozen=True, tag="met again"):
    """Partners who met the trigger again: they have an encounter behind the first."""


class SeenAt(msgspec.Struct, frozen=True, tag="seen at"):
    """Partners with a status at a step; None is unknown, of those who reached it."""

    step: str
    status: Status | None


class HasWords(msgspec.Struct, frozen=True, tag="has words"):
    """Partners of whom a quote or a note was kept, at a step or (empty) at any."""

    step: str = ""


Narrowing = MetAgain | SeenAt | HasWords
