"""The funnel of 8 overlapping cohorts and 10 steps, against polars and DuckDB on the same rows.

Each peer holds the observations as columns in memory, the cohorts as columns of its partners, and
answers the same question: the latest observation of each partner and step decides, a step is reached
by those aligned at the one before; how many reached, aligned, deviated and unknown, recovered, and
every aligned and deviated observation. The numbers must be equal, or nothing is printed.

    python tests/bench/funnel_speed.py [--quick]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.measure import Columns, Group, Measurement, measure
from core.measure.rows import Rows
from core.model.flow import Flow, Link, Step, StepKind

STEPS, COHORTS = 10, 8
Answer = NDArray[np.int64]
"""Shape (cohorts, steps, 7): the columns of FIELDS."""
FIELDS = ("reached", "aligned", "deviated", "unknown", "recovered", "all_aligned", "all_deviated")


def main() -> None:
    """Print how long each takes, and how many times longer than ours."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="a tenth of the observations")
    size = 100_000 if arguments.parse_args().quick else 1_000_000
    rows, cohorts = study(size, size // 10)
    columns, flow, groups = ours(rows, cohorts)
    runs: dict[str, Callable[[], Answer]] = {
        "footpath": lambda: table(measure(columns, flow, "i", groups, names={})),
        "polars": polars(rows, cohorts),
        "duckdb": duck(rows, cohorts),
    }
    answers = {name: run() for name, run in runs.items()}
    for name, answer in answers.items():
        if not np.array_equal(answer, answers["footpath"]):
            sys.exit(f"{name} counts otherwise")
    seconds = {name: best(run) for name, run in runs.items()}
    print(
        f"funnel, {size:,} observations, {size // 10:,} partners, {COHORTS} cohorts x {STEPS} steps"
    )
    for name, taken in seconds.items():
        print(f"  {name:9} {taken * 1000:8.1f} ms   {taken / seconds['footpath']:6.1f} x")


def best(run: Callable[[], Answer], times: int = 7) -> float:
    """The shortest of some runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def study(size: int, partners: int) -> tuple[dict[str, NDArray[Any]], NDArray[np.bool_]]:
    """Observations in the order of time, about one in ten a second one at its step; the cohorts.

    Partners walk until they deviate or are seen no more, so the funnel narrows as real ones do.
    """
    dice = np.random.default_rng(7)
    # Nearly everyone goes on, so that ten steps hold about nine observations a partner.
    goes_on = dice.random((partners, STEPS)) < 0.985
    reaches = np.logical_and.accumulate(
        np.column_stack([np.ones(partners, bool), goes_on[:, :-1]]), axis=1
    )
    partner, step = np.nonzero(reaches & (dice.random((partners, STEPS)) < 0.995))
    aligned = goes_on[partner, step]
    again = dice.choice(len(partner), size - len(partner), replace=size > 2 * len(partner))
    partner = np.concatenate([partner, partner[again]])
    step = np.concatenate([step, step[again]])
    aligned = np.concatenate([aligned, dice.random(len(again)) < 0.9])
    at = np.cumsum(dice.integers(1, 10**6, size))
    order = dice.permutation(size)
    rows: dict[str, NDArray[Any]] = {
        "partner": partner[order].astype(np.int32),
        "step": step[order].astype(np.int32),
        "status": np.where(aligned, 1, 2)[order].astype(np.int8),
        "at": at,
    }
    return rows, dice.random((COHORTS, partners)) < dice.uniform(0.2, 0.8, (COHORTS, 1))


def ours(
    rows: dict[str, NDArray[Any]], cohorts: NDArray[np.bool_]
) -> tuple[Columns, Flow, list[Group]]:
    """The same rows as columns of a study."""
    steps = [
        Step(
            str(n),
            f"Step {n}",
            {0: StepKind.TRIGGER, STEPS - 1: StepKind.NEED_MET}.get(n, StepKind.STEP),
        )
        for n in range(STEPS)
    ]
    links = [Link(str(n), str(n + 1)) for n in range(STEPS - 1)]
    size = len(rows["at"])
    columns = Columns.of(
        [f"{n:09}" for n in range(size)],
        Rows(
            partner=[str(n) for n in rows["partner"].tolist()],
            iteration=["i"] * size,
            step=[str(n) for n in rows["step"].tolist()],
            status=rows["status"],
            encounter=np.ones(size, np.int32),
            at=rows["at"],
            late=np.zeros(size, np.bool_),
        ),
    )
    groups = [
        Group(f"c{n}", f"Cohort {n}", frozenset(map(str, np.flatnonzero(cohort).tolist())))
        for n, cohort in enumerate(cohorts)
    ]
    return columns, Flow("f", steps=tuple(steps), links=tuple(links)), groups


def table(measured: Measurement) -> Answer:
    """The numbers of our answer."""
    return np.array(
        [
            [[getattr(step, name) for name in FIELDS] for step in funnel.steps]
            for funnel in measured.funnels
        ]
    )


def polars(rows: dict[str, NDArray[Any]], cohorts: NDArray[np.bool_]) -> Callable[[], Answer]:
    """The question to polars: per partner and step the last row, then how far each partner came."""
    frame = pl.DataFrame(rows)
    names = [f"c{n}" for n in range(COHORTS)]
    members = pl.DataFrame(
        {
            "partner": np.arange(cohorts.shape[1], dtype=np.int32),
            **dict(zip(names, cohorts, strict=True)),
        }
    )

    def ask() -> Answer:
        cells = (
            frame.lazy()
            .group_by("partner", "step", maintain_order=False)
            .agg(
                status=pl.col("status").last(),  # rows are in the order of time
                all_aligned=(pl.col("status") == 1).sum(),
                all_deviated=(pl.col("status") == 2).sum(),
            )
        )
        wide = (
            cells.group_by("partner")
            .agg(
                *(
                    pl.col("status").filter(pl.col("step") == n).sum().alias(f"s{n}")
                    for n in range(STEPS)
                ),
                *(
                    pl.col(what).filter(pl.col("step") == n).sum().alias(f"{what}{n}")
                    for n in range(STEPS)
                    for what in ("all_aligned", "all_deviated")
                ),
            )
            .join(members.lazy(), on="partner")
        )
        reached = pl.lit(value=True)
        asked = []
        for n in range(STEPS):
            status = pl.col(f"s{n}")
            asked += [
                reached.alias(f"reached{n}"),
                (reached & (status == 1)).alias(f"aligned{n}"),
                (reached & (status == 2)).alias(f"deviated{n}"),
                (reached & (status == 0)).alias(f"unknown{n}"),
                (reached & (status == 1) & (pl.col(f"all_deviated{n}") > 0)).alias(f"recovered{n}"),
            ]
            reached = reached & (status == 1)
        wide = wide.with_columns(*asked)
        counted = wide.select(
            pl.col(f"{what}{n}").filter(pl.col(name)).sum().alias(f"{name}{what}{n}")
            for name in names
            for n in range(STEPS)
            for what in FIELDS
        ).collect()
        return np.array(counted.row(0)).reshape(COHORTS, STEPS, len(FIELDS))

    return ask


def duck(rows: dict[str, NDArray[Any]], cohorts: NDArray[np.bool_]) -> Callable[[], Answer]:
    """The question to DuckDB, as SQL over tables it holds itself."""
    base = duckdb.connect()
    base.register("rows", rows)
    base.register(
        "cohorts",
        {
            "partner": np.arange(cohorts.shape[1], dtype=np.int32),
            **{f"c{n}": cohort for n, cohort in enumerate(cohorts)},
        },
    )
    base.execute("create table seen as select * from rows")
    base.execute("create table members as select * from cohorts")
    wide = ", ".join(
        f"coalesce(max(status) filter (step = {n}), 0) s{n}, "
        f"coalesce(max(all_aligned) filter (step = {n}), 0) all_aligned{n}, "
        f"coalesce(max(all_deviated) filter (step = {n}), 0) all_deviated{n}"
        for n in range(STEPS)
    )
    walked, reached = [], "true"
    for n in range(STEPS):
        walked += [
            f"{reached} reached{n}",
            f"{reached} and s{n} = 1 aligned{n}",
            f"{reached} and s{n} = 2 deviated{n}",
            f"{reached} and s{n} = 0 unknown{n}",
            f"{reached} and s{n} = 1 and all_deviated{n} > 0 recovered{n}",
            f"all_aligned{n}, all_deviated{n}",
        ]
        reached = f"{reached} and s{n} = 1"
    counted = ", ".join(
        f"sum({what}{n}::integer) filter (c{c})"
        for c in range(COHORTS)
        for n in range(STEPS)
        for what in FIELDS
    )
    question = f"""
        with cells as (
            select partner, step, arg_max(status, "at") status,
                   count(*) filter (status = 1) all_aligned, count(*) filter (status = 2) all_deviated
            from seen group by partner, step
        ), wide as (select partner, {wide} from cells group by partner),
        walked as (select partner, {", ".join(walked)} from wide)
        select {counted} from walked join members using (partner)
    """

    def ask() -> Answer:
        answer = base.execute(question).fetchone()
        return np.array([int(n or 0) for n in answer or ()]).reshape(COHORTS, STEPS, len(FIELDS))

    return ask


if __name__ == "__main__":
    main()
