"""Consent: what a partner agreed to, under which text, and what may leave the study for that."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from core.model.moment import Moment


class Permission(StrEnum):
    """What a partner can agree to."""

    NOTES = "notes"
    QUOTES = "quotes"
    PUBLICATION = "publication"


class Purpose(StrEnum):
    """What words are wanted for."""

    RESEARCH = "research"
    """The researcher reads in the window."""
    PRESENTATION = "presentation"
    """Shown to a room."""
    EXPORT = "export"
    """Copied or written for the team: tables, pictures, reports."""
    PUBLICATION = "publication"
    """For anybody outside."""


class ConsentText(msgspec.Struct, frozen=True, omit_defaults=True):
    """One version of the text partners agree to. A change of words is the next version."""

    id: str
    version: int
    text: str
    written: Moment


class Consent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one partner agreed to; ``id`` is the partner's, so that there is one at most.

    ``text`` is the id of a consent text, empty where it was agreed to in words of its own.
    """

    id: str
    agreed: tuple[Permission, ...]
    at: Moment
    text: str = ""
    withdrawn: Moment | None = None

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn is None


def may_leave(words: Permission, consent: Consent | None, purpose: Purpose) -> bool:
    """Whether words of or about a partner may be used for a purpose.

    ``words`` is QUOTES for the partner's own and NOTES for what was written down. Without a consent,
    or after it was withdrawn, nothing leaves; the researcher always reads everything.
    """
    if purpose is Purpose.RESEARCH:
        return True
    if consent is None or not consent.stands:
        return False
    return {words, *_ASKED_MORE.get(purpose, ())} <= set(consent.agreed)


_ASKED_MORE: Mapping[Purpose, tuple[Permission, ...]] = {
    Purpose.PUBLICATION: (Permission.PUBLICATION,),
}
