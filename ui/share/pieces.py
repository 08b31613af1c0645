"""A report as pieces that stand across a page: a function for each kind of block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from core.share.content import (
    Block,
    Bullets,
    Facts,
    Figure,
    FlowPicture,
    FunnelPicture,
    Paragraph,
    Picture,
    Quote,
    Quotes,
    Report,
    Section,
    Table,
)
from core.share.direction import goes_left
from core.share.drawing.pictures import drawn
from core.share.drawing.shapes import Drawing
from ui.look.tokens import LIGHT
from ui.share import lettering as style
from ui.share.lettering import Lettering, Style
from ui.share.page import Piece, together
from ui.share.rows import SHORT, facts_pieces, table_pieces
from ui.share.shape_paint import paint_drawing

_HIGHEST: Mapping[type, float] = {FunnelPicture: 275.0, FlowPicture: 760.0}
_HIGH = 330.0
"""Of a picture, px: two funnels with their tables stand on a page of A4, a flow on one of its own."""

Pieces = Iterator[Piece]


def pieces(report: Report, width: float) -> Pieces:
    """The whole report as wide as a page's room, px; each is set when it is asked for."""
    yield _words("Footpath", style.BRAND, width, keeps=True)
    yield _words(report.title, style.TITLE, width, rank=1, keeps=True)
    said = f"{report.subtitle} · for: {report.audience} · made on {report.made}"
    yield _words(said, style.SUBTITLE, width, before=2, keeps=bool(report.notice))
    if report.notice:
        yield _notice(report.notice, width)
    for section in report.sections:
        yield from _section(section, width)


def count(report: Report) -> int:
    """How many pieces a report has."""
    blocks = (each for section in report.sections for each in section.blocks)
    return 4 + 2 * len(report.sections) + sum(map(_count, blocks))


def _count(block: Block) -> int:
    match block:
        case Paragraph():
            return 1
        case Facts(rows):
            return len(rows)
        case Bullets(_, items):
            return 1 + len(items)
        case Quotes(_, quotes):
            return 1 + len(quotes)
        case Table():
            return 2 + len(block.rows)
        case Figure():
            return 2 + _count(block.table)


def _section(section: Section, width: float) -> Pieces:
    heading = _words(section.heading, style.HEADING, width, before=30, rank=2, keeps=True)
    yield replace(heading, paint=_ruled(heading.paint, width))
    message = _words(section.message, style.MESSAGE, width, before=2)
    yield replace(message, keeps=bool(section.blocks))
    for block in section.blocks:
        yield from _KINDS[type(block)](block, width)


def _words(
    text: str,
    set_in: Style,
    width: float,
    *,
    before: float = 0.0,
    indent: float = 0.0,
    keeps: bool = False,
    rank: int = 0,
) -> Piece:
    left = goes_left(text)
    lettering = Lettering(text, set_in, width - indent, right=left)

    def paint(painter: QPainter, at: QPointF, start: float, end: float) -> None:
        lettering.paint(painter, at + QPointF(0 if left else indent, 0), start, end)

    breaks = lettering.breaks(together=2)
    return Piece(lettering.height, paint, before, keeps, breaks, words=text, rank=rank)


def _ruled(paint: Callable[..., None], width: float) -> Callable[..., None]:
    """With a rule above, where a section begins."""

    def painted(painter: QPainter, at: QPointF, start: float, end: float) -> None:
        painter.fillRect(QRectF(at.x(), at.y() - 7, width, 1), QColor(LIGHT.line))
        paint(painter, at, start, end)

    return painted


def _paragraph(block: Paragraph, width: float) -> Pieces:
    if block.notice:
        yield _notice(block.text, width)
    else:
        yield _words(block.text, style.QUIET if block.quiet else style.TEXT, width, before=7)


