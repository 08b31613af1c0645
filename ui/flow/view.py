"""The view onto the canvas: zoom and pan, keys and pointer; gestures do the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QPixmap,
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from core.model.flow import Flow
from ui.flow import ink
from ui.flow.editor import Editor
from ui.flow.faces import Face
from ui.flow.gestures import Connecting, Drag, Gesture, Marquee
from ui.flow.overlay import Overlay, paint_overlay
from ui.flow.routes import Box
from ui.flow.scene import FlowScene, Hit
from ui.flow.stand import in_port, out_port
from ui.look.theme import colour, theme

SMALLEST, LARGEST, MARGIN = 0.08, 2.5, 18.0
_GRID, _DOTS = 30.0, 10
_PICTURES_KB = 96 * 1024  # room for the pictures of a few hundred nodes
_SPARE = 3000.0


class FlowView(QGraphicsView):
    """Signals say what the person wants; the screen acts.

    ``asked`` wants a new step at a canvas point between two steps (ids or empty), ``renaming`` a
    name field over a step, ``pressed`` carries what was clicked without moving it.
    """

    zoomed = Signal(float)
    asked = Signal(object, str, str)
    asked_on = Signal(object, object)
    renaming = Signal(str)
    pressed = Signal(object)
    resized = Signal()

    def __init__(self, scene: FlowScene, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._canvas, self._editor = scene, editor
        self._gesture: Gesture | None = None
        self._panning: QPointF | None = None
        self._hovered: str = ""
        self._overlay = Overlay()
        self._grid = QPixmap()
        self._fitted = True
        self._popups: tuple[QWidget, ...] = ()
        self.walk: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Flow canvas"))
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _PICTURES_KB))
        theme.changed.connect(self._restyle)
        self._restyle()

    # --- what stands over it

    def add_popup(self, *fields: QWidget) -> None:
        """Fields over the canvas that a press on it closes."""
        self._popups = fields

    def close_names(self) -> None:
        """Close every field over the canvas."""
        for field in self._popups:
            field.hide()

    aloud: object = None
    """What answers screen readers for the nodes; kept here for as long as the view lives."""

    def flow(self) -> Flow:
        """The flow on the canvas."""
        return self._canvas.drawing.flow

    def face(self, step_id: str) -> Face:
        """What a node shows."""
        return self._canvas.nodes[step_id].face

    def selected(self) -> Collection[str]:
        """Ids of the selected steps."""
        return self._editor.selection.steps

    def current(self) -> str | None:
        """The id of the step that the keys act on."""
        return self._editor.selection.current

    def boxes(self) -> dict[str, Box]:
        """The rectangle of each node, in canvas units."""
        return self._canvas.boxes()

    def node_on_screen(self, step_id: str) -> QRect:
        """Where a node is seen, in pixels of the view."""
        left, top, right, bottom = self._canvas.boxes()[step_id]
        return self.mapFromScene(QRectF(left, top, right - left, bottom - top)).boundingRect()

    def show_link(self, source: str | None, target: str | None) -> None:
        """Draw a link that the keys are about to make; nothing without a source."""
        boxes = self._canvas.boxes()
        for step_id, node in self._canvas.nodes.items():
            node.show_hover(hovered=False, dropping=bool(source) and step_id == target != source)
        if source not in boxes or target not in boxes:
            self._show(Overlay())
            return
        start, end = out_port(boxes[source]), in_port(boxes[target])
        if source == target:
            end = (start[0] + 90, start[1])
        self._show(Overlay(link=(QPointF(*start), QPointF(*end))))

    # --- zoom and place

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
        if self._fitted and self._gesture is None and not seen.contains(self._canvas.content()):
            self.fit()
        self._make_room()

    def _place(self, zoom: float, middle: QPointF) -> None:
        self.setTransform(self.transform().fromScale(zoom, zoom))
        self._make_room()
        self.centerOn(middle)
        self._fitted = False
        self.zoomed.emit(zoom)

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

    # --- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.close_names()
        at, button = self.mapToScene(event.position().toPoint()), event.button()
        if button is Qt.MouseButton.MiddleButton:
            self._panning = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button is Qt.MouseButton.LeftButton and self._gesture is None:
            self._gesture = self._begin(self._canvas.hit(at), at, event)

    def _begin(self, hit: Hit, at: QPointF, event: QMouseEvent) -> Gesture | None:
        selection = self._editor.selection
        adding = bool(
            event.modifiers()
            & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        )
        if hit.part in ("out", "in"):
            selection.choose([hit.step])
            return Connecting(
                self._canvas, self._show, self._editor, hit.step, hit.part == "out", self._ask
            )
        if hit.step in self._canvas.nodes and hit.part not in ("exit", "undecided", "arc"):
            if adding:
                selection.toggle(hit.step)
                return None
            settle = self._settled(hit)
            if hit.step not in selection.steps:
                selection.choose([hit.step])
            else:
                rest = [each for each in selection.steps if each != hit.step]
                selection.choose([*rest, hit.step])
            return Drag(self._canvas, self._show, self._editor, hit.step, at, settle)
        if hit.link is not None:
            selection.choose((), [hit.link])
            return None
        if hit.part in ("exit", "undecided", "arc"):
            self.pressed.emit(hit)
            return None
        return Marquee(self._canvas, self._show, self._editor, at, adding)

    def _settled(self, hit: Hit) -> Callable[[], None]:
        """What a click does that moves nothing: select only this step, and say what was clicked."""

        def settle() -> None:
            self._editor.selection.choose([hit.step])
            self.pressed.emit(hit)

        return settle

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            way = event.position() - self._panning
            self._panning = event.position()
            self._scroll(way)
            return
        at = self.mapToScene(event.position().toPoint())
        if self._gesture is not None:
            self._gesture.move(at, self.zoom)
        else:
            self._hover(self._canvas.hit(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panning = None
            self.viewport().unsetCursor()
        elif event.button() is Qt.MouseButton.LeftButton and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        hit = self._canvas.hit(at)
        if hit.link is not None:
            self.asked_on.emit(at, hit.link)
        elif hit.step in self._canvas.nodes and hit.part not in ("exit", "undecided", "arc"):
            self.renaming.emit(hit.step)
        elif not hit.part:
            self.asked.emit(at, "", "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.pixelDelta().y() or event.angleDelta().y()
            self.zoom_by(1.0016**turned, event.position())
        else:
            pixels = event.pixelDelta()
            way = QPointF(pixels) if not pixels.isNull() else QPointF(event.angleDelta()) * 0.5
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not way.x():
                way = way.transposed()
            self._scroll(way)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
            return True
        if event.type() is QEvent.Type.Leave:
            self._hover(Hit())
        return super().viewportEvent(event)

    def _scroll(self, way: QPointF) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(way.x()))
        down.setValue(down.value() - round(way.y()))
        self._fitted = False

    def _hover(self, hit: Hit) -> None:
        step = hit.step if hit.step in self._canvas.nodes else ""
        if step != self._hovered:
            for each, hovered in ((self._hovered, False), (step, True)):
                if each in self._canvas.nodes:
                    self._canvas.nodes[each].show_hover(hovered=hovered)
            self._hovered = step
        shape = _CURSORS.get(hit.part)
        if shape is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(shape)

    def _ask(self, at: QPointF, source: str, target: str) -> None:
        self.asked.emit(at, source, target)

    def _show(self, overlay: Overlay) -> None:
        if overlay != self._overlay:
            self._overlay = overlay
            self.viewport().update()

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.cancel()
        elif not self.walk(event):
            event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        # Tab walks the nodes; past the last one ``walk`` lets it go on.
        return False

    def leave(self, back: bool) -> None:
        """Give the focus on, as Tab does elsewhere."""
        super().focusNextPrevChild(not back)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # --- ground

    @Slot()
    def _restyle(self) -> None:
        ink.forget()
        self._grid = QPixmap()
        self.viewport().update()
        self._canvas.update()

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

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        paint_overlay(painter, self._overlay, self.zoom)
        if self.hasFocus() and not self._editor.selection.steps:
            seen = self.mapToScene(self.viewport().rect()).boundingRect()
            inset = 1 / self.zoom
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2 / self.zoom))
            painter.drawRect(seen.adjusted(inset, inset, -2 * inset, -2 * inset))


def _dotted(pitch: int) -> QPixmap:
    tile = QPixmap(pitch * _DOTS, pitch * _DOTS)
    tile.fill(colour("canvas"))
    painter = QPainter(tile)
    for x in range(_DOTS):
        for y in range(_DOTS):
            painter.fillRect(x * pitch, y * pitch, 1, 1, colour("line"))
    painter.end()
    return tile


_CURSORS = {
    "out": Qt.CursorShape.CrossCursor,
    "in": Qt.CursorShape.CrossCursor,
    "chip": Qt.CursorShape.PointingHandCursor,
    "finding": Qt.CursorShape.PointingHandCursor,
    "number": Qt.CursorShape.PointingHandCursor,
    "exit": Qt.CursorShape.PointingHandCursor,
    "undecided": Qt.CursorShape.PointingHandCursor,
    "arc": Qt.CursorShape.PointingHandCursor,
}
