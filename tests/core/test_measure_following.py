"""Answers brought in step with changed rows are those that asking afresh gives."""

from random import Random

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.measure import (
    Columns,
    EncounterChoice,
    Reading,
    Side,
    behind_time,
    compare,
    endpoints,
    everyone,
    measure,
    reasons,
    times,
    why_left,
)
from core.measure.bits import pack, put, unpack
from core.measure.tally import tally
from core.model.observation import Observation, Status
from tests.core.drawn_studies import groups, random_flow, random_observations
from tests.core.study_data import ITERATION, documents


def answers(columns, flow, group):
    """Everything that is asked of rows, in one value."""
    found = []
    for reading in Reading:
        for encounter in EncounterChoice:
            both = [everyone(), group]
            measured = measure(
                columns, flow, ITERATION, both, names={}, reading=reading, encounter=encounter
            )
            found += [measured.funnels, sorted(each.sentence for each in measured.warnings)]
            told = reasons(columns, flow, ITERATION, group, reading=reading, encounter=encounter)
            for each in told:
                found.append((each.step, each.text, each.count, sorted(each.partners)))
            if (reading is Reading.LATEST) == (encounter is EncounterChoice.FIRST):
                found += charts(columns, flow, group, reading, encounter)
    return [*found, endpoints(columns, flow, ITERATION, group), tally(columns, flow, ITERATION)]


def charts(columns, flow, group, reading, encounter):
    """What the charts beside the funnel ask; sets of partners in the order of their ids."""
    how = {"reading": reading, "encounter": encounter}
    timed = times(columns, flow, ITERATION, [everyone(), group], **how)
    found: list[object] = [
        sorted(behind_time(columns, flow, ITERATION, group, each.step.id, **how))
        for each in timed[1].steps
    ]
    found += timed
    sides = Side(flow, ITERATION, group), Side(flow, ITERATION, group, rest=True)
    found += compare(columns, [sides], **how)
    for each in why_left(columns, flow, ITERATION, group, **how):
        for bars in (each.reasons, each.instead, each.recovered_reasons):
            found += [(bar.text, bar.cumulative, sorted(bar.partners)) for bar in bars]
    return found


def changed(dice, held, spare):
    """Some documents put, old and new, and some removed."""
    ids = dice.sample(sorted(held), min(len(held), dice.randrange(3)))
    puts = {id_: encoded(dice, held[id_]) for id_ in ids}
    for _ in range(dice.randrange(3)):
        if spare:
            id_ = dice.choice(sorted(spare))
            puts[id_] = spare.pop(id_)
    rest = sorted(set(held) - set(puts))
    return puts, dice.sample(rest, min(len(rest), dice.randrange(2)))


def encoded(dice, document):
    seen = msgspec.json.decode(document, type=Observation)
    return msgspec.json.encode(
        msgspec.structs.replace(
            seen,
            voided=dice.random() < 0.5,
            status=dice.choice(list(Status)),
            partner=dice.choice([seen.partner, "p0", "late comer"]),
            reason=dice.choice([seen.reason, "other"]),
        )
    )


@settings(deadline=None, max_examples=120)
@given(st.integers(0, 2**32), st.integers(2, 7), st.integers(0, 60), groups)
def test_any_run_of_changes_gives_what_asking_afresh_gives(seed, size, many, group):
    dice = Random(seed)
    flow = random_flow(dice, size)
    kept = documents(random_observations(dice, flow, many))
    some = dice.randrange(many + 1)
    held, spare = dict(list(kept.items())[:some]), dict(list(kept.items())[some:])
    columns = Columns.read(held)
    for _ in range(5):
        puts, removes = changed(dice, held, spare)
        columns.apply(puts, removes)
        held = {id_: each for id_, each in held.items() if id_ not in removes} | puts
        if dice.random() < 0.8:  # sometimes several changes come before the next question
            recorded = [columns.id_at(n) for n in range(len(columns))]
            afresh = Columns.read({id_: held[id_] for id_ in recorded if id_ in held})
            assert answers(columns, flow, group) == answers(afresh, flow, group)


def test_changes_of_many_partners_are_asked_anew():
    columns = Columns()
    asked = []

    def follow(_, codes):
        asked.append(len(codes))
        return "followed"

    assert columns.remember("q", lambda: "asked", follow) == "asked"
    for many, expected in ((3, "followed"), (200, "asked")):
        columns.apply(documents(fresh(many)), [])
        assert columns.remember("q", lambda: "asked", follow) == expected
    assert asked == [3]


def fresh(many):
    seen = Observation("", "", ITERATION, "s0", Status.ALIGNED, "2026-01-01T00:00:00.000000Z")
    return [
        msgspec.structs.replace(seen, id=f"{many}-{n}", partner=f"{many}-{n}") for n in range(many)
    ]


@given(st.lists(st.booleans(), max_size=200), st.data())
def test_other_answers_of_some_partners_are_put_in_place(members, data):
    codes = sorted(data.draw(st.sets(st.integers(0, len(members) + 70), max_size=70)))
    told = [data.draw(st.booleans()) for _ in codes]
    partners = max([len(members), *(code + 1 for code in codes)])
    whole, few = pack(np.array([members], np.bool_)), pack(np.array([told], np.bool_))
    expected = members + [False] * (partners - len(members))
    for code, answer in zip(codes, told, strict=True):
        expected[code] = answer
    found = put(whole, few, np.array(codes, np.intp), partners)
    assert unpack(found, partners)[0].tolist() == expected
