"""What was said and noted in one iteration: its words alone, without what a search of all words needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.interview.spoken import Kind, Spoken
from core.model.observation import Note, NoteKind, Observation
from core.reading import Reader
from core.share.working import Working


def heard(reader: Reader, iteration: str, working: Working) -> tuple[Spoken, ...]:
    """Quotes and notes that stand, the latest first, as ``core.interview.spoken`` has them.

    Kept until an observation or a note changes. Raises Cancelled where ``working`` does.
    """
    notes = reader.notes(iteration=iteration)
    kept: dict[str, tuple[Sequence[Note], tuple[Spoken, ...]]] = reader.keep(
        "observations/heard", dict
    )
    found = kept.get(iteration)
    if found is None or found[0] != notes:
        every = [*_observed(reader, iteration, working), *_noted(notes)]
        every.sort(key=lambda each: (each.at, each.entry), reverse=True)
        kept[iteration] = found = (notes, tuple(every))
    return found[1]


def _observed(reader: Reader, iteration: str, working: Working) -> Iterator[Spoken]:
    columns = reader.columns
    with_words = (columns.status != 0) & (columns.words != 0)
    with_words &= columns.iteration == columns.iterations.looked_up([iteration])[0]
    places = np.flatnonzero(with_words).tolist()
    for number, place in enumerate(places):
        if number % _ASKED == 0:
            working(number, len(places))
        entry = reader.observation(columns.id_at(place))
        for kind, text in ((Kind.QUOTE, entry.quote), (Kind.NOTE, entry.note)):
            if text.strip():
                yield _spoken(entry, kind, text)


def _noted(notes: Sequence[Note]) -> Iterator[Spoken]:
    for each in notes:
        if not each.voided and each.text.strip():
            kind = Kind.QUOTE if each.kind is NoteKind.QUOTE else Kind.NOTE
            yield _spoken(each, kind, each.text)


def _spoken(entry: Observation | Note, kind: Kind, text: str) -> Spoken:
    where = entry.partner, entry.iteration, entry.step, entry.encounter
    return Spoken(entry.id, *where, kind, text.strip(), entry.tags, entry.at, entry.late)


_ASKED = 500
"""Entries between two questions whether to go on: some milliseconds."""
