"""Exact tests and tails against scipy and statsmodels, and the values the design publishes."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as oracle_mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from core.measure.differences import newcombe
from core.measure.exact import at_least, at_most, fisher, holm, mcnemar

NEAR = 1e-9
UP_TO = 12
CHANCES = (0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95)

Pair = tuple[int, int]
SIDES = [(a, n) for n in range(1, UP_TO + 1) for a in range(n + 1)]


def test_published_values() -> None:
    assert float(fisher(8, 2, 1, 5)) == pytest.approx(0.034965, abs=5e-7)
    assert mcnemar(6, 1) == Fraction(1, 8)
    assert newcombe(56, 70, 48, 80) == pytest.approx((0.052431, 0.333873), abs=5e-7)


@pytest.mark.parametrize("chance", CHANCES)
def test_tails_equal_scipys(chance: float) -> None:
    for n in range(UP_TO + 1):
        for x in range(-1, n + 2):
            assert at_least(x, n, chance) == pytest.approx(
                float(stats.binom.sf(x - 1, n, chance)), abs=NEAR
            )
            assert at_most(x, n, chance) == pytest.approx(
                float(stats.binom.cdf(x, n, chance)), abs=NEAR
            )


@pytest.mark.parametrize("n", [1_000, 100_000, 1_000_000])
def test_tails_of_many_equal_scipys(n: int) -> None:
    for chance in (0.001, 0.5, 0.7, 0.999):
        near = int(n * chance)
        for x in (0, max(near - 40, 0), near, min(near + 40, n), n):
            assert at_least(x, n, chance) == pytest.approx(
                float(stats.binom.sf(x - 1, n, chance)), abs=NEAR
            )
            assert at_most(x, n, chance) == pytest.approx(
                float(stats.binom.cdf(x, n, chance)), abs=NEAR
            )


def test_a_certain_chance_leaves_nothing_open() -> None:
    assert at_least(5, 5, 1.0) == at_most(0, 5, 0.0) == at_least(0, 0, 0.3) == 1
    assert at_least(1, 5, 0.0) == at_most(4, 5, 1.0) == at_least(1, 0, 0.3) == 0


@pytest.mark.parametrize(("n", "chance"), [(-1, 0.5), (3, -0.1), (3, 1.1), (3, float("nan"))])
def test_no_tail_of_what_is_no_chance(n: int, chance: float) -> None:
    with pytest.raises(ValueError, match="no binomial"):
        at_least(1, n, chance)


def test_fisher_equals_scipy_for_all_small_tables() -> None:
    for (a, n), (c, m) in combinations_with_replacement(SIDES, 2):
        own = float(fisher(a, n - a, c, m - c))
        assert own == pytest.approx(_scipys(a, n - a, c, m - c), abs=NEAR)
        assert own == float(fisher(c, m - c, a, n - a)) == float(fisher(n - a, a, m - c, c))


@pytest.mark.parametrize("n", [900, 1_400, 1_600, 5_000, 60_000])
def test_fisher_of_many_equals_scipy(n: int) -> None:
    for shift in (0, 7, n // 100, n // 20, n // 4):
        a, c = n // 2, n // 2 - shift
        assert float(fisher(a, n - a, c, n - c)) == pytest.approx(
            _scipys(a, n - a, c, n - c), abs=NEAR
        )


def test_fisher_says_nothing_where_a_side_or_an_answer_is_empty() -> None:
    assert fisher(0, 0, 3, 4) == fisher(3, 4, 0, 0) == fisher(5, 0, 9, 0) == fisher(0, 0, 0, 0) == 1


def test_mirrored_tables_are_equally_probable_however_many_there_are() -> None:
    assert fisher(700, 300, 300, 700) == fisher(300, 700, 700, 300)
    assert fisher(500, 500, 500, 500) == 1


@pytest.mark.parametrize("wrong", [(-1, 2, 3, 4), (1, 2, 3, -4)])
def test_no_test_of_what_are_no_counts(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no counts"):
        fisher(*wrong)
    with pytest.raises(ValueError, match="no counts"):
        mcnemar(wrong[0], wrong[3])


def test_mcnemar_equals_statsmodels() -> None:
    for gained, lost in product(range(UP_TO + 1), repeat=2):
        oracle = oracle_mcnemar([[0, gained], [lost, 0]], exact=True).pvalue
        wanted = 1.0 if gained == lost == 0 else float(oracle)
        assert float(mcnemar(gained, lost)) == pytest.approx(wanted, abs=NEAR)


def test_mcnemar_of_many() -> None:
    assert float(mcnemar(2_100, 1_900)) == pytest.approx(
        float(stats.binomtest(1_900, 4_000).pvalue), abs=NEAR
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 1000).map(lambda n: Fraction(n, 1000)), max_size=20))
def test_holm_equals_statsmodels(p_values: list[Fraction]) -> None:
    own = [float(each) for each in holm(p_values)]
    if p_values:
        oracle = multipletests([float(each) for each in p_values], method="holm")[1]
        assert np.allclose(own, oracle, atol=NEAR, rtol=0)
    else:
        assert own == []


def test_holm_loses_nothing_at_the_edge() -> None:
    assert holm([Fraction(1, 60)] * 3) == (Fraction(1, 20),) * 3
    assert float(holm([Fraction(1, 60)] * 3)[0]) <= 0.05


def test_newcombe_equals_statsmodels() -> None:
    for (a, n), (b, m) in combinations_with_replacement(SIDES, 2):
        oracle = confint_proportions_2indep(a, n, b, m, compare="diff", method="newcomb")
        assert newcombe(a, n, b, m) == pytest.approx(tuple(map(float, oracle)), abs=NEAR)


def test_newcombe_has_nothing_to_say_of_an_empty_side() -> None:
    assert newcombe(0, 0, 3, 4) is newcombe(3, 4, 0, 0) is None


def _scipys(a: int, b: int, c: int, d: int) -> float:
    return float(stats.fisher_exact([[a, b], [c, d]]).pvalue)
