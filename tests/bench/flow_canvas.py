"""The flow canvas with 200 nodes and live numbers, at 1× and 2×, beside NodeGraphQt with as many.

Run as a plain script; ``--quick`` draws 40 nodes and fits 200. Windows open on the screen there is, or
on Xvfb. Goals: pan and drag p95 at most 16 ms a frame (33 ms at 2×), 1,000 nodes fitted in 50 ms, 200
opened in 100 ms, 50 tidied in 20 ms, an observation on the canvas after 16 ms. A frame repaints the
whole view. CPU is the time this process computed, which other programs do not lengthen.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
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

ROOT = Path(__file__).resolve().parents[2]
FRAMES = 120
SIZE = (1452, 918)
RIVAL = ROOT / "out" / "rival"
LOCK = ROOT / "build" / "requirements" / "rival.txt"


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


def walked(path: Path, flow: Flow, people: int = 30) -> Study:
    """A study in which so many partners were seen at most steps."""
    study = begin(path, "bench", flow)
    iteration, pick = study.iterations()[0], random.Random(2)
    partners = [CustomerPartner(str(n), f"P-{n:03d}") for n in range(people)]
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


@dataclass(frozen=True)
class Spent:
    """Milliseconds that one act took: on the clock, and of computing."""

    wall: float
    cpu: float

    @classmethod
    def since(cls, wall: float, cpu: float) -> Self:
        """From two readings of the clocks until now."""
        return cls((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3)


def measured(act: Callable[[int], object], times: int) -> list[Spent]:
    """What each call took."""
    spent = []
    for number in range(times):
        started = time.perf_counter(), time.process_time()
        act(number)
        spent.append(Spent.since(*started))
    return spent


def tell(name: str, spent: Sequence[Spent], goal: str = "") -> None:
    """Hand one line of figures to the process that prints them."""
    wall, cpu = [each.wall for each in spent], [each.cpu for each in spent]
    print(json.dumps([name, wall, cpu, goal]), flush=True)


def told(name: str, wall: Sequence[float], cpu: Sequence[float], goal: str) -> float:
    """Print one line, median and 95th percentile on the clock and of the CPU; returns CPU's median."""
    columns = [f"{statistics.median(times):7.1f} {p95(times):7.1f}" for times in (wall, cpu)]
    print(f"{name:38}{columns[0]}  {columns[1]}   {goal}", flush=True)
    return statistics.median(cpu)


