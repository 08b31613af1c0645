"""A slide, painted: one message, large enough for the last row of a room."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from core.share.content import Bullets, Facts, Figure, Paragraph
from core.share.drawing.pictures import drawn
from ui.look.prose import BODY, Prose, Size, line_height
from ui.look.room_head import INSET, paint_head, unit_of
from ui.look.theme import colour, theme
from ui.share.shape_paint import paint_drawing
from ui.share.slides import Slide

_TITLE, _MESSAGE, _LABEL = Size(24, strong=True), Size(40, strong=True), Size(22)
_LABEL_SHARE = 0.26
_MOST_FACTS = 7


def paint_slide(
    painter: QPainter, rect: QRectF, slide: Slide, head: str, place: str, mark: str = ""
) -> None:
    """Paint a slide; ``head`` says what study it is of, ``place`` where in the walk it stands.

    ``mark`` is said where everything is made up.
    """
    unit = unit_of(rect.width(), rect.height())
    painter.fillRect(rect, colour("window"))
    top = paint_head(painter, rect, unit, head, place, mark)
    body = rect.adjusted(INSET * unit, 0, -INSET * unit, -INSET * unit)
    body.setTop(top.bottom() + 36 * unit)
    _write(painter, body, slide.title, _TITLE, unit, "accent", most=1, after=8)
    if slide.message:
        _write(painter, body, slide.message, _MESSAGE, unit, "ink", most=3, after=28)
    _paint_blocks(painter, body, slide, unit)


def _write(
    painter: QPainter,
    body: QRectF,
    text: str,
    size: Size,
    unit: float,
    ink: str,
    *,
    most: int,
    after: float = 10,
) -> None:
    """A text at the top of what is left of a slide, on at most so many lines, if one has room."""
    most = min(most, int(body.height() / line_height(size, unit)))
    if most < 1:
        return
    prose = Prose(text, size, unit, body.width(), most)
    body.setTop(prose.paint(painter, body.left(), body.top(), ink) + after * unit)


def _paint_blocks(painter: QPainter, body: QRectF, slide: Slide, unit: float) -> None:
    """What fits, in its order: pictures large, facts and points as text, tables stay in the report."""
    left = _MOST_FACTS
    alone = all(isinstance(each, Figure) for each in slide.blocks)
    for block in slide.blocks:
        if isinstance(block, Figure):
            _paint_picture(painter, body, block, unit, alone=alone)
        elif isinstance(block, Facts):
            for label, text in block.rows[:left]:
                _paint_fact(painter, body, label, text, unit)
            left -= len(block.rows[:left])
        elif isinstance(block, Bullets):
            for place, item in enumerate(block.items[:_MOST_FACTS]):
                _paint_fact(painter, body, "" if place else block.title, item, unit)
        elif isinstance(block, Paragraph) and not block.quiet:
            ink = "caution" if block.notice else "ink"
            _write(painter, body, block.text, BODY, unit, ink, most=3, after=14)


def _paint_picture(
    painter: QPainter, body: QRectF, figure: Figure, unit: float, *, alone: bool
) -> None:
    drawing = drawn(figure.picture)
    high = body.width() * drawing.height / max(drawing.width, 1)
    high = min(high, body.height(), body.height() if alone else drawing.height * 2 * unit)
    if high <= 0:
        return
    room = QRectF(body.left(), body.top(), body.width(), high)
    paint_drawing(painter, room, drawing, theme.tokens)
    body.setTop(room.bottom() + 20 * unit)


def _paint_fact(painter: QPainter, body: QRectF, label: str, text: str, unit: float) -> None:
    """A label left, what it says right of it on at most two lines."""
    most = min(2, int(body.height() / line_height(BODY, unit)))
    if most < 1:
        return
    wide = body.width() * _LABEL_SHARE
    # On one base line, though the label is smaller.
    down = (line_height(BODY, unit) - line_height(_LABEL, unit)) * 0.8
    Prose(label, _LABEL, unit, wide - 16 * unit, 1).paint(
        painter, body.left(), body.top() + down, "ink2"
    )
    said = Prose(text, BODY, unit, body.width() - wide, most)
    body.setTop(said.paint(painter, body.left() + wide, body.top()) + 10 * unit)
