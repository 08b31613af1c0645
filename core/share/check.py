"""What leaves with a report and what stays, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.interview.spoken import Kind
from core.model.partner import EVERYONE
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import Check, SectionName
from core.share.sections.reasons import has_reasons
from core.share.sections.words import leaving_words, staying
from core.share.source import Source
from core.share.spoken_numbers import counted


def check(sources: Sequence[Source], choice: Choice) -> Check:
    """The sentences of a check before writing."""
    return Check(tuple(_leaves(sources, choice)), tuple(_stays(sources, choice)))


def _leaves(sources: Sequence[Source], choice: Choice) -> Iterator[str]:
    numbers = ", ".join(str(each.iteration.number) for each in sources)
    yield (
        f"Numbers of iteration {numbers}."
        if len(sources) == 1
        else f"Numbers of iterations {numbers}."
    )
    groups = [group for each in sources for group in each.groups if group.id != EVERYONE]
    if groups:
        yield f"Cohorts by name: {', '.join(dict.fromkeys(each.name for each in groups))}."
    if SectionName.WORDS in choice.sections:
        told = [words for each in sources for words in leaving_words(each).told]
        quotes = sum(each.kind is Kind.QUOTE for each in told)
        if quotes:
            said = counted(quotes, "quote")
            yield f"{said} of partners who agreed, under their pseudonyms."
        if len(told) > quotes:
            yield f"{counted(len(told) - quotes, 'note')} of the team, under pseudonyms."
    if SectionName.REASONS in choice.sections and any(map(has_reasons, sources)):
        yield "Reasons as they were written down, counted and beside no partner."


def _stays(sources: Sequence[Source], choice: Choice) -> Iterator[str]:
    yield "Real names and contacts: they are in no study."
    if SectionName.WORDS in choice.sections:
        for each in sources:
            of = f"Iteration {each.iteration.number}: " if len(sources) > 1 else ""
            for sentence in staying(leaving_words(each)):
                yield f"{of}{sentence}"
    else:
        yield "Everything anybody said."
    if choice.audience is Audience.TEAM:
        yield "Names of researchers: initials only."
    else:
        yield "Names of researchers, notes of the team, and whom to talk to next."
    if choice.audience is Audience.PUBLIC:
        hidden = len({key for each in sources for key in each.shown.hidden})
        if hidden:
            yield f"{hidden:,} numbers of 1 or 2 partners, and those they could be worked out from."
        yield "Notes on decisions."
