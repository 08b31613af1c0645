"""Colours, brushes, fonts and set texts of the charts, made once a theme.

A funnel is painted with every observation, within a frame: nothing is parsed or shaped twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui.look.outline import outlines, write_outline
from ui.look.pattern import dots_brush, is_drawn, paint_part, stripes_brush
from ui.look.theme import theme
from ui.look.tokens import Tokens
from ui.look.type import SEMIBOLD, font, scale


@dataclass(frozen=True, eq=False)
class Pens:
    """What a funnel is painted with, in one theme, font and device pixel ratio; made once each."""

    tokens: Tokens
    colours: Mapping[str, QColor]
    fonts: Mapping[str, QFont]
    line: float
    """The height of one line of ticks, in px."""
    dpr: float
    key: tuple[str, float]
    drawn: bool = False
    """Whether shapes are written into a file, and not pixels."""


def pens(dpr: float = 1.0, *, drawn: bool = False) -> Pens:
    """Those of the theme and the application font in force."""
    return _pens(theme.tokens, QApplication.font().family(), scale(), dpr, drawn)


def pens_for(painter: QPainter) -> Pens:
    """Those for what a painter paints on; asked once a picture, as asking takes its time."""
    return pens(painter.device().devicePixelRatioF(), drawn=is_drawn(painter))


@lru_cache(maxsize=8)
def _pens(tokens: Tokens, family: str, factor: float, dpr: float, drawn: bool) -> Pens:
    return Pens(
        tokens=tokens,
        colours={name: QColor(getattr(tokens, name)) for name in Tokens.__annotations__},
        fonts={
            "tick": font("tick"),
            "strong": font("label", SEMIBOLD),
            "status": font("status"),
        },
        line=QFontMetricsF(font("tick")).height(),
        dpr=dpr,
        key=(family, factor),
        drawn=drawn,
    )


def text_width(text: str, role: str, made: Pens) -> float:
    """How wide a text is in one of the fonts, in px."""
    return _width(text, role, made.key)


@lru_cache(maxsize=2048)
def _width(text: str, role: str, _key: tuple[str, float]) -> float:
    return QFontMetricsF(pens().fonts[role]).horizontalAdvance(text)


def put(
    painter: QPainter,
    made: Pens,
    at: QPointF,
    text: str,
    role: str,
    token: str,
    share: float = 0.5,
) -> None:
    """One line of text at a point: ``share`` of its width to the left of it, its middle on it.

    Painted from images made once: a tenth of the time that shaping and painting it takes. Numbers
    change with every mark, the pairs of figures that they are set of are few.
    """
    if made.drawn:
        _write(painter, made, at, text, role, token, share)
        return
    width, images = _set(text, role, token, made)
    left, top = round(at.x() - width * share), round(at.y() - made.line / 2) - _PAD
    for after, image in images:
        painter.drawImage(QPointF(left + after, top), image)


def _write(
    painter: QPainter, made: Pens, at: QPointF, text: str, role: str, token: str, share: float
) -> None:
    """The same into a file of shapes, where an image of a text would be a picture of it."""
    metrics = QFontMetricsF(made.fonts[role])
    left = at.x() - metrics.horizontalAdvance(text) * share
    baseline = QPointF(left, at.y() + (metrics.ascent() - metrics.descent()) / 2)
    if outlines(text):
        write_outline(painter, baseline, text, made.fonts[role], made.colours[token])
        return
    painter.setFont(made.fonts[role])
    painter.setPen(made.colours[token])
    painter.drawText(baseline, text)


@lru_cache(maxsize=4096)
def _set(
    text: str, role: str, token: str, made: Pens
) -> tuple[float, tuple[tuple[float, QImage], ...]]:
    """How wide a text is, and its pieces: how far behind its beginning, and the image of each."""
    ink, width = made.colours[token].rgba(), 0.0
    images = []
    for piece in _pieces(text):
        after = round(width * made.dpr) / made.dpr - _PAD
        images.append((after, _image(piece, role, ink, made.dpr, made.key)))
        width += _width(piece, role, made.key)
    return width, tuple(images)


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_GROUPS.findall(text)) if _LONG.search(text) else (text,)


_GROUPS = re.compile(r"[0-9]{1,2}|[^0-9]+")
_LONG = re.compile(r"[0-9]{4}|[0-9]{2}.*[0-9]{2}")

_PAD = 2  # for what a glyph has outside its advance


@lru_cache(maxsize=1024)
def _image(text: str, role: str, ink: int, dpr: float, key: tuple[str, float]) -> QImage:
    made = pens(dpr)
    size = QSizeF(ceil(_width(text, role, key)) + 2 * _PAD, ceil(made.line) + 2 * _PAD)
    image = _clear(size.width(), size.height(), dpr)
    painter = QPainter(image)
    painter.setFont(made.fonts[role])
    painter.setPen(QColor.fromRgba(ink))
    flags = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip | Qt.AlignmentFlag.AlignCenter
    painter.drawText(QRectF(QPointF(0, 0), size), flags, text)
    painter.end()
    return image


def fill_part(painter: QPainter, made: Pens, rect: QRectF, what: str) -> None:
    """One part of a bar: aligned solid, deviated striped, unknown dotted; on whole pixels.

    Patterns are cut from an image made once a width: filling with a pattern takes ten times as long.
    """
    if what == "aligned":
        painter.fillRect(rect, made.colours["aligned"])
        return
    if made.drawn:
        paint_part(painter, rect, "deviated" if what == "deviated" else "unknown", made.tokens)
        return
    width, height = round(rect.width()), round(rect.height())
    look = "deviated" if what == "deviated" else "unknown"
    strip, rule = _strip(look, width, -(-height // _STEP) * _STEP, made)
    cut = QRectF(0, 0, width * made.dpr, height * made.dpr)
    painter.drawImage(rect.topLeft(), strip, cut)
    painter.drawImage(rect.topLeft(), rule)
    painter.drawImage(QPointF(rect.left(), rect.top() + height - 1), rule)


_STEP = 256  # strips are made so many px long, or twice, or three times


@lru_cache(maxsize=64)
def _strip(what: str, width: int, height: int, made: Pens) -> tuple[QImage, QImage]:
    """A length of a pattern with its edges left and right, and the edge across its ends."""
    strip, rule = _clear(width, height, made.dpr), _clear(width, 1, made.dpr)
    pen = QPen(made.colours[what], 1)
    if what == "unknown":
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 2])
    brush = dots_brush if what == "unknown" else stripes_brush
    painter = QPainter(strip)
    painter.fillRect(QRectF(0, 0, width, height), brush(made.tokens, made.dpr))
    painter.setPen(pen)
    for x in (0.5, width - 0.5):
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
    painter.end()
    painter = QPainter(rule)
    painter.setPen(pen)
    painter.drawLine(QPointF(0, 0.5), QPointF(width, 0.5))
    painter.end()
    return strip, rule


def _clear(width: float, height: float, dpr: float) -> QImage:
    """An image of that many px with nothing on it."""
    size = (QSizeF(width, height) * dpr).toSize()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.transparent)
    return image
