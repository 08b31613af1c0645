"""Why partners left a step: reasons as a Pareto chart, where they went instead, who came back."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.measure import (
    Columns,
    EncounterChoice,
    Group,
    Ranked,
    Reading,
    WhyLeft,
    everyone,
    measure,
    reasons,
    why_left,
)
from core.measure.why_left import next_steps
from tests.core.drawn_studies import groups, random_flow, random_observations
from tests.core.study_data import ITERATION, columns_of, documents, flow_of, observed

PATH = flow_of("T > A > B")
readings, encounters = st.sampled_from(Reading), st.sampled_from(EncounterChoice)


def why(columns: Columns, step: str = "A", **how: Any) -> WhyLeft:
    found = why_left(columns, PATH, ITERATION, everyone(), **how)
    return next(each for each in found if each.step.name == step)


def at_a(*told: Any) -> list[Any]:
    rows: list[Any] = [(f"p{n}", "T", "A") for n in range(len(told))]
    return rows + [(f"p{n}", "A", "D", {"reason": text}) for n, text in enumerate(told)]


def shown(bars: tuple[Ranked, ...]) -> list[tuple[str, int]]:
    return [(each.text, each.count) for each in bars]


def test_reasons_are_ranked_with_what_they_add_up_to() -> None:
    found = why(columns_of(*at_a("slow", "dear", "slow", "", "slow")))
    assert found.deviated == 5
    assert found.reasons == (
        Ranked("slow", 3, 0.6, 0.6, ("p0", "p2", "p4")),
        Ranked("dear", 1, 0.2, 0.8, ("p1",)),
        Ranked("", 1, 0.2, 1.0, ("p3",)),
    )


def test_where_they_went_instead_is_the_next_other_step_seen() -> None:
    rows = at_a("slow", "slow", "dear", "dear")
    rows += [("p0", "B", "D"), ("p0", "T", "A"), ("p2", "B", "A"), ("p3", "A", "D")]
    rows += [("p1", "B", "A", {"voided": True}), ("p1", "B", "A", {"encounter": 2})]
    rows += [("p3", "B", "A", {"late": True})]
    assert shown(why(columns_of(*rows)).instead) == [("B", 2), ("", 2)]


def test_who_recovered_stands_apart_with_the_last_slip() -> None:
    rows = at_a("first", "gone")
    rows += [("p0", "A", "D", {"reason": "last"}), ("p0", "A", "A")]
    rows += [("p0", "A", "D", {"reason": "another time", "encounter": 2})]
    found = why(columns_of(*rows))
    assert (found.deviated, found.recovered) == (1, 1)
    assert found.recovered_reasons == (Ranked("last", 1, 1.0, 1.0, ("p0",)),)
    assert shown(found.reasons) == [("gone", 1)]
    strict = why(columns_of(*rows), reading=Reading.STRICT)
    assert (strict.deviated, strict.recovered, strict.recovered_reasons) == (2, 0, ())
    assert shown(strict.reasons) == [("first", 1), ("gone", 1)]


def test_nobody_left_where_nobody_was_seen() -> None:
    for found in why_left(Columns.read({}), PATH, ITERATION, everyone()):
        assert (found.deviated, found.reasons, found.instead, found.recovered) == (0, (), (), 0)


def test_what_was_seen_next_follows_the_rows_that_come() -> None:
    rows = [*at_a("slow", "slow"), ("p0", "B", "A")]
    columns = columns_of(*rows)
    before = next_steps(columns).tolist()
    more = observed(*rows, ("p1", "T", "D"), ("p2", "T", "A"))
    columns.apply(documents(more[-2:]), [])
    assert next_steps(columns).tolist() == next_steps(Columns.read(documents(more))).tolist()
    assert next_steps(columns).tolist()[: len(before)] != before


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32), groups, readings, encounters)
def test_all_of_it_is_what_each_partner_says(
    seed: int, group: Group, reading: Reading, encounter: EncounterChoice
) -> None:
    dice = Random(seed)
    flow = random_flow(dice, dice.randrange(2, 8))
    observations = random_observations(dice, flow, dice.randrange(100))
    columns = Columns.read(documents(observations))
    how: Any = {"reading": reading, "encounter": encounter}
    found = why_left(columns, flow, ITERATION, group, **how)
    funnel = measure(columns, flow, ITERATION, [group], names={}, **how).funnels[0]
    names = {step.id: step.name for step in flow.steps}
    for own, counted in zip(found, funnel.steps, strict=True):
        assert own.step == counted.step
        assert (own.deviated, own.recovered) == (counted.deviated, counted.recovered)
        for bars, whole in (
            (own.reasons, own.deviated),
            (own.instead, own.deviated),
            (own.recovered_reasons, own.recovered),
        ):
            assert sum(each.count for each in bars) == whole
            assert all(each.count == len(each.partners) for each in bars)
            assert len({id_ for each in bars for id_ in each.partners}) == whole
            assert [each.count for each in bars] == sorted(each.count for each in bars)[::-1]
            assert [each.share for each in bars] == [each.count / whole for each in bars]
            assert not bars or bars[-1].cumulative == 1
        assert shown(own.reasons) == [
            (each.text, each.count)
            for each in reasons(columns, flow, ITERATION, group, **how)
            if each.step == own.step.id
        ]
        told = [
            _instead(observations, id_, own.step.id, names, **how)
            for bars in own.instead
            for id_ in bars.partners
        ]
        assert Counter(told) == dict(shown(own.instead))


def _instead(observations, partner, step, names, *, reading, encounter) -> str:
    """The next other step after the deciding observation, found by hand."""
    own = sorted(
        (
            each
            for each in observations
            if (each.partner, each.iteration) == (partner, ITERATION)
            and not each.voided
            and not each.late
        ),
        key=lambda each: each.at,
    )
    if encounter is EncounterChoice.FIRST:
        number = 1
    else:
        number = max(each.encounter for each in own if each.step not in ("ad", "out"))
    own = [each for each in own if each.encounter == number]
    at = [n for n, each in enumerate(own) if each.step == step]
    decided = at[0] if reading is Reading.STRICT else at[-1]
    return next((names[each.step] for each in own[decided + 1 :] if each.step != step), "")


@pytest.mark.parametrize("many", [0, 1])
def test_the_next_step_of_very_few_rows(many: int) -> None:
    assert next_steps(columns_of(*[("p", "T", "A")] * many)).tolist() == [-1] * many
