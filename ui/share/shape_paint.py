"""The pictures of a report by a painter: the shapes every format draws, in the colours of a theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from core.share.drawing.shapes import Anchor, Dot, Drawing, Fill, Line, Rect, Words
from ui.look.pattern import fill_dots, fill_stripes, is_drawn
from ui.look.tokens import LIGHT, Tokens
from ui.look.type import REGULAR, SEMIBOLD


def paint_drawing(
    painter: QPainter, rect: QRectF, drawing: Drawing, tokens: Tokens = LIGHT
) -> None:
    """Paint a drawing into the middle of a rectangle, as large as fits."""
    zoom = zoom_of(drawing, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        rect.center().x() - drawing.width * zoom / 2, rect.center().y() - drawing.height * zoom / 2
    )
    painter.scale(zoom, zoom)
    for shape in drawing.shapes:
        _PAINTS[type(shape)](painter, shape, tokens)
    painter.restore()


def zoom_of(drawing: Drawing, rect: QRectF) -> float:
    """How large a drawing becomes in a rectangle."""
    wide, high = max(drawing.width, 1.0), max(drawing.height, 1.0)
    return min(rect.width() / wide, rect.height() / high)


def _colour(value: str, tokens: Tokens) -> QColor:
    """A colour of the light theme as it is in another; one that is no token stays."""
    name = _NAMES.get(value.upper())
    return QColor(getattr(tokens, name) if name else value)


_NAMES: Mapping[str, str] = {
    value.upper(): name for name, value in reversed(LIGHT._asdict().items())
}
"""Colours to tokens; where several share one, the first of them."""


def _paint_rect(painter: QPainter, shape: Rect, tokens: Tokens) -> None:
    rect = QRectF(shape.x, shape.y, shape.width, shape.height)
    if rect.isEmpty():
        return
    # In a file nothing is zoomed: patterns are as large as the drawing says.
    zoom = 1.0 if is_drawn(painter) else painter.worldTransform().m11() or 1.0
    if shape.fill is Fill.DEVIATED:
        fill_stripes(painter, rect, tokens, zoom)
    elif shape.fill is Fill.UNKNOWN:
        fill_dots(painter, rect, tokens, painter.device().devicePixelRatioF(), zoom)
    else:
        painter.fillRect(rect, _colour(shape.fill.value, tokens))
    if shape.edge:
        pen = QPen(_colour(shape.edge, tokens), 1.0)
        if shape.dashed:
            pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)


def _paint_line(painter: QPainter, shape: Line, tokens: Tokens) -> None:
    pen = QPen(_colour(shape.colour, tokens), shape.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if shape.dashed:
        pen.setDashPattern([5 / max(shape.width, 1), 3 / max(shape.width, 1)])
    painter.setPen(pen)
    painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))


def _paint_dot(painter: QPainter, shape: Dot, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(shape.fill.value, tokens))
    painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)


def _paint_words(painter: QPainter, shape: Words, tokens: Tokens) -> None:
    font = QFont(QApplication.font().family())
    # Measured and set in whole pixels of a large type: a small one would be rounded on the way.
    font.setPixelSize(_LARGE)
    font.setWeight(SEMIBOLD if shape.bold else REGULAR)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    factor = shape.size / _LARGE
    wide = QFontMetricsF(font).horizontalAdvance(shape.text) * factor
    left = shape.x - wide * _BEFORE[shape.anchor]
    painter.save()
    painter.translate(left, shape.y)
    painter.scale(factor, factor)
    painter.setFont(font)
    painter.setPen(_colour(shape.colour, tokens))
    painter.drawText(QPointF(0, 0), shape.text)
    painter.restore()


_LARGE = 48
_BEFORE = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}

_PAINTS: Mapping[type, Callable[[QPainter, Any, Tokens], None]] = {
    Rect: _paint_rect,
    Line: _paint_line,
    Dot: _paint_dot,
    Words: _paint_words,
}
