"""Every probability and interval against scipy and statsmodels, for all tables of up to 30 a side.

    python tests/bench/exact_tables.py [--quick]

Prints the largest difference of each; more than 1e-9 is a failure.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as oracle_mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.measure.differences import newcombe
from core.measure.exact import at_least, at_most, fisher, holm, mcnemar
from core.measure.intervals import wilson

ALLOWED = 1e-9
Compared = Iterator[tuple[object, object]]
"""Our answer and the oracle's, one number or one array each."""


def main() -> None:
    """Compare everything and print how far apart it is at most."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="tables of up to 12 a side")
    largest = 12 if arguments.parse_args().quick else 30
    checks: dict[str, Callable[[int], Compared]] = {
        "Wilson": wilsons,
        "Newcombe": newcombes,
        "Fisher": fishers,
        "Fisher, of thousands": fishers_of_many,
        "McNemar": mcnemars,
        "binomial tails": tails,
        "Holm": holms,
    }
    print(f"the largest difference to scipy and statsmodels, all tables of up to {largest} a side")
    for name, check in checks.items():
        start, count, worst = time.perf_counter(), 0, 0.0
        for own, oracle in check(largest):
            apart = np.abs(np.asarray(own, float) - np.asarray(oracle, float))
            count, worst = count + apart.size, max(worst, float(apart.max(initial=0)))
        took = time.perf_counter() - start
        print(f"  {name:22} {worst:.1e}   ({count:,} numbers, {took:.1f} s)")
        if not worst <= ALLOWED:
            sys.exit(f"{name} is off")


def wilsons(largest: int) -> Compared:
    """Of every share."""
    for n in range(1, largest + 1):
        for a in range(n + 1):
            yield wilson(a, n), proportion_confint(a, n, method="wilson")


def newcombes(largest: int) -> Compared:
    """Of every two shares; the other way round it is the same interval mirrored, as our test shows."""
    for n in range(1, largest + 1):
        for m in range(n, largest + 1):
            for a in range(n + 1):
                for b in range(m + 1):
                    yield (
                        newcombe(a, n, b, m),
                        confint_proportions_2indep(a, n, b, m, compare="diff", method="newcomb"),
                    )


def fishers(largest: int) -> Compared:
    """Of every table: all of the margins' tables at once, by scipy's hypergeometric distribution."""
    for n, m in product(range(1, largest + 1), repeat=2):
        for aligned in range(n + m + 1):
            at = np.arange(max(0, aligned - m), min(n, aligned) + 1)
            chances = stats.hypergeom.pmf(at, n + m, n, aligned)
            among = chances[np.newaxis] <= chances[:, np.newaxis] * (1 + 1e-7)
            oracle = np.minimum((among * chances).sum(axis=1), 1)
            yield (
                [float(fisher(a, n - a, aligned - a, m - aligned + a)) for a in at.tolist()],
                oracle,
            )


def fishers_of_many(largest: int) -> Compared:
    """Of tables as event logs have them, by scipy's own test."""
    dice = np.random.default_rng(largest)
    for n in (1_000, 2_999, 3_001, 20_000):
        for _ in range(10 * largest):
            a, b = (int(each) for each in dice.binomial(n // 2, dice.uniform(0.02, 0.98, 2)))
            if dice.random() < 0.5:
                b = min(max(a + int(dice.integers(-40, 41)), 0), n // 2)
            table = [[a, n // 2 - a], [b, n // 2 - b]]
            yield float(fisher(*table[0], *table[1])), stats.fisher_exact(table).pvalue


def mcnemars(largest: int) -> Compared:
    """Of every gained and lost."""
    for gained, lost in product(range(largest + 1), repeat=2):
        if gained or lost:
            oracle = oracle_mcnemar([[0, gained], [lost, 0]], exact=True).pvalue
            yield float(mcnemar(gained, lost)), oracle


def tails(largest: int) -> Compared:
    """Of every x and n and a hundred chances."""
    for n in (*range(largest + 1), 1_000, 100_000):
        some = range(n + 1) if n <= largest else (0, n // 3, n // 2 - 7, n // 2, n - 1)
        for x in some:
            chances = np.linspace(0, 1, 101)
            yield (
                [[at_least(x, n, t), at_most(x, n, t)] for t in chances.tolist()],
                np.column_stack(
                    [stats.binom.sf(x - 1, n, chances), stats.binom.cdf(x, n, chances)]
                ),
            )


def holms(largest: int) -> Compared:
    """Of some dozens of p-values, ties and ones among them."""
    dice = np.random.default_rng(largest)
    for many in range(1, 2 * largest):
        p_values = [Fraction(int(each), 4_000) for each in dice.integers(0, 201, many)]
        oracle = multipletests([float(each) for each in p_values], method="holm")[1]
        yield [float(each) for each in holm(p_values)], oracle


if __name__ == "__main__":
    main()
