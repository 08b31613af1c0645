"""A report as slides: one message a slide, real text, charts that can be edited.

A slide shows a message and its picture; the tables behind them stand in its notes, row by row, and in
the sheets of its charts. So a report of an iteration is a deck a person can hold, and no number is lost.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from core.share.content import Report, Section
from core.share.slides.frame import Deck, new_deck
from core.share.slides.pages import add_earlier, add_section
from core.share.working import Working, unasked


def pptx(report: Report, working: Working = unasked) -> bytes:
    """The file, on slides of 16 : 9. Raises Cancelled where ``working`` does."""
    deck = new_deck(report)
    pages = list(_pages(report.sections))
    for place, add in enumerate(pages):
        working(place, len(pages) + 1)
        add(deck)
    working(len(pages), len(pages) + 1)
    buffer = io.BytesIO()
    deck.file.save(buffer)
    return buffer.getvalue()


def _pages(sections: Sequence[Section]) -> Iterator[Callable[[Deck], None]]:
    """The latest iteration in full, those before it on a slide each."""
    latest = next((each.iteration for each in sections if each.iteration is not None), None)
    for number, group in groupby(sections, key=lambda each: each.iteration):
        own = list(group)
        if number is None or number == latest:
            yield from (_adding(each) for each in own)
        else:
            yield _earlier(own)


def _adding(section: Section) -> Callable[[Deck], None]:
    return lambda deck: add_section(deck, section)


def _earlier(sections: Sequence[Section]) -> Callable[[Deck], None]:
    return lambda deck: add_earlier(deck, sections)
