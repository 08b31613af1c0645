"""Marks of a comparison of versions: a chip on a node, a badge on a link, a node that went.

Each is told by its glyph, its word and its outline, so that none needs its colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from core.model.versions import Change
from ui.flow import ink, shapes
from ui.flow.faces import Face, Mark
from ui.look.describe import few_answers
from ui.look.glyphs import draw_glyph
from ui.look.theme import colour

_HIGH, _OVER, _ASIDE = 26.0, 18.0, 5.0
_BADGE, _LARGEST, _ROOM = 9.0, 20.0, 12.0
_DASHES = [4.0, 3.0]


class Style(NamedTuple):
    """How a change is marked: glyph, ink and ground as tokens, and whether its edge is dashed."""

    glyph: str
    ink: str
    ground: str
    dashed: bool = False


STYLES: Mapping[Change, Style] = {
    Change.ADDED: Style("plus", "on_accent", "accent"),
    Change.REMOVED: Style("minus", "unknown", "node", dashed=True),
    Change.CHANGED: Style("tilde", "ink", "node"),
}
"""Added is filled, removed is dashed, changed is outlined."""


def paint_mark(painter: QPainter, mark: Mark, body: QRectF, zoom: float) -> None:
    """The chip over the top right edge of a node; only its glyph where words cannot be read."""
    style = STYLES[mark.change]
    right = body.right() - _ASIDE
    if zoom < ink.SHARP:
        radius = _radius(zoom)
        aside = min(right, body.right() + _ROOM - radius)
        paint_badge(painter, mark.change, QPointF(aside, radius - _OVER - 2), zoom)
        return
    room = body.width() - shapes.SPINE - 36
    words = ink.elided(mark.words, "chip", room)
    wide = ink.chip_width(words)
    rect = QRectF(right - wide, -_OVER, wide, _HIGH)
    _paint_pill(painter, rect, style, _HIGH / 2)
    spot = QRectF(rect.left() + 7, rect.center().y() - 7, 14, 14)
    draw_glyph(painter, style.glyph, spot, colour(style.ink), 2.0)
    ink.write(painter, rect.left() + 26, rect.center().y() + 5, words, "chip", style.ink)


def paint_badge(painter: QPainter, change: Change, at: QPointF, zoom: float) -> None:
    """A round badge with the glyph of a change, about as large on screen at any zoom."""
    style, radius = STYLES[change], _radius(zoom)
    rect = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    _paint_pill(painter, rect, style, radius)
    inner = rect.adjusted(radius * 0.3, radius * 0.3, -radius * 0.3, -radius * 0.3)
    draw_glyph(painter, style.glyph, inner, colour(style.ink), 2.4)


def _radius(zoom: float) -> float:
    return min(max(_BADGE / zoom, _BADGE + 2), _LARGEST)


def _paint_pill(painter: QPainter, rect: QRectF, style: Style, radius: float) -> None:
    edge = style.ground if style.ground == "accent" else style.ink
    pen = QPen(colour(edge), 1.6)
    if style.dashed:
        pen.setDashPattern([2.4, 1.8])
    painter.setPen(pen)
    painter.setBrush(colour(style.ground))
    painter.drawRoundedRect(rect, radius, radius)


def link_pen(change: Change, zoom: float) -> QPen:
    """The pen of a link that came (thick) or went (dashed)."""
    if change is Change.ADDED:
        return QPen(colour("accent"), max(4.0, 1 / zoom))
    pen = QPen(colour("unknown"), max(2.0, 1 / zoom))
    pen.setDashPattern(_DASHES)
    return pen


def paint_ghost(painter: QPainter, face: Face) -> None:
    """The ground of a node that went: dashed, hollow, its glyph without its colour."""
    painter.setBrush(colour("canvas"))
    pen = QPen(colour("unknown"), 1.6)
    pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    painter.drawPath(shapes.outline(face.kind))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(shapes.SPINE, 1), QPointF(shapes.SPINE, shapes.HEIGHT - 1))
    spot = QRectF(shapes.SPINE / 2 - 10, shapes.HEIGHT / 2 - 10, 20, 20)
    draw_glyph(painter, face.kind, spot, colour("unknown"), 2.0)


def paint_strong(painter: QPainter, face: Face, at: QPointF, tone: str) -> None:
    """The change of a node's alignment from a point on its baseline."""
    room = shapes.width(face.kind) - at.x() - 8
    ink.write(painter, at.x(), at.y(), ink.elided(face.strong, "figure", room), "figure", tone)


def paint_few(painter: QPainter, face: Face, at: QPointF) -> None:
    """Say "few answers" behind the last line, whose baseline begins at a point; or "few"."""
    left = at.x() + ink.length(face.lines[-1], "line") + 8
    room = shapes.width(face.kind) - left - 6
    words = (few_answers(), QCoreApplication.translate("flow", "few"))
    fitting = next((each for each in words if ink.length(each, "few") <= room), "")
    ink.write(painter, left, at.y(), fitting, "few", "caution")


def is_ghost(face: Face) -> bool:
    """Whether a node is no more in the newer version."""
    return face.mark is not None and face.mark.change is Change.REMOVED
