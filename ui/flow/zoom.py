"""Looking at the canvas: zoom, fit and pan, the dotted ground, the map of the whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QNativeGestureEvent,
    QPainter,
    QPixmap,
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from core.model.flow import Flow
from ui.flow import ink
from ui.flow.faces import Face
from ui.flow.minimap import Minimap
from ui.flow.routes import Box
from ui.flow.scene import FlowScene
from ui.look.theme import colour, theme

SMALLEST, LARGEST, MARGIN = 0.08, 2.5, 18.0
_GRID, _DOTS = 30.0, 10
_PICTURES_KB = 96 * 1024  # room for the pictures of a few hundred nodes
_SPARE = 3000.0


class ZoomView(QGraphicsView):
    """``zoomed`` carries pixels on screen a canvas unit; ``resized`` comes when the view is."""

    zoomed = Signal(float)
    resized = Signal()

    def __init__(self, scene: FlowScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._canvas = scene
        self._grid = QPixmap()
        self._fitted = True
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _PICTURES_KB))
        self._map = Minimap(self)
        self._map.wanted.connect(self._look_at)
        theme.changed.connect(self._restyle)
        self._restyle()

    def flow(self) -> Flow:
        """The flow on the canvas."""
        return self._canvas.drawing.flow

    def face(self, step_id: str) -> Face:
        """What a node shows; an empty id is true innovation."""
        return self._canvas.node(step_id).face

    def has_node(self, step_id: str) -> bool:
        """Whether there is such a node; an empty id is true innovation."""
        return self._canvas.has_node(step_id)

    def boxes(self) -> dict[str, Box]:
        """The rectangle of each node, in canvas units."""
        return self._canvas.boxes()

    def node_on_screen(self, step_id: str) -> QRect:
        """Where a node is seen, in pixels of the view."""
        node = self._canvas.node(step_id)
        return self.mapFromScene(node.mapRectToScene(node.body())).boundingRect()

    def busy(self) -> bool:
        """Whether a gesture is under way, so that the view must not move."""
        return False

    @property
    def zoom(self) -> float:
        """Pixels on screen a canvas unit."""
        return self.transform().m11()

    def fit(self) -> None:
        """Show everything, at most at 100 %."""
        rect = self._canvas.content()
        if rect.isEmpty():
            self._place(1.0, QPointF(0, 0))
        else:
            wide, high = self.viewport().width(), self.viewport().height()
            zoom = min((wide - 2 * MARGIN) / rect.width(), (high - 2 * MARGIN) / rect.height(), 1.0)
            self._place(max(zoom, SMALLEST), rect.center())
        self._fitted = True

    def actual_size(self) -> None:
        """Show at 100 %, around what was in the middle."""
        self._place(1.0, self.mapToScene(self.viewport().rect().center()))

    def zoom_by(self, factor: float, around: QPointF) -> None:
        """Zoom, keeping a point of the viewport where it is."""
        zoom = min(max(self.zoom * factor, SMALLEST), LARGEST)
        at = self.mapToScene(around.toPoint())
        middle = QPointF(self.viewport().rect().center())
        self._place(zoom, at + (middle - around) / zoom)

    @Slot()
    def closer(self) -> None:
        """Zoom in by a step around the middle."""
        self.zoom_by(1.25, QPointF(self.viewport().rect().center()))

    @Slot()
    def farther(self) -> None:
        """Zoom out by a step around the middle."""
        self.zoom_by(0.8, QPointF(self.viewport().rect().center()))

    def reveal(self, rect: QRectF) -> None:
        """Move just so far that a rectangle is seen."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        room = rect.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        if seen.contains(rect):
            return
        dx = min(0.0, room.left() - seen.left()) or max(0.0, room.right() - seen.right())
        dy = min(0.0, room.top() - seen.top()) or max(0.0, room.bottom() - seen.bottom())
        self._place(self.zoom, seen.center() + QPointF(dx, dy))

    def settle(self) -> None:
        """Give the scene room around what it holds; fit again where that no longer is all seen."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if self._fitted and not self.busy() and not seen.contains(self._canvas.content()):
            self.fit()
        self._make_room()
        self._show_map()

    def _place(self, zoom: float, middle: QPointF) -> None:
        self.setTransform(self.transform().fromScale(zoom, zoom))
        self._make_room()
        self.centerOn(middle)
        self._fitted = False
        self._show_map()
        self.zoomed.emit(zoom)

    def middle(self) -> QPointF:
        """What is in the middle of the view."""
        return self.mapToScene(self.viewport().rect()).boundingRect().center()

    def look(self, zoom: float, middle: QPointF) -> None:
        """Look at a point with a zoom."""
        self._place(zoom, middle)

    @Slot(object)
    def _look_at(self, at: QPointF) -> None:
        self._place(self.zoom, at)

    def _show_map(self) -> None:
        size = self._map.size()
        corner = self.viewport().rect().bottomRight()
        self._map.move(corner.x() - size.width() - 12, corner.y() - size.height() - 12)
        kinds = {step.id: step.kind.value for step in self.flow().steps}
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        self._map.show_map(self._canvas.boxes(), kinds, seen, self._canvas.content())

    def _make_room(self) -> None:
        rect = self._canvas.content().adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE)
        if rect != self._canvas.sceneRect():
            self._canvas.setSceneRect(rect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        fitted = self._fitted
        super().resizeEvent(event)
        if fitted:
            self.fit()
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.pixelDelta().y() or event.angleDelta().y()
            self.zoom_by(1.0016**turned, event.position())
        else:
            pixels = event.pixelDelta()
            way = QPointF(pixels) if not pixels.isNull() else QPointF(event.angleDelta()) * 0.5
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not way.x():
                way = way.transposed()
            self.scroll_by(way)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def scroll_by(self, way: QPointF) -> None:
        """Pan by pixels on screen."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(way.x()))
        down.setValue(down.value() - round(way.y()))
        self._fitted = False
        self._show_map()

    @Slot()
    def _restyle(self) -> None:
        ink.forget()
        self._grid = QPixmap()
        self.viewport().update()
        for item in self._canvas.items():
            item.update()  # else the pictures kept of nodes stay as they were

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.zoom <= 0.4:
            painter.fillRect(rect, colour("canvas"))
            return
        # In pixels of the view and as an opaque tile: a scaled texture would take most of a frame.
        pitch = round(_GRID * self.zoom)
        if self._grid.width() != pitch * _DOTS:
            self._grid = _dotted(pitch)
        seen = self.viewport().rect()
        origin = self.mapFromScene(QPointF(0, 0))
        painter.save()
        painter.resetTransform()
        whole = pitch * _DOTS
        shift = QPointF(-origin.x() % whole, -origin.y() % whole)
        painter.drawTiledPixmap(QRectF(seen), self._grid, shift)
        painter.restore()


def _dotted(pitch: int) -> QPixmap:
    tile = QPixmap(pitch * _DOTS, pitch * _DOTS)
    tile.fill(colour("canvas"))
    painter = QPainter(tile)
    for x in range(_DOTS):
        for y in range(_DOTS):
            painter.fillRect(x * pitch, y * pitch, 1, 1, colour("line"))
    painter.end()
    return tile
