"""Cohort against cohort, the rest, and another iteration: what may be said, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as oracle_mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep

from core.measure import (
    Columns,
    EncounterChoice,
    Group,
    Overlapping,
    Reading,
    Side,
    StepComparison,
    StepRate,
    against_each_other,
    behind_comparison,
    compare,
    everyone,
    newcombe,
    shares_partners,
    wilson,
)
from core.measure.exact import holm
from core.model.flow import Flow, StepKind
from core.model.observation import Observation
from tests.core.drawn_studies import PARTNERS, groups, random_flow, random_observations
from tests.core.oracle_funnel import entrants_of
from tests.core.study_data import ITERATION, columns_of, documents, flow_of, observed

PATH = flow_of("T > A > B")
SECOND = "iteration-2"
readings = st.sampled_from(Reading)
encounters = st.sampled_from(EncounterChoice)


def answers(name: str, aligned: int, deviated: int, step: str = "A", **more: Any) -> list[Any]:
    """Rows of partners who met the trigger and answered at a step."""
    said = ["A"] * aligned + ["D"] * deviated
    own = [f"{name}{n}" for n in range(len(said))]
    return [(each, "T", "A", more) for each in own] + [
        (each, step, word, more) for each, word in zip(own, said, strict=True)
    ]


def group_of(name: str, many: int) -> Group:
    return Group(name, name.upper(), frozenset(f"{name}{n}" for n in range(many)))


def side(
    group: Group, flow: Flow = PATH, iteration: str = ITERATION, *, rest: bool = False
) -> Side:
    return Side(flow, iteration, group, rest)


def only(columns: Columns, pair: tuple[Side, Side]) -> Sequence[StepComparison]:
    return compare(columns, [pair])[0].steps


def test_nobody_can_tell_eight_of_ten_from_three_of_ten() -> None:
    columns = columns_of(*answers("a", 8, 2), *answers("b", 3, 7))
    at_a, at_b = only(columns, (side(group_of("a", 10)), side(group_of("b", 10))))
    assert (at_a.step.name, at_b.step.name) == ("A", "B")
    assert (at_a.a, at_a.b) == (
        StepRate(8, 10, wilson(8, 10)),
        StepRate(3, 10, wilson(3, 10)),
    )
    assert at_a.difference == pytest.approx(0.5)
    assert at_a.interval == newcombe(8, 10, 3, 10)
    assert at_a.p == pytest.approx(0.0697785, abs=1e-6)
    assert at_a.p_holm == 2 * at_a.p
    assert not at_a.differs
    assert at_a.sentence == "can't tell yet: 8 of 10 against 3 of 10"


def test_the_word_follows_the_corrected_test_also_where_the_interval_leaves_out_nothing() -> None:
    columns = columns_of(*answers("a", 8, 2), *answers("b", 1, 5))
    at_a = only(columns, (side(group_of("a", 10)), side(group_of("b", 6))))[0]
    assert at_a.p == pytest.approx(0.034965, abs=5e-7)
    assert at_a.interval is not None
    assert at_a.interval[0] > 0
    assert (at_a.p_holm > 0.05, at_a.differs) == (True, False)
    assert at_a.sentence.startswith("can't tell yet: 8 of 10 against 1 of 6")


def test_what_differs_is_said_without_a_winner() -> None:
    columns = columns_of(*answers("a", 12, 0), *answers("b", 2, 10))
    at_a = only(columns, (side(group_of("a", 12)), side(group_of("b", 12))))[0]
    assert at_a.differs
    assert at_a.sentence == "differs: 12 of 12 against 2 of 12"


def test_the_trigger_and_endpoints_are_not_compared_and_steps_without_data_are_counted() -> None:
    flow = flow_of("T > A > B", "B > E", kinds={"E": StepKind.ADOPTION, "B": StepKind.NEED_MET})
    columns = columns_of(*answers("a", 12, 0), *answers("b", 2, 10))
    steps = only(columns, (side(group_of("a", 12), flow), side(group_of("b", 12), flow)))
    assert [each.step.name for each in steps] == ["A", "B"]
    assert steps[0].p_holm == 2 * steps[0].p
    one = only(columns, (side(group_of("a", 12)), side(group_of("c", 3))))[0]
    assert (one.difference, one.interval, one.p, one.differs) == (None, None, 1, False)
    assert one.sentence == "can't tell yet: 12 of 12 against no data"
    assert steps[1].sentence == "can't tell yet: no data"


def test_all_that_is_asked_at_once_is_corrected_together() -> None:
    columns = columns_of(*answers("a", 12, 0), *answers("b", 2, 10), *answers("c", 9, 3))
    a, b, c = (side(group_of(name, 12)) for name in "abc")
    alone, together = compare(columns, [(a, b)])[0], compare(columns, [(a, b), (a, c), (b, c)])
    assert [len(each.steps) for each in together] == [2, 2, 2]
    assert alone.steps[0].p_holm == pytest.approx(2 * alone.steps[0].p)
    assert together[0].steps[0].p_holm == pytest.approx(6 * alone.steps[0].p)
    assert compare(columns, []) == ()


def test_cohorts_that_share_a_partner_are_each_compared_with_the_rest() -> None:
    columns = columns_of(*answers("a", 5, 5))
    one, other = Group("x", "X", frozenset({"a0", "a1"})), Group("y", "Y", frozenset({"a1", "a9"}))
    a, b = side(one), side(other)
    assert shares_partners(one, other)
    with pytest.raises(Overlapping, match="“X” and “Y” share partners"):
        compare(columns, [(a, b)])
    assert against_each_other(a, b) == ((a, side(one, rest=True)), (b, side(other, rest=True)))
    first, second = compare(columns, against_each_other(a, b))
    assert (first.steps[0].a.answered, first.steps[0].b.answered) == (2, 8)
    assert (second.steps[0].a.aligned, second.steps[0].b.aligned) == (1, 4)
    assert (first.a.name, first.b.name) == ("X", "the rest")
    apart = side(Group("z", "Z", frozenset({"a3"})))
    assert against_each_other(a, apart) == ((a, apart),)


def test_everyone_shares_partners_with_all_but_empty_cohorts() -> None:
    nobody = Group("n", "Nobody", frozenset())
    assert shares_partners(everyone(), group_of("a", 1))
    assert shares_partners(group_of("a", 1), everyone())
    assert shares_partners(everyone(), everyone("All"))
    assert shares_partners(nobody, nobody), "the same one"
    assert not shares_partners(everyone(), nobody)


def test_an_empty_rest_has_no_data_and_the_rest_of_another_cohort_is_refused() -> None:
    columns = columns_of(*answers("a", 5, 5))
    all_of_them = side(everyone())
    step = only(columns, (all_of_them, replace(all_of_them, rest=True)))[0]
    assert (step.b, step.difference, step.p) == (StepRate(0, 0, None), None, 1)
    with pytest.raises(Overlapping):
        compare(columns, [(side(group_of("a", 2)), side(group_of("a", 3), rest=True))])


def test_the_same_partners_in_two_iterations_are_compared_as_pairs() -> None:
    later = {"iteration": SECOND}
    rows = [
        *answers("a", 1, 6),
        *((f"a{n}", "T", "A", later) for n in range(7)),
        *((f"a{n}", "A", "D" if n == 0 else "A", later) for n in range(7)),
        *answers("b", 0, 4),
    ]
    columns = columns_of(*rows)
    before, after = side(everyone()), side(everyone(), iteration=SECOND)
    step = only(columns, (before, after))[0]
    assert step.changed is not None
    assert (step.changed.both, step.changed.gained, step.changed.lost) == (7, 6, 1)
    assert (step.changed.p, step.p_holm, step.interval) == (0.125, 0.25, None)
    assert (step.a.aligned, step.a.answered, step.b.aligned, step.b.answered) == (1, 11, 6, 7)
    assert step.p == pytest.approx(stats.fisher_exact([[1, 10], [6, 1]]).pvalue)
    assert not step.differs, "the paired test decides, whatever Fisher's says"
    assert step.sentence == (
        "can't tell yet: 1 of 11 against 6 of 7; "
        "of the 7 partners in both, 6 went from deviated to aligned and 1 the other way"
    )
    back = only(columns, (after, before))[0]
    assert back.changed is not None
    assert (back.changed.gained, back.changed.lost) == (1, 6)


def test_iterations_without_a_partner_in_both_are_compared_as_groups() -> None:
    columns = columns_of(*answers("a", 9, 0), *answers("b", 0, 9, iteration=SECOND))
    step = only(columns, (side(everyone()), side(everyone(), iteration=SECOND)))[0]
    assert step.changed is not None
    assert (step.changed.both, step.changed.p) == (0, 1)
    assert step.differs
    assert step.p_holm == 2 * step.p
    assert step.interval == newcombe(9, 9, 0, 9)
    assert step.sentence == "differs: 9 of 9 against 0 of 9"


def test_steps_are_matched_by_identity_and_those_of_one_version_left_out() -> None:
    renamed = flow_of("T > C > A > B")
    later = replace_name(renamed, "a", "Another name")
    columns = columns_of(*answers("a", 2, 0), *answers("a", 2, 0, iteration=SECOND))
    steps = only(columns, (side(everyone()), side(everyone(), later, SECOND)))
    assert [each.step.name for each in steps] == ["Another name", "B"]


def test_one_partner_in_both_is_said_in_the_singular() -> None:
    columns = columns_of(*answers("a", 1, 0), *answers("a", 0, 1, iteration=SECOND))
    step = only(columns, (side(everyone()), side(everyone(), iteration=SECOND)))[0]
    assert "of the partner in both, 0 went from deviated to aligned and 1 the other way" in (
        step.sentence
    )


def replace_name(flow: Flow, step: str, name: str) -> Flow:
    steps = tuple(
        msgspec.structs.replace(each, name=name) if each.id == step else each for each in flow.steps
    )
    return msgspec.structs.replace(flow, steps=steps)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), groups, readings, encounters, st.booleans())
def test_every_number_is_what_the_semantics_and_the_oracles_say(
    seed: int, group: Group, reading: Reading, encounter: EncounterChoice, paired: bool
) -> None:
    dice = Random(seed)
    flow = random_flow(dice, dice.randrange(2, 8))
    observations = random_observations(dice, flow, dice.randrange(100))
    columns = Columns.read(documents(observations))

    def behind(step: str, what: str) -> tuple[str, ...]:
        return behind_comparison(columns, pair, step, what, reading=reading, encounter=encounter)

    if paired:
        pair = side(group, flow), side(group, flow, SECOND)
    else:
        pair = side(group, flow), side(group, flow, rest=True)
    assert group.members is not None
    members = [group.members, group.members if paired else set(PARTNERS) - group.members]
    expected = [
        _status(flow, observations, each, own, reading, encounter)
        for each, own in zip(pair, members, strict=True)
    ]
    (found,) = compare(columns, [pair], reading=reading, encounter=encounter)
    deciding = []
    for step in found.steps:
        a, b = (each.get(step.step.id, {}) for each in expected)
        assert (step.a.aligned, step.a.answered) == _counts(a)
        assert (step.b.aligned, step.b.answered) == _counts(b)
        p = _fisher(step.a, step.b)
        assert step.p == pytest.approx(p, abs=1e-9)
        both = a.keys() & b.keys() if paired else set()
        if both:
            gained = {each for each in both if (a[each], b[each]) == ("deviated", "aligned")}
            lost = {each for each in both if (a[each], b[each]) == ("aligned", "deviated")}
            assert step.changed is not None
            assert (step.changed.gained, step.changed.lost) == (len(gained), len(lost))
            p = _mcnemar(len(gained), len(lost))
            for what, who in (("gained", gained), ("lost", lost), ("both", both)):
                assert set(behind(step.step.id, what)) == who
        assert (step.interval is None) == bool(both or not step.a.answered or not step.b.answered)
        deciding.append(p)
        for name, own in (("a", a), ("b", b)):
            aligned = {each for each, word in own.items() if word == "aligned"}
            for what, who in (("aligned", aligned), ("answered", set(own))):
                assert sorted(behind(step.step.id, f"{name} {what}")) == sorted(who)
    corrected = [float(each) for each in holm(list(map(Fraction, deciding)))]
    assert [each.p_holm for each in found.steps] == pytest.approx(corrected, abs=1e-9)
    assert all(each.differs == (each.p_holm <= 0.05) for each in found.steps)


def _status(
    flow: Flow,
    observations: Iterable[Observation],
    own: Side,
    members: Iterable[str],
    reading: Reading,
    encounter: EncounterChoice,
) -> dict[str, dict[str, str]]:
    """Who of the members answered what at each step, by the plain re-telling of the semantics."""
    entrants = entrants_of(
        flow,
        list(observations),
        own.iteration,
        strict=reading is Reading.STRICT,
        latest_encounter=encounter is EncounterChoice.LATEST,
    )
    found: dict[str, dict[str, str]] = {}
    for partner, one in entrants.items():
        for step, word in one.status.items():
            if partner in members and step in one.reached:
                found.setdefault(step, {})[partner] = word
    return found


def _counts(own: dict[str, str]) -> tuple[int, int]:
    return list(own.values()).count("aligned"), len(own)


@cache
def _fisher(a: StepRate, b: StepRate) -> float:
    if not a.answered or not b.answered:
        return 1.0
    table = [[each.aligned, each.answered - each.aligned] for each in (a, b)]
    return float(stats.fisher_exact(table).pvalue)


@cache
def _mcnemar(gained: int, lost: int) -> float:
    if gained == lost == 0:
        return 1.0
    return float(oracle_mcnemar([[0, gained], [lost, 0]], exact=True).pvalue)


def test_the_interval_is_newcombes_for_all_small_tables() -> None:
    for n, m in product((1, 3, 10), (2, 7)):
        columns = columns_of(*answers("a", n - 1, 1), *answers("b", 1, m - 1))
        step = only(columns, (side(group_of("a", n)), side(group_of("b", m))))[0]
        oracle = confint_proportions_2indep(n - 1, n, 1, m, compare="diff", method="newcomb")
        assert step.interval == pytest.approx(tuple(map(float, oracle)), abs=1e-9)


def test_no_number_of_another_name_and_no_step_that_is_not_there() -> None:
    columns = Columns.read(documents(observed(*answers("a", 2, 2))))
    pair = side(everyone()), replace(side(everyone()), rest=True)
    with pytest.raises(KeyError):
        behind_comparison(columns, pair, "a", "wins")
    with pytest.raises(KeyError):
        behind_comparison(columns, pair, "nowhere", "a aligned")
