"""What holds of every number, whatever the flow and whatever was seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents import flow_documents
from core.measure import (
    Columns,
    EncounterChoice,
    Group,
    Reading,
    Side,
    behind,
    behind_raw,
    compare,
    endpoints,
    everyone,
    measure,
    times,
    why_left,
)
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.observation import Observation
from core.model.partner import CustomerPartner
from core.model.structure import structure
from core.study import new_study
from tests.core.drawn_studies import PARTNERS, groups, random_flow, random_observations, studies
from tests.core.study_data import ITERATION, documents

Drawn = tuple[Flow, list[Observation]]
some = settings(max_examples=150, deadline=None)
readings, encounters = st.sampled_from(Reading), st.sampled_from(EncounterChoice)


def columns_of(observations: Sequence[Observation]) -> Columns:
    return Columns.read(documents(observations))


def charts(columns: Columns, flow: Flow, asked: Sequence[Group], **how: Any) -> list[object]:
    """Every number of every chart, without a partner's id."""
    found: list[object] = [
        (funnel.entrants, funnel.steps, funnel.undecided, funnel.need_met, funnel.links)
        for funnel in measure(columns, flow, ITERATION, asked, names={}, **how).funnels
    ]
    for each in times(columns, flow, ITERATION, asked, **how):
        found += [each.steps, each.need_met]
    for group in asked:
        ends = endpoints(columns, flow, ITERATION, group)
        found += [ends.need_met, ends.adoption, ends.outcome, ends.both]
        side = Side(flow, ITERATION, group)
        rest = Side(flow, ITERATION, group, rest=True)
        found.append(compare(columns, [(side, rest)], **how)[0].steps)
        for why in why_left(columns, flow, ITERATION, group, **how):
            for bars in (why.reasons, why.instead, why.recovered_reasons):
                found.append([(each.text, each.count, each.cumulative) for each in bars])
    return found


@some
@given(studies(), readings, encounters)
def test_along_required_unbranched_steps_the_funnel_never_rises(
    study: Drawn, reading: Reading, encounter: EncounterChoice
) -> None:
    flow, observations = study
    shape = structure(flow)
    steps = (
        measure(
            columns_of(observations),
            flow,
            ITERATION,
            [everyone()],
            names={},
            reading=reading,
            encounter=encounter,
        )
        .funnels[0]
        .steps
    )
    for column, before in enumerate(shape.before):
        for source in before:
            alone = before == (source,) and shape.after[source] == (column,)
            if alone and not shape.optional[source]:
                assert steps[column].reached == steps[source].aligned
                assert steps[column].aligned <= steps[source].aligned
                assert (steps[column].overall or 0) <= (steps[source].overall or 0)


@some
@given(studies(), st.integers(0, 2**32), encounters)
def test_relabelling_partners_changes_no_number_of_any_chart(
    study: Drawn, seed: int, encounter: EncounterChoice
) -> None:
    flow, observations = study
    others = [f"x{n}" for n in range(len(PARTNERS))]
    Random(seed).shuffle(others)
    named = dict(zip(PARTNERS, others, strict=True))
    told = [msgspec.structs.replace(each, partner=named[each.partner]) for each in observations]
    members = frozenset(PARTNERS[:3])
    one = [everyone(), Group("g", "G", members)]
    two = [everyone(), Group("g", "G", frozenset(named[each] for each in members))]
    assert charts(columns_of(observations), flow, one, encounter=encounter) == charts(
        columns_of(told), flow, two, encounter=encounter
    )


@some
@given(studies(), st.lists(st.integers(0, 2), min_size=6, max_size=6), readings, encounters)
def test_the_panels_of_a_partition_add_up_to_everyone(
    study: Drawn, sides: list[int], reading: Reading, encounter: EncounterChoice
) -> None:
    flow, observations = study
    columns = columns_of(observations)
    how: Any = {"reading": reading, "encounter": encounter}
    parts = [
        Group(
            str(n), str(n), frozenset(p for p, own in zip(PARTNERS, sides, strict=True) if own == n)
        )
        for n in range(3)
    ]
    whole, *panels = measure(
        columns, flow, ITERATION, [everyone(), *parts], names={}, **how
    ).funnels
    assert whole.entrants == sum(each.entrants for each in panels)
    assert whole.need_met == sum(each.need_met for each in panels)
    for number, step in enumerate(whole.steps):
        own = [each.steps[number] for each in panels]
        for what in ("reached", "aligned", "deviated", "unknown", "recovered", "all_aligned"):
            assert getattr(step, what) == sum(getattr(each, what) for each in own)
        assert step.fates == tuple(map(sum, zip(*(each.fates for each in own), strict=True)))
    ends = [endpoints(columns, flow, ITERATION, each) for each in (everyone(), *parts)]
    for what in ("need_met", "both"):
        assert getattr(ends[0], what) == sum(getattr(each, what) for each in ends[1:])
    for what in ("aligned", "deviated", "unknown"):
        assert getattr(ends[0].adoption, what) == sum(
            getattr(each.adoption, what) for each in ends[1:]
        )
    all_times, *own_times = times(columns, flow, ITERATION, [everyone(), *parts], **how)
    for number, timed in enumerate(all_times.steps):
        assert timed.time.n == sum(each.steps[number].time.n for each in own_times)
    whys = [why_left(columns, flow, ITERATION, each, **how) for each in (everyone(), *parts)]
    for left, *own_left in zip(*whys, strict=True):
        assert left.deviated == sum(each.deviated for each in own_left)
        assert left.recovered == sum(each.recovered for each in own_left)


