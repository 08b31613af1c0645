"""Pens, fonts and small marks of the canvas, in canvas units and in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QStaticText,
)
from PySide6.QtWidgets import QApplication

from ui.look.glyphs import draw_glyph
from ui.look.outline import outlines, write_outline
from ui.look.theme import colour
from ui.look.type import MEDIUM, REGULAR, SEMIBOLD

SIZES = {
    "word": (12.0, MEDIUM),
    "title": (16.0, SEMIBOLD),
    "line": (13.4, REGULAR),
    "figure": (15.0, SEMIBOLD),
    "quiet": (12.6, REGULAR),
    "chip": (14.0, SEMIBOLD),
    "few": (12.6, MEDIUM),
    "label": (13.2, MEDIUM),
}
"""Pixels at 100 % and weight; the canvas is zoomed, so these do not follow the system font."""

READABLE = 10.5
"""Pixels on screen of the words in a drawing seen from far."""

SHARP = 0.7
"""Below this zoom a node shows glyph, title, percentage and n only."""


@lru_cache(maxsize=256)
def font(role: str, size: float | None = None) -> QFont:
    """A font of the canvas, in canvas units."""
    pixels, weight = SIZES[role]
    made = QFont(QApplication.font().family())
    # Points can be fractions and pixels cannot.
    dpi = QApplication.primaryScreen().logicalDotsPerInchY()
    made.setPointSizeF(max(size or pixels, 1.0) * 72 / dpi)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role == "word":
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
    return made


def forget() -> None:
    """Forget what was kept of fonts, for the system's may have changed."""
    for kept in (font, metrics, static, length, elided, wrapped):
        kept.cache_clear()


@lru_cache(maxsize=256)
def metrics(role: str, size: float | None = None) -> QFontMetricsF:
    """The measures of a font of the canvas."""
    return QFontMetricsF(font(role, size))


@lru_cache(maxsize=2048)
def static(text: str, role: str) -> QStaticText:
    """A prepared text: painted often, laid out once."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font(role))
    return made


def write(
    painter: QPainter, x: float, baseline: float, text: str, role: str, ink: str = "ink"
) -> None:
    """Paint one line from its left end on a baseline."""
    if outlines(text):
        write_outline(painter, QPointF(x, baseline), text, font(role), colour(ink))
        return
    painter.setFont(font(role))
    painter.setPen(colour(ink))
    painter.drawStaticText(QPointF(x, baseline - metrics(role).ascent()), static(text, role))


@lru_cache(maxsize=4096)
def length(text: str, role: str) -> float:
    """How long a line is, in canvas units."""
    return float(metrics(role).horizontalAdvance(text))


@lru_cache(maxsize=4096)
def elided(text: str, role: str, room: float, size: float | None = None) -> str:
    """The text, cut with an ellipsis where it is longer than there is room."""
    return metrics(role, size).elidedText(text, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=2048)
def wrapped(text: str, role: str, room: float, rows: int) -> tuple[str, ...]:
    """A text on at most so many lines, the last one cut where it is longer."""
    words, lines = text.split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == rows or not lines[-1] or length(longer, role) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(elided(line, role, room) for line in lines if line)


def outline_pen(width: float = 1.4) -> QPen:
    """The pen of a node's outline."""
    return QPen(colour("node_outline"), width)


def chip(
    painter: QPainter, rect: QRectF, glyph: str, text: str, ink: str, ground: str, *, dotted: bool
) -> None:
    """A pill with a glyph and a short text in it."""
    pen = QPen(colour(ink), 1.4)
    if dotted:
        pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    mark = QRectF(rect.left() + 7, rect.center().y() - 7, 14, 14)
    draw_glyph(painter, glyph, mark, colour(ink), 1.8)
    write(painter, rect.left() + 26, rect.center().y() + 5, text, "chip", ink)


def chip_width(text: str) -> float:
    """How wide a chip with that text is."""
    return 36 + length(text, "chip")


def _far_size(high: float, zoom: float) -> float:
    """Readable on screen, and no higher than its rectangle; in steps, as each is kept."""
    return round(min(READABLE / zoom, high * 0.8) * 2) / 2


def far_length(text: str, role: str, high: float, zoom: float) -> float:
    """How long ``write_far`` would write a line in a rectangle so high."""
    return float(metrics(role, _far_size(high, zoom)).horizontalAdvance(text))


def write_far(
    painter: QPainter, rect: QRectF, text: str, role: str, tone: str, zoom: float
) -> None:
    """Paint a text in the middle of a rectangle at a readable size on screen, cut where too long."""
    size = _far_size(rect.height(), zoom)
    painter.setFont(font(role, size))
    painter.setPen(colour(tone))
    cut = elided(text, role, rect.width(), size)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cut)
