"""Small paintings that widgets, delegates and canvas items share: boxes, key caps, chips."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QStaticText, QTransform

from ui.look.glyphs import draw_glyph
from ui.look.outline import outlines, write_outline
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CAP
from ui.look.type import font, scale, type_key

# ground, edge and text of a chip, as tokens; "" is none
TONES: Mapping[str, tuple[str, str, str]] = {
    "neutral": ("surface", "line", "ink2"),
    "accent": ("accent_soft", "accent", "accent"),
    "aligned": ("aligned_soft", "aligned", "aligned"),
    "deviated": ("deviated_soft", "deviated", "deviated"),
    "unknown": ("surface", "unknown", "unknown"),
    "caution": ("caution_soft", "caution", "caution"),
    "error": ("error_soft", "error", "error"),
    "worst": ("deviated", "deviated", "on_deviated"),
}
_GLYPH = 10.0
_GLYPH_GAP = 5.0


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    ground: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded rectangle whose edge lies within ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    half = width / 2 if edge is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def text_width(text: str, role: str) -> float:
    """How wide a text is in the font of a role."""
    return _width(text, role, type_key())


@lru_cache(maxsize=4096)
def _width(text: str, role: str, _key: tuple[str, float]) -> float:
    return QFontMetricsF(font(role)).horizontalAdvance(text)


def cap_size(keys: str) -> QSizeF:
    """The size of a key cap."""
    width = text_width(keys, "label") + 10 * scale()
    height = 18 * scale()
    return QSizeF(max(width, height), height)


def draw_cap(painter: QPainter, at: QPointF, keys: str, ink: QColor, edge: QColor) -> None:
    """A key cap with its top left corner at a point."""
    rect = QRectF(at, cap_size(keys))
    box(painter, rect, RADIUS_CAP, None, edge)
    draw_text(painter, rect, keys, "label", ink, Qt.AlignmentFlag.AlignCenter)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str,
    ink: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    *,
    elide: bool = False,
) -> None:
    """One line of text in a role and a colour, cut with an ellipsis where asked.

    Texts are shaped once and kept: most of what a key press paints anew says what it said before.
    """
    key = type_key()
    if elide and _width(text, role, key) > rect.width():
        text = _cut(text, role, int(rect.width()), key)
    set_, size = _set(text, role, key)
    if outlines(text):
        at = _aligned(size, rect, align) + QPointF(0, QFontMetricsF(font(role)).ascent())
        write_outline(painter, at, text, font(role), ink)
        return
    painter.save()
    painter.setFont(font(role))
    painter.setPen(ink)
    if size.width() > rect.width() or size.height() > rect.height():
        painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), text)
    else:
        painter.drawStaticText(_aligned(size, rect, align), set_)
    painter.restore()


def _aligned(size: QSizeF, rect: QRectF, align: Qt.AlignmentFlag) -> QPointF:
    """Where a text begins that fits into a rectangle."""
    asked: int = align.value  # plain numbers: Python's flags take longer than the painting
    x, y = rect.left(), rect.top()
    if asked & _RIGHT:
        x = rect.right() - size.width()
    elif asked & _MIDDLE:
        x += (rect.width() - size.width()) / 2
    if asked & _BOTTOM:
        y = rect.bottom() - size.height()
    elif asked & _CENTRE:
        y += (rect.height() - size.height()) / 2
    return QPointF(x, y)


_RIGHT, _BOTTOM = Qt.AlignmentFlag.AlignRight.value, Qt.AlignmentFlag.AlignBottom.value
_MIDDLE, _CENTRE = Qt.AlignmentFlag.AlignHCenter.value, Qt.AlignmentFlag.AlignVCenter.value


@lru_cache(maxsize=4096)
def _cut(text: str, role: str, width: int, _key: tuple[str, float]) -> str:
    return QFontMetricsF(font(role)).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=2048)
def _set(text: str, role: str, _key: tuple[str, float]) -> tuple[QStaticText, QSizeF]:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), font(role))
    return made, made.size()


def chip_size(text: str, glyph: str | None = None) -> QSizeF:
    """The size of a chip with a text and perhaps a glyph before it."""
    lead = (_GLYPH + (_GLYPH_GAP if text else 0)) * scale() if glyph else 0.0
    return QSizeF(text_width(text, "label") + lead + 18 * scale(), 20 * scale())


def draw_chip(
    painter: QPainter, rect: QRectF, text: str, tone: str = "neutral", glyph: str | None = None
) -> None:
    """A chip in a rectangle; a text that does not fit is cut. Raises KeyError for no such tone."""
    ground, edge, ink = (colour(name) for name in TONES[tone])
    box(painter, rect, rect.height() / 2, ground, edge, dashed=tone == "unknown")
    inner = rect.adjusted(9 * scale(), 0, -9 * scale() + 1, 0)
    if glyph:
        side = _GLYPH * scale()
        mark = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        draw_glyph(painter, glyph, mark, ink, 2.0)
        inner.setLeft(mark.right() + _GLYPH_GAP * scale())
    draw_text(painter, inner, text, "label", ink, elide=True)
