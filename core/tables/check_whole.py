"""What leaves with the study itself as a file for programs."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.interview import Draft
from core.share.content import Check
from core.tables.asked import Asked
from core.tables.words import Words


def check_whole(asked: Asked, words: Words) -> Check:
    """The sentences for a plain TinyDB file: it is the study, so nothing is left out of it.

    Words that nobody agreed to are counted, so that a person knows what they would hand on.
    """
    return Check(tuple(_leaves(asked, words)), tuple(_stays(asked)))


def _leaves(asked: Asked, words: Words) -> Iterator[str]:
    reader = asked.reader
    yield (
        f"The study itself: {len(reader.partners()):,} partners under their pseudonyms, "
        f"{len(reader.store.raw('observations')):,} observations, voided ones too."
    )
    unasked = words.quotes_stay + words.notes_stay + words.reasons_stay
    if unasked:
        yield f"{unasked:,} quotes, notes and reasons of partners who did not agree to hand them on."
    drafts = len(reader.all_of(Draft))
    if drafts:
        yield f"{drafts:,} drafts of words not kept yet."
    yield "Names of researchers as they were written."


def _stays(asked: Asked) -> Iterator[str]:
    yield "Real names and contacts: they are in no study."
    yield "What the journal remembers of earlier values, and what can be undone."
    if asked.reader.partners():
        yield "Keep it within the team: hand on a workbook instead."