def _notice(text: str, width: float) -> Piece:
    """What must not be overlooked: on a ground of its own, with a bar beside it."""
    left = goes_left(text)
    inside = Lettering(text, style.NOTICE, width - 32, right=left)
    high = inside.height + 12

    def paint(painter: QPainter, at: QPointF, start: float, end: float) -> None:
        ground = QRectF(at.x(), at.y() + start, width, end - start)
        painter.fillRect(ground, QColor(LIGHT.caution_soft))
        beside = at.x() + (width - 4 if left else 0)
        painter.fillRect(QRectF(beside, at.y() + start, 4, end - start), QColor(LIGHT.caution))
        inside.paint(painter, at + QPointF(16, 6), start - 6, end - 6)

    breaks = tuple(each + 6 for each in inside.breaks(together=2))
    return Piece(high, paint, before=10, breaks=breaks, words=text)


def _facts(block: Facts, width: float) -> Pieces:
    return facts_pieces(block, width)


def _bullets(block: Bullets, width: float) -> Pieces:
    yield _words(block.title, style.PART, width, before=16, rank=3, keeps=bool(block.items))
    items = (_words(item, style.TEXT, width, before=4, indent=16) for item in block.items)
    pointed = (replace(each, paint=_pointed(each, width)) for each in items)
    yield from together(pointed, len(block.items))


def _pointed(piece: Piece, width: float) -> Callable[..., None]:
    point = Lettering("•", style.TEXT, 16)
    beside = width - 10 if goes_left(piece.words) else 3

    def painted(painter: QPainter, at: QPointF, start: float, end: float) -> None:
        point.paint(painter, at + QPointF(beside, 0), start, end)
        piece.paint(painter, at, start, end)

    return painted


def _quotes(block: Quotes, width: float) -> Pieces:
    yield _words(block.title, style.PART, width, before=16, rank=3, keeps=bool(block.quotes))
    yield from together((_quote(each, width) for each in block.quotes), len(block.quotes))


def _quote(quote: Quote, width: float) -> Piece:
    said = quote.text if quote.noted else f"“{quote.text}”"
    whose = f"{quote.partner}, as noted" if quote.noted else quote.partner
    piece = _words(f"{said} – {whose}", style.TEXT, width, before=6, indent=14)
    bar = QColor(LIGHT.control if quote.noted else LIGHT.accent)
    beside = width - 3 if goes_left(piece.words) else 0

    def paint(painter: QPainter, at: QPointF, start: float, end: float) -> None:
        painter.fillRect(QRectF(at.x() + beside, at.y() + start + 1, 3, end - start - 2), bar)
        piece.paint(painter, at, start, end)

    return replace(piece, paint=paint)


def _table(block: Table, width: float) -> Pieces:
    if block.rows:
        yield _words(block.caption, style.QUIET, width, before=10, keeps=True)
        yield from table_pieces(block, width)


def _drawing(picture: Picture, width: float) -> Drawing:
    """The shapes of a picture, laid out wider where it is to be set smaller."""
    if isinstance(picture, FunnelPicture):
        return drawn(picture, width * 1.2)
    drawing = drawn(picture, width)
    if isinstance(picture, FlowPicture) and drawing.height > _HIGH:
        # Smaller letters in one band, as on its canvas, rather than a page of bands.
        return drawn(picture, width * 1.36)
    return drawing


def _figure(block: Figure, width: float) -> Pieces:
    yield _words(block.title, style.PART, width, before=18, rank=3, keeps=True)
    drawing = _drawing(block.picture, width)
    most = _HIGHEST.get(type(block.picture), _HIGH)
    zoom = min(width / max(drawing.width, 1), most / max(drawing.height, 1), 1.0)
    wide, high = drawing.width * zoom, drawing.height * zoom

    def paint(painter: QPainter, at: QPointF, _start: float, _end: float) -> None:
        paint_drawing(painter, QRectF(at.x(), at.y(), wide, high), drawing)

    # Numbers are read beside their picture, where both fit on a page with another.
    beside = high <= _HIGH and 0 < len(block.table.rows) <= SHORT
    yield Piece(high, paint, before=6, keeps=beside, words=block.alt)
    yield from _table(block.table, width)


_KINDS: Mapping[type[Block], Callable[[Any, float], Pieces]] = {
    Paragraph: _paragraph,
    Facts: _facts,
    Bullets: _bullets,
    Quotes: _quotes,
    Table: _table,
    Figure: _figure,
}
