"""A drawing as a PNG by Qt: with the letters of the whole system, in any thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from core.share.drawing.shapes import Drawing
from ui.look.png import encoded
from ui.share.shape_paint import paint_drawing

_SCALE = 3
_MOST = 12_000
"""Pixels of a side at most."""


def raster(drawing: Drawing) -> bytes:
    """The file, three pixels for one, on white."""
    scale = min(_SCALE, _MOST / max(drawing.width, drawing.height, 1))
    wide, high = max(round(drawing.width * scale), 1), max(round(drawing.height * scale), 1)
    made = QImage(wide, high, QImage.Format.Format_RGB32)
    made.fill("#ffffff")
    painter = QPainter(made)
    paint_drawing(painter, QRectF(0, 0, wide, high), drawing)
    painter.end()
    return encoded(made, {}, scale) or b""
