"""Grids as the sheets of one workbook: typed cells, frozen heads, filters.

xlsxwriter makes the workbook, its styles and its sheets with their heads; the rows are written into
these sheets here, as text of XML. A cell at a time takes xlsxwriter 11 s for 100,000 observations, this
takes 2; and it can be stopped between any rows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from core.exchange.copied import safe
from core.exchange.grid import Cell, Column, Grid, Kind, Row, fit
from core.exchange.watch import Watch

MOST_ROWS = 1_048_575
"""Rows a sheet has room for, below its head."""
LONGEST = 32_767
"""Characters a cell can hold, as UTF-16 counts them."""
CUT = " […]"
"""The end of a text that is longer."""

_AT_ONCE = 200
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a workbook knows no zones
_DAY = 86_400
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as a character written by its number."""

_WRAPPED = {"text_wrap": True, "align": "left", "indent": 1}
_RIGHT = {"align": "right"}
_YES_OR_NO = '"yes";"yes";"no"'
"""LibreOffice shows a truth value so, Excel always its own words."""
_STYLES: Mapping[Kind, tuple[int, Mapping[str, Any]]] = {
    Kind.TEXT: (25, _WRAPPED),
    Kind.WORDS: (56, _WRAPPED),
    Kind.NUMBER: (11, _RIGHT),
    Kind.SHARE: (11, {**_RIGHT, "num_format": "0.0%"}),
    Kind.DIFFERENCE: (11, {**_RIGHT, "num_format": "+0.0%;-0.0%;0.0%"}),
    Kind.PROBABILITY: (11, {**_RIGHT, "num_format": "0.0000"}),
    Kind.MOMENT: (19, {**_RIGHT, "num_format": "yyyy-mm-dd hh:mm:ss"}),
    Kind.FLAG: (9, {**_RIGHT, "num_format": _YES_OR_NO}),
}
"""By kind: how wide in characters, and the format."""


def xlsx_bytes(grids: Sequence[Grid], watch: Watch | None = None, title: str = "") -> bytes:
    """The workbook. No text of it is a formula or a link. Raises Cancelled.

    A text that is longer than a cell can hold ends in ``CUT``. Each grid has at most ``MOST_ROWS`` rows.
    """
    watch = watch or Watch()
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_without_rows(grids, title))) as made,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for part in made.infolist():
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part.filename)
            xml = made.read(part)
            if found is None:
                book.writestr(part, xml)
                continue
            grid = grids[int(found[1]) - 1]
            with book.open(part.filename, "w", force_zip64=True) as sheet:
                for text in _sheet(xml.decode(), grid, watch):
                    sheet.write(text.encode())
    return held.getvalue()


def _without_rows(grids: Sequence[Grid], title: str) -> bytes:
    """The workbook with all but its rows: below each head stand two rows of blank cells.

    The first has a cell of each column's style, the second those of a text that looks like a formula.
    """
    from xlsxwriter import Workbook  # imported where a workbook is asked for

    held = io.BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"title": fit(title), "comments": "Made by Footpath"})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        styles = {
            kind: book.add_format({"valign": "top", **form}) for kind, (_, form) in _STYLES.items()
        }
        guarded = book.add_format({"valign": "top", **_WRAPPED})
        guarded.set_quote_prefix()
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            sheet.freeze_panes(1, 1)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.set_footer("&L&A&R&P / &N")
            for place, column in enumerate(grid.columns):
                sheet.set_column(place, place, _width(column), styles[column.kind])
                sheet.write_string(0, place, fit(column.title), head)
                sheet.write_blank(1, place, None, styles[column.kind])
                sheet.write_blank(2, place, None, guarded)
            if any(len(each.title) + _ARROW > _width(each) for each in grid.columns):
                sheet.set_row(0, 2 * _LINE)
            if grid.length:
                sheet.autofilter(0, 0, grid.length, len(grid.columns) - 1)
    return held.getvalue()


