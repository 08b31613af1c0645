"""Patterns for what colour alone must not say: aligned solid, deviated striped, unknown dotted.

They are drawn for a device pixel ratio and a zoom, and keep their size on screen at both.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from ui.look.tokens import Tokens

_STRIPE_TILE = 17  # two stripes of a 45 degree hatch, 6 px apart across the stripes
_STRIPE_WIDTH = 2.4
_DOT_TILE = 5
_DRAWN = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf)


def stripes_brush(tokens: Tokens, dpr: float = 1.0, zoom: float = 1.0) -> QBrush:
    """Stripes at 45 degrees in the deviated colour over its soft ground."""
    return _brush(_stripes(tokens.deviated, tokens.deviated_soft, dpr), dpr, zoom)


def dots_brush(tokens: Tokens, dpr: float = 1.0, zoom: float = 1.0) -> QBrush:
    """Dots in the unknown colour on nothing."""
    return _brush(_dots(tokens.unknown, dpr), dpr, zoom)


def is_drawn(painter: QPainter) -> bool:
    """Whether the painter writes shapes into a file (SVG, PDF) and not pixels."""
    return painter.paintEngine().type() in _DRAWN


def fill_stripes(painter: QPainter, rect: QRectF, tokens: Tokens, zoom: float = 1.0) -> None:
    """Fill a rectangle with stripes: as lines where shapes are written, so that they stay crisp."""
    if not is_drawn(painter):
        dpr = painter.device().devicePixelRatioF()
        painter.fillRect(rect, stripes_brush(tokens, dpr, zoom))
        return
    painter.fillRect(rect, QColor(tokens.deviated_soft))
    frame = QPainterPath()
    frame.addRect(rect)
    apart, wide = _STRIPE_TILE / 2 / zoom, _STRIPE_WIDTH * 2**0.5 / zoom
    high = rect.height()
    at = rect.left() - high - rect.left() % apart
    while at < rect.right():
        foot, top = rect.bottom(), rect.top()
        corners = ((at, foot), (at + wide, foot), (at + high + wide, top), (at + high, top))
        stripe = QPainterPath()
        stripe.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        stripe.closeSubpath()
        painter.fillPath(frame.intersected(stripe), QColor(tokens.deviated))
        at += apart


def fill_dots(
    painter: QPainter, rect: QRectF, tokens: Tokens, dpr: float, zoom: float = 1.0
) -> None:
    """Fill a rectangle with dots: as small squares where shapes are written."""
    if not is_drawn(painter):
        painter.fillRect(rect, dots_brush(tokens, dpr, zoom))
        return
    apart, side, ink = _DOT_TILE / zoom, 1.6 / zoom, QColor(tokens.unknown)
    across, down = int(rect.width() / apart), int(rect.height() / apart)
    for row in range(down + 1):
        for column in range(across + 1):
            spot = QPointF(rect.left() + (column + 0.5) * apart, rect.top() + (row + 0.5) * apart)
            dot = QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side)
            if rect.contains(dot):
                painter.fillRect(dot, ink)


def paint_part(
    painter: QPainter, rect: QRectF, part: str, tokens: Tokens, zoom: float = 1.0
) -> None:
    """One part of a bar: ``aligned``, ``deviated`` or ``unknown``. Nothing where it has no area."""
    if rect.width() <= 0 or rect.height() <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dpr = painter.device().devicePixelRatioF()
    if part == "aligned":
        painter.fillRect(rect, QColor(tokens.aligned))
    elif part == "deviated":
        fill_stripes(painter, rect, tokens, zoom)
        painter.setPen(QPen(QColor(tokens.deviated), 1 / zoom))
        painter.drawRect(rect.adjusted(0.5 / zoom, 0.5 / zoom, -0.5 / zoom, -0.5 / zoom))
    else:
        fill_dots(painter, rect, tokens, dpr, zoom)
        pen = QPen(QColor(tokens.unknown), 1 / zoom)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(0.5 / zoom, 0.5 / zoom, -0.5 / zoom, -0.5 / zoom))
    painter.restore()


def paint_stack(
    painter: QPainter,
    rect: QRectF,
    counts: tuple[int, int, int],
    tokens: Tokens,
    *,
    total: int | None = None,
    horizontal: bool = True,
    zoom: float = 1.0,
) -> None:
    """Aligned, deviated and unknown stacked from the base in that order, over a sunken track.

    ``counts`` are the three; ``total`` is what the whole length stands for (else their sum). A part
    that counts anybody is at least 2 px long.
    """
    whole = total if total is not None else sum(counts)
    painter.fillRect(rect, QColor(tokens.sunken))
    if whole <= 0:
        return
    length = rect.width() if horizontal else rect.height()
    at = 0.0
    for part, count in zip(("aligned", "deviated", "unknown"), counts, strict=True):
        if count <= 0:
            continue
        span = min(max(length * count / whole, 2 / zoom), length - at)
        if horizontal:
            piece = QRectF(rect.left() + at, rect.top(), span, rect.height())
        else:
            piece = QRectF(rect.left(), rect.bottom() - at - span, rect.width(), span)
        paint_part(painter, piece, part, tokens, zoom)
        at += span


def _brush(tile: QImage, dpr: float, zoom: float) -> QBrush:
    made = QBrush(tile)
    made.setTransform(QTransform.fromScale(1 / (dpr * zoom), 1 / (dpr * zoom)))
    return made


@lru_cache(maxsize=32)
def _stripes(ink: str, ground: str, dpr: float) -> QImage:
    side = round(_STRIPE_TILE * dpr)
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(ink), _STRIPE_WIDTH * dpr)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    for offset in (-side, -side / 2, 0.0, side / 2, side, side * 1.5):
        painter.drawLine(QPointF(offset, side), QPointF(offset + side, 0))
    painter.end()
    return tile


@lru_cache(maxsize=32)
def _dots(ink: str, dpr: float) -> QImage:
    side = max(round(_DOT_TILE * dpr), 1)
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawEllipse(QPointF(side / 2, side / 2), dpr, dpr)
    painter.end()
    return tile
