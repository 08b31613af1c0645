"""Tables of a Word file: thin rules, a head that comes again on each page, rows that are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.share.content import Table
from core.share.direction import goes_left
from core.share.paper.styles import AFTER, CELL, INK2, LABEL, LINE, SMALL
from core.share.table_widths import widths
from core.share.working import Working

if TYPE_CHECKING:
    from docx.document import Document

WIDE = 174
"""Between the margins, in mm."""
FACTS = "Pairs"
"""What a table of pairs is called: it is no table of numbers."""
_MANY, _LABELS = 7, 46
"""Columns from which a table is set in smaller letters; the width of the names of pairs, in mm."""
_KEPT = 12
"""A table of no more rows than this stays on one page."""


def add_table(document: Document, block: Table, working: Working) -> None:
    """A table under its caption; one without rows is none."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if not block.rows:
        return
    document.add_paragraph(block.caption, style="Caption")
    letters = document.styles[SMALL if len(block.head) >= _MANY else CELL].style_id
    table = document.add_table(rows=0, cols=len(block.head))
    _ruled(table, block.caption)
    _widen(table, widths(block, WIDE * 36_000))
    right = [any(cell.is_number for cell in column) for column in zip(*block.rows, strict=True)]
    head = list(zip(block.head, right, strict=True))
    body = [[(cell.text, cell.is_number) for cell in row] for row in block.rows]
    for number, row in enumerate([head, *body]):
        working(0, 1)
        added = table.add_row()
        _keep(added, repeat=number == 0)
        together = number < len(body) <= _KEPT
        # Asking a row for its cells is what takes long, so it is asked once.
        for place, (cell, (text, is_number)) in enumerate(zip(added.cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = letters  # noqa: SLF001 - its own way looks the style up each time
            run = paragraph.add_run(text)
            if number == 0 or place == 0:
                run.bold = True
            if number == 0:
                _grey(run)
            if is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            elif goes_left(text):
                turn(paragraph)
            if together:
                paragraph.paragraph_format.keep_with_next = True
    document.add_paragraph(style=AFTER)


def add_facts(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """What things are called and what they are, beside each other."""
    from docx.shared import Mm

    if not rows:
        return
    table = document.add_table(rows=0, cols=2)
    _ruled(table, FACTS)
    _widen(table, [Mm(_LABELS), Mm(WIDE - _LABELS)])
    for label, text in rows:
        added = table.add_row()
        _keep(added, repeat=False)
        name, value = added.cells
        name.paragraphs[0].style = document.styles[LABEL]
        name.paragraphs[0].add_run(label)
        value.paragraphs[0].add_run(text)
        if goes_left(text):
            turn(value.paragraphs[0])
    document.add_paragraph(style=AFTER)


def turn(paragraph: Any) -> None:
    """Set a paragraph from right to left."""
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001
    for run in paragraph.runs:
        run.font.rtl = True


def _widen(table: Any, columns: Sequence[int]) -> None:
    """Give each column the room its words ask for; rows take after that."""
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width


def _ruled(table: Any, caption: str) -> None:
    """Thin lines under rows and little room beside the letters; the caption is read out."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other door to borders
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    properties.append(
        parse_xml(
            f"<w:tblBorders {nsdecls('w')}><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        )
    )
    side = 'w:w="60" w:type="dxa"'
    properties.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:top w:w="30" w:type="dxa"/><w:left {side}/>'
            f'<w:bottom w:w="30" w:type="dxa"/><w:right {side}/></w:tblCellMar>'
        )
    )
    said = parse_xml(f"<w:tblCaption {nsdecls('w')}/>")
    said.set(f"{{{said.nsmap['w']}}}val", caption)
    properties.append(said)


def _grey(run: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(INK2)


def _keep(row: Any, *, repeat: bool) -> None:
    """A row stays on one page; the head comes again on each."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other door to this
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))
