"""What leaves with tables and what stays, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.partner import EVERYONE
from core.share.content import Check
from core.tables.asked import Asked
from core.tables.rows import met
from core.tables.words import Words


def check(asked: Asked, words: Words, *, numbers: bool, rows: bool) -> Check:
    """The sentences for a file with tables of ``numbers``, and with ``rows`` of single partners."""
    rows = rows and not asked.is_public
    return Check(
        tuple(_leaves(asked, words, numbers=numbers, rows=rows)),
        tuple(_stays(asked, words, numbers=numbers)),
    )


def _leaves(asked: Asked, words: Words, *, numbers: bool, rows: bool) -> Iterator[str]:
    told = ", ".join(map(str, asked.numbers.values()))
    if numbers and told:
        yield f"Numbers of iteration{'' if len(asked.numbers) == 1 else 's'} {told}."
        named = dict.fromkeys(g.name for s in asked.sources for g in s.groups if g.id != EVERYONE)
        if named:
            yield f"Cohorts by name: {', '.join(named)}."
    if rows:
        seen, people = len(asked.places()), len(met(asked))
        yield f"A row for each of {_some(seen, 'observation')}, with its time."
        if numbers:
            yield f"A row for each of {_some(people, 'partner')}: pseudonym, attributes and cohorts."
        yield "Reasons and tags of partners who agreed, beside their pseudonyms."
        if asked.is_team:
            yield "Notes of the team on partners who agreed."
    if rows or numbers:
        yield f"{_some(len(words.quotes), 'quote')} of partners who agreed, under their pseudonyms."


def _stays(asked: Asked, words: Words, *, numbers: bool) -> Iterator[str]:
    yield "Real names and contacts: they are in no study."
    for number, word in (
        (words.quotes_stay, "quote"),
        (words.notes_stay, "note"),
        (words.reasons_stay, "reason"),
    ):
        if number:
            yield f"{_stay(number, word)}: no permission."
    if words.for_team:
        yield f"{_stay(words.for_team, 'note')}: notes are for the team."
    yield (
        "Names of researchers: initials only, and only of who decided."
        if asked.is_team
        else "Names of researchers."
    )
    if asked.is_public:
        yield "Rows of single observations and partners: each of them is one person."
        hidden = len({key for each in asked.sources for key in each.shown.hidden})
        yield f"{hidden:,} numbers of 1 or 2 partners, and those they could be worked out from."
        if numbers:
            yield "Notes on decisions."


def _some(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _stay(number: int, word: str) -> str:
    return f"{_some(number, word)} {'stays' if number == 1 else 'stay'}"
