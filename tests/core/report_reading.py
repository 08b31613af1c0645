"""Reports read back: the tables and the words of each format, by readers of their own."""

from __future__ import annotations

import io
from html.parser import HTMLParser

from docx import Document
from pptx import Presentation

from core.share.content import Figure, Table

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
        if table.style and table.style.name != "Table Grid"  # pairs of a name and a text
    ]


def docx_text(data):
    document = Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def slides(data):
    return list(Presentation(io.BytesIO(data)).slides)


def pptx_tables(data):
    """Tables in order; one that goes on to the next slide is put together again."""
    found: list[tuple[str, list[list[str]]]] = []
    for slide in slides(data):
        title = slide.shapes.title.text_frame.text
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
                if found and found[-1][0] == title and len(found[-1][1]) > 9:
                    found[-1][1].extend(rows[1:])
                else:
                    found.append((title, rows))
    return [rows for _, rows in found]


def pptx_text(data):
    words = []
    for slide in slides(data):
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            elif shape.has_table:
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
