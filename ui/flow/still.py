"""The canvas painted at once, without a view: for pictures and for presenting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from ui.flow.faces import Drawing
from ui.flow.item import CanvasItem
from ui.flow.node import CHIP_OVER, NodeItem
from ui.flow.scene import FlowScene


def still(drawing: Drawing) -> FlowScene:
    """A scene of its own that shows a drawing: nothing selected, nothing lifted."""
    scene = FlowScene()
    scene.show_drawing(drawing)
    return scene


def extent(scene: FlowScene) -> QRectF:
    """The rectangle of everything shown, chips over the nodes and marks at the splits included."""
    rect = scene.content()
    for item in scene.items():
        if isinstance(item, NodeItem):
            rect = rect.united(item.mapRectToScene(item.body()).adjusted(-8, -CHIP_OVER - 2, 8, 2))
        elif item.isVisible():
            rect = rect.united(item.sceneBoundingRect())
    return rect


def paint_still(
    painter: QPainter,
    scene: FlowScene,
    zoom: float = 1.0,
    strength: Callable[[QGraphicsItem], float] | None = None,
) -> None:
    """Paint every item in canvas units, the lowest first.

    Not the way a view paints: pictures kept of nodes would stand as pixels in a drawing of lines.
    ``strength`` says how strongly an item shows, from 0 to 1.
    """
    for item in shown_items(scene):
        paint_item(painter, item, zoom, strength(item) if strength is not None else 1.0)


def shown_items(scene: FlowScene) -> list[CanvasItem]:
    """Every item that is painted, the lowest first."""
    # Stable, so that of equals the one added last stands on top.
    items = sorted(scene.items(), key=QGraphicsItem.zValue)
    return [item for item in items if isinstance(item, CanvasItem) and item.isVisible()]


def paint_item(
    painter: QPainter, item: CanvasItem, zoom: float = 1.0, strength: float = 1.0
) -> None:
    """Paint one item where it stands."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(item.pos())
    if strength != 1.0:
        painter.setOpacity(strength)
    item.draw(painter, zoom)
    painter.restore()
