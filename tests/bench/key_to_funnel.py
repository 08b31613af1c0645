"""Key press to painted: marks made in Capture until rail, log and all funnel panels are painted.

Run as a plain script; ``--quick`` measures a small study. Goal: p95 at most 16 ms at 100,000
observations, with the file written in the background as in the window.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.begin import STARTING_ATTRIBUTES
from core.documents import flow_documents
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import moment
from core.model.observation import Observation, Status
from core.model.partner import Cohort, CustomerPartner, Is
from core.model.structure import structure
from core.study import Study, new_study
from ui.capture.screen import CaptureScreen
from ui.funnel.screen import FunnelScreen
from ui.look.font import ensure_font
from ui.look.theme import theme
from ui.session import Session

STEPS = 10
GOAL_MS = 16.0
BETWEEN_MS = 50  # 20 keys a second


def build(path: Path, observations: int) -> None:
    """A study of ten steps, four cohorts, and so many observations in one iteration."""
    flow = path_flow([f"Step {n}" for n in range(1, STEPS + 1)])
    path_ids = [step.id for step in structure(flow).steps]
    iteration = Iteration(new_id(), 1, flow.id, moment_of(0))
    partners = [
        CustomerPartner(f"p{n:06d}", f"P-{n:06d}", {"size": "bcd"[n % 3] if n % STEPS else "a"})
        for n in range(observations // STEPS)
    ]
    # Whoever is marked belongs to every cohort, so that every panel changes with every mark.
    cohorts = [Cohort(f"c{n}", f"Size a or {n}", rule=Is("size", ("a", n))) for n in "bcd"]
    seen = [
        Observation(
            new_id(),
            partner.id,
            iteration.id,
            step,
            Status.DEVIATED if (number * 7 + place * 3) % 11 == 0 else Status.ALIGNED,
            moment_of(number * STEPS + place),
            reason=f"Reason {number % 23}" if (number * 7 + place * 3) % 11 == 0 else "",
        )
        for number, partner in enumerate(partners)
        for place, step in enumerate(path_ids)
    ]
    documents = [
        StudyInfo(new_id(), "Bench"),
        *flow_documents(flow, {}),
        *STARTING_ATTRIBUTES,
        iteration,
        *partners,
        *cohorts,
        *seen,
    ]
    new_study(path, documents).close()


def moment_of(second: int) -> str:
    """A moment so many seconds into 2026."""
    from datetime import UTC, datetime, timedelta

    return moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second))


class Painted(QObject):
    """Remembers which of some widgets have been painted."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self._waiting: set[int] = set()
        self._all = {id(each): each for each in widgets}
        for each in widgets:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._waiting.discard(id(watched))
        return False

    def expect(self) -> None:
        """Wait for all of them anew."""
        self._waiting = set(self._all)

    @property
    def done(self) -> bool:
        """Whether all have been painted since."""
        return not self._waiting


def focused(app: QApplication) -> QWidget:
    """The widget that hears the keys. Raises RuntimeError where none does."""
    widget = app.focusWidget()
    if widget is None:
        raise RuntimeError("nothing has the focus")
    return widget


class Span(NamedTuple):
    """Milliseconds from a press to painted, and what this thread computed meanwhile."""

    wall: float
    computed: float


def press(app: QApplication, painted: Painted, key: Qt.Key) -> Span:
    """From the press until everything expected is painted."""
    painted.expect()
    start, computed = time.perf_counter(), time.thread_time()
    QTest.keyClick(focused(app), key)
    while not painted.done:
        app.processEvents()
        if time.perf_counter() - start > 5:
            raise RuntimeError("a mark was not painted within five seconds")
    return Span((time.perf_counter() - start) * 1000, (time.thread_time() - computed) * 1000)


def measure(app: QApplication, path: Path, marks: int, *, funnel: bool) -> list[Span]:
    """Twice so many marks, made at 20 keys a second; with the funnels beside Capture, or alone."""
    study = Study.open(path, background=True)
    session = Session(study)
    capture, funnels = CaptureScreen(session), FunnelScreen(session)
    session.choose(cohorts=("everyone", "cb", "cc", "cd"))
    window = QWidget()
    column = QVBoxLayout(window)
    for screen in (capture, funnels) if funnel else (capture,):
        screen.setFixedSize(1452, 918)
        column.addWidget(screen)
        screen.arrive()
    window.show()
    study.do("Add partner", "partners", [CustomerPartner("new", "P-new", {"size": "a"})])
    session.choose(partner="new")
    QTest.qWait(1000)
    capture.arrive()
    from pyqtgraph import PlotWidget

    panels = [each.viewport() for each in funnels.findChildren(PlotWidget) if each.isVisible()]
    painted = Painted([capture.page.rail.viewport(), capture.page.log.viewport(), *panels])
    spans = []
    for number in range(marks):
        if number % STEPS == 0:
            session.choose(partner=f"p{number % 100:06d}")
            capture.arrive()
            QTest.qWait(500)
        QTest.keyClick(focused(app), Qt.Key(Qt.Key.Key_1 + number % 9))
        QTest.qWait(BETWEEN_MS)
        # Alternately back to unknown and aligned: every press changes the funnel.
        spans.append(press(app, painted, Qt.Key.Key_X))
        QTest.qWait(BETWEEN_MS)
        spans.append(press(app, painted, Qt.Key.Key_A))
        QTest.qWait(BETWEEN_MS)
    session.close()
    window.close()
    window.deleteLater()
    funnels.deleteLater()
    return spans


def main() -> None:
    """Print the spans."""
    quick = "--quick" in sys.argv
    sizes = (1_000,) if quick else (1_000, 100_000)
    marks = 20 if quick else 150
    app = QApplication([])
    app.setStyle("Fusion")
    ensure_font(app)
    theme.apply(app, dark=False)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.footpath"
            build(path, size)
            for funnel in (False, True):
                report(size, funnel, measure(app, path, marks, funnel=funnel))


def report(size: int, funnel: bool, spans: Sequence[Span]) -> None:
    """One line of figures."""
    last = int(len(spans) * 0.95)
    p95 = sorted(each.wall for each in spans)[last]
    computed = sorted(each.computed for each in spans)[last]
    print(
        f"{size:>9,} observations, {'with' if funnel else 'without'} funnels: {len(spans)} marks, "
        f"median {statistics.median(each.wall for each in spans):.1f} ms, p95 {p95:.1f} ms "
        f"({p95 / GOAL_MS:.2f} of the goal), computing p95 {computed:.1f} ms"
    )


if __name__ == "__main__":
    main()
