"""What is gathered and proposed, against the semantics retold for random studies."""

from datetime import timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.learn.evidence import evidence
from core.learn.proposal import propose
from core.measure import Columns, Group, everyone
from core.model.hypothesis import Hypothesis
from core.model.moment import moment
from core.model.observation import Note, NoteKind, Observation, Status
from tests.core.drawn_studies import random_flow, random_observations
from tests.core.oracle_decision import tell
from tests.core.study_data import ITERATION, START, columns_of, documents, flow_of, observed

NAMES = [f"p{n}" for n in range(16)]


def hypothesis(target=0.7, planned=5):
    return Hypothesis("h", 1, target, planned, moment(START))


@st.composite
def walked(draw):
    """A flow, and observations of partners who mostly walk it, with odd ones in between."""
    dice = Random(draw(st.integers(0, 2**32)))
    flow = random_flow(dice, draw(st.integers(2, 6)))
    steps = sorted(
        (each for each in flow.steps if not each.kind.is_endpoint), key=lambda each: each.id
    )
    keeps = dice.choice([0.2, 0.5, 0.8, 0.97])
    rows = random_observations(dice, flow, draw(st.integers(0, 12)))
    for partner in NAMES[: draw(st.integers(4, len(NAMES)))]:
        for step in steps:
            going = dice.random() < keeps
            if not going and dice.random() < 0.15:
                break
            status = Status.ALIGNED if going else Status.DEVIATED
            at = moment(START + timedelta(minutes=dice.randrange(30)))
            rows.append(Observation("", partner, ITERATION, step.id, status, at))
            if not going:
                break
    rows = [msgspec.structs.replace(each, id=f"o{number:04}") for number, each in enumerate(rows)]
    return flow, rows


@settings(max_examples=250, deadline=None)
@given(
    walked(),
    st.frozensets(st.sampled_from(NAMES), min_size=8) | st.just(frozenset(NAMES)),
    st.integers(5, 12),
    st.sampled_from([0.1, 0.5, 0.7, 0.9, 0.95]),
)
def test_the_evidence_is_what_the_semantics_say(study, members, planned, target):
    flow, observations = study
    told = tell(flow, observations, ITERATION, members, planned, target)
    columns = Columns.read(documents(observations))
    group = Group("some", "Some", members)

    found = evidence(columns, flow, ITERATION, hypothesis(target, planned), group)

    assert (found.aligned, found.n, found.unknown) == (told.aligned, told.n, told.unknown)
    assert found.n + found.unknown == planned
    assert {each.step: len(each.deviated) for each in found.ends if each.deviated} == told.deviated
    decide = {*found.met}.union(*(e.deviated + e.unknown + e.undecided for e in found.ends))
    assert decide == set(told.deciding)
    assert list(found.met) == [each for each in told.deciding if each in found.met]
    assert list(found.later) == told.later
    assert found.focus == told.focus
    said = propose(found, flow)
    assert (said.conclusion, said.needed) == (told.proposal, told.needed)
    assert said.p_at_least == pytest.approx(told.p_at_least, abs=1e-12)
    assert said.p_at_most == pytest.approx(told.p_at_most, abs=1e-12)


FLOW = flow_of("T > A > B")


def gathered(columns, notes=(), **design):
    return evidence(columns, FLOW, ITERATION, hypothesis(**design), everyone(), notes)


def test_the_first_planned_entrants_decide_by_the_time_of_their_first_observation():
    late = {"at": moment(START - timedelta(days=1))}
    rows = [row for n in range(6) for row in ((f"p{n}", "T", "A"), (f"p{n}", "A", "D"))]
    found = gathered(columns_of(*rows, ("first", "T", "A", late)))
    assert found.later == ("p4", "p5")
    assert (found.n, found.unknown) == (4, 1)


def test_an_endpoint_a_note_and_a_late_observation_make_no_entrant():
    rows = [
        ("p1", "T", "A", {"late": True}),
        ("p2", "T", "A", {"encounter": 2}),
        ("p3", "T", "A", {"voided": True}),
    ]
    note = Note("n", "p4", ITERATION, "t", NoteKind.QUOTE, "words", moment(START))
    found = gathered(columns_of(*rows), [note])
    assert (found.n, found.unknown, found.unseen, found.later) == (0, 5, 5, ())
    assert found.rate is None


def test_reasons_and_quotes_are_kept_by_reference_and_never_as_words():
    rows = [
        ("p1", "T", "A"),
        ("p1", "A", "D", {"reason": "too slow", "quote": "I gave up."}),
        ("p2", "T", "A"),
        ("p2", "A", "D", {"reason": "by hand"}),
        ("p3", "T", "A"),
        ("p3", "A", "D", {"reason": "too slow"}),
        ("p4", "T", "A"),
        ("p4", "A", "D"),
        ("p5", "T", "A", {"quote": "Fine."}),
        ("p5", "A", "A", {"quote": "Quick."}),
    ]
    seen = observed(*rows)
    at = moment(START + timedelta(hours=1))
    notes = [
        Note("said", "p2", ITERATION, "a", NoteKind.QUOTE, "My own way.", at),
        Note("mine", "p2", ITERATION, "a", NoteKind.NOTE, "sighs", at),
        Note("gone", "p2", ITERATION, "a", NoteKind.QUOTE, "no", at, voided=True),
        Note("after", "p2", ITERATION, "a", NoteKind.QUOTE, "no", at, late=True),
        Note("other", "p5", ITERATION, "a", NoteKind.QUOTE, "no", at),
    ]
    found = gathered(Columns.read(documents(seen)), notes)
    assert found.focus == "a"
    assert [each.partners for each in found.reasons] == [("p1", "p3"), ("p2",), ("p4",)]
    by_id = {each.id: each for each in seen}
    assert [by_id[each.observation].reason for each in found.reasons[:2]] == ["too slow", "by hand"]
    assert found.reasons[2].observation == ""
    assert [by_id[each].quote if each in by_id else each for each in found.quotes] == [
        "I gave up.",
        "said",
    ]
    encoded = msgspec.json.encode(found).decode()
    for words in ("too slow", "by hand", "gave up", "My own", "sighs"):
        assert words not in encoded


def test_an_iteration_without_any_observation_has_nothing_to_say():
    found = evidence(Columns(), FLOW, "nowhere", hypothesis(), everyone())
    assert (found.aligned, found.n, found.unknown, found.focus) == (0, 0, 5, "")