def p95(times: Sequence[float]) -> float:
    """The 95th percentile; of a single time that time."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def panning(screen: FlowScreen) -> list[Spent]:
    def pan(number: int) -> None:
        screen.view.scroll_by(QPointF(9 if number % 40 < 20 else -9, 3))
        screen.view.viewport().repaint()

    return measured(pan, FRAMES)


def dragging(screen: FlowScreen) -> list[Spent]:
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

    spent = measured(drag, FRAMES)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start)
    return spent


class Painted(QObject):
    """Knows when the canvas was painted last."""

    def __init__(self, screen: FlowScreen) -> None:
        super().__init__(screen)
        self.count = 0
        screen.view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def observing(app: QApplication, screen: FlowScreen) -> list[Spent]:
    """From an observation to the canvas that was painted with it."""
    study, painted = screen.session.study, Painted(screen)
    iteration, steps = study.iterations()[0], screen.editor.flow.steps
    # Every one changes a number.
    turns = (Status.DEVIATED, Status.ALIGNED)

    def observe(number: int) -> None:
        before = painted.count
        step = steps[1 + number // 2 % 8]
        study.record(
            Observation(new_id(), "0", iteration.id, step.id, turns[number % 2], now(), reason="x")
        )
        while painted.count == before:
            app.processEvents()

    spent = []
    for number in range(40):
        app.processEvents()
        spent += measured(lambda _, at=number: observe(at), 1)  # type: ignore[misc]
        end = time.monotonic() + 0.05  # the dock follows, and the next frame may begin
        while time.monotonic() < end:
            app.processEvents()
    return spent


def ours(count: int, many: int, scale: int) -> None:
    """Measure our canvas in this process."""
    app = QApplication([])
    app.setStyle("Fusion")
    ensure_font(app)
    theme.apply(app, dark=False)
    frame = "goal p95 16" if scale == 1 else "goal p95 33"
    if scale == 1:
        fifty = drawn(50)
        tell("tidy 50 nodes", measured(lambda _: tidy_places(fifty), 10), "goal 20")
    with tempfile.TemporaryDirectory() as folder:
        session = Session(walked(Path(folder) / "bench.footpath", arrange(drawn(count))))
        screens = [FlowScreen(session) for _ in range(3)]
        spent = measured(lambda number: show(app, screens[number]), len(screens))
        screen = screens.pop()
        for each in screens:
            each.close()
            each.deleteLater()
        app.processEvents()
        tell(f"open {count} nodes, first time", spent[:1])
        tell(f"open {count} nodes", spent[1:], "goal 100")
        for zoom in (0.8, 0.3):
            screen.view.zoom_by(zoom / screen.view.zoom, QPointF(700, 300))
            app.processEvents()
            tell(f"pan {count} nodes at {zoom:.0%}", panning(screen), frame)
            tell(f"drag {count} nodes at {zoom:.0%}", dragging(screen), frame)
        screen.view.fit()
        tell(f"observation to canvas, {count} nodes", observing(app, screen), "goal 16")
        screen.close()
        session.close()
        session = Session(walked(Path(folder) / "many.footpath", arrange(drawn(many)), people=3))
        screen = FlowScreen(session)
        screen.resize(*SIZE)
        show(app, screen)

        def fit(_number: int) -> None:
            screen.view.fit()
            screen.view.viewport().repaint()

        tell(f"fit {many} nodes and paint", measured(fit, 20), "goal 50")
        screen.close()
        session.close()


def show(app: QApplication, screen: FlowScreen) -> None:
    """Bring a screen up until it was painted."""
    screen.resize(*SIZE)
    screen.arrive()
    screen.show()
    app.processEvents()


@contextmanager
def display() -> Iterator[Mapping[str, str]]:
    """An environment with a screen: the one there is, else Xvfb, else offscreen."""
    program = shutil.which("Xvfb")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt":
        yield os.environ
    elif program is None:
        yield os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    else:
        reading, writing = os.pipe()
        words = [program, "-displayfd", str(writing), "-screen", "0", "3200x2200x24", "-dpi", "96"]
        server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        try:
            yield os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()
            server.wait()


def rival_ready() -> bool:
    """Install what is drawn beside ours into its own folder, once; says whether it is there."""
    if (RIVAL / "NodeGraphQt").is_dir():
        return True
    words = "-m pip install --no-deps --require-hashes --target out/rival -r"
    command = [*words.split(), LOCK.relative_to(ROOT).as_posix()]
    quiet = ["-q", "--disable-pip-version-check", "--retries", "1", "--timeout", "5"]
    done = subprocess.run(
        [sys.executable, *command, *quiet], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode:
        print(
            f"NodeGraphQt is not here. Get it with: {Path(sys.executable).name} {' '.join(command)}"
        )
    return not done.returncode


def started(code: str, env: Mapping[str, str]) -> dict[str, float]:
    """Run one part in a process of its own and print what it measures; CPU's medians by name."""
    found = {}
    words = [sys.executable, "-c", f"from tests.bench import flow_canvas, flow_rival; {code}"]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as part:
        for line in part.stdout or ():
            name, wall, cpu, goal = json.loads(line)
            found[name] = told(name, wall, cpu, goal)
    if part.returncode:
        sys.exit(part.returncode)
    return found


def main() -> None:
    """Measure and print: ours at 1× and 2×, then the others, then ours as ratios of theirs."""
    count, many = (40, 200) if "--quick" in sys.argv else (200, 1000)
    with display() as environment:
        paths = os.pathsep.join((str(ROOT), str(RIVAL)))
        env = {**environment, "PYTHONPATH": paths, "QT_SCALE_FACTOR": "1"}
        print(f"{'milliseconds':41}wall  p95       CPU     p95", flush=True)
        print("-- ours at 1×", flush=True)
        ours_took = started(f"flow_canvas.ours({count}, {many}, 1)", env)
        print("-- ours at 2×", flush=True)
        started(f"flow_canvas.ours({count}, {many}, 2)", {**env, "QT_SCALE_FACTOR": "2"})
        names = ["bare scene", *(["NodeGraphQt"] if rival_ready() else [])]
        print("-- others at 1×", flush=True)
        took = {name: started(f"flow_rival.main({count}, {name!r})", env) for name in names}
    print("-- CPU of ours as a share of theirs, medians", flush=True)
    for name, theirs in took.items():
        for act, time_taken in theirs.items():
            print(f"{act:38}{ours_took[act.removeprefix(f'{name}: ')] / time_taken:7.2f}")


if __name__ == "__main__":
    main()
