"""Everything that was said and noted, each words by themselves, and a search over it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from core.interview.standing import Entry
from core.interview.statuses import Where, statuses
from core.model.moment import Moment
from core.model.observation import Note, NoteKind, Status
from core.reading import Reader


class Kind(StrEnum):
    """Whose words they are: the customer's own, the observer's, or why the customer deviated."""

    QUOTE = "quote"
    NOTE = "note"
    REASON = "reason"


@dataclass(frozen=True)
class Spoken:
    """Some words. ``entry`` is the id of the observation or note that holds them.

    ``status`` is that of the partner at the step in that encounter, None for unknown.
    """

    entry: str
    partner: str
    iteration: str
    step: str
    encounter: int
    kind: Kind
    text: str
    tags: tuple[str, ...]
    at: Moment
    late: bool
    status: Status | None = None

    @property
    def where(self) -> Where:
        """What they were said of."""
        return Where(self.partner, self.iteration, self.step, self.encounter, self.late)


def spoken(study: Reader) -> tuple[Spoken, ...]:
    """Everything said and noted, and all reasons, the latest first; voided entries are left out."""
    return tuple(words for words, _ in _indexed(study))


def search(
    study: Reader,
    asked: str,
    *,
    iteration: str | None = None,
    step: str | None = None,
    partners: Collection[str] | None = None,
    kinds: Collection[Kind] | None = None,
    status: Status | None = None,
) -> tuple[Spoken, ...]:
    """What holds all words asked for, the latest first; capitals do not matter.

    Words are found within others, "words in quotes" as they stand, and ``#tag`` asks for a tag, or
    where there is none of that name for those that begin so. An empty question asks for everything.
    ``partners``, ``kinds`` and the rest narrow it further.
    """
    words, tags = read_question(asked)
    indexed = _indexed(study)
    wanted = [_tags_meant(each, indexed) for each in tags]
    among = None if partners is None else frozenset(partners)
    return tuple(
        each
        for each, haystack in indexed
        if iteration in (None, each.iteration)
        and step in (None, each.step)
        and status in (None, each.status)
        and (among is None or each.partner in among)
        and (kinds is None or each.kind in kinds)
        and all(word in haystack.text for word in words)
        and all(not haystack.tags.isdisjoint(meant) for meant in wanted)
    )


def read_question(asked: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and the tags that are asked for, folded as they are compared."""
    words: list[str] = []
    tags: list[str] = []
    for phrase, word in re.findall(r'["“”„«»]([^"“”„«»]+)["“”„«»]?|(\S+)', asked):
        if phrase:
            words.append(folded(phrase.strip()))
        elif word.startswith("#") and len(word) > 1:
            tags.append(folded(word[1:]))
        else:
            words.append(folded(word))
    return tuple(filter(None, words)), tuple(tags)


def folded(text: str) -> str:
    """A text as it is compared: without capitals, white space of any length as one space."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True)
class _Haystack:
    text: str
    tags: frozenset[str]


_Indexed = Sequence[tuple[Spoken, _Haystack]]


def _indexed(study: Reader) -> _Indexed:
    """All words with what a search looks at, kept until an observation or a note changes."""
    notes = study.notes()
    kept: dict[int, tuple[Sequence[Note], _Indexed]] = study.keep("observations/spoken", dict)
    found = kept.get(0)
    if found is None or found[0] != notes:
        kept[0] = found = (notes, _index(study, notes))
    return found[1]


def _index(study: Reader, notes: Sequence[Note]) -> _Indexed:
    every = [*_observed(study), *(own for each in notes if not each.voided for own in _words(each))]
    every.sort(key=lambda each: (each[0].at, each[0].entry), reverse=True)
    status = statuses(study, {words.where for words, _ in every})
    return [
        (words if now is words.status else replace(words, status=now), haystack)
        for words, haystack in every
        for now in (status[words.where],)
    ]


def _observed(study: Reader) -> Iterator[tuple[Spoken, _Haystack]]:
    """The words of observations. Those of a document that stands as it was are not read again."""
    read: dict[str, tuple[bytes, _Indexed]] = study.keep("spoken/read", dict)
    columns, raw = study.columns, study.store.raw("observations")
    with_words = (columns.status != 0) & ((columns.words != 0) | (columns.reason != 0))
    for place in np.flatnonzero(with_words).tolist():
        id_ = columns.id_at(place)
        kept = read.get(id_)
        if kept is None or kept[0] is not raw[id_]:
            kept = read[id_] = (raw[id_], list(_words(study.observation(id_))))
        yield from kept[1]


def _words(entry: Entry) -> Iterator[tuple[Spoken, _Haystack]]:
    tags = frozenset(map(folded, entry.tags))
    for kind, text in _texts(entry):
        if text.strip():
            words = Spoken(
                entry.id,
                entry.partner,
                entry.iteration,
                entry.step,
                entry.encounter,
                kind,
                text.strip(),
                entry.tags,
                entry.at,
                entry.late,
            )
            yield words, _Haystack(folded(text), tags)


def _texts(entry: Entry) -> Sequence[tuple[Kind, str]]:
    if isinstance(entry, Note):
        return ((Kind.QUOTE if entry.kind is NoteKind.QUOTE else Kind.NOTE, entry.text),)
    return ((Kind.QUOTE, entry.quote), (Kind.NOTE, entry.note), (Kind.REASON, entry.reason))


def _tags_meant(asked: str, indexed: _Indexed) -> frozenset[str]:
    known: Mapping[str, None] = dict.fromkeys(tag for _, each in indexed for tag in each.tags)
    if asked in known:
        return frozenset([asked])
    return frozenset(tag for tag in known if tag.startswith(asked))