@some
@given(studies(), groups, readings, encounters)
def test_a_list_behind_a_number_is_exactly_as_long(
    study: Drawn, group: Group, reading: Reading, encounter: EncounterChoice
) -> None:
    flow, observations = study
    columns = columns_of(observations)
    how: Any = {"reading": reading, "encounter": encounter}
    funnel = measure(columns, flow, ITERATION, [group], names={}, **how).funnels[0]

    def stand(step: str, what: str) -> int:
        found = behind(columns, flow, ITERATION, group, step, what, **how)
        assert len(set(found)) == len(found)
        assert group.members is not None
        assert group.members.issuperset(found)
        return len(found)

    for each in funnel.steps:
        step = each.step.id
        assert stand(step, "answered") == each.aligned + each.deviated
        assert stand(step, "possible") == round((each.band or (0, 0))[1] * funnel.entrants)
        for what in ("all_aligned", "all_deviated"):
            rows = behind_raw(columns, flow, ITERATION, group, step, what, encounter=encounter)
            assert len(set(rows)) == len(rows) == getattr(each, what)
    ends = endpoints(columns, flow, ITERATION, group)
    for end in (ends.adoption, ends.outcome):
        assert end.step is not None
        for what in ("aligned", "deviated", "unknown"):
            assert stand(end.step.id, what) == getattr(end, what)
        assert stand(end.step.id, "answered") == end.aligned + end.deviated
        assert stand(end.step.id, "both") == ends.both


@some
@given(studies(), groups, readings)
def test_the_latest_encounter_is_the_first_of_what_is_left_without_the_others(
    study: Drawn, group: Group, reading: Reading
) -> None:
    flow, observations = study
    path = {step.id for step in flow.steps if not step.kind.is_endpoint}
    latest: dict[str, int] = {}
    for each in observations:
        counts = each.iteration == ITERATION and not each.voided and not each.late
        if counts and each.step in path:
            latest[each.partner] = max(latest.get(each.partner, 1), each.encounter)
    left = [
        msgspec.structs.replace(each, encounter=1)
        for each in observations
        if each.encounter == latest.get(each.partner)
    ]
    how: Any = {"reading": reading, "names": {}}
    asked = [everyone(), group]
    one = measure(
        columns_of(observations),
        flow,
        ITERATION,
        asked,
        encounter=EncounterChoice.LATEST,
        **how,
    )
    two = measure(columns_of(left), flow, ITERATION, asked, **how)
    assert one.funnels == two.funnels


@some
@given(studies(), groups, encounters)
def test_who_said_the_same_all_along_reads_the_same_strictly(
    study: Drawn, group: Group, encounter: EncounterChoice
) -> None:
    flow, observations = study
    first: dict[tuple[object, ...], Observation] = {}
    for each in sorted(observations, key=lambda each: each.at):
        if not each.voided and not each.late:
            first.setdefault((each.partner, each.iteration, each.encounter, each.step), each)

    def as_at_first(each: Observation) -> Observation:
        told = first.get((each.partner, each.iteration, each.encounter, each.step), each)
        return msgspec.structs.replace(each, status=told.status)

    same = columns_of([as_at_first(each) for each in observations])
    strict = Reading.STRICT
    (given_all,) = measure(
        columns_of(observations),
        flow,
        ITERATION,
        [group],
        names={},
        reading=strict,
        encounter=encounter,
    ).funnels
    (said_once,) = measure(same, flow, ITERATION, [group], names={}, encounter=encounter).funnels
    for one, two in zip(given_all.steps, said_once.steps, strict=True):
        assert (one.reached, one.aligned, one.deviated, one.fates, one.band) == (
            two.reached,
            two.aligned,
            two.deviated,
            two.fates,
            two.band,
        )


@pytest.mark.parametrize("seed", range(4))
def test_voiding_an_observation_and_undoing_that_changes_nothing(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    flow = random_flow(dice, 6)
    observations = [
        msgspec.structs.replace(each, iteration=ITERATION)
        for each in random_observations(dice, flow, 80)
    ]
    partners = [CustomerPartner(each, each.upper()) for each in PARTNERS]
    begun = Iteration(ITERATION, 1, flow.id, "2026-03-01T08:00:00.000000Z")
    with new_study(tmp_path / "a.footpath", [*flow_documents(flow, {}), begun, *partners]) as study:
        study.do("Record", "interview/p0", observations)
        asked = [everyone(), Group("g", "G", frozenset(PARTNERS[:3]))]
        before = charts(study.columns, flow, asked)
        for each in dice.sample([each for each in observations if not each.voided], 12):
            study.do("Void", "interview/p0", [msgspec.structs.replace(each, voided=True)])
            charts(study.columns, flow, asked)
            study.undo("interview/p0")
            assert charts(study.columns, flow, asked) == before
