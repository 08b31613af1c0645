"""Where nothing differs, "differs" is said at most one time in twenty: counted out, not sampled."""

from __future__ import annotations

import pytest

from tests.core.differing import RATES, SIZES, of_cohorts, of_pairs, of_two_steps
from tests.core.differs_table import COHORTS, PAIRS, TWO_STEPS

NEAR = 0.0006
"""The tables have three decimals of a per cent."""


@pytest.mark.parametrize("table", [COHORTS, TWO_STEPS, PAIRS])
def test_differs_is_said_at_most_five_per_cent_of_the_time(table: dict[int, list[float]]) -> None:
    assert list(table) == list(SIZES)
    assert all(len(own) == len(RATES) for own in table.values())
    assert max(chance for own in table.values() for chance in own) <= 5


@pytest.mark.parametrize("n", [5, 12, 30])
def test_the_table_of_cohorts_counts_right(n: int) -> None:
    assert of_cohorts(n) == pytest.approx(COHORTS[n], abs=NEAR)


@pytest.mark.parametrize("n", [5, 8, 10])
def test_the_table_of_two_steps_counts_right(n: int) -> None:
    assert of_two_steps(n) == pytest.approx(TWO_STEPS[n], abs=NEAR)


@pytest.mark.parametrize("n", [5, 13, 30])
def test_the_table_of_pairs_counts_right(n: int) -> None:
    assert of_pairs(n) == pytest.approx(PAIRS[n], abs=NEAR)


def test_a_true_difference_is_said_often_enough_to_be_of_use() -> None:
    from core.measure.exact import fisher

    assert fisher(10, 0, 2, 8) * 5 <= 0.05, "ten of ten against two of ten, over five steps"
