"""All charts of a screen over 8 cohorts and 10 steps: the numbers anew, and after one more observation.

Each chart is asked for all cohorts: the funnels, endpoints, why they left, times between steps, and
all cohorts with the rest in one comparison. Memory is that of the process with all of it held.

    python tests/bench/funnel_charts.py [--quick]
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.measure import Columns, Group, Side, compare, endpoints, measure, times, why_left
from core.model.flow import Flow
from core.model.observation import Observation, Status
from tests.bench.funnel_speed import ours, study

PRESSES = 20


def main() -> None:
    """Print a block for each size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="100,000 observations only")
    quick = arguments.parse_args().quick
    for size in (100_000,) if quick else (100_000, 1_000_000):
        report(size)


def report(size: int) -> None:
    """Time every chart anew and after one more observation, in milliseconds."""
    columns, flow, groups = ours(*study(size, size // 10))
    charts = asked(columns, flow, groups)
    print(f"charts of 8 cohorts x 10 steps, {size:,} observations, {size // 10:,} partners")
    for name, chart in charts.items():
        fresh = []
        for _ in range(3):
            columns.forget()
            fresh.append(seconds(chart))
        pressed = sorted(press(columns, chart, number) for number in range(PRESSES))
        print(
            f"  {name:18} {min(fresh) * 1000:8.1f} ms anew   "
            f"{pressed[PRESSES // 2] * 1000:7.1f} ms after one more"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory at its peak {peak:8.0f} MB")


def asked(columns: Columns, flow: Flow, groups: list[Group]) -> dict[str, Callable[[], object]]:
    """The charts by name."""
    sides = [Side(flow, "i", each) for each in groups]
    return {
        "funnels": lambda: measure(columns, flow, "i", groups, names={}),
        "endpoints": lambda: [endpoints(columns, flow, "i", each) for each in groups],
        "why they left": lambda: [why_left(columns, flow, "i", each) for each in groups],
        "times": lambda: times(columns, flow, "i", groups),
        "cohorts, the rest": lambda: compare(
            columns, [(each, replace(each, rest=True)) for each in sides]
        ),
    }


def press(columns: Columns, chart: Callable[[], object], number: int) -> float:
    """Record one observation of some partner, then ask for the chart; the seconds of both."""
    partner, step = str(number * 37 % 1_000), str(number % 10)
    seen = Observation(f"x{time.perf_counter_ns()}", partner, "i", step, Status.ALIGNED, _LATE)
    document = msgspec.json.encode(seen)
    start = time.perf_counter()
    columns.apply({seen.id: document}, ())
    chart()
    return time.perf_counter() - start


def seconds(chart: Callable[[], object]) -> float:
    """How long a chart takes."""
    start = time.perf_counter()
    chart()
    return time.perf_counter() - start


_LATE = "2026-06-01T09:00:00.000000Z"


if __name__ == "__main__":
    main()
