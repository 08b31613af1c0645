"""A slide, painted: one message, large enough for the last row of a room."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from core.share.content import Bullets, Facts, Figure, Paragraph
from core.share.drawing.pictures import drawn
from ui.look.theme import theme
from ui.share.paper import RIGHT, Paper
from ui.share.shape_paint import paint_drawing
from ui.share.slides import Slide

_INSET, _HEAD = 64.0, 56.0
_QUIET, _TITLE, _MESSAGE, _TEXT = 24.0, 32.0, 54.0, 33.0
_LABEL_SHARE = 0.26
_MOST_FACTS = 7


def unit_of(width: float, height: float) -> float:
    """How large a window is against 1600 by 1000."""
    return max(min(width / 1600, height / 1000), 0.2)


def paint_slide(painter: QPainter, rect: QRectF, slide: Slide, head: str, place: str) -> None:
    """Paint a slide; ``head`` says what study it is of, ``place`` where in the walk it stands."""
    paper = Paper(theme.tokens, unit_of(rect.width(), rect.height()))
    unit = paper.unit
    painter.fillRect(rect, paper.ink("window"))
    top = QRectF(rect.left(), rect.top(), rect.width(), _HEAD * unit)
    painter.fillRect(top, paper.ink("surface"))
    painter.fillRect(QRectF(top.left(), top.bottom() - 1, top.width(), 1), paper.ink("line"))
    inside = top.adjusted(_INSET * unit, 0, -_INSET * unit, 0)
    paper.put(painter, inside, place, _QUIET, "ink2", RIGHT)
    room = paper.width(place, _QUIET) + 24 * unit
    paper.put(painter, inside.adjusted(0, 0, -room, 0), head, _QUIET, "ink2")
    body = QRectF(inside.left(), top.bottom() + 40 * unit, inside.width(), 0)
    body.setBottom(rect.bottom() - 36 * unit)
    body.setTop(body.top() + _write(painter, body, slide.title, _TITLE, "accent", 1, paper))
    if slide.message:
        said = _write(painter, body, slide.message, _MESSAGE, "ink", 3, paper)
        body.setTop(body.top() + said + 24 * unit)
    _paint_blocks(painter, body, slide, paper)


def _write(
    painter: QPainter, body: QRectF, text: str, pixels: float, ink: str, lines: int, paper: Paper
) -> float:
    high = lines * pixels * 1.35 * paper.unit
    room = QRectF(body.left(), body.top(), body.width(), high)
    return paper.write(painter, room, text, pixels, ink, strong=True) + 8 * paper.unit


def _paint_blocks(painter: QPainter, body: QRectF, slide: Slide, paper: Paper) -> None:
    """What fits, in its order: pictures large, facts and points as text, tables stay in the report."""
    left = _MOST_FACTS
    figures = [each for each in slide.blocks if isinstance(each, Figure)]
    for block in slide.blocks:
        if body.height() < _TEXT * 1.4 * paper.unit:
            return
        if isinstance(block, Figure):
            _paint_picture(painter, body, block, paper, alone=len(slide.blocks) == len(figures))
        elif isinstance(block, Facts):
            for label, text in block.rows[:left]:
                _paint_fact(painter, body, label, text, paper)
            left -= len(block.rows[:left])
        elif isinstance(block, Bullets):
            for item in block.items[:_MOST_FACTS]:
                _paint_fact(
                    painter, body, block.title if item is block.items[0] else "", item, paper
                )
        elif isinstance(block, Paragraph) and not block.quiet:
            ink = "caution" if block.notice else "ink"
            _paint_text(painter, body, block.text, ink, paper)


def _paint_picture(
    painter: QPainter, body: QRectF, figure: Figure, paper: Paper, *, alone: bool
) -> None:
    drawing = drawn(figure.picture)
    high = body.width() * drawing.height / max(drawing.width, 1)
    high = min(high, body.height(), body.height() if alone else drawing.height * 2 * paper.unit)
    paint_drawing(
        painter, QRectF(body.left(), body.top(), body.width(), high), drawing, paper.tokens
    )
    body.setTop(body.top() + high + 20 * paper.unit)


def _paint_fact(painter: QPainter, body: QRectF, label: str, text: str, paper: Paper) -> None:
    unit = paper.unit
    wide = body.width() * _LABEL_SHARE
    room = QRectF(body.left() + wide, body.top(), body.width() - wide, _TEXT * 2.8 * unit)
    if room.bottom() > body.bottom():
        room.setBottom(body.bottom())
    if room.height() < _TEXT * 1.3 * unit:
        return
    paper.put(
        painter,
        QRectF(body.left(), body.top(), wide - 16 * unit, _TEXT * 1.36 * unit),
        label,
        _TEXT - 4,
        "ink2",
    )
    high = paper.write(painter, room, text, _TEXT)
    body.setTop(body.top() + high + 10 * unit)


def _paint_text(painter: QPainter, body: QRectF, text: str, ink: str, paper: Paper) -> None:
    room = QRectF(
        body.left(), body.top(), body.width(), min(body.height(), _TEXT * 4.2 * paper.unit)
    )
    high = paper.write(painter, room, text, _TEXT, ink)
    body.setTop(body.top() + high + 14 * paper.unit)
