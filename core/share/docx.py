"""A report as a Word file: real headings and tables, pictures crisp and with their words."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.share.content import (
    Bullets,
    Facts,
    Figure,
    FunnelPicture,
    Paragraph,
    Quotes,
    Report,
    Table,
)
from core.share.direction import goes_left
from core.share.drawing.pictures import drawn
from core.share.drawing.png import Raster, png
from core.share.office import describe
from core.share.paper.styles import MESSAGE, NOTICE, PICTURE, QUIET, QUOTED, SUBTITLE, paged, styled
from core.share.paper.tables import WIDE, add_facts, add_table, turn
from core.share.working import Working, unasked

if TYPE_CHECKING:
    from docx.document import Document

_TALLEST, _FUNNEL = 150, 150
"""The height of a picture and the width of a funnel, in mm: two funnels and their tables fill a page."""


def docx(report: Report, working: Working = unasked, raster: Raster = png) -> bytes:
    """The file, on A4. ``raster`` makes its pictures. Raises Cancelled where ``working`` does."""
    from docx import Document

    document = Document()
    styled(document)
    paged(document, report)
    describe(document, document.part.package, report)
    document.add_heading(report.title, 0)
    pen = _Pen(document, raster, working)
    pen.say(f"{report.subtitle} · for: {report.audience} · made on {report.made}", SUBTITLE)
    if report.notice:
        pen.say(report.notice, NOTICE)
    for place, section in enumerate(report.sections):
        working(place, len(report.sections) + 1)
        document.add_heading(section.heading, 1)
        pen.say(section.message, MESSAGE)
        for block in section.blocks:
            _BLOCKS[type(block)](pen, block)
    working(len(report.sections), len(report.sections) + 1)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@dataclass(frozen=True)
class _Pen:
    """What a document is written with."""

    document: Document
    raster: Raster
    working: Working

    def say(self, text: str, style: str = "Normal") -> None:
        """A paragraph; from right to left where its script is."""
        paragraph = self.document.add_paragraph(text, style=style)
        if goes_left(text):
            turn(paragraph)

    def head(self, text: str) -> None:
        """A heading within a section."""
        paragraph = self.document.add_heading(text, 2)
        if goes_left(text):
            turn(paragraph)


def _paragraph(pen: _Pen, block: Paragraph) -> None:
    pen.say(block.text, NOTICE if block.notice else QUIET if block.quiet else "Normal")


def _facts(pen: _Pen, block: Facts) -> None:
    add_facts(pen.document, block.rows)


def _bullets(pen: _Pen, block: Bullets) -> None:
    pen.head(block.title)
    for item in block.items:
        pen.say(item, "List Bullet")


def _quotes(pen: _Pen, block: Quotes) -> None:
    pen.head(block.title)
    for quote in block.quotes:
        text = quote.text if quote.noted else f"“{quote.text}”"
        pen.say(f"{text} – {quote.partner}{', as noted' if quote.noted else ''}", QUOTED)


def _table(pen: _Pen, block: Table) -> None:
    add_table(pen.document, block, pen.working)


def _figure(pen: _Pen, block: Figure) -> None:
    from docx.shared import Mm

    pen.head(block.title)
    drawing = drawn(block.picture)
    most = _FUNNEL if isinstance(block.picture, FunnelPicture) else WIDE
    wide = min(most, _TALLEST * drawing.width / max(drawing.height, 1))
    stands = pen.document.add_paragraph(style=PICTURE)
    shape = stands.add_run().add_picture(io.BytesIO(pen.raster(drawing)), width=Mm(wide))
    shape._inline.docPr.set("descr", block.alt)  # noqa: SLF001 - no other door to its words
    _table(pen, block.table)


_BLOCKS: Mapping[type, Callable[[_Pen, Any], None]] = {
    Paragraph: _paragraph,
    Facts: _facts,
    Bullets: _bullets,
    Quotes: _quotes,
    Table: _table,
    Figure: _figure,
}
