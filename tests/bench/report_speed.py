"""A report of 100,000 observations: how long each format takes, and how soon a cancel is answered.

    python tests/bench/report_speed.py [STUDY] [--audience team]

Without a study it makes one: 12,500 partners, 8 cohorts that overlap, 10 steps.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import Cohort, CohortKind, CustomerPartner
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import Report
from core.share.formats import FORMATS, Tools, written
from core.share.report import report
from core.share.working import watched
from core.study import Study

PARTNERS, OBSERVED, STEPS, COHORTS = 12_500, 8, 10, 8


def main() -> None:
    """Print clock and processor seconds of each part, and the longest silence of its progress."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("study", nargs="?", type=Path)
    arguments.add_argument("--audience", default=Audience.TEAM, choices=[str(a) for a in Audience])
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.study or made(Path(folder) / "many.footpath")
        with Study.open(path, write=False) as study:
            measure(study, Audience(options.audience))


def measure(study: Study, audience: Audience) -> None:
    """Each part once: the value, then each format of it."""
    found: list[Report] = []

    def content(progress: Silence) -> None:
        found.append(report(study, Choice(audience), progress=progress))

    timed("counting", content)
    own = found[0]
    for ending in FORMATS:
        timed(ending, lambda silence, e=ending: written(own, e, Tools(working=watched(silence))))


class Silence:
    """The longest time between two questions whether to go on: a cancel waits no longer."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def __call__(self, _done: int, _whole: int) -> bool:
        self.end()
        return True

    def end(self) -> None:
        """Nothing more is asked."""
        self.longest = max(self.longest, time.perf_counter() - self._last)
        self._last = time.perf_counter()


def timed(name: str, run: object) -> None:
    """Run something with a watch on it, and print what it took."""
    assert callable(run)
    silence = Silence()
    clock, processor = time.perf_counter(), time.process_time()
    run(silence)
    silence.end()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{name:10} {clock:6.2f} s  {processor:6.2f} s CPU  silence {silence.longest:5.2f} s")


def made(path: Path) -> Path:
    """A study of 100,000 observations."""
    chance = random.Random(2)
    names = tuple(f"Step {number}" for number in range(STEPS))
    with begin(path, "Hundred thousand", flow_of_path(names)) as study:
        people = [CustomerPartner(new_id(), f"P-{number:05d}") for number in range(PARTNERS)]
        cohorts = [
            Cohort(
                new_id(),
                f"Cohort {number}",
                CohortKind.SEGMENT,
                members=tuple(each.id for each in people[number :: COHORTS + 1]),
                position=number,
            )
            for number in range(COHORTS)
        ]
        study.do("Add", "partners", [*people, *cohorts])
        iteration = study.iterations()[0]
        steps = study.flow(iteration.flow).steps[:OBSERVED]
        at = now()
        study.do(
            "Import",
            "import",
            [
                Observation(
                    new_id(),
                    person.id,
                    iteration.id,
                    step.id,
                    Status.ALIGNED if chance.random() < 0.9 else Status.DEVIATED,
                    at,
                    reason=chance.choice(("too long", "no time", "lost", "price", "")),
                    quote="A word." if step is steps[3] else "",
                )
                for person in people
                for step in steps
            ],
        )
    return path


if __name__ == "__main__":
    main()
