"""The view onto the canvas: keys and pointer; gestures do the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ui.flow.editor import Editor
from ui.flow.gestures import Connecting, Drag, Gesture, Held, Marquee
from ui.flow.overlay import Overlay, paint_overlay
from ui.flow.scene import FlowScene, Hit
from ui.flow.stand import in_port, out_port
from ui.flow.zoom import ZoomView
from ui.look.theme import colour


class FlowView(ZoomView):
    """Signals say what the person wants; the screen acts.

    ``asked`` wants a new step at a canvas point between two steps (ids or empty), ``renaming`` a
    name field over a step, ``pressed`` carries what was clicked without moving it.
    """

    asked = Signal(object, str, str)
    asked_on = Signal(object, object)
    renaming = Signal(str)
    pressed = Signal(object)

    def __init__(self, scene: FlowScene, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._editor = editor
        self._gesture: Gesture | None = None
        self._panning: QPointF | None = None
        self._hovered: str = ""
        self._overlay = Overlay()
        self._popups: tuple[QWidget, ...] = ()
        self.walk: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Flow canvas"))

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

    def selected(self) -> Collection[str]:
        """Ids of the selected steps."""
        return self._editor.selection.steps

    def current(self) -> str | None:
        """The id of the step that the keys act on."""
        return self._editor.selection.current

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

    # --- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.close_names()
        at, button = self.mapToScene(event.position().toPoint()), event.button()
        if button is Qt.MouseButton.MiddleButton:
            self._panning = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button is Qt.MouseButton.LeftButton and self._gesture is None:
            self._gesture = self._begin(self._canvas.hit(at, self.zoom), at, event)

    def _begin(self, hit: Hit, at: QPointF, event: QMouseEvent) -> Gesture | None:
        selection = self._editor.selection
        adding = bool(
            event.modifiers()
            & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        )
        if self._editor.compared is not None and hit.step in self._canvas.nodes:
            selection.choose([hit.step])
            return Held(self._canvas, self._show, self._editor, at)
        if hit.part in ("out", "in"):
            selection.choose([hit.step])
            return Connecting(
                self._canvas, self._show, self._editor, hit.step, hit.part == "out", self._ask
            )
        if hit.step in self._canvas.nodes and hit.part not in _AROUND:
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
        if hit.part in ("label", "innovation", *_AROUND):
            self.pressed.emit(hit)
        if hit.part in ("link", "label", "innovation", *_AROUND):
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
            self.scroll_by(way)
            return
        at = self.mapToScene(event.position().toPoint())
        if self._gesture is not None:
            self._gesture.move(at, self.zoom)
        else:
            self._hover(self._canvas.hit(at, self.zoom))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panning = None
            self.viewport().unsetCursor()
        elif event.button() is Qt.MouseButton.LeftButton and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        hit = self._canvas.hit(at, self.zoom)
        if hit.link is not None:
            self.asked_on.emit(at, hit.link)
        elif hit.step in self._canvas.nodes and hit.part not in _AROUND:
            self.renaming.emit(hit.step)
        elif not hit.part:
            self.asked.emit(at, "", "")

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(Hit())
        return super().viewportEvent(event)

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

    def busy(self) -> bool:
        return self._gesture is not None

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

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        paint_overlay(painter, self._overlay, self.zoom)
        if self.hasFocus() and not self._editor.selection.steps:
            seen = self.mapToScene(self.viewport().rect()).boundingRect()
            inset = 1 / self.zoom
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2 / self.zoom))
            painter.drawRect(seen.adjusted(inset, inset, -2 * inset, -2 * inset))


_AROUND = ("exit", "undecided", "arc", "pending", "onward")
"""What is about a step and is not its node."""

_NUMBERS = (
    "deviated",
    "unknown",
    "reached",
    "answered",
    "number",
    "finding",
    "label",
    "innovation",
)
_CURSORS = {
    "out": Qt.CursorShape.CrossCursor,
    "in": Qt.CursorShape.CrossCursor,
    **dict.fromkeys((*_NUMBERS, *_AROUND), Qt.CursorShape.PointingHandCursor),
}
