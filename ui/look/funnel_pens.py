"""Colours, brushes, fonts and set texts of the charts, made once a theme.

A funnel is painted with every observation, within a frame: nothing is parsed or shaped twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QStaticText,
    QTransform,
)
from PySide6.QtWidgets import QApplication

from ui.look.pattern import dots_brush, stripes_brush
from ui.look.theme import theme
from ui.look.tokens import Tokens
from ui.look.type import SEMIBOLD, font, scale


@dataclass(frozen=True)
class Pens:
    """What a funnel is painted with, in one theme, font and device pixel ratio."""

    colours: Mapping[str, QColor]
    fonts: Mapping[str, QFont]
    fills: Mapping[str, QBrush]
    edges: Mapping[str, QPen]
    line: float
    """The height of one line of ticks, in px."""
    dpr: float
    key: tuple[str, float]


def pens(dpr: float = 1.0) -> Pens:
    """Those of the theme and the application font in force."""
    return _pens(theme.tokens, QApplication.font().family(), scale(), dpr)


@lru_cache(maxsize=8)
def _pens(tokens: Tokens, family: str, factor: float, dpr: float) -> Pens:
    colours = {name: QColor(text) for name, text in tokens._asdict().items()}
    dashes = QPen(colours["unknown"], 1)
    dashes.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes.setDashPattern([2, 2])
    stripes, dots = stripes_brush(tokens, dpr), dots_brush(tokens, dpr)
    return Pens(
        colours=MappingProxyType(colours),
        fonts=MappingProxyType({"tick": font("tick"), "strong": font("label", SEMIBOLD)}),
        fills=MappingProxyType({"deviated": stripes, "unknown": dots, "earlier": dots}),
        edges=MappingProxyType(
            {"deviated": QPen(colours["deviated"], 1), "unknown": dashes, "earlier": dashes}
        ),
        line=QFontMetricsF(font("tick")).height(),
        dpr=dpr,
        key=(family, factor),
    )


@dataclass(frozen=True)
class SetText:
    """A text that has been shaped, with its size in px."""

    shaped: QStaticText
    width: float
    height: float


def set_text(text: str, role: str, made: Pens) -> SetText:
    """A text in the ``tick`` or the ``strong`` font, shaped once."""
    return _set_text(text, role, made.key)


@lru_cache(maxsize=2048)
def _set_text(text: str, role: str, _key: tuple[str, float]) -> SetText:
    used = pens().fonts[role]
    shaped = QStaticText(text)
    shaped.setTextFormat(Qt.TextFormat.PlainText)
    shaped.prepare(QTransform(), used)
    size = shaped.size()
    return SetText(shaped, size.width(), size.height())


def put(
    painter: QPainter,
    made: Pens,
    at: QPointF,
    text: str,
    role: str,
    token: str,
    share: float = 0.5,
) -> None:
    """One line of text at a point: ``share`` of its width to the left of it, its middle on it."""
    ready = _set_text(text, role, made.key)
    painter.setFont(made.fonts[role])
    painter.setPen(made.colours[token])
    left, top = round(at.x() - ready.width * share), round(at.y() - ready.height / 2)
    painter.drawStaticText(left, top, ready.shaped)


def fill_part(painter: QPainter, made: Pens, rect: QRectF, what: str) -> None:
    """One part of a bar: aligned solid, deviated striped, unknown dotted; edges on whole pixels."""
    if what == "aligned":
        painter.fillRect(rect, made.colours["aligned"])
        return
    painter.fillRect(rect, made.fills[what])
    painter.setPen(made.edges[what])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
