"""What a gesture draws over the canvas while it lasts: a new link, a marquee, align guides."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.flow.edge import path_of
from ui.flow.routes import route
from ui.look.theme import colour


@dataclass(frozen=True)
class Overlay:
    """Nothing by default. In canvas units."""

    link: tuple[QPointF, QPointF] | None = None
    marquee: QRectF | None = None
    guides: tuple[QLineF, ...] = ()


def paint_overlay(painter: QPainter, overlay: Overlay, zoom: float) -> None:
    """Paint over everything else."""
    accent = colour("accent")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if overlay.link is not None:
        start, end = overlay.link
        painter.setPen(QPen(accent, 2.4))
        painter.drawPath(path_of(route((start.x(), start.y()), (end.x(), end.y()), ())))
    if overlay.marquee is not None:
        soft = QColor(accent)
        soft.setAlphaF(0.08)
        painter.setBrush(soft)
        painter.setPen(QPen(accent, 1 / zoom))
        painter.drawRect(overlay.marquee)
    pen = QPen(accent, 1 / zoom)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    for line in overlay.guides:
        painter.drawLine(line)
