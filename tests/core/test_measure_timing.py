"""How long it takes from step to step: medians, their spread, and how sure a median is."""

from __future__ import annotations

from math import comb
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.measure import (
    NEED_MET,
    Columns,
    EncounterChoice,
    Group,
    Reading,
    Spread,
    behind_time,
    everyone,
    times,
)
from core.measure.timing import median_ranks
from core.model.flow import StepKind
from tests.core.drawn_studies import groups, random_flow, random_observations
from tests.core.oracle_funnel import entrants_of, shape_of
from tests.core.study_data import ITERATION, documents, flow_of, observed

PATH = flow_of("T > A > B")


def walked(*minutes: tuple[int | None, ...], flow=PATH, names="TAB") -> Columns:
    """Partners aligned at each step at a minute; None where they were not seen."""
    rows: list[Any] = []
    for number, own in enumerate(minutes):
        rows += [
            (
                f"p{number}",
                step,
                "A",
                {"at": f"2026-03-01T{10 + m // 60:02}:{m % 60:02}:00.000000Z"},
            )
            for step, m in zip(names, own, strict=True)
            if m is not None
        ]
    return Columns.read(documents(observed(*rows)))


def test_the_median_and_spread_of_each_step_and_of_the_whole_way() -> None:
    columns = walked((0, 1, 4), (5, 8, 9), (10, 15, 20))
    (found,) = times(columns, PATH, ITERATION, [everyone()])
    to_a, to_b = found.steps
    assert (to_a.step.name, to_a.time) == ("A", Spread(3, 180, (120, 240), (60, 300), None))
    assert (to_b.step.name, to_b.time) == ("B", Spread(3, 180, (120, 240), (60, 300), None))
    assert found.need_met is not None
    assert found.need_met.time == Spread(3, 240, (240, 420), (240, 600), None)


def test_six_times_have_an_interval_of_the_median_and_five_have_none() -> None:
    six = [(0, n, n) for n in (4, 9, 2, 30, 7, 8)]
    (found,) = times(walked(*six), PATH, ITERATION, [everyone()])
    assert (found.steps[0].time.median, found.steps[0].time.interval) == (450, (120, 1800))
    (found,) = times(walked(*six[:5]), PATH, ITERATION, [everyone()])
    assert (found.steps[0].time.n, found.steps[0].time.interval) == (5, None)


def test_nobody_has_no_time() -> None:
    (found,) = times(walked((0, None, None)), PATH, ITERATION, [everyone()])
    assert [each.time for each in found.steps] == [Spread(0), Spread(0)]
    assert found.need_met is not None
    assert found.need_met.time == Spread(0)
    (none,) = times(Columns.read({}), PATH, ITERATION, [everyone()])
    assert [each.time.n for each in none.steps] == [0, 0]
    assert times(Columns.read({}), PATH, ITERATION, []) == ()


def test_without_a_need_met_or_a_trigger_there_is_no_whole_way() -> None:
    no_need = flow_of("T > A", kinds={"A": StepKind.STEP})
    no_trigger = flow_of("T > A", kinds={"T": StepKind.STEP})
    empty = flow_of("T > A", kinds={"T": StepKind.ADOPTION, "A": StepKind.OUTCOME})
    for flow in (no_need, no_trigger, empty):
        assert times(walked((0, 1, 2)), flow, ITERATION, [everyone()])[0].need_met is None
    assert times(walked((0, 1, 2)), empty, ITERATION, [everyone()])[0].steps == ()


def test_a_step_that_was_left_out_is_jumped_over() -> None:
    flow = flow_of("T > A > B", optional=("A",))
    (found,) = times(walked((0, None, 7)), flow, ITERATION, [everyone()])
    assert [each.time.n for each in found.steps] == [0, 1]
    assert found.steps[1].time.median == 420


def test_moments_that_run_backwards_are_counted_apart() -> None:
    columns = walked((5, 3, 9), (0, 2, 4))
    (found,) = times(columns, PATH, ITERATION, [everyone()])
    assert (found.steps[0].time.n, found.steps[0].backwards) == (1, 1)
    assert behind_time(columns, PATH, ITERATION, everyone(), "a") == (("p1", 120.0),)
    backwards = behind_time(columns, PATH, ITERATION, everyone(), "a", backwards=True)
    assert backwards == (("p0", -120.0),)


