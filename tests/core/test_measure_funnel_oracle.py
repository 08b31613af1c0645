"""The funnel against a plain re-telling of the semantics, over random flows and observations."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.measure import (
    Columns,
    EncounterChoice,
    Group,
    Reading,
    behind,
    behind_link,
    everyone,
    fates,
    measure,
)
from core.model.flow import Link
from core.model.structure import structure
from tests.core.drawn_studies import PARTNERS, groups, studies
from tests.core.oracle_funnel import count, entrants_of, shape_of
from tests.core.study_data import ITERATION, documents

many = settings(max_examples=1000, deadline=None)
some = settings(max_examples=120, deadline=None)
readings = st.sampled_from(Reading)
encounters = st.sampled_from(EncounterChoice)
NAMES = {id_: id_.upper() for id_ in PARTNERS}


def funnel_of(study, group=None, **how):
    flow, observations = study
    columns = Columns.read(documents(observations))
    group = group or everyone()
    return measure(columns, flow, ITERATION, [group], names=NAMES, **how).funnels[0]


@many
@given(studies(), groups, readings, encounters)
def test_every_number_is_what_the_semantics_say_of_each_partner(study, group, reading, encounter):
    flow, observations = study
    entrants = entrants_of(
        flow,
        observations,
        ITERATION,
        strict=reading is Reading.STRICT,
        latest_encounter=encounter is EncounterChoice.LATEST,
    )
    members = {id_: one for id_, one in entrants.items() if id_ in group.members}
    expected = count(flow, members)

    funnel = funnel_of(study, group, reading=reading, encounter=encounter)

    assert funnel.entrants == len(members)
    got = {step.step.id: step for step in funnel.steps}
    assert [id_ for id_ in got if id_ in expected] == list(expected)
    for id_, numbers in expected.items():
        step = got[id_]
        assert numbers == {
            "reached": step.reached,
            "aligned": step.aligned,
            "deviated": step.deviated,
            "unknown": step.unknown,
            "recovered": step.recovered,
            "possible": round(step.band[1] * funnel.entrants) if step.band else 0,
            "fates": step.fates,
            "undecided": funnel.undecided.get(id_, 0),
        }, id_
    for id_ in got.keys() - expected.keys():
        assert got[id_].reached == 0
    assert funnel.need_met == sum(one.fate[0] == "need met" for one in members.values())


@some
@given(studies(), readings, encounters)
def test_each_partner_has_the_fate_the_semantics_give(study, reading, encounter):
    flow, observations = study
    expected = entrants_of(
        flow,
        observations,
        ITERATION,
        strict=reading is Reading.STRICT,
        latest_encounter=encounter is EncounterChoice.LATEST,
    )
    found = fates(
        Columns.read(documents(observations)),
        flow,
        ITERATION,
        reading=reading,
        encounter=encounter,
    )
    assert {id_: (fate.kind.value, fate.step) for id_, fate in found.items()} == {
        id_: one.fate for id_, one in expected.items()
    }


@some
@given(studies())
def test_columns_skips_and_splits_are_those_of_the_semantics(study):
    flow, _ = study
    shape, expected = structure(flow), shape_of(flow)
    ids = [step.id for step in shape.steps]
    assert ids[: len(expected.order)] == expected.order
    for column, id_ in enumerate(expected.order):
        assert {ids[k] for k in shape.skips[column]} == {
            target for source, target in expected.skips if source == id_
        }
        assert shape.optional[column] == (id_ in expected.optional)
        assert {ids[each.target]: {ids[k] for k in each.own} for each in shape.splits[column]} == (
            expected.branches.get(id_, {})
        )
        assert {ids[k] for k in shape.before[column]} == expected.before[id_]


@some
@given(studies(), readings, encounters)
def test_whatever_is_aligned_and_not_counted_is_warned_of_or_lies_on_another_branch(
    study, reading, encounter
):
    flow, observations = study
    entrants = entrants_of(
        flow,
        observations,
        ITERATION,
        strict=reading is Reading.STRICT,
        latest_encounter=encounter is EncounterChoice.LATEST,
    )
    columns = Columns.read(documents(observations))
    warned = measure(
        columns, flow, ITERATION, [everyone()], names=NAMES, reading=reading, encounter=encounter
    ).warnings
    said = {(each.partner, step) for each in warned for step in each.steps}
    uncounted = {(id_, step) for id_, one in entrants.items() for step in one.uncounted}
    assert said <= uncounted
    assert len(said) == sum(len(each.steps) for each in warned), "each is said once"
    shape = shape_of(flow)
    inside = {
        step for ways in shape.branches.values() for region in ways.values() for step in region
    }
    behind_branches = inside.union(*(shape.leads_to[step] for step in inside))
    assert {step for _, step in uncounted - said} <= behind_branches
    for each in warned:
        one = entrants[each.partner]
        if each.gap:
            assert each.gap in one.reached
            assert each.gap not in one.passed or one.undecided or each.gap == one.fate[1]
            assert all(step in shape.leads_to[each.gap] for step in each.steps)
        else:
            assert not set(each.steps) & set(shape.order)


@some
@given(studies(), groups, readings, encounters)
def test_behind_every_number_stand_as_many_partners(study, group, reading, encounter):
    flow, observations = study
    columns = Columns.read(documents(observations))
    how = {"reading": reading, "encounter": encounter}
    funnel = funnel_of(study, group, **how)

    def stand(step, what):
        found = behind(columns, flow, ITERATION, group, step, what, **how)
        assert len(set(found)) == len(found)
        assert set(found) <= group.members
        return len(found)

    assert stand("", "entrants") == funnel.entrants
    assert stand("", "need_met") == funnel.need_met
    for step in funnel.steps:
        id_ = step.step.id
        for what in ("reached", "aligned", "deviated", "unknown", "recovered"):
            assert stand(id_, what) == getattr(step, what)
        for what, number in zip(step.fates._fields, step.fates, strict=True):
            assert stand(id_, f"fate {what}") == number
    for id_, number in funnel.undecided.items():
        assert stand(id_, "undecided") == number
    for ends, number in funnel.links.items():
        found = behind_link(columns, flow, ITERATION, group, Link(*ends), **how)
        assert len(found) == number


@some
@given(studies(), readings, encounters)
def test_sums_that_always_hold(study, reading, encounter):
    funnel = funnel_of(study, reading=reading, encounter=encounter)
    assert funnel.entrants == funnel.need_met + sum(sum(step.fates) for step in funnel.steps)
    left = dict.fromkeys((step.step.id for step in funnel.steps), 0)
    for (source, _), number in funnel.links.items():
        left[source] += number
    for step in funnel.steps:
        assert step.reached == step.aligned + step.deviated + step.unknown
        assert left[step.step.id] <= step.reached
        if step.band is not None:
            low, high = step.band
            assert low == step.overall <= high <= 1
            assert step.overall_interval[0] <= step.overall <= step.overall_interval[1]
        else:
            assert funnel.entrants == 0
            assert step.overall is None is step.overall_interval
        if step.alignment is None:
            assert step.interval is None
            assert step.aligned + step.deviated == 0
        else:
            assert step.interval[0] <= step.alignment <= step.interval[1]


@some
@given(studies())
def test_a_partition_adds_up_to_everyone(study):
    whole = funnel_of(study)
    parts = [
        funnel_of(study, Group("a", "A", frozenset(ids))) for ids in (PARTNERS[:2], PARTNERS[2:])
    ]
    assert whole.entrants == sum(part.entrants for part in parts)
    assert whole.need_met == sum(part.need_met for part in parts)
    for number, step in enumerate(whole.steps):
        for what in ("reached", "aligned", "deviated", "unknown", "all_aligned", "all_deviated"):
            total = sum(getattr(part.steps[number], what) for part in parts)
            assert getattr(step, what) == total
    for key, number in whole.undecided.items():
        assert number == sum(part.undecided[key] for part in parts)
    for key, number in whole.links.items():
        assert number == sum(part.links[key] for part in parts)
