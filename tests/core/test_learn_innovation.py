"""True innovation: four states, pending never deviated, late observations included."""

from typing import Any

import pytest
from scipy.stats import binom

from core.learn.innovation import State, innovation
from core.measure import Group, everyone
from core.model.flow import StepKind
from core.model.hypothesis import Hypothesis
from tests.core.study_data import ITERATION, columns_of, flow_of

KINDS = {"N": StepKind.NEED_MET, "AD": StepKind.ADOPTION, "OUT": StepKind.OUTCOME}
FLOW = flow_of("T > N > AD", "N > OUT", kinds=KINDS)


def found(rows, group=None, **design):
    base: dict[str, Any] = {"adoption": 0.5, "outcome": 0.5, "scale": 5} | design
    hypothesis = Hypothesis("h", 1, 0.7, 5, "2026-01-01T00:00:00.000000Z", **base)
    return innovation(columns_of(*rows), FLOW, ITERATION, group or everyone(), hypothesis)


def met(count):
    return [(f"p{n:02}", step, "A") for n in range(count) for step in ("T", "N")]


def at(step, marks, **more):
    return [(f"p{n:02}", step, mark, more) for n, mark in enumerate(marks) if mark != "."]


@pytest.mark.parametrize(
    ("adoption", "outcome", "state"),
    [
        ("", "", State.NOT_MEASURED),
        ("D", "", State.SIGNALS),
        ("", "A", State.SIGNALS),
        ("AAAA", "AAAA", State.SIGNALS),
        ("AAAAA", "", State.ONE_OF_TWO),
        ("DDDDD", "AAAAA", State.ONE_OF_TWO),
        ("AAAAA", "AAAAA", State.ACHIEVED),
        ("AAAAAAAAD", "AAAAAAAD", State.ACHIEVED),
        ("AAAAAADD", "AAAAAAD", State.SIGNALS),
    ],
)
def test_the_four_states(adoption, outcome, state):
    rows = [*met(9), *at("AD", adoption), *at("OUT", outcome)]
    assert found(rows).state is state


def test_at_scale_is_the_exact_tail_at_enough_known():
    for known in range(1, 13):
        for aligned in range(known + 1):
            marks = "A" * aligned + "D" * (known - aligned)
            end = found([*met(12), *at("AD", marks)]).adoption
            p = binom.sf(aligned - 1, known, 0.5)
            assert end.p == pytest.approx(p, abs=1e-12)
            assert end.at_scale == (known >= 5 and p <= 0.05)
            assert (end.known, end.count.unknown) == (known, 12 - known)
            assert end.missing == max(5 - known, 0)


@pytest.mark.parametrize("target", [0.1, 0.6, 0.98])
@pytest.mark.parametrize("scale", [1, 5, 20])
def test_needed_is_the_fewest_more_that_could_put_it_at_scale(target, scale):
    for known in (0, 3, 7):
        for aligned in range(known + 1):
            marks = "A" * aligned + "D" * (known - aligned)
            end = found([*met(12), *at("AD", marks)], adoption=target, scale=scale).adoption
            enough = (
                more
                for more in range(1000)
                if known + more >= scale
                and binom.sf(aligned + more - 1, known + more, target) <= 0.05
            )
            assert end.needed == next(enough)
            assert end.at_scale == (end.needed == 0)


def test_no_number_of_partners_shows_a_share_of_nearly_all():
    end = found([*met(2), *at("AD", "AA")], adoption=1 - 1e-9).adoption
    assert (end.needed, end.at_scale) == (None, False)


def test_who_has_not_been_seen_again_is_pending_and_only_those_met_count():
    rows = [*met(3), ("q", "T", "A"), ("q", "AD", "A"), *at("AD", ".AD")]
    end = found(rows).adoption
    assert (end.count.aligned, end.count.deviated, end.count.unknown) == (1, 1, 1)
    assert end.count.rate == 0.5


def test_late_observations_count_at_the_endpoints_and_not_at_need_met():
    rows = [
        *met(2),
        *at("AD", "AA", late=True),
        ("late", "T", "A"),
        ("late", "N", "A", {"late": True}),
    ]
    said = found(rows)
    assert (said.need_met, said.adoption.count.aligned) == (2, 2)


def test_both_counts_partners_who_did_the_two():
    said = found([*met(4), *at("AD", "AAD."), *at("OUT", "AD.A")])
    assert said.both == 1


def test_a_group_is_measured_alone():
    rows = [*met(6), *at("AD", "AAADDD")]
    assert found(rows, Group("g", "G", frozenset({"p00", "p01"}))).adoption.count.aligned == 2


@pytest.mark.parametrize("missing", ["adoption", "scale"])
def test_without_a_target_or_a_scale_nothing_is_at_scale(missing):
    rows = [*met(9), *at("AD", "A" * 9)]
    assert found(rows, **{missing: None}).state is State.SIGNALS


def test_without_a_target_nobody_knows_how_many_are_needed():
    assert found(met(3), adoption=None).adoption.needed is None
    assert found(met(3), scale=None).adoption.needed is None


def test_without_a_hypothesis_there_is_nothing_to_reach():
    said = innovation(columns_of(*met(3)), FLOW, ITERATION, everyone(), None, so_far=True)
    assert (said.state, said.so_far, said.adoption.p) == (State.NOT_MEASURED, True, None)
