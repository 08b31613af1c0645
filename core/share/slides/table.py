"""A table of the slides' own: thin rules, figures to the right, each text as large as its cell allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.share.content import Table
from core.share.slides.text import Line, Place, dress, fits, fitted
from core.share.slides.theme import INK, INK2, LINE, POINT
from core.share.table_widths import widths

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style without fills and lines."""
_SIZES = (13, 12, 11, 10, 9, 8)
_INSET = 5 * POINT


def add_table(slide: Any, place: Place, table: Table, alt: str = "") -> None:
    """All rows of a table in a place: whoever asks has seen to it that they are few enough."""
    right = [any(cell.is_number for cell in column) for column in zip(*table.rows, strict=True)]
    rows = [list(zip(table.head, right or [False] * len(table.head), strict=True))]
    rows += [[(cell.text, cell.is_number) for cell in row] for row in table.rows]
    high = min(place.height // len(rows), 34 * POINT)
    columns = widths(table, place.width)
    shape = slide.shapes.add_table(
        len(rows), len(table.head), place.left, place.top, place.width, high * len(rows)
    )
    shape._element.nvGraphicFramePr.cNvPr.set("descr", alt or table.caption)  # noqa: SLF001
    grid = shape.table
    _plain(grid)
    for column, width in zip(grid.columns, columns, strict=True):
        column.width = width
    size = _size(rows, columns, high)
    for down, row in enumerate(rows):
        grid.rows[down].height = high
        for across, (text, is_number) in enumerate(row):
            cell = grid.cell(down, across)
            room = Place(0, 0, columns[across] - 2 * _INSET, high - 4 * POINT)
            colour = INK2 if down == 0 else INK
            bold = down == 0 or across == 0
            _, kept = fitted([Line(text, bold=bold, after=0.0)], room, (size,))
            _write(cell, kept[0].text if kept else "", size, bold=bold, colour=colour)
            if is_number:
                _to_right(cell)


def _size(rows: Sequence[Sequence[tuple[str, bool]]], columns: Sequence[int], high: int) -> float:
    """The largest type in which every cell fits whole, the smallest where none does."""
    for size in _SIZES:
        if all(
            fits(
                Line(text, bold=True, after=0.0),
                Place(0, 0, width - 2 * _INSET, high - 4 * POINT),
                size,
            )
            for row in rows
            for (text, _), width in zip(row, columns, strict=True)
        ):
            return size
    return _SIZES[-1]


def _write(cell: Any, text: str, size: float, *, bold: bool, colour: str) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    cell.margin_left = cell.margin_right = _INSET
    cell.margin_top = cell.margin_bottom = 2 * POINT
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.text = text
    dress(paragraph, size, bold=bold, colour=colour)
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, line)  # noqa: SLF001 - borders have no other door


def _to_right(cell: Any) -> None:
    from pptx.enum.text import PP_ALIGN

    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _plain(grid: Any) -> None:
    properties = grid._tbl.tblPr  # noqa: SLF001 - the style has no other door
    properties.set("bandRow", "0")
    for each in properties:
        if each.tag.endswith("tableStyleId"):
            each.text = _PLAIN
