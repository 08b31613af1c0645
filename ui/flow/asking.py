"""Asking for a new step: where it goes, what it is linked with, and the names known already."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from core.model.flow import Link, StepKind
from core.model.layout import COLUMN, NODE_HEIGHT, NODE_WIDTH, ROW
from ui.flow.editor import Editor, Place
from ui.flow.popups import QuickInsert
from ui.flow.scene import FlowScene
from ui.flow.shapes import width
from ui.flow.view import FlowView


@dataclass(frozen=True)
class _Wanted:
    """Where the new step goes: into a link, beside a step, or at a place between two others.

    ``ahead`` puts it between its source and everything that one leads to.
    """

    place: Place = (0.0, 0.0)
    source: str = ""
    target: str = ""
    link: Link | None = None
    beside: str = ""
    below: bool = False
    ahead: bool = False


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

    def cover(self, widget: QWidget) -> None:
        """Have a double click on what covers the canvas ask there too."""
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.MouseButtonDblClick or not isinstance(
            event, QMouseEvent
        ):
            return False
        at = self._view.viewport().mapFromGlobal(event.globalPosition())
        self.at_point(self._view.mapToScene(at.toPoint()))
        return True

    @Slot()
    def anywhere(self) -> None:
        """Into the selected link, behind the one selected step, or in the middle of what is seen."""
        selection = self._editor.selection
        if selection.links:
            self._into(selection.links[0])
            return
        if len(selection.steps) == 1 and self._behind_selected(selection.steps[0]):
            return
        middle = self._view.mapToScene(self._view.viewport().rect().center())
        self._open(middle, _Wanted(self._scene.free_place(middle)))

    def _into(self, link: Link) -> None:
        self.on_link(QPointF(*self._scene.edges[link].route.at(0.5)), link)

    def _behind_selected(self, step_id: str) -> bool:
        """Ask for a step behind another: on its way on, or as its way on. Not where none belongs."""
        flow = self._editor.flow
        step, targets = flow.step(step_id), flow.targets(step_id)
        if step.kind is StepKind.NEED_MET:
            complete = all(flow.one(kind) for kind in (StepKind.ADOPTION, StepKind.OUTCOME))
            if not complete:
                self.grow("right")
            return not complete
        if step.kind.is_endpoint:
            return False
        if not targets:
            self.grow("right")
        elif len(targets) == 1:
            self._into(Link(step_id, targets[0]))
        else:
            at = QPointF(self._behind(step_id), step.y + NODE_HEIGHT / 2)
            self._open(at, _Wanted(source=step_id, ahead=True))
        return True

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
        elif wanted.ahead and flow.has(wanted.source):
            self._editor.insert_behind(name, kind, wanted.source)
        elif wanted.beside and flow.has(wanted.beside):
            self._editor.branch(name, kind, wanted.beside, wanted.below)
        else:
            source = wanted.source if flow.has(wanted.source) else ""
            target = wanted.target if flow.has(wanted.target) else ""
            self._editor.add(name, kind, wanted.place, source, target)
