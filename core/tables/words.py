"""The words of the tables: the quotes that leave, and how many words stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.exchange.grid import Column, Grid, Kind, Row, grid
from core.interview.statuses import Where, statuses
from core.model.moment import Moment, as_datetime
from core.model.observation import Note, NoteKind, Observation
from core.tables.asked import Asked

_AT_ONCE = 2_000


@dataclass(frozen=True)
class Words:
    """Entries whose quotes leave, and how many words of each sort stay.

    ``for_team`` are notes that nobody forbids and that are not for these readers.
    """

    quotes: tuple[Observation | Note, ...]
    quotes_stay: int = 0
    notes_stay: int = 0
    reasons_stay: int = 0
    for_team: int = 0


def words_of(asked: Asked) -> Words:
    """All words once: the latest quotes first. Raises Cancelled."""
    columns = asked.reader.columns
    partners = columns.partners
    places = asked.places()
    found: list[Observation | Note] = []
    stay = {"quote": 0, "note": 0, "reason": 0, "team": 0}

    def count(
        partner: str, *, quote: bool = False, note: bool = False, reason: bool = False
    ) -> bool:
        quotes_leave, notes_leave = asked.may_leave(partner)
        stay["quote"] += quote and not quotes_leave
        stay["note"] += note and not notes_leave
        stay["team"] += note and notes_leave and not asked.is_team
        stay["reason"] += reason and not notes_leave
        return quote and quotes_leave

    with_words = places[(columns.words[places] != 0) | (columns.reason[places] != 0)]
    for partner, words, reason, place in zip(
        columns.partner[with_words].tolist(), columns.words[with_words].tolist(),
        columns.reason[with_words].tolist(), with_words.tolist(), strict=True,
    ):  # fmt: skip
        own = {"quote": words >= _QUOTE, "note": words % _QUOTE > 0, "reason": reason > 0}
        if count(partners.id(partner), **own):
            seen = asked.reader.observation(columns.id_at(place))
            found += [seen] if seen.quote.strip() else []
        asked.watch.done()
    for each in asked.notes():
        quote = each.kind is NoteKind.QUOTE
        if each.text.strip() and count(each.partner, quote=quote, note=not quote):
            found.append(each)
    found.sort(key=lambda each: (each.at, each.id), reverse=True)
    return Words(tuple(found), stay["quote"], stay["note"], stay["reason"], stay["team"])


_QUOTE = 2


def quotes(asked: Asked, words: Words) -> Grid:
    """One row a quote that its partner lets leave, the latest first.

    The public is told who said it and at which step, as in a report, and nothing else of the partner.
    """
    where = [
        Column("Iteration"),
        Column("Partner", Kind.TEXT, 12),
        Column("Step", Kind.TEXT),
        Column("Quote", Kind.WORDS),
    ]
    more = [
        Column("Encounter"),
        Column("Status there", Kind.TEXT, 12),
        Column("Tags", Kind.TEXT),
        Column("At (UTC)", Kind.MOMENT),
        Column("Late", Kind.FLAG),
    ]
    columns = where if asked.is_public else [*where, *more]
    return grid("Quotes", columns, _quotes(asked, words))


def _quotes(asked: Asked, words: Words) -> Iterator[Row]:
    named, numbers, steps = asked.reader.pseudonyms(), asked.numbers, asked.steps
    for start in range(0, len(words.quotes), _AT_ONCE):
        some = words.quotes[start : start + _AT_ONCE]
        wheres = [Where(e.partner, e.iteration, e.step, e.encounter, e.late) for e in some]
        found = {} if asked.is_public else statuses(asked.reader, set(wheres))
        asked.watch.done(0)
        for each, where in zip(some, wheres, strict=True):
            said = each.text if isinstance(each, Note) else each.quote
            row = (
                numbers[each.iteration],
                named.get(each.partner, each.partner),
                steps.get((each.iteration, each.step), each.step),
                said.strip(),
            )
            if asked.is_public:
                yield row
                continue
            status = found[where]
            tags = ", ".join(each.tags) if asked.may_leave(each.partner)[1] else ""
            yield (
                *row, each.encounter, status.value if status else "unknown", tags, utc(each.at),
                each.late,
            )  # fmt: skip


def utc(at: Moment) -> datetime:
    """A moment as spreadsheets hold one: without a zone, in whole seconds."""
    return as_datetime(at).replace(tzinfo=None, microsecond=0)
