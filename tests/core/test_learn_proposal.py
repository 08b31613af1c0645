"""The proposal follows the table of the semantics, to the last partner."""

from functools import lru_cache

import numpy as np
import pytest
from scipy.stats import binom

from core.learn.design import design
from core.learn.proposal import propose
from core.learn.proving import needed, not_met_to, proved_from, proves, rejects, settling
from core.model.decision import Conclusion, ResetCause
from tests.core.decided import FLOW, decision, evidence

TARGETS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9)
FELL_SHORT = (Conclusion.ITERATE, Conclusion.RESET)


def concluded(*counts, **more):
    return propose(evidence(*counts, **more), FLOW).conclusion


@lru_cache(maxsize=2000)
def tails(planned, target):
    """P(X >= x) and P(X <= x) of every x from 0, as scipy has them."""
    counts = np.arange(planned + 1)
    high, low = binom.sf(counts - 1, planned, target), binom.cdf(counts, planned, target)
    return high.tolist(), low.tolist()


def by_the_table(aligned, n, unknown, target):
    """The rule once more, in scipy's words. A reset counts as iterate here."""
    planned = n + unknown
    low = tails(planned, target)[0][aligned]
    high = tails(planned, target)[1][aligned + unknown]
    if n >= 5 and low <= 0.05:
        return "proved", low, high
    if n >= 5 and high <= 0.05:
        return "iterate", low, high
    return "unsure", low, high


@pytest.mark.parametrize("target", TARGETS)
def test_every_result_of_up_to_forty_partners_is_judged_by_exact_tails(target):
    for n in range(1, 41):
        for aligned in range(n + 1):
            found = propose(evidence(aligned, n - aligned, 0, target), FLOW)
            word, low, high = by_the_table(aligned, n, 0, target)
            assert found.conclusion == word
            assert found.p_at_least == pytest.approx(low, abs=1e-12)
            assert found.p_at_most == pytest.approx(high, abs=1e-12)


@pytest.mark.parametrize("target", TARGETS)
def test_unknowns_count_against_the_claim_on_either_side(target):
    for planned in (5, 8, 12, 20):
        for unknown in range(planned + 1):
            for aligned in range(planned - unknown + 1):
                n = planned - unknown
                found = propose(evidence(aligned, n - aligned, unknown, target), FLOW)
                word, low, high = by_the_table(aligned, n, unknown, target)
                assert found.conclusion == word
                assert found.p_at_least == pytest.approx(low, abs=1e-12)
                assert found.p_at_most == pytest.approx(high, abs=1e-12)


def test_the_quoted_bounds_hold():
    quoted = {9: 9, 10: 10, 15: 14, 20: 18, 30: 26}
    assert {planned: proved_from(0.7, planned) for planned in quoted} == quoted
    for planned, bound in quoted.items():
        assert concluded(bound, planned - bound, 0, 0.7) is Conclusion.PROVED
        assert concluded(bound - 1, planned - bound + 1, 0, 0.7) is Conclusion.UNSURE
    quoted = {5: 1, 10: 4, 15: 6, 20: 10, 30: 16}
    assert {planned: not_met_to(0.7, planned) for planned in quoted} == quoted
    for planned, bound in quoted.items():
        assert concluded(bound, planned - bound, 0, 0.7) in FELL_SHORT
        assert concluded(bound + 1, planned - bound - 1, 0, 0.7) is Conclusion.UNSURE


def test_fewer_than_five_answers_conclude_nothing():
    assert concluded(0, 4, 1, 0.9) is Conclusion.UNSURE
    assert concluded(4, 0, 1, 0.1) is Conclusion.UNSURE
    assert concluded(0, 5, 0, 0.9) in FELL_SHORT


@pytest.mark.parametrize("target", [0.1, *TARGETS, 0.95])
def test_needed_is_the_first_number_that_could_settle_it(target):
    for planned in range(5, 16):
        for unknown in range(planned + 1):
            for aligned in range(planned - unknown + 1):
                found = propose(
                    evidence(aligned, planned - unknown - aligned, unknown, target), FLOW
                )
                if found.conclusion is not Conclusion.UNSURE:
                    assert found.needed is None
                    continue
                more = 0
                while (
                    tails(planned + more, target)[0][aligned + more] > 0.05
                    and tails(planned + more, target)[1][aligned + unknown] > 0.05
                ):
                    more += 1
                assert found.needed == more


def test_needed_answers_at_once_for_extreme_designs():
    assert needed(0, 100_000, 100_000, 0.5) > 0
    assert needed(5, 0, 5, 0.999) == 1


