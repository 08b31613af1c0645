"""The keys of the canvas that move: walking, following edges, nudging, adding connected steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.flow.editor import Editor
from ui.flow.view import FlowView
from ui.flow.walking import DIRECTIONS, along, follow, towards

_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_NUDGE = 10.0
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_PAD = Qt.KeyboardModifier.KeypadModifier


class CanvasKeys(QObject):
    """``growing`` asks for a new step in a direction of the current one."""

    growing = Signal(str)
    escaped = Signal()

    def __init__(self, view: FlowView, editor: Editor) -> None:
        super().__init__(view)
        self._view, self._editor = view, editor
        self._linking = ""

    @property
    def linking(self) -> str:
        """The step a link is being drawn from with the keys, or nothing."""
        return self._linking

    def begin_link(self) -> None:
        """From now on the arrows choose a target and Enter links; Esc leaves."""
        self._linking = self._editor.selection.current or ""
        self._editor.selection.changed.connect(self._show_link)
        self._show_link()

    def end_link(self, *, keep: bool) -> None:
        """Link to the current step, or leave everything as it was."""
        source, target = self._linking, self._editor.selection.current
        if not source:
            return
        self._linking = ""
        self._editor.selection.changed.disconnect(self._show_link)
        self._view.show_link(None, None)
        if keep and target and target != source:
            self._editor.link(source, target)
        elif not keep:
            self._editor.selection.choose([source] if self._editor.flow.has(source) else [])

    def _show_link(self) -> None:
        self._view.show_link(self._linking, self._editor.selection.current)

    def handle(self, event: QKeyEvent) -> bool:
        """Whether a key of the canvas was pressed, and acted on."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~_PAD
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(back=key == Qt.Key.Key_Backtab)
            return True
        if key == Qt.Key.Key_Escape:
            return self._escape()
        arrow = _ARROWS.get(key)
        act = self._on_arrow(held) if arrow else None
        if arrow is None or act is None:
            return False
        act(arrow)
        return True

    def _on_arrow(self, held: Qt.KeyboardModifier) -> Callable[[str], None] | None:
        table = {
            _NONE: self._go,
            _SHIFT: self._extend,
            _ALT: self._follow,
            _ALT | _SHIFT: self._nudge,
            _CONTROL: self.growing.emit,
        }
        return table.get(held)

    def _tab(self, *, back: bool) -> None:
        step = along(self._editor.flow, self._editor.selection.current, back)
        if step is None:
            self._editor.selection.choose()
            self._view.leave(back)
        else:
            self.go_to(step)

    def _escape(self) -> bool:
        if self._linking:
            self.end_link(keep=False)
        elif self._editor.selection.steps or self._editor.selection.links:
            self._editor.selection.choose()
        else:
            return False
        return True

    def _go(self, direction: str) -> None:
        current = self._editor.selection.current
        if current is None:
            first = along(self._editor.flow, None)
            if first:
                self.go_to(first)
            return
        step = towards(self._editor.flow, current, direction)
        if step:
            self.go_to(step)

    def _extend(self, direction: str) -> None:
        current = self._editor.selection.current
        step = towards(self._editor.flow, current, direction) if current else None
        if step:
            self._editor.selection.choose(
                [*(each for each in self._editor.selection.steps if each != step), step]
            )

    def _follow(self, direction: str) -> None:
        current = self._editor.selection.current
        step = follow(self._editor.flow, current, direction) if current else None
        if step:
            self.go_to(step)

    def _nudge(self, direction: str) -> None:
        dx, dy = DIRECTIONS[direction]
        self._editor.nudge(dx * _NUDGE, dy * _NUDGE)

    def go_to(self, step: str) -> None:
        """Select a step and bring it into view."""
        self._editor.selection.choose([step])
        boxes = self._view.boxes()
        if step in boxes:
            left, top, right, bottom = boxes[step]
            self._view.reveal(QRectF(left, top, right - left, bottom - top))