def test_the_quickest_stand_first_behind_a_time() -> None:
    columns = walked((0, 9, 9), (0, 1, 1), (0, 5, 8))
    assert behind_time(columns, PATH, ITERATION, everyone(), NEED_MET) == (
        ("p1", 60.0),
        ("p2", 480.0),
        ("p0", 540.0),
    )
    with pytest.raises(KeyError):
        behind_time(columns, PATH, ITERATION, everyone(), "t")


@pytest.mark.parametrize("n", [*range(41), 100, 1_001])
def test_the_ranks_are_the_narrowest_that_hold_the_median_often_enough(n: int) -> None:
    def coverage(rank: int) -> float:
        return 1 - 2 * float(sum(comb(n, k) for k in range(rank)) / 2**n)

    ranks = median_ranks(n)
    if ranks is None:
        assert n < 6
    else:
        low, high = ranks
        assert 1 <= low < high == n + 1 - low
        assert coverage(low) >= 0.95 > coverage(low + 1)
        assert coverage(low) == pytest.approx(1 - 2 * stats.binom.cdf(low - 1, n, 0.5), abs=1e-9)


def test_the_interval_holds_the_median_as_often_as_it_says() -> None:
    dice, held, runs = Random(4), 0, 2_000
    ranks = median_ranks(12)
    assert ranks == (3, 10)
    for _ in range(runs):
        own = sorted(dice.expovariate(1) for _ in range(12))
        held += own[2] <= np.log(2) <= own[9]
    assert held / runs >= 0.95


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), groups, st.sampled_from(Reading), st.sampled_from(EncounterChoice))
def test_each_time_is_that_of_the_walk_retold(
    seed: int, group: Group, reading: Reading, encounter: EncounterChoice
) -> None:
    dice = Random(seed)
    flow = random_flow(dice, dice.randrange(2, 8))
    observations = random_observations(dice, flow, dice.randrange(100))
    columns = Columns.read(documents(observations))
    expected = _retold(flow, observations, reading, encounter)
    (found,) = times(columns, flow, ITERATION, [group], reading=reading, encounter=encounter)
    asked = [(each.step.id, each) for each in found.steps]
    if found.need_met is not None:
        asked.append((NEED_MET, found.need_met))
    for key, each in asked:
        own = sorted(
            seconds
            for (partner, step), seconds in expected.items()
            if step == key and partner in (group.members or ())
        )
        forward = [seconds for seconds in own if seconds >= 0]
        assert (each.time.n, each.backwards) == (len(forward), len(own) - len(forward))
        for backwards in (False, True):
            behind = behind_time(
                columns,
                flow,
                ITERATION,
                group,
                key,
                backwards=backwards,
                reading=reading,
                encounter=encounter,
            )
            assert len(behind) == (each.backwards if backwards else each.time.n)
            assert all(expected[partner, key] == seconds for partner, seconds in behind)
        if forward:
            assert each.time.median == np.median(forward)
            assert each.time.ends == (forward[0], forward[-1])
            assert each.time.quartiles == pytest.approx(tuple(np.percentile(forward, [25, 75])))


def _retold(flow, observations, reading, encounter) -> dict[tuple[str, str], float]:
    """The seconds up to each step by partner, one partner at a time."""
    latest = encounter is EncounterChoice.LATEST
    strict = reading is Reading.STRICT
    entrants = entrants_of(flow, observations, ITERATION, strict=strict, latest_encounter=latest)
    shape, found = shape_of(flow), dict[tuple[str, str], float]()
    on_path = {step.id for step in flow.steps if step.kind not in ("adoption", "outcome")}
    for partner, one in entrants.items():
        counted = [
            each
            for each in observations
            if (each.partner, each.iteration) == (partner, ITERATION)
            and each.step in on_path
            and not each.voided
            and not each.late
        ]
        number = max(each.encounter for each in counted) if latest else 1
        decided = {}
        for each in sorted(counted, key=lambda each: each.at):
            if each.encounter == number and not (strict and each.step in decided):
                decided[each.step] = np.datetime64(each.at[:-1]).astype("datetime64[s]").astype(int)
        aligned = {step: decided[step] for step in one.reached if one.status.get(step) == "aligned"}
        since: dict[str, int | None] = {}
        for step in shape.order:
            came = [since[source] for source, target in one.led if target == step]
            start = max((each for each in came if each is not None), default=None)
            if step in aligned and start is not None:
                found[partner, step] = float(aligned[step] - start)
            since[step] = aligned.get(step, start)
        trigger = shape.order[0]
        if shape.need in aligned and trigger in aligned and shape.need in one.passed:
            found[partner, NEED_MET] = float(aligned[shape.need] - aligned[trigger])
    return found