@pytest.mark.parametrize(("aligned", "unknown", "planned"), [(7, 2, 13), (5, 2, 12), (0, 5, 5)])
def test_what_would_settle_it_either_way_is_said_and_the_nearer_is_needed(
    aligned, unknown, planned
):
    found = settling(aligned, unknown, planned, 0.7)
    assert min(found) == needed(aligned, unknown, planned, 0.7)
    for more in (found.to_prove - 1, found.to_prove):
        proved = proves(aligned + more, planned + more, 0.7)
        assert proved is (more == found.to_prove)
    for more in (found.to_reject - 1, found.to_reject):
        if more >= 0:
            rejected = rejects(aligned + unknown, planned + more, 0.7)
            assert rejected is (more == found.to_reject)


def test_most_of_the_losses_at_the_edges_ask_for_a_reset():
    said = propose(evidence(1, 9, 0, 0.7, at={"t": 2, "a": 4, "n": 3}), FLOW)
    assert (said.conclusion, said.because) == (Conclusion.RESET, (ResetCause.EDGES,))
    half = propose(evidence(0, 10, 0, 0.7, at={"t": 2, "a": 5, "n": 3}), FLOW)
    assert half.conclusion is Conclusion.ITERATE


STILL = [decision(Conclusion.ITERATE, 3, 7), decision(Conclusion.RESET, 3, 7)]


@pytest.mark.parametrize(
    ("earlier", "aligned", "expected"),
    [
        (STILL, 3, Conclusion.RESET),
        (STILL, 2, Conclusion.RESET),
        (STILL, 4, Conclusion.ITERATE),
        (STILL[:1], 3, Conclusion.ITERATE),
        ([], 3, Conclusion.ITERATE),
        ([decision(Conclusion.ITERATE, 2, 8), STILL[1]], 3, Conclusion.ITERATE),
        ([decision(Conclusion.UNSURE, 3, 7), STILL[1]], 3, Conclusion.ITERATE),
        ([decision(Conclusion.UNSURE, 5, 5), *STILL], 3, Conclusion.RESET),
        ([*STILL, decision(Conclusion.ITERATE, 0, 10, cohort="other")], 3, Conclusion.RESET),
        ([decision(Conclusion.ITERATE, 3, 7, cohort="other"), STILL[1]], 3, Conclusion.ITERATE),
        ([decision(Conclusion.ITERATE, 1, 2), decision(Conclusion.ITERATE, 3, 6)], 3, "reset"),
    ],
)
def test_two_closes_without_a_rise_ask_for_a_reset(earlier, aligned, expected):
    said = propose(evidence(aligned, 10 - aligned, 0, 0.7), FLOW, earlier)
    assert said.conclusion == expected


def test_the_design_says_what_it_can_and_cannot_show():
    small = design(0.7, 6)
    assert (small.proved_from, small.fewest, small.can_prove) == (None, 9, False)
    assert small.sentences[0] == (
        "With 6 partners, even 6 of 6 cannot prove more than 70 %; 9 would."
    )
    assert [chance for _, chance in small.chances] == [0, 0, 0]
    assert "Chance" not in " ".join(small.sentences)
    twelve = dict(design(0.7, 12).chances)
    assert round(twelve[0.9], 2) == 0.28
    assert round(dict(design(0.5, 12).chances)[0.9], 2) == 0.89
    assert design(0.7, 12).sentences[:2] == (
        "Proved only by 12 of 12: more than 70 %.",
        "Not met at 5 of 12 or fewer.",
    )
    assert design(0.7, 15).sentences[0] == "Proved from 14 of 15 on: more than 70 %."
    assert design(0.3, 5).sentences[1] == "Even 0 of 5 could not rule out 30 %."
    assert design(0.99999, 12).fewest is None
    assert design(0.99999, 12).sentences[0].endswith("no number of interviews would.")


@pytest.mark.parametrize("target", TARGETS)
def test_the_chances_are_those_of_scipy(target):
    for planned in range(5, 41):
        made = design(target, planned)
        proving = [x for x in range(planned + 1) if tails(planned, target)[0][x] <= 0.05]
        assert made.proved_from == min(proving, default=None)
        for true, chance in made.chances:
            expected = tails(planned, true)[0][min(proving)] if proving else 0
            assert chance == pytest.approx(expected, abs=1e-12)
        enough = [n for n in range(5, 200) if target**n <= 0.05]
        assert made.fewest == min(enough)
