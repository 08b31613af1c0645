"""A report as a Word file: real headings and tables, pictures crisp and with their words."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from core.share.content import (
    Bullets,
    Facts,
    Figure,
    Paragraph,
    Quotes,
    Report,
    Section,
    Table,
)
from core.share.drawing.pictures import drawn
from core.share.drawing.png import png
from core.share.table_widths import widths

if TYPE_CHECKING:
    from docx.document import Document

_INK2, _CAUTION, _LINE = "485062", "7A5200", "DADEE6"
_WIDE = 7
"""Columns from which a table is set in smaller letters."""


def docx(report: Report) -> bytes:
    """The file, on A4."""
    from docx import Document

    document = Document()
    _page(document)
    _styles(document)
    _properties(document, report)
    document.add_heading(report.title, 0)
    _said(document, f"{report.subtitle} · for: {report.audience} · made on {report.made}")
    if report.notice:
        _said(document, report.notice, _CAUTION)
    for section in report.sections:
        _section(document, section)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page(document: Document) -> None:
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(18)
    document.styles["Normal"].font.size = Pt(10)


def _properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    # A title of a file takes 255 letters.
    properties.title = report.title[:255]
    properties.subject = report.subtitle
    properties.author = "Footpath"
    properties.language = "en"
    properties.comments = ""


def _section(document: Document, section: Section) -> None:
    document.add_heading(section.heading, 1)
    message = document.add_paragraph()
    message.add_run(section.message).bold = True
    for block in section.blocks:
        _BLOCKS[type(block)](document, block)


def _paragraph(document: Document, block: Paragraph) -> None:
    _said(document, block.text, _CAUTION if block.notice else _INK2 if block.quiet else "")


def _said(document: Document, text: str, colour: str = "") -> None:
    from docx.shared import RGBColor

    run = document.add_paragraph().add_run(text)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def _facts(document: Document, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in block.rows:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = text
    document.add_paragraph()


def _bullets(document: Document, block: Bullets) -> None:
    document.add_heading(block.title, 2)
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _quotes(document: Document, block: Quotes) -> None:
    document.add_heading(block.title, 2)
    for quote in block.quotes:
        text = quote.text if quote.noted else f"“{quote.text}”"
        said = document.add_paragraph(style="Normal" if quote.noted else "Quote")
        said.add_run(text)
        said.add_run(f" – {quote.partner}{', as noted' if quote.noted else ''}")


def _table(document: Document, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if not block.rows:
        return
    caption = document.add_paragraph(style="Caption")
    caption.add_run(block.caption)
    caption.paragraph_format.keep_with_next = True
    style = _SMALL if len(block.head) >= _WIDE else _NORMAL
    letters = document.styles[style].style_id
    table = document.add_table(rows=0, cols=len(block.head), style="Light Grid Accent 1")
    table.autofit = False
    _widen(table, block)
    head = [(name, False) for name in block.head]
    body = [[(cell.text, cell.is_number) for cell in row] for row in block.rows]
    for number, row in enumerate([head, *body]):
        added = table.add_row()
        _keep(added, repeat=number == 0)
        # Asking a row for its cells is what takes long, so it is asked once.
        for cell, (text, is_number) in zip(added.cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = letters  # noqa: SLF001 - its own way looks the style up each time
            paragraph.add_run(text)
            if is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _widen(table: Any, block: Table) -> None:
    """Give each column the room its words ask for; rows take after that."""
    from docx.shared import Mm

    for column, width in zip(table.columns, widths(block, Mm(_PAPER)), strict=True):
        column.width = width


_PAPER = 174
"""Between the margins, in mm."""


def _styles(document: Document) -> None:
    """Letters of tables in two sizes: said once, not at every cell."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    for name, points in ((_NORMAL, 9), (_SMALL, 7.5)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(points)
        style.paragraph_format.space_after = Pt(1)


_NORMAL, _SMALL = "Report table", "Report table small"


def _keep(row: Any, *, repeat: bool) -> None:
    """A row stays on one page; the head comes again on each."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other door to this
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))


def _figure(document: Document, block: Figure) -> None:
    from docx.shared import Mm

    document.add_heading(block.title, 2)
    drawing = drawn(block.picture)
    width = min(Mm(174), int(Mm(240) * drawing.width / max(drawing.height, 1)))
    shape = document.add_picture(io.BytesIO(png(drawing)), width=width)
    shape._inline.docPr.set("descr", block.alt)  # noqa: SLF001 - likewise, the words of a picture
    _table(document, block.table)


_BLOCKS: Mapping[type, Callable[[Document, Any], None]] = {
    Paragraph: _paragraph,
    Facts: _facts,
    Bullets: _bullets,
    Quotes: _quotes,
    Table: _table,
    Figure: _figure,
}
