"""Key press to painted: marks made in Capture until rail, log and all funnel panels are painted.

The window as a person has it, with Capture shown, and Funnels with four panels of six steps beside it;
real key events, 20 a second, and the file written in the background. Partners are interviewed from
the trigger to the need met, the last mark is taken back and made again; all of them are in every
cohort, so that each press changes every panel. ``--quick`` measures a small study. Goal: p95 at most
16 ms at 100,000 observations of 20,000 partners, 33 ms at 1,000,000. What this thread computed is told
beside the time on the clock, as other work of the machine does not count in it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.begin import STARTING_ATTRIBUTES
from core.documents import flow_documents
from core.model.edits import path_flow
from core.model.ids import new_id, new_ids
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import moment
from core.model.observation import Observation, Status
from core.model.partner import Cohort, CustomerPartner, Is
from core.model.structure import structure
from core.study import Study, new_study
from ui.capture.screen import CaptureScreen
from ui.funnel.plot import Plot
from ui.funnel.screen import FunnelScreen
from ui.look.font import ensure_font
from ui.look.theme import theme
from ui.shell.window import Window

STEPS = 6
OBSERVED = 5
"""Of these steps a partner is seen at, on average."""
GOALS_MS = {1_000: 16.0, 100_000: 16.0, 1_000_000: 33.0}
"""The 95th percentile to keep, by the number of observations."""
BETWEEN_MS = 50  # 20 keys a second
MARKED = 100
"""Partners at the front who belong to every cohort and are still to be interviewed."""


def build(path: Path, observations: int) -> None:
    """A study of six steps, three cohorts, and about so many observations in one iteration."""
    flow = path_flow([f"Customer does thing {n}" for n in range(1, STEPS + 1)])
    steps = [step.id for step in structure(flow).steps]
    iteration = Iteration(new_id(), 1, flow.id, moment_of(0))
    dice = Random(1)
    partners = [
        CustomerPartner(f"p{n:06d}", f"P-{n:06d}", {"size": "bcd"[n % 3] if n >= MARKED else "a"})
        for n in range(observations // OBSERVED)
    ]
    cohorts = [Cohort(f"c{n}", f"Size a or {n}", rule=Is("size", ("a", n))) for n in "bcd"]
    ids = iter(new_ids(len(partners) * STEPS))
    seen: list[Observation] = []
    for number, partner in enumerate(partners[MARKED:]):
        for place, step in enumerate(steps):
            left = dice.random() < 0.07
            status = Status.DEVIATED if left else Status.ALIGNED
            reason = f"Reason {dice.randrange(23)}" if left else ""
            at = moment_of(number * STEPS + place)
            seen.append(
                Observation(next(ids), partner.id, iteration.id, step, status, at, reason=reason)
            )
            if left:
                break
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


def measure(app: QApplication, path: Path, interviews: range, *, funnel: bool) -> list[Span]:
    """The marks of some interviews, with the funnels beside Capture or alone."""
    window = Window()
    window.resize(1600, 1000)
    window.show_study(Study.open(path, background=True), "capture", remember=False)
    window.show()
    frame = window.frame
    if frame is None or not isinstance(frame.shown, CaptureScreen):
        raise RuntimeError("Capture is not shown")
    session, capture = frame.session, frame.shown
    funnels = FunnelScreen(session)
    funnels.resize(1920, 1080)
    session.choose(cohorts=("everyone", "cb", "cc", "cd"))
    if funnel:
        funnels.arrive()
        funnels.show()
        window.activateWindow()
    QTest.qWait(1000)
    panels = [each.viewport() for each in funnels.findChildren(Plot) if each.isVisible()]
    if funnel and sum(not each.visibleRegion().isEmpty() for each in panels) != 4:
        raise RuntimeError("not all panels are seen")
    painted = Painted([capture.page.rail.viewport(), capture.page.log.viewport(), *panels])
    spans = []
    for number in interviews:
        session.choose(partner=f"p{number:06d}")
        capture.take_focus()
        QTest.qWait(200)
        QTest.keyClick(focused(app), Qt.Key.Key_Return)  # begins the interview
        QTest.qWait(500)
        for place in range(STEPS):
            QTest.keyClick(focused(app), Qt.Key(Qt.Key.Key_1 + place))
            QTest.qWait(BETWEEN_MS)
            spans.append(press(app, painted, Qt.Key.Key_A))
            QTest.qWait(BETWEEN_MS)
        QTest.keyClick(focused(app), Qt.Key(Qt.Key.Key_1 + STEPS - 1))
        for key in (Qt.Key.Key_X, Qt.Key.Key_A):
            QTest.qWait(BETWEEN_MS)
            spans.append(press(app, painted, key))
    window.close()
    for each in (window, funnels):
        each.hide()
        each.deleteLater()
    return spans


def main() -> None:
    """Print the spans."""
    quick = "--quick" in sys.argv
    sizes = (1_000,) if quick else tuple(GOALS_MS)
    app = QApplication([])
    app.setStyle("Fusion")
    ensure_font(app)
    theme.apply(app, dark=False)
    print(f"{'':36}  on the clock, ms          computed, ms")
    print(f"{'':36}  median     p95  of goal   median     p95")
    for size in sizes:
        many = 5 if quick else 10 if size > 100_000 else 40
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.footpath"
            build(path, size)
            for funnel, some in ((False, range(many)), (True, range(many, 2 * many))):
                report(size, funnel, measure(app, path, some, funnel=funnel))
    for size, goal in GOALS_MS.items():
        print(f"goal: p95 at most {goal:.0f} ms with funnels at {size:,} observations")


def report(size: int, funnel: bool, spans: Sequence[Span]) -> None:
    """One line of figures."""
    wall, computed = (sorted(each) for each in zip(*spans, strict=True))
    last = int(len(spans) * 0.95)
    name = f"{size:>9,} observations{', with funnels' if funnel else ''}"
    print(
        f"{name:<36}  {statistics.median(wall):6.1f}  {wall[last]:6.1f}  "
        f"{wall[last] / GOALS_MS[size]:5.2f} x   {statistics.median(computed):6.1f}  {computed[last]:6.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
