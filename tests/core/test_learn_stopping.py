"""Closing when it looks good gains nothing: false conclusions stay at 5 %, by exact enumeration.

A share no higher than the one to beat makes *proved* false, one no lower makes *not met* false; the
border is the worst case of both. The bench does all designs.
"""

import pytest

from tests.core.stopping import PROVED, REJECTED, chance_of


@pytest.mark.parametrize("target", [0.5, 0.7, 0.9])
@pytest.mark.parametrize("planned", [5, 6, 10, 15, 22])
def test_false_conclusions_stay_at_five_percent_whenever_one_closes(target, planned):
    assert chance_of(PROVED, target, planned, true=target) <= 0.05
    assert chance_of(REJECTED, target, planned, true=target) <= 0.05
    assert chance_of(PROVED, target, planned, true=target - 0.1) <= 0.05
    assert chance_of(REJECTED, target, planned, true=target + 0.05) <= 0.05


def test_a_true_claim_is_proved_as_often_as_the_design_says():
    assert chance_of(PROVED, 0.7, 12, true=0.9) == pytest.approx(0.28, abs=0.005)
    assert chance_of(PROVED, 0.5, 12, true=0.9) == pytest.approx(0.89, abs=0.005)
