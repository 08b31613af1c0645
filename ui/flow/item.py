"""What every item of the canvas shares: it is painted smoothly and knows the zoom."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class CanvasItem(QGraphicsItem):
    """Subclasses draw themselves and hold only the frozen values they were given."""

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Paint in canvas units; ``zoom`` is pixels on screen a unit."""
        raise NotImplementedError

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, option.levelOfDetailFromTransform(painter.worldTransform()))
