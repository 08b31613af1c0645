"""The words pinned to a step as evidence, read back."""

from __future__ import annotations

from collections.abc import Sequence

from core.interview.spoken import Spoken, spoken
from core.model.evidence import Evidence, Source
from core.model.ids import new_id
from core.model.moment import Moment
from core.reading import Reader


def pinned(study: Reader, step: str | None = None) -> tuple[tuple[Evidence, Spoken], ...]:
    """What is pinned to a step (None: to any), with its words, the latest said first.

    What was pinned of an entry that was voided since is left out, and there again where that is undone.
    """
    wanted = {
        (each.entry, each.kind): each
        for each in study.all_of(Evidence)
        if step in (None, each.step)
    }
    if not wanted:
        return ()
    found = ((wanted.get((words.entry, words.kind.value)), words) for words in spoken(study))
    return tuple((evidence, words) for evidence, words in found if evidence is not None)


def evidence_of(
    study: Reader, words: Sequence[Spoken], step: str, at: Moment
) -> tuple[Evidence, ...]:
    """The documents that pin some words to a step; those already pinned there are left out."""
    there = {(each.entry, each.kind) for each in study.all_of(Evidence) if each.step == step}
    notes = study.store.raw("notes")
    return tuple(
        Evidence(
            new_id(),
            step,
            Source.NOTES if each.entry in notes else Source.OBSERVATIONS,
            each.entry,
            each.kind.value,
            at,
        )
        for each in words
        if (each.entry, each.kind.value) not in there
    )
