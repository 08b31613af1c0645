"""What partners said, of those who agreed to it; the rest is counted and stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.interview.leaving import words_may_leave
from core.interview.spoken import Kind, Spoken
from core.model.consent import Permission
from core.model.evidence import Evidence
from core.share.audience import Audience
from core.share.content import Block, Paragraph, Quote, Quotes, Section, SectionName
from core.share.heard import heard
from core.share.source import Source
from core.share.spoken_numbers import partners

AT_MOST = 6
"""Words of one step that are told; the study has them all."""

PERMISSIONS = {Kind.QUOTE: Permission.QUOTES, Kind.NOTE: Permission.NOTES}


@dataclass(frozen=True)
class Leaving:
    """The words of an iteration: those that leave, those left out for length, and how many stay."""

    told: tuple[Spoken, ...]
    more: int
    quotes_stay: int
    notes_stay: int
    notes_for_team: int


def leaving_words(source: Source) -> Leaving:
    """The quotes of an iteration, and for the team its notes, of those who agreed to it."""
    may: list[Spoken] = []
    stay = {Kind.QUOTE: 0, Kind.NOTE: 0}
    own = 0
    for each in _own(source):
        if each.kind is Kind.NOTE and source.audience is not Audience.TEAM:
            own += 1
        elif words_may_leave(
            source.reader, each.partner, PERMISSIONS[each.kind], source.audience.purpose
        ):
            may.append(each)
        else:
            stay[each.kind] += 1
    told = tuple(_foremost(source, may))
    return Leaving(told, len(may) - len(told), stay[Kind.QUOTE], stay[Kind.NOTE], own)


def words(source: Source) -> Section:
    """Words by step, in the order of the flow."""
    leaving = leaving_words(source)
    return Section(
        SectionName.WORDS,
        "In their words",
        _message(leaving),
        tuple(_blocks(source, leaving)),
        source.iteration.number,
    )


def staying(leaving: Leaving) -> tuple[str, ...]:
    """What stays, a sentence each: "3 quotes stay: no permission."."""
    found = []
    for number, word in ((leaving.quotes_stay, "quote"), (leaving.notes_stay, "note")):
        if number:
            found.append(f"{_some(number, word)}: no permission.")
    if leaving.notes_for_team:
        found.append(f"{_some(leaving.notes_for_team, 'note')}: notes are for the team.")
    if leaving.more:
        found.append(f"{_some(leaving.more, 'more word', 'more words')}: the study has them all.")
    return tuple(found)


def _some(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one} stays" if number == 1 else f"{number:,} {many or one + 's'} stay"


def _message(leaving: Leaving) -> str:
    quotes = sum(each.kind is Kind.QUOTE for each in leaving.told)
    if not leaving.told:
        return "No words leave the study."
    people = len({each.partner for each in leaving.told if each.kind is Kind.QUOTE})
    told = "1 quote" if quotes == 1 else f"{quotes:,} quotes"
    return f"{told} of {partners(people)} who agreed to it."


def _blocks(source: Source, leaving: Leaving) -> Iterator[Block]:
    names = source.reader.pseudonyms()
    for step in source.flow.steps:
        here = [each for each in leaving.told if each.step == step.id]
        if here:
            quotes = tuple(
                Quote(
                    each.text,
                    names.get(each.partner, each.partner),
                    step.name,
                    each.kind is Kind.NOTE,
                )
                for each in here
            )
            yield Quotes(step.name, quotes)
    for sentence in staying(leaving):
        yield Paragraph(sentence, quiet=True)


def _own(source: Source) -> Iterable[Spoken]:
    steps = {step.id for step in source.flow.steps}
    said = heard(source.reader, source.iteration.id, source.working)
    return (each for each in said if each.step in steps)


def _foremost(source: Source, may: Sequence[Spoken]) -> Iterator[Spoken]:
    """So many of each step: what somebody pinned as evidence first, then the latest."""
    pinned = {(each.entry, each.kind) for each in source.reader.all_of(Evidence)}
    taken: dict[str, int] = {}
    for each in sorted(may, key=lambda words: (words.entry, words.kind.value) not in pinned):
        taken[each.step] = taken.get(each.step, 0) + 1
        if taken[each.step] <= AT_MOST:
            yield each
