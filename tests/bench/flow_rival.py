"""As many nodes as ours drawn by others: NodeGraphQt, and a bare scene of rectangles and texts.

Started by ``flow_canvas.py`` in a process of its own; draws the same flow and hands on the same figures.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsScene,
    QGraphicsView,
)

from core.model.edits import arrange
from core.model.flow import Flow
from tests.bench.flow_canvas import FRAMES, SIZE, Spent, drawn, measured, tell

Pan = Callable[[int], object]


def main(count: int, name: str) -> None:
    """Measure one of them with so many nodes."""
    app = QApplication([])
    app.setStyle("Fusion")
    flow = arrange(drawn(count))
    view, pan, drag, opened = RIVALS[name](app, flow)

    def frame(act: Pan) -> Callable[[int], None]:
        def painted(number: int) -> None:
            act(number)
            view.viewport().repaint()

        return painted

    tell(f"{name}: open {count} nodes", [opened])
    tell(f"{name}: pan {count} nodes at 80%", measured(frame(pan), FRAMES))
    tell(f"{name}: drag {count} nodes at 80%", measured(frame(drag), FRAMES))
    view.window().close()


def nodegraphqt(app: QApplication, flow: Flow) -> tuple[QGraphicsView, Pan, Pan, Spent]:
    """NodeGraphQt with a node a step and a pipe a link."""
    from NodeGraphQt import BaseNode, NodeGraph  # type: ignore[import-not-found]

    class Node(BaseNode):  # type: ignore[misc]
        __identifier__ = "bench"
        NODE_NAME = "Node"

        def __init__(self) -> None:
            super().__init__()
            self.add_input("in", multi_input=True)
            self.add_output("out")

    started = time.perf_counter(), time.process_time()
    graph = NodeGraph()
    graph.register_node(Node)
    nodes = {
        step.id: graph.create_node(
            "bench.Node", name=step.name, pos=[step.x, step.y], selected=False, push_undo=False
        )
        for step in flow.steps
    }
    for link in flow.links:
        nodes[link.source].set_output(0, nodes[link.target].input(0))
    graph.widget.resize(*SIZE)
    graph.widget.show()
    app.processEvents()
    opened = Spent.since(*started)
    viewer = graph.viewer()
    viewer.set_zoom(0.0)
    middle = nodes[flow.steps[len(flow.steps) // 2].id]
    viewer.center_selection([middle.view])
    app.processEvents()

    def drag(number: int) -> None:
        middle.view.xy_pos = [middle.pos()[0] + 3, middle.pos()[1] + (2 if number % 2 else -2)]

    def pan(number: int) -> None:
        viewer._set_viewer_pan(9 if number % 40 < 20 else -9, 3)

    return viewer, pan, drag, opened


def bare(app: QApplication, flow: Flow) -> tuple[QGraphicsView, Pan, Pan, Spent]:
    """A plain scene with a rectangle and its name a step, and a straight line a link."""
    started = time.perf_counter(), time.process_time()
    scene = QGraphicsScene()
    boxes = {}
    for step in flow.steps:
        boxes[step.id] = scene.addRect(QRectF(0, 0, 210, 148))
        boxes[step.id].setPos(step.x, step.y)
        scene.addSimpleText(step.name).setParentItem(boxes[step.id])
    places = {step.id: (step.x, step.y) for step in flow.steps}
    for link in flow.links:
        (x0, y0), (x1, y1) = places[link.source], places[link.target]
        scene.addLine(x0 + 210, y0 + 74, x1, y1 + 74)
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.resize(*SIZE)
    view.scale(0.8, 0.8)
    view.show()
    app.processEvents()
    opened = Spent.since(*started)
    middle = boxes[flow.steps[len(flow.steps) // 2].id]
    view.centerOn(middle)

    def pan(number: int) -> None:
        bar = view.horizontalScrollBar()
        bar.setValue(bar.value() + (9 if number % 40 < 20 else -9))

    return view, pan, lambda number: middle.moveBy(3, 2 if number % 2 else -2), opened


RIVALS = {"NodeGraphQt": nodegraphqt, "bare scene": bare}
