"""Key press to painted in a whole interview: the scripted thirty minutes at 20 keys a second.

A real window on an unseen screen (Xvfb) and real keys (xdotool). A key counts from the moment the
server had it until the window was painted after it. Every key must have been acted on in order: the
log of the study is compared with the script. The same with 100,000 observations in the study.
``--quick`` plays the first minutes in a small study. Goal: p95 at most 16 ms.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.begin import STARTING_ATTRIBUTES
from core.documents import flow_documents
from core.model.ids import new_ids
from core.model.iteration import StudyInfo
from core.model.moment import moment
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.study import Study, new_study
from tests.core.interviews import CLOSED, COHORTS, FLOW, OPEN, PARTNERS, START
from tests.journeys.replaying import Desk, log_of
from tests.journeys.scripted import Act, expected, script

GOAL_MS = 16.0
BETWEEN_MS = 50  # 20 keys a second
LARGE = 100_000
QUICK = 40
"""Acts of the script in a quick run."""


def build(path: Path, observations: int) -> None:
    """The study of the script, with so many observations of other partners in its iteration."""
    steps = [each.id for each in FLOW.steps]
    dice, ids = Random(1), iter(new_ids(observations))
    partners = [CustomerPartner(f"q{n:06d}", f"Q-{n:06d}") for n in range(observations // 5)]
    seen: list[Observation] = []
    while len(seen) < observations:
        partner = partners[len(seen) // 5 % max(len(partners), 1)]
        status = Status.DEVIATED if dice.random() < 0.1 else Status.ALIGNED
        reason = f"Reason {dice.randrange(40)}" if status is Status.DEVIATED else ""
        at = moment(START - timedelta(seconds=observations - len(seen)))
        step = steps[len(seen) % 5]
        seen.append(Observation(next(ids), partner.id, OPEN.id, step, status, at, reason=reason))
    documents = [
        StudyInfo("study", "Bench"),
        *flow_documents(FLOW, {}),
        *STARTING_ATTRIBUTES,
        *COHORTS,
        CLOSED,
        OPEN,
        *PARTNERS,
        *partners,
        *seen,
    ]
    new_study(path, documents).close()


@contextmanager
def unseen_screen() -> Iterator[dict[str, str]]:
    """An environment whose windows open on a screen of their own. Raises SystemExit without Xvfb."""
    program = shutil.which("Xvfb")
    if program is None or shutil.which("xdotool") is None:
        raise SystemExit("Xvfb and xdotool are needed to press real keys")
    reading, writing = os.pipe()
    screen = ["-screen", "0", "1700x1100x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), *screen],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    with tempfile.TemporaryDirectory() as home:
        places = {f"XDG_{n}_HOME": f"{home}/{n.lower()}" for n in ("CONFIG", "DATA", "STATE")}
        try:
            own = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "HOME": home}
            yield os.environ | own | places
        finally:
            server.terminate()
            server.wait()


def measure(environment: dict[str, str], path: Path, acts: Sequence[Act]) -> list[float]:
    """Milliseconds from each key until it was painted. Raises AssertionError where a key was lost."""
    desk = Desk(environment)
    try:
        desk.open(path)
        desk.begin("P-001")
        desk.start_typing(acts, BETWEEN_MS)
        desk.typed()
        desk.quit()
    finally:
        desk.end()
    with Study.open(path, write=False) as study:
        if log_of(study) != expected(list(acts))[-1]:
            raise AssertionError("the log is not what the script says")
    if desk.report["strangers"]:
        raise AssertionError(f"in front of the window: {desk.report['strangers']}")
    return [float(each) for each in desk.report["painted"]]


def main() -> None:
    """Print the spans."""
    quick = "--quick" in sys.argv
    acts = script()[:QUICK] if quick else script()
    print(f"{'':26}    keys   median      p95      p99      max  of goal")
    with unseen_screen() as environment:
        for size in (0,) if quick else (0, LARGE):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "bench.footpath"
                build(path, size)
                report(size, sorted(measure(environment, path, acts)))
    print(f"goal: p95 at most {GOAL_MS:.0f} ms; the log of each study equals the script")


def report(size: int, spans: Sequence[float]) -> None:
    """One line of figures, in milliseconds."""
    p95, p99 = (spans[int(len(spans) * share)] for share in (0.95, 0.99))
    name = f"{size:,} observations before"
    print(
        f"{name:<26}  {len(spans):6}  {statistics.median(spans):7.1f}  {p95:7.1f}  {p99:7.1f}"
        f"  {spans[-1]:7.1f}  {p95 / GOAL_MS:5.2f} x",
        flush=True,
    )


if __name__ == "__main__":
    main()
