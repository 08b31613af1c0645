"""What one more observation costs: its columns brought in step, then the funnel of 4 cohorts.

Prints the median and the 95th percentile of both, one key press after the other, on rows that came
in the order of time and on rows that did not; and how long the columns of all of them take to read.

    python tests/bench/funnel_live.py [--quick]
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.measure import Columns, Group, everyone, measure
from core.model.edits import path_flow
from core.model.flow import Flow
from core.model.ids import new_id, new_ids
from core.model.moment import moment
from core.model.observation import Observation, Status

PRESSES = 200
ITERATION = "i"


def main() -> None:
    """Print a line for each size and order."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="10,000 observations only")
    sizes = (10_000,) if arguments.parse_args().quick else (10_000, 100_000, 1_000_000)
    flow = path_flow([f"Step {n}" for n in range(10)])
    for size in sizes:
        for in_order in (True, False):
            report(flow, size, in_order=in_order)


def report(flow: Flow, size: int, *, in_order: bool) -> None:
    """Read so many observations, then record more of them one by one."""
    partners = [f"p{n}" for n in range(size // 10)]
    observations = walks(flow, partners)
    if not in_order:
        Random(1).shuffle(observations)
    encode = msgspec.json.Encoder().encode
    documents = {id_: encode(each) for id_, each in zip(new_ids(size), observations, strict=False)}
    start = time.perf_counter()
    columns = Columns.read(documents)
    reading = time.perf_counter() - start
    dice = Random(2)
    groups = [everyone()] + [
        Group(name, name, frozenset(dice.sample(partners, len(partners) // 2))) for name in "abc"
    ]
    taken = sorted(press(columns, flow, groups, dice, partners) for _ in range(PRESSES))
    order = "in order" if in_order else "shuffled"
    print(
        f"{len(columns):>9,} {order}: read {reading:6.2f} s; one more and its funnel "
        f"{taken[len(taken) // 2] * 1000:5.1f} ms median, {taken[-PRESSES // 20] * 1000:5.1f} ms p95"
    )


def press(
    columns: Columns, flow: Flow, groups: list[Group], dice: Random, partners: list[str]
) -> float:
    """Record one observation and count; the seconds it took."""
    when = moment(datetime(2026, 6, 1, tzinfo=UTC) + timedelta(seconds=len(columns)))
    step = dice.choice(flow.steps[:10]).id
    seen = Observation(new_id(), dice.choice(partners), ITERATION, step, Status.ALIGNED, when)
    document = msgspec.json.encode(seen)
    start = time.perf_counter()
    columns.apply({seen.id: document}, ())
    measure(columns, flow, ITERATION, groups, names={})
    return time.perf_counter() - start


def walks(flow: Flow, partners: list[str]) -> list[Observation]:
    """Every partner walks on, most of them aligned, until they deviate or are seen no more."""
    dice = Random(3)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    found = []
    for place, step in enumerate(flow.steps[:10]):
        for number, partner in enumerate(partners):
            when = moment(start + timedelta(seconds=place * len(partners) + number))
            status = Status.DEVIATED if dice.random() < 0.02 else Status.ALIGNED
            found.append(Observation("", partner, ITERATION, step.id, status, when))
    gone = {each.partner: each.at for each in reversed(found) if each.status is Status.DEVIATED}
    return [each for each in found if each.at <= gone.get(each.partner, each.at)]


if __name__ == "__main__":
    main()