def _width(column: Column) -> float:
    """As said or as its kind takes; no word of its title is broken, and a filter's arrow has room."""
    longest = max((len(word) for word in column.title.split()), default=0)
    return min(max(column.width or _STYLES[column.kind][0], longest + _ARROW), _WIDEST)


_ARROW, _WIDEST = 4, 80


class _Looks(NamedTuple):
    """Letters, styles and widths of the columns, and the style of a text that looks like a formula."""

    letters: tuple[str, ...]
    styles: tuple[str, ...]
    widths: tuple[float, ...]
    guarded: str


def _sheet(xml: str, grid: Grid, watch: Watch) -> Iterator[str]:
    """The XML of a sheet with its rows in it, some rows at a time."""
    from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

    head, rest = xml.split('<row r="2"', 1)
    samples, end = rest.split("</sheetData>", 1)
    styles = re.findall(r'<c r="[A-Z]+[23]" s="(\d+)"', samples)
    width = len(grid.columns)
    letters = tuple(xl_col_to_name(place) for place in range(width))
    widths = tuple(_width(each) - _MARGIN for each in grid.columns)
    looks = _Looks(letters, tuple(styles[:width]), widths, styles[width])
    last = xl_rowcol_to_cell(grid.length, width - 1)
    yield re.sub('<dimension ref="[^"]*"/>', f'<dimension ref="A1:{last}"/>', head, count=1)
    known: dict[str, str] = {}
    waiting: list[str] = []
    for number, row in enumerate(grid.rows, 2):
        waiting.append(_row(number, row, looks, known))
        if len(waiting) == _AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
            watch.done(_AT_ONCE)
    watch.done(len(waiting))
    yield "".join((*waiting, "</sheetData>", end))


def _row(number: int, row: Row, looks: _Looks, known: dict[str, str]) -> str:
    """One row; an empty cell is left out. ``known`` keeps the XML of short texts."""
    cells = []
    lines = 1
    for letter, style, width, cell in zip(*looks[:3], row, strict=True):
        if cell is None or cell == "":
            continue
        content = known.get(cell) if isinstance(cell, str) else _value(cell)
        if content is None:
            text = str(cell)
            content = _text(text, looks.guarded)
            if len(text) <= _SHORT and len(known) < _KNOWN:
                known[text] = content
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            lines = max(lines, _lines(cell, width))
        if content[0] == "!":
            cells.append(f'<c r="{letter}{number}" s="{looks.guarded}"{content[1:]}</c>')
        else:
            cells.append(f'<c r="{letter}{number}" s="{style}"{content}</c>')
    height = f' ht="{min(lines, _TALLEST) * _LINE}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _lines(text: str, width: float) -> int:
    """How many lines a text takes, about: no program says before it is drawn."""
    wide = 2 if max(text, default="") >= _WIDE else 1
    return sum(1 + int(len(line) * wide // width) for line in text[:_LOOKED_AT].split("\n"))


_SHORT, _KNOWN = 80, 20_000
_LINE, _TALLEST = 15, 10
"""Points a line is high, and lines a row is high at most: more is read in the cell itself."""
_LOOKED_AT, _WIDE, _MARGIN = 2_000, "\u2e80", 2


def _value(cell: Cell) -> str | None:
    """What follows the style of a cell that holds no text; None for a moment before 1900."""
    if isinstance(cell, bool):
        return f' t="b"><v>{cell:d}</v>'
    if isinstance(cell, datetime):
        since = cell - _EPOCH
        return f"><v>{since.days + since.seconds / _DAY!r}</v>" if since.days > 0 else None
    return f"><v>{cell!r}</v>"


def _text(text: str, guarded: str) -> str:
    """What follows the style of a text, after a "!" where it looks like a formula."""
    held = fit(text)
    if len(held) > LONGEST // 2:
        held = _cut(held)
    mark = "!" if guarded and safe(held) != held else ""
    written = escape(_ESCAPED.sub("_x005F_", held))
    return f'{mark} t="inlineStr"><is><t xml:space="preserve">{written}</t></is>'


def _cut(text: str) -> str:
    """A text no longer than a cell can hold."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
