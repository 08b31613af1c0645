"""A report as slides: one message a slide, real text, charts that can be edited."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.share.content import (
    Bullets,
    Facts,
    Figure,
    FunnelPicture,
    Paragraph,
    Quote,
    Quotes,
    Report,
    Section,
    Table,
)
from core.share.slides.chart import add_funnel
from core.share.slides.frame import Deck, new_deck

if TYPE_CHECKING:
    from pptx.slide import Slide

ROWS, SMALL, POINTS, QUOTES = 9, 5, 7, 3
"""What of a kind a slide holds; the rest goes on to the next. ``SMALL`` tables share one."""


def pptx(report: Report) -> bytes:
    """The file, on slides of 16 : 9."""
    deck = new_deck(report)
    for section in report.sections:
        _section(deck, section)
    buffer = io.BytesIO()
    deck.file.save(buffer)
    return buffer.getvalue()


def _section(deck: Deck, section: Section) -> None:
    """The message on a slide of its own with what explains it, then a slide for each block."""
    said = [each for each in section.blocks if isinstance(each, Paragraph)]
    deck.message(section.heading, section.message, [each.text for each in said])
    together: list[Table] = []
    for block in section.blocks:
        if isinstance(block, Table) and len(block.rows) <= SMALL:
            if _height([*together, block]) > ROWS + 1:
                _tables(deck, section, together)
            together.append(block)
            continue
        _tables(deck, section, together)
        add = _BLOCKS.get(type(block))
        if add is not None:
            add(deck, section, block)
    _tables(deck, section, together)


def _height(tables: Sequence[Table]) -> int:
    """How many rows tables take under each other, with their captions and heads."""
    return sum(len(each.rows) + 2 for each in tables)


def _tables(deck: Deck, section: Section, together: list[Table]) -> None:
    """Small tables that stand on one slide; none are left to be put there."""
    shown = [each for each in together if each.rows]
    if shown:
        deck.tables(section.heading, shown)
    together.clear()


def _facts(deck: Deck, section: Section, block: Facts) -> None:
    for some in _some(block.rows, POINTS):
        deck.facts(section.heading, some)


def _bullets(deck: Deck, section: Section, block: Bullets) -> None:
    for some in _some(block.items, POINTS):
        deck.bullets(f"{section.heading}: {block.title}", some)


def _quotes(deck: Deck, section: Section, block: Quotes) -> None:
    for some in _some(block.quotes, QUOTES):
        deck.bullets(f"{section.heading}: {block.title}", [_quoted(each) for each in some])


def _quoted(quote: Quote) -> str:
    if quote.noted:
        return f"{quote.text} – {quote.partner}, as noted"
    return f"“{quote.text}” – {quote.partner}"


def _table(deck: Deck, section: Section, block: Table) -> None:
    for some in _some(block.rows, ROWS):
        deck.tables(section.heading, [replace(block, rows=tuple(some))])


def _figure(deck: Deck, section: Section, block: Figure) -> None:
    slide: Slide = deck.titled(f"{section.heading}: {block.title}")
    if isinstance(block.picture, FunnelPicture):
        add_funnel(slide, deck.place, block.picture, block.alt)
    else:
        deck.picture(slide, block)
    _table(deck, section, block.table)


def _some(items: Sequence[Any], many: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), many):
        yield items[start : start + many]


_BLOCKS: Mapping[type, Callable[[Deck, Section, Any], None]] = {
    Facts: _facts,
    Bullets: _bullets,
    Quotes: _quotes,
    Table: _table,
    Figure: _figure,
}
