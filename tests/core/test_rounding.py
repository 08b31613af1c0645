"""Shares in whole percent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rounding import whole_percent


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (0.0, 0),
        (1.0, 100),
        (0.004, 1),
        (1e-300, 1),
        (0.995, 99),
        (1 - 2**-53, 99),
        (23 / 40, 58),
        (0.145, 15),
        (0.005, 1),
        (0.985, 99),
        (3 / 7, 43),
        (1 / 3, 33),
    ],
)
def test_halves_go_up_and_only_all_and_none_are_told_as_such(share, percent):
    assert whole_percent(share) == percent


@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_any_share_is_told_within_one_percent(pair):
    part, whole = pair
    told = whole_percent(part / whole)
    assert abs(told - 100 * part / whole) < 1
    assert (told == 0) == (part == 0)
    assert (told == 100) == (part == whole)
