"""The Wilson interval, against statsmodels and the figures of the design's semantics."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from core.measure import wilson


@pytest.mark.parametrize(
    ("aligned", "n", "low", "high"),
    [(7, 10, 0.396778, 0.892209), (3, 3, 0.438503, 1.0)],
)
def test_the_figures_of_the_semantics(aligned, n, low, high):
    assert wilson(aligned, n) == pytest.approx((low, high), abs=5e-7)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_statsmodels_says_the_same_of_every_share_up_to_thirty(confidence):
    for n in range(1, 31):
        for aligned in range(n + 1):
            low, high = proportion_confint(aligned, n, 1 - confidence, method="wilson")
            assert wilson(aligned, n, confidence) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize("n", [1, 2, 3, 30, 1000])
def test_none_and_all_end_exactly_at_zero_and_one(n):
    low, high = wilson(0, n) or (-1.0, -1.0)
    assert low == 0.0
    assert wilson(n, n) == pytest.approx((1 - high, 1.0), abs=1e-12)
    assert (wilson(n, n) or (0, 0))[1] == 1.0


def test_nobody_is_no_interval():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("aligned", "n"), [(4, 3), (-1, 3)])
def test_more_than_all_is_refused(aligned, n):
    with pytest.raises(ValueError, match="is no share"):
        wilson(aligned, n)
