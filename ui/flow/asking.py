"""Asking for a new step: where it goes, what it is linked with, and the names known already."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, Slot

from core.model.flow import Link, StepKind
from core.model.layout import COLUMN, NODE_HEIGHT, NODE_WIDTH, ROW
from ui.flow.editor import Editor, Place
from ui.flow.popups import QuickInsert
from ui.flow.scene import FlowScene
from ui.flow.shapes import width
from ui.flow.view import FlowView


@dataclass(frozen=True)
class _Wanted:
    """Where the new step goes: into a link, beside a step, or at a place between two others."""

    place: Place = (0.0, 0.0)
    source: str = ""
    target: str = ""
    link: Link | None = None
    beside: str = ""
    below: bool = False


class Asking(QObject):
    """Opens the quick insert, and adds what it brings."""

    def __init__(self, view: FlowView, scene: FlowScene, editor: Editor) -> None:
        super().__init__(view)
        self._view, self._scene, self._editor = view, scene, editor
        self._wanted = _Wanted()
        self.popup = QuickInsert(view)
        self.popup.inserted.connect(self._insert)
        view.asked.connect(self.at_point)
        view.asked_on.connect(self.on_link)

    @Slot()
    def anywhere(self) -> None:
        """Into the selected link, behind a selected step that leads nowhere, or in the middle."""
        selection, flow = self._editor.selection, self._editor.flow
        if selection.links:
            edge = self._scene.edges[selection.links[0]]
            self.on_link(QPointF(*edge.route.at(0.5)), selection.links[0])
            return
        current = selection.current
        if current and not flow.targets(current) and not flow.step(current).kind.is_endpoint:
            self.grow("right")
            return
        middle = self._view.mapToScene(self._view.viewport().rect().center())
        self._open(middle, _Wanted(self._scene.free_place(middle)))

    @Slot(object, str, str)
    def at_point(self, at: QPointF, source: str = "", target: str = "") -> None:
        """Around a point of the canvas; a link drawn to it ends at the new step's port."""
        dx = NODE_WIDTH / 2 if not source and not target else 0.0 if source else NODE_WIDTH
        place = (float(round(at.x() - dx)), float(round(at.y() - NODE_HEIGHT / 2)))
        self._open(at, _Wanted(place, source, target))

    @Slot(object, object)
    def on_link(self, at: QPointF, link: Link) -> None:
        """In the middle of a link."""
        self._open(at, _Wanted(source=link.source, link=link))

    @Slot(str)
    def grow(self, direction: str) -> None:
        """Beside the current step: behind it, before it, or parallel to it."""
        flow, current = self._editor.flow, self._editor.selection.current
        if current is None:
            self.anywhere()
            return
        step = flow.step(current)
        below = direction == "down"
        if direction in ("up", "down") and not flow.sources(current):
            # Nothing leads here, so that nothing could lead to a parallel step: branch off instead.
            away = ROW if below else -ROW
            place = self._editor.free(self._behind(current), step.y + away, away)
            wanted = _Wanted(place, source=current)
        elif direction in ("up", "down"):
            place = self._editor.free(step.x, step.y, ROW if below else -ROW)
            wanted = _Wanted(place, beside=current, below=below)
        elif direction == "right":
            wanted = _Wanted(self._editor.free(self._behind(current), step.y), source=current)
        else:
            wanted = _Wanted(self._editor.free(step.x - COLUMN, step.y), target=current)
        x, y = wanted.place
        self._open(QPointF(x + NODE_WIDTH / 2, y + NODE_HEIGHT / 2), wanted)

    def _behind(self, step_id: str) -> float:
        step = self._editor.flow.step(step_id)
        return step.x + width(step.kind) + COLUMN - NODE_WIDTH

    def _open(self, at: QPointF, wanted: _Wanted) -> None:
        if self._editor.refuses():
            return
        self._wanted = wanted
        used = {step.name for step in self._editor.flow.steps}
        past = {step.name for flow in self._editor.session.study.flows() for step in flow.steps}
        kind = self._editor.default_kind(wanted.source)
        if wanted.beside:
            kind = StepKind.STEP
        where = self._view.mapFromScene(at) + QPoint(14, 14)
        self._view.close_names()
        self.popup.open(where, kind, sorted(past - used))

    @Slot(str, object)
    def _insert(self, name: str, kind: StepKind) -> None:
        wanted, flow = self._wanted, self._editor.flow
        if wanted.link is not None and wanted.link in flow.links:
            self._editor.insert(name, kind, wanted.link)
        elif wanted.beside and flow.has(wanted.beside):
            self._editor.branch(name, kind, wanted.beside, wanted.below)
        else:
            source = wanted.source if flow.has(wanted.source) else ""
            target = wanted.target if flow.has(wanted.target) else ""
            self._editor.add(name, kind, wanted.place, source, target)
