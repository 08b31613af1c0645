"""The canvas for screen readers: one item a node, with role, name and its numbers.

Nodes are graphics items and no objects of Qt's, so that the view answers for them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from ui.flow.view import FlowView
from ui.flow.walking import path_order
from ui.flow.words import spoken
from ui.look.aloud import PaintedAloud

INNOVATION = ""
"""What stands for true innovation where steps have their ids: it is computed, and nobody goes there."""


class CanvasAloud(QAccessibleWidget):
    """The view: its children are the nodes, in the order of the path, true innovation last."""

    def __init__(self, view: FlowView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._nodes: dict[str, NodeAloud] = {}
        self.told: str | None = None  # the node that the focus was last told of

    def nodes(self) -> list[NodeAloud]:
        """The nodes as they are now, each the same object as long as it is there."""
        order = path_order(self._view.flow()) if isValid(self._view) else []
        if order and self._view.has_node(INNOVATION):
            order.append(INNOVATION)
        for step_id in order:
            if step_id not in self._nodes:
                node = NodeAloud(self._view, self, step_id)
                QAccessible.registerAccessibleInterface(node)
                self._nodes[step_id] = node
        return [self._nodes[step_id] for step_id in order]

    def childCount(self) -> int:
        return len(self.nodes())

    def child(self, index: int) -> Any:
        nodes = self.nodes()
        return nodes[index] if 0 <= index < len(nodes) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        nodes = self.nodes()
        return next((place for place, node in enumerate(nodes) if node is child), -1)

    def childAt(self, x: int, y: int) -> Any:
        return next((node for node in self.nodes() if node.rect().contains(x, y)), None)

    def focusChild(self) -> Any:
        current = self._view.current()
        return next((node for node in self.nodes() if node.step_id == current), None)


class NodeAloud(PaintedAloud):
    """One node. Names are edited by the keys of the canvas."""

    def __init__(self, view: FlowView, canvas: CanvasAloud, step_id: str) -> None:
        super().__init__(view, canvas)
        self._view, self._canvas = view, canvas
        self.step_id = step_id

    def is_there(self) -> bool:
        return self._view.has_node(self.step_id)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def place(self) -> QRect:
        seen = self._view.node_on_screen(self.step_id)
        return QRect(self._view.mapToGlobal(seen.topLeft()), seen.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = self.step_id != INNOVATION
        if not self.isValid():
            state.invalid = True
            return state
        state.selected = self.step_id in self._view.selected()
        state.focused = self.step_id == self._view.current() and self._view.hasFocus()
        return state

    def words(self) -> str:
        if self.step_id == INNOVATION:
            return spoken(self._view.face(self.step_id))
        place = [node.step_id for node in self._canvas.nodes()].index(self.step_id) + 1
        return spoken(self._view.face(self.step_id), place)


def _interface(_name: str, made: QObject) -> QAccessibleInterface | None:
    if not isinstance(made, FlowView):
        return None
    canvas = CanvasAloud(made)
    made.aloud = canvas
    return canvas


@lru_cache(maxsize=1)
def install() -> None:
    """Let screen readers into every flow canvas from now on."""
    QAccessible.installFactory(_interface)


def tell_focus(view: FlowView) -> None:
    """Tell screen readers that the keys are at another node now."""
    if not QAccessible.isActive():
        return
    canvas = QAccessible.queryAccessibleInterface(view)
    if not isinstance(canvas, CanvasAloud):
        return
    current = view.current() if view.hasFocus() else None
    if current == canvas.told:
        return
    canvas.told = current
    for place, node in enumerate(canvas.nodes()):
        if node.step_id == current:
            event = QAccessibleEvent(view, QAccessible.Event.Focus)
            event.setChild(place)
            QAccessible.updateAccessibility(event)
