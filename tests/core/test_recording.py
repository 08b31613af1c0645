"""What recording writes, and that adoption always says what the trigger says."""

import msgspec
import pytest

from core import recording
from core.model.flow import StepKind
from core.model.iteration import Iteration
from core.model.observation import NoteKind
from tests.core.interviews import CLOSED, FLOW, OPEN, A, D, minute, said, seen


def adopted(observations):
    latest = recording.deciding(observations, "again", None)
    return latest.status if latest else None


def test_an_observation_is_kept_as_it_is_in_an_open_iteration():
    one = seen("o1", "compare", A)
    assert recording.recorded(one, OPEN, FLOW) == [one]


def test_a_closed_iteration_marks_it_late():
    (kept,) = recording.recorded(seen("o1", "compare", A), CLOSED, FLOW)
    assert kept.late


def test_a_step_the_flow_does_not_have_is_refused():
    with pytest.raises(KeyError):
        recording.recorded(seen("o1", "elsewhere", A), OPEN, FLOW)


@pytest.mark.parametrize("status", [A, D])
def test_the_trigger_of_a_later_encounter_writes_adoption(status):
    met = seen("o1", "bill", status, encounter=2, reason="why", note="n", quote="q", tags=("t",))
    kept, adoption = recording.recorded(met, OPEN, FLOW)
    assert kept == met
    assert (adoption.step, adoption.status, adoption.follows) == ("again", status, "o1")
    assert (adoption.at, adoption.encounter) == (met.at, 2)
    assert (adoption.reason, adoption.note, adoption.quote, adoption.tags) == ("", "", "", ())


def test_the_first_encounter_writes_no_adoption():
    assert len(recording.recorded(seen("o1", "bill", A), OPEN, FLOW)) == 1


def test_a_flow_without_adoption_writes_none():
    bare = msgspec.structs.replace(
        FLOW, steps=tuple(step for step in FLOW.steps if step.kind is not StepKind.ADOPTION)
    )
    assert len(recording.recorded(seen("o1", "bill", A, encounter=2), OPEN, bare)) == 1


def test_the_latest_decides_and_of_equals_the_one_recorded_last():
    early, late = seen("o1", "plan", A, 5), seen("o2", "plan", D, 3)
    assert recording.deciding([early, late], "plan", 1) == early
    same = seen("o3", "plan", D, 5)
    assert recording.deciding([early, same], "plan", 1) == same
    assert recording.deciding([early], "plan", 2) is None
    assert recording.deciding([early], "plan", None) == early
    assert recording.deciding([seen("o4", "plan", A, voided=True)], "plan", 1) is None


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ({}, True),
        ({"reason": "no time"}, True),
        ({"reason": "other"}, False),
        ({"note": "n"}, False),
    ],
)
def test_a_second_press_says_the_same_unless_it_brings_words(words, same):
    latest = seen("o1", "plan", D, reason="no time")
    assert recording.says_the_same(latest, seen("o2", "plan", D, 1, **words)) is same


def test_another_status_never_says_the_same():
    assert not recording.says_the_same(seen("o1", "plan", A), seen("o2", "plan", D))


def met_again():
    return recording.recorded(seen("o1", "bill", A, 1, encounter=2), OPEN, FLOW)


def test_a_trigger_met_again_and_deviated_at_is_told_otherwise():
    press = seen("o9", "bill", D, 2, encounter=2, quote="not that again")
    changed, adoption = recording.restated(met_again(), press, FLOW)
    assert (changed.id, changed.status, changed.at) == ("o1", D, minute(2))
    assert changed.quote == "not that again"
    assert (adoption.follows, adoption.status, adoption.at) == ("o1", D, minute(2))


@pytest.mark.parametrize(
    "press",
    [
        seen("o9", "bill", D, 2),  # the first encounter
        seen("o9", "compare", D, 2, encounter=2),  # another step
        seen("o9", "bill", A, 2, encounter=2),  # nothing new
        seen("o9", "bill", D, 2, encounter=3),  # another encounter
    ],
)
def test_nothing_else_is_told_otherwise(press):
    assert recording.restated(met_again(), press, FLOW) == []


@pytest.mark.parametrize(
    "since",
    [
        seen("o5", "compare", A, 2, encounter=2),
        seen("o5", "again", D, 2, encounter=2),  # adoption recorded by itself
    ],
)
def test_an_encounter_that_went_on_is_not_told_otherwise(since):
    press = seen("o9", "bill", D, 3, encounter=2)
    assert recording.restated([*met_again(), since], press, FLOW) == []


def test_a_trigger_with_words_is_not_told_otherwise():
    met = recording.recorded(seen("o1", "bill", A, 1, encounter=2, note="here"), OPEN, FLOW)
    assert recording.restated(met, seen("o9", "bill", D, 2, encounter=2), FLOW) == []


def test_voiding_a_step_takes_its_adoption_along():
    standing = met_again()
    voided = recording.voided_at(standing, "bill", 2)
    assert {each.id for each in voided} == {each.id for each in standing}
    assert all(each.voided for each in voided)
    assert recording.voided_at(voided, "bill", 2) == []


def test_at_an_endpoint_every_encounter_is_voided():
    standing = [seen("o1", "switch", A, encounter=1), seen("o2", "switch", D, encounter=3)]
    assert len(recording.voided_at(standing, "switch", None)) == 2
    assert len(recording.voided_at(standing, "switch", 3)) == 1


def test_an_adoption_follows_its_trigger_in_time():
    met, adoption = met_again()
    later = msgspec.structs.replace(met, at=minute(30))
    (moved,) = recording.retimed_with([met, adoption], later)
    assert (moved.id, moved.at) == (adoption.id, minute(30))


def test_scopes_and_labels_name_the_interview_and_the_step():
    one = seen("o1", "plan", D)
    assert recording.scope(one) == "interview/p1/second"
    assert recording.label(one, FLOW) == "Deviated at Sees plan"
    assert recording.label(seen("o2", "plan", A), FLOW) == "Aligned at Sees plan"
    assert recording.label(said("n1", "plan", "words of a person"), FLOW) == "Note at Sees plan"
    quote = said("n1", "plan", "words of a person", kind=NoteKind.QUOTE)
    assert recording.label(quote, FLOW) == "Quote at Sees plan"


def test_late_is_decided_by_the_iteration_alone():
    reopened = Iteration("i", 1, "flow", minute(0))
    (kept,) = recording.recorded(seen("o1", "plan", A, late=True), reopened, FLOW)
    assert not kept.late
