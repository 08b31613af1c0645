"""What of an entry may leave the window: the one place that every export and presentation asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import overload

import msgspec

from core.interview.said import Said
from core.model.consent import Permission, Purpose, may_leave
from core.model.observation import Note, NoteKind, Observation
from core.reading import Reader


@dataclass(frozen=True)
class Left:
    """What may leave of some words, and how many quotes and notes stay behind."""

    said: tuple[Said, ...]
    quotes_held_back: int = 0
    notes_held_back: int = 0


def words_may_leave(study: Reader, partner: str, words: Permission, purpose: Purpose) -> bool:
    """Whether a partner's quotes (QUOTES), or what was written of one (NOTES), may leave.

    Reasons and tags beside a pseudonym are written of it. Reasons that are only counted are numbers
    and ask nobody.
    """
    return may_leave(words, study.consent(partner), purpose)


@overload
def leaving(study: Reader, entry: Observation, purpose: Purpose) -> Observation: ...


@overload
def leaving(study: Reader, entry: Note, purpose: Purpose) -> Note | None: ...


def leaving(
    study: Reader, entry: Observation | Note, purpose: Purpose
) -> Observation | Note | None:
    """An entry without the words that stay behind; None for a note that stays as a whole.

    What was done at which step is a number and always leaves.
    """
    quotes, notes = (
        words_may_leave(study, entry.partner, words, purpose)
        for words in (Permission.QUOTES, Permission.NOTES)
    )
    if isinstance(entry, Note):
        return entry if (quotes if entry.kind is NoteKind.QUOTE else notes) else None
    return msgspec.structs.replace(
        entry,
        quote=entry.quote if quotes else "",
        note=entry.note if notes else "",
        reason=entry.reason if notes else "",
        tags=entry.tags if notes else (),
    )


def said_leaving(study: Reader, said: Iterable[Said], purpose: Purpose) -> Left:
    """The same for words that were read together; partners stay in the list, without them."""
    kept, quotes_held_back, notes_held_back = [], 0, 0
    for each in said:
        quotes, notes = (
            words_may_leave(study, each.partner.id, words, purpose)
            for words in (Permission.QUOTES, Permission.NOTES)
        )
        quotes_held_back += 0 if quotes else len(each.quotes)
        notes_held_back += 0 if notes else len(each.notes) + bool(each.reason)
        kept.append(
            replace(
                each,
                quotes=each.quotes if quotes else (),
                notes=each.notes if notes else (),
                reason=each.reason if notes else "",
            )
        )
    return Left(tuple(kept), quotes_held_back, notes_held_back)
