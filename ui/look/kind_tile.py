"""The tile of a kind of step: its glyph on its colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.glyphs import draw_glyph
from ui.look.paint import box
from ui.look.tokens import KIND_COLOURS
from ui.look.type import scale

_SIDE = 20


class KindTile(QWidget):
    """``kind`` is the text of a ``StepKind``. Decoration: the word stands beside it."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = int(_SIDE * scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_tile(painter, rect, self._kind)
        painter.end()


def paint_tile(painter: QPainter, rect: QRectF, kind: str) -> None:
    """The tile in a square."""
    fill, ink = KIND_COLOURS[kind]
    box(painter, rect, 4, QColor(fill))
    inset = rect.width() * 0.2
    draw_glyph(painter, kind, rect.adjusted(inset, inset, -inset, -inset), ink, 2.0)
