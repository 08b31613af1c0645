"""What every item of the canvas shares: it is painted smoothly and knows the zoom."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

FAR = 0.2
"""Below this zoom nothing can be read: only shapes are drawn, and fast."""


class CanvasItem(QGraphicsItem):
    """Subclasses draw themselves and hold only the frozen values they were given."""

    def draw_far(self, painter: QPainter, zoom: float) -> None:
        """Paint what is left of it from very far; nothing unless overridden."""

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Paint in canvas units; ``zoom`` is pixels on screen a unit."""
        raise NotImplementedError

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        far = zoom < FAR
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not far)
        (self.draw_far if far else self.draw)(painter, zoom)
