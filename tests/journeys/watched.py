"""The program itself, telling a test on its standard input where things are on the screen.

Run with a study file. Each line read is a question in JSON, each line written its answer: a point
``[x, y]`` of the screen, or null where there is no such thing now.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QObject, QPoint, QPointF, QSocketNotifier
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from core.model.flow import Link
from ui.shell import application


class Watcher(QObject):
    """Answers while the program runs. ``canvas`` is asked of the flow screen's view."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._on_lines)

    def _on_lines(self) -> None:
        line = sys.stdin.readline()
        if not line:  # whoever asked has gone
            self._lines.setEnabled(False)
            return
        question = json.loads(line)
        at = _ANSWERS[question.pop("what")](**question)
        print(json.dumps(None if at is None else [at.x(), at.y()]), flush=True)


def view() -> Any:
    """The canvas; None before the flow screen is made."""
    found = (each for each in QApplication.allWidgets() if type(each).__name__ == "FlowView")
    return next((each for each in found if each.isVisible()), None)


def on_screen(at: QPointF) -> QPoint:
    canvas = view()
    return QPoint(canvas.viewport().mapToGlobal(canvas.mapFromScene(at)))


def step(name: str, across: float, down: float) -> QPoint | None:
    """A share of a node's width and height: the ports are at 0 and 1 across, 0.5 down."""
    found = view().flow().named(name) if view() else None
    boxes = view().boxes() if found else {}
    if found is None or found.id not in boxes:
        return None
    left, top, right, bottom = boxes[found.id]
    return on_screen(QPointF(left + (right - left) * across, top + (bottom - top) * down))


def link(source: str, target: str) -> QPoint | None:
    """Where the label of a link stands."""
    flow = view().flow()
    ends = [flow.named(name) for name in (source, target)]
    edge = view().scene().edges.get(Link(*(each.id for each in ends if each)))
    return on_screen(edge.label.pos()) if edge else None


def canvas(across: float, down: float) -> QPoint | None:
    """A share of the canvas as it is seen."""
    port = view().viewport() if view() else None
    if port is None:
        return None
    spot = QPointF(port.width() * across, port.height() * down)
    return QPoint(port.mapToGlobal(spot.toPoint()))


def button(text: str) -> QPoint | None:
    """The middle of a button with that text or accessible name."""
    for each in QApplication.allWidgets():
        named = isinstance(each, QAbstractButton) and text in (each.text(), each.accessibleName())
        if named and each.isVisible() and each.isEnabled():
            return QPoint(each.mapToGlobal(each.rect().center()))
    return None


def words(text: str) -> QPoint | None:
    """The middle of what is seen and begins with a text: a label, or a name that is read aloud."""
    for each in QApplication.allWidgets():
        said = (each.accessibleName(), each.text() if isinstance(each, QLabel) else "")
        if each.isVisible() and any(one.startswith(text) for one in said if one):
            return QPoint(each.mapToGlobal(each.rect().center()))
    return None


_ANSWERS: Mapping[str, Callable[..., QPoint | None]] = {
    "step": step,
    "link": link,
    "canvas": canvas,
    "button": button,
    "words": words,
}


def main() -> int:
    """Run the program as the command line would."""
    watchers: list[Watcher] = []
    move_in = application.move_in

    def moved_in(*words: Any, **named: Any) -> Any:
        watchers.append(Watcher())
        return move_in(*words, **named)

    application.move_in = moved_in
    import main as program

    return program.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
