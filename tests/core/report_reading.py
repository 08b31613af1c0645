"""Reports read back: the tables and the words of each format, by readers of their own."""

from __future__ import annotations

import io
from html.parser import HTMLParser

from docx import Document
from pptx import Presentation

from core.share.content import Figure, Table
from core.share.paper.tables import FACTS
from core.share.slides.notes import BETWEEN

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """An HTML page: its tags with their attributes, its tables, and all its words."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.tables, self.words, self.open = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)
        if self.open and self.open[-1] in ("td", "th"):
            self.tables[-1][-1][-1] += data

    @property
    def text(self):
        return "".join(self.words)


def html_tables(data):
    return Page(data.decode()).tables


def docx_tables(data):
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(data)).tables
        if not is_pairs(table)
    ]


def is_pairs(table):
    """Whether it holds pairs of a name and a text, no numbers."""
    return f'tblCaption w:val="{FACTS}"' in table._tbl.tblPr.xml


def docx_text(data):
    document = Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def slides(data):
    return list(Presentation(io.BytesIO(data)).slides)


def pptx_tables(data):
    """The tables that stand in the notes of slides: a row a line, under a caption."""
    found: list[list[list[str]]] = []
    for slide in slides(data):
        if not slide.has_notes_slide:
            continue
        within = False
        for line in notes(slide).split("\n"):
            if BETWEEN not in line:
                within = False
            elif within:
                found[-1].append(line.split(BETWEEN))
            else:
                within = True
                found.append([line.split(BETWEEN)])
    return found


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def every_shape(shapes):
    """Shapes, and those within groups."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every_shape(shape.shapes)


def shown_tables(data):
    """The tables that stand on the slides themselves."""
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in slides(data)
        for shape in slide.shapes
        if shape.has_table
    ]


def pptx_text(data):
    words = []
    for slide in slides(data):
        for shape in every_shape(slide.shapes):
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            elif getattr(shape, "has_table", False):
                words += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            words.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(words)


def tables_of(report):
    """The tables of a report as rows of texts, the head first; those without rows are no table."""
    for section in report.sections:
        for block in section.blocks:
            table = block.table if isinstance(block, Figure) else block
            if isinstance(table, Table) and table.rows:
                yield [list(table.head), *([cell.text for cell in row] for row in table.rows)]
