"""What is painted of one bar, kept: it is painted again as it is, and compared with another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

_Stroke = tuple[QRectF, QColor] | tuple[QPointF, QImage] | tuple[QPointF, QImage, QRectF]


class Strokes:
    """Fills and images in their order, told as a painter is told; equal where they look the same.

    All of them stand on whole pixels, so that numbers which differ by less than one look the same.
    """

    __slots__ = ("_strokes",)

    def __init__(self) -> None:
        self._strokes: list[_Stroke] = []

    def fillRect(self, rect: QRectF, colour: QColor) -> None:  # as a painter names it
        """Fill a rectangle."""
        self._strokes.append((rect, colour))

    def drawImage(  # as a painter names it
        self, at: QPointF, image: QImage, cut: QRectF | None = None
    ) -> None:
        """Put an image at a point, or a piece that is cut from it."""
        self._strokes.append((at, image) if cut is None else (at, image, cut))

    def paint(self, painter: QPainter) -> None:
        """Paint them all."""
        for stroke in self._strokes:
            if isinstance(stroke[1], QColor):
                painter.fillRect(*stroke)
            else:
                painter.drawImage(*stroke)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Strokes) and self._strokes == other._strokes

    __hash__ = None  # type: ignore[assignment]  # grows while it is told


Canvas = QPainter | Strokes
"""What is told to paint: pixels at once, or strokes to be kept."""
