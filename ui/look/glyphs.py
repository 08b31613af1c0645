"""Glyphs as paths on a 16 by 16 grid, never font characters. Every path is filled when painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QTransform

from ui.look.glyph_shapes import DOTS, LINES, SOLIDS, Shapes

GRID = 16.0
_WIDTH = 1.5


@lru_cache(maxsize=256)
def glyph(name: str, width: float = _WIDTH) -> QPainterPath:
    """The path of a glyph on the 16 grid, to be filled. Raises KeyError for an unknown name.

    ``width`` is that of its strokes on the grid.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    found = False
    for table, draw in _DRAWN:
        for shape in table.get(name, ()):
            found = True
            path.addPath(draw(shape, width))
    if not found:
        raise KeyError(name)
    return path


def names() -> frozenset[str]:
    """All glyphs there are."""
    return frozenset(LINES) | frozenset(SOLIDS) | frozenset(DOTS)


def draw_glyph(
    painter: QPainter, name: str, rect: QRectF, colour: QColor | str, width: float = _WIDTH
) -> None:
    """Paint a glyph centred in a rectangle, as large as fits, in one colour."""
    size = min(rect.width(), rect.height())
    place = QTransform.fromTranslate(
        rect.center().x() - size / 2, rect.center().y() - size / 2
    ).scale(size / GRID, size / GRID)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(place.map(glyph(name, width)), QColor(colour))
    painter.restore()


def _stroked(line: Sequence[object], width: float) -> QPainterPath:
    pen = QPainterPathStroker()
    pen.setWidth(width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen.createStroke(_walk(line))


def _filled(line: Sequence[object], _width: float) -> QPainterPath:
    path = _walk(line)
    path.closeSubpath()
    return path


def _dot(dot: Sequence[object], width: float) -> QPainterPath:
    x, y, radius, hollow = (float(str(each)) for each in dot)
    ring = QPainterPath()
    ring.addEllipse(QPointF(x, y), radius, radius)
    if not hollow:
        return ring
    pen = QPainterPathStroker()
    pen.setWidth(width)
    return pen.createStroke(ring)


def _walk(line: Sequence[object]) -> QPainterPath:
    """A path from words and points: ("M", x, y, "L", x, y, "C", x1, y1, x2, y2, x, y, "A", ...)."""
    path = QPainterPath()
    words = list(line)
    while words:
        step = _STEPS[str(words.pop(0))]
        values = [float(str(words.pop(0))) for _ in range(step[0])]
        step[1](path, values)
    return path


def _arc(path: QPainterPath, at: Sequence[float]) -> None:
    """An arc of the circle at (x, y) of a radius, from one angle over a span in degrees."""
    x, y, radius, start, span = at
    circle = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    path.arcMoveTo(circle, start)
    path.arcTo(circle, start, span)


_STEPS: Mapping[str, tuple[int, Callable[[QPainterPath, Sequence[float]], None]]] = {
    "M": (2, lambda path, at: path.moveTo(*at)),
    "L": (2, lambda path, at: path.lineTo(*at)),
    "C": (6, lambda path, at: path.cubicTo(*at)),
    "A": (5, _arc),
    "R": (5, lambda path, at: path.addRoundedRect(QRectF(*at[:4]), at[4], at[4])),
}


_DRAWN: Sequence[tuple[Shapes, Callable[[Sequence[object], float], QPainterPath]]] = (
    (LINES, _stroked),
    (SOLIDS, _filled),
    (DOTS, _dot),
)
