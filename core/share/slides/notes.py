"""All that a section says, as lines for the notes of a slide: its tables too, a row a line."""

from __future__ import annotations

from collections.abc import Iterator

from core.share.content import (
    Block,
    Bullets,
    Facts,
    Figure,
    Paragraph,
    Quote,
    Quotes,
    Section,
    Table,
)

BETWEEN = " | "
"""Stands between the cells of a row."""


def notes_of(section: Section) -> str:
    """The section, word for word."""
    lines = [section.heading, section.message]
    for block in section.blocks:
        lines += ["", *_lines(block)]
    return "\n".join(lines)


def quoted(quote: Quote) -> str:
    """Words with whose they are; the customer's own in quotation marks."""
    if quote.noted:
        return f"{quote.text} – {quote.partner}, as noted"
    return f"“{quote.text}” – {quote.partner}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Facts():
            yield from (f"{label}: {text}" for label, text in block.rows)
        case Bullets():
            yield f"{block.title}:"
            yield from (f"• {each}" for each in block.items)
        case Quotes():
            yield f"{block.title}:"
            yield from map(quoted, block.quotes)
        case Table():
            yield from _rows(block)
        case Figure():
            yield f"{block.title}. {block.alt}"
            yield from _rows(block.table)


def _rows(table: Table) -> Iterator[str]:
    if table.rows:
        yield f"{table.caption}:"
        yield BETWEEN.join(table.head)
        yield from (BETWEEN.join(cell.text for cell in row) for row in table.rows)
