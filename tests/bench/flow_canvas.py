"""The flow canvas with 200 nodes and live numbers: frames while panning and dragging, fit, tidy.

Run as a plain script; ``--quick`` draws 40 nodes. Goals: pan and drag p95 at most 16 ms a frame,
tidy of 50 nodes at most 20 ms. A frame repaints the whole view, which is more than a pan needs.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.begin import begin
from core.model.edits import arrange, with_endpoints
from core.model.flow import Flow, Link, Step, StepKind
from core.model.ids import new_id
from core.model.layout import tidy_places
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.study import Study
from ui.flow.screen import FlowScreen
from ui.look.font import ensure_font
from ui.look.theme import theme
from ui.session import Session

FRAMES = 120


def drawn(count: int) -> Flow:
    """A flow of so many steps: a path that splits into two or three branches and merges again."""
    pick = random.Random(1)
    steps = [Step("0", "Customer meets the trigger", StepKind.TRIGGER)]
    links: list[Link] = []
    last = ["0"]
    while len(steps) < count - 1:
        wide = min(pick.choice([1, 1, 1, 2, 3]), count - 1 - len(steps))
        fresh = [str(len(steps) + each) for each in range(wide)]
        steps += [Step(each, f"Customer does thing {each}") for each in fresh]
        links += [Link(a, b) for a in last for b in fresh]
        last = fresh
    steps.append(Step(str(count - 1), "Customer need is met", StepKind.NEED_MET))
    links += [Link(each, str(count - 1)) for each in last]
    return with_endpoints(Flow("flow", 1, tuple(steps), tuple(links)))


def walked(path: Path, flow: Flow) -> Study:
    """A study in which 30 partners were seen at most steps."""
    study = begin(path, "bench", flow)
    iteration, pick = study.iterations()[0], random.Random(2)
    partners = [CustomerPartner(str(n), f"P-{n:03d}") for n in range(30)]
    seen = [
        Observation(
            new_id(),
            partner.id,
            iteration.id,
            step.id,
            Status.ALIGNED if pick.random() < 0.95 else Status.DEVIATED,
            now(),
            reason="No time",
        )
        for partner in partners
        for step in flow.steps
        if pick.random() < 0.95
    ]
    study.do("bench", "bench", [*partners, *seen])
    return study


def timed(act: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each call."""
    spent = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        spent.append((time.perf_counter() - start) * 1e3)
    return spent


def tell(name: str, spent: Sequence[float], goal: str = "") -> None:
    p95 = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
    print(f"{name:32} median {statistics.median(spent):7.1f} ms   p95 {p95:7.1f} ms   {goal}")


def panning(screen: FlowScreen) -> list[float]:
    def pan(number: int) -> None:
        screen.view.scroll_by(QPointF(9 if number % 40 < 20 else -9, 3))
        screen.view.viewport().repaint()

    return timed(pan, FRAMES)


def dragging(screen: FlowScreen) -> list[float]:
    view = screen.view
    middle = view.mapToScene(view.viewport().rect().center())
    nodes = screen.scene.nodes
    step = min(nodes, key=lambda each: (nodes[each].pos() - middle).manhattanLength())
    start = view.mapFromScene(nodes[step].pos() + QPointF(90, 40))
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)

    def drag(number: int) -> None:
        QTest.mouseMove(viewport, start + QPointF(3 * number, 2 * number).toPoint())
        viewport.repaint()

    spent = timed(drag, FRAMES)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start)
    return spent


def main() -> None:
    """Measure and print."""
    count = 40 if "--quick" in sys.argv else 200
    app = QApplication([])
    app.setStyle("Fusion")
    ensure_font(app)
    theme.apply(app, dark=False)
    fifty = drawn(50)
    tell("tidy 50 nodes", timed(lambda _: tidy_places(fifty), 10), "goal 20 ms")
    with tempfile.TemporaryDirectory() as folder:
        session = Session(walked(Path(folder) / "bench.footpath", arrange(drawn(count))))
        screen = FlowScreen(session)
        screen.resize(1452, 918)

        def show(_number: int) -> None:
            screen.arrive()
            screen.show()
            app.processEvents()

        tell(f"open {count} nodes", timed(show, 1), "goal 100 ms")
        for zoom in (0.8, 0.3):
            screen.view.zoom_by(zoom / screen.view.zoom, QPointF(700, 300))
            app.processEvents()
            tell(f"pan at {zoom:.0%}", panning(screen), "goal p95 16 ms")
            tell(f"drag at {zoom:.0%}", dragging(screen), "goal p95 16 ms")
        tell("measure and bring in step", timed(lambda _: screen.refresh(), 10))
        screen.close()
        session.close()


if __name__ == "__main__":
    main()
