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
from collections.abc import Callable, Iterator
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

    def footpath() -> Answer:
        columns.forget()  # the walk kept from the last run
        return table(measure(columns, flow, "i", groups, names={}))

    runs: dict[str, Callable[[], Answer]] = {
        "footpath": footpath,
        "polars": polars(rows, cohorts),
        "duckdb": duck(rows, cohorts),
    }
    answers = {name: run() for name, run in runs.items()}
    for name, answer in answers.items():
        if not np.array_equal(answer, answers["footpath"]):
            sys.exit(f"{name} counts otherwise")
    seconds = best(runs)
    print(
        f"funnel, {size:,} observations, {size // 10:,} partners, {COHORTS} cohorts x {STEPS} steps"
    )
    for name, taken in seconds.items():
        print(f"  {name:9} {taken * 1000:8.1f} ms   {taken / seconds['footpath']:6.1f} x")


def best(runs: dict[str, Callable[[], Answer]], times: int = 9) -> dict[str, float]:
    """The shortest of some runs of each, in seconds; in turn, so that all meet the same machine."""
    shortest = dict.fromkeys(runs, float("inf"))
    for _ in range(times):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            shortest[name] = min(shortest[name], time.perf_counter() - start)
    return shortest


def study(size: int, partners: int) -> tuple[dict[str, NDArray[Any]], NDArray[np.bool_]]:
    """Observations in the order of time, about one in ten a second one at its step; the cohorts.

    Partners walk until they deviate or are seen no more, so the funnel narrows as real ones do; one
    step in a thousand goes unseen in between, which is a gap to warn of.
    """
    dice = np.random.default_rng(7)
    # Nearly everyone goes on, so that ten steps hold about nine observations a partner.
    goes_on = dice.random((partners, STEPS)) < 0.985
    reaches = np.logical_and.accumulate(
        np.column_stack([np.ones(partners, bool), goes_on[:, :-1]]), axis=1
    )
    partner, step = np.nonzero(reaches & (dice.random((partners, STEPS)) < 0.999))
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
    """The question to polars, in the quickest of the forms tried.

    A number for each partner and step groups faster than the pair; within a group rows keep their
    order, which is that of time; one sum a cohort beats one sum a number.
    """
    frame = pl.DataFrame(rows)
    names = [f"c{n}" for n in range(COHORTS)]
    partners = np.arange(cohorts.shape[1], dtype=np.int32)
    members = pl.DataFrame({"partner": partners, **dict(zip(names, cohorts, strict=True))})
    cell = pl.col("cell")

    def ask() -> Answer:
        cells = (
            frame.lazy()
            .select(cell=pl.col("partner") * STEPS + pl.col("step"), status="status")
            .group_by("cell")
            .agg(
                status=pl.col("status").last(),
                all_aligned=(pl.col("status") == 1).sum(),
                all_deviated=(pl.col("status") == 2).sum(),
            )
        )
        wide = (
            cells.group_by(partner=cell // STEPS)
            .agg(
                pl.col(what).filter(cell % STEPS == n).sum().alias(f"{what}{n}")
                for n in range(STEPS)
                for what in ("status", "all_aligned", "all_deviated")
            )
            .join(members.lazy(), on="partner")
        )
        walked = wide.select(*names, *_walked()).collect()
        counted = [walked.filter(pl.col(name)).select(pl.exclude(names).sum()) for name in names]
        return np.array([each.row(0) for each in counted]).reshape(COHORTS, STEPS, len(FIELDS))

    return ask


def _walked() -> Iterator[pl.Expr]:
    reached = pl.lit(value=True)
    for n in range(STEPS):
        status = pl.col(f"status{n}")
        aligned = reached & (status == 1)
        yield reached.alias(f"reached{n}")
        yield aligned.alias(f"aligned{n}")
        yield (reached & (status == 2)).alias(f"deviated{n}")
        yield (reached & (status == 0)).alias(f"unknown{n}")
        yield (aligned & (pl.col(f"all_deviated{n}") > 0)).alias(f"recovered{n}")
        yield pl.col(f"all_aligned{n}")
        yield pl.col(f"all_deviated{n}")
        reached = aligned


def duck(rows: dict[str, NDArray[Any]], cohorts: NDArray[np.bool_]) -> Callable[[], Answer]:
    """The question to DuckDB, over tables it holds itself, in the quickest of the forms tried.

    The steps a partner is aligned at are the bits of one number; memberships are rows.
    """
    base = duckdb.connect()
    base.register("rows", rows)
    cohort, partner = (each.astype(np.int32) for each in np.nonzero(cohorts))
    base.register("memberships", {"cohort": cohort, "partner": partner})
    base.execute("create table seen as select * from rows")
    base.execute("create table members as select * from memberships")
    question = """
        with cells as (
            select partner, step, arg_max(status, "at") status,
                   count(*) filter (status = 1) aligned, count(*) filter (status = 2) deviated
            from seen group by partner, step
        ), came as (
            select partner, bit_or(case when status = 1 then 1 << step else 0 end) aligned
            from cells group by partner
        ), reached as (
            select cohort, step, count(*) partners
            from came join members using (partner), range(?) steps(step)
            where came.aligned & ((1 << step) - 1) = (1 << step) - 1
            group by cohort, step
        ), counted as (
            select cohort, step,
                   count(*) filter (there and status = 1) aligned,
                   count(*) filter (there and status = 2) deviated,
                   count(*) filter (there and status = 1 and said_deviated > 0) recovered,
                   sum(said_aligned) all_aligned, sum(said_deviated) all_deviated
            from (
                select cells.partner, step, status, cells.aligned said_aligned,
                       cells.deviated said_deviated,
                       came.aligned & ((1 << step) - 1) = (1 << step) - 1 there
                from cells join came using (partner)
            ) join members using (partner)
            group by cohort, step
        )
        select partners, aligned, deviated, partners - aligned - deviated, recovered,
               all_aligned, all_deviated
        from reached join counted using (cohort, step) order by cohort, step
    """

    def ask() -> Answer:
        answer = base.execute(question, [STEPS]).fetchall()
        return np.array(answer, np.int64).reshape(COHORTS, STEPS, len(FIELDS))

    return ask


if __name__ == "__main__":
    main()
