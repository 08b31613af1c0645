"""Interviews begin, pause and end; what was captured belongs to them; undo stays among them."""

import msgspec
import pytest

from core import conducting
from core.interview.clock import Happening, elapsed, happenings
from core.interview.recovery import recovered
from core.model.interview import Channel, Draft, EventKind, InterviewEvent
from core.model.observation import Observation, Status
from core.study import Study
from tests.core.interviews import OPEN, minute, said, seen, study_at

SCOPE = "interview/p1/second"


@pytest.fixture
def study(tmp_path):
    with study_at(tmp_path / "study.footpath") as made:
        yield made


def begun(study, at=0, **more):
    return conducting.start(study, "p1", OPEN.id, minute(at), **more)


def left(study):
    found = recovered(study)
    assert found is not None
    return found


def mark(study, interview, step, status=Status.ALIGNED, at=1):
    return study.mark(
        msgspec.structs.replace(seen(f"{step}{at}", step, status, at), interview=interview.id)
    )


def test_an_interview_holds_who_met_where_and_when(study):
    held = begun(study, channel=Channel.VIDEO, place="Ulm", researcher="NK")
    assert study.interviews("p1", OPEN.id) == [held]
    assert held.is_running
    assert study.interviews("p2") == []


def test_entry_after_the_fact_has_both_times_and_is_never_running(study):
    held = begun(study, ended=minute(30))
    assert not held.is_running
    assert recovered(study) is None
    mark(study, held, "bill", at=4)
    assert [each.interview for each in study.observations("p1")] == [held.id]


def test_it_ends_after_it_begins(study):
    with pytest.raises(ValueError, match="ends after it begins"):
        begun(study, at=9, ended=minute(3))


@pytest.mark.parametrize(
    ("partner", "iteration"), [("nobody", "second"), ("p1", "no such iteration")]
)
def test_it_is_with_somebody_known_in_an_iteration(study, partner, iteration):
    with pytest.raises(KeyError):
        conducting.start(study, partner, iteration, minute(0))


def test_old_entries_read_the_same_and_new_ones_cost_one_document(study):
    held = begun(study)
    mark(study, held, "bill")
    assert msgspec.json.decode(msgspec.json.encode(seen("x", "bill", Status.ALIGNED))).keys() == {
        "id", "partner", "iteration", "step", "status", "at",
    }  # fmt: skip
    assert study.undoable(SCOPE).entry.after.keys() == {("observations", "bill1")}


def test_a_trigger_met_again_takes_its_adoption_into_the_interview(study):
    held = begun(study)
    study.mark(
        msgspec.structs.replace(
            seen("again", "bill", Status.ALIGNED, 2), interview=held.id, encounter=2
        )
    )
    assert {each.interview for each in study.observations("p1")} == {held.id}


def test_undo_goes_back_through_the_interview_to_its_start(study):
    held = begun(study)
    mark(study, held, "bill")
    conducting.pause(study, held, minute(2))
    conducting.note_gap(study, held, minute(3), minute(9))
    conducting.keep_draft(study, Draft(held.id, "she sa", "bill", minute(9)))
    undone = [study.undo(SCOPE).label for _ in range(2)]
    assert undone == ["Undo Pause", "Undo Aligned at Bill arrives"]
    assert study.undoable(SCOPE).blocked == "what happened while it ran"
    assert study.interviews() == [held]


def test_an_interview_with_entries_stays(study):
    held = begun(study)
    study.record(
        msgspec.structs.replace(seen("a", "bill", Status.ALIGNED), interview=held.id), scope="x"
    )
    assert study.undoable(SCOPE).blocked == "observations recorded in it"


def test_a_pause_counts_once(study):
    held = begun(study)
    assert conducting.resume(study, held, minute(1)) is None
    conducting.pause(study, held, minute(2))
    assert conducting.is_paused(study, held.id)
    assert conducting.pause(study, held, minute(3)) is None
    conducting.resume(study, held, minute(5))
    assert not conducting.is_paused(study, held.id)


def test_the_clock_leaves_out_pauses_and_gaps_once(study):
    held = begun(study)
    conducting.pause(study, held, minute(2))
    conducting.note_gap(study, held, minute(3), minute(8))
    conducting.resume(study, held, minute(6))
    conducting.pause(study, held, minute(10))
    events = study.interview_events(held.id)
    assert elapsed(held, events, minute(12)) == 4 * 60  # 0-2 and 8-10
    conducting.end(study, held, minute(15))
    (ended,) = study.interviews()
    assert elapsed(ended, events, minute(99)) == 4 * 60
    assert [each.what for each in happenings(ended, events)] == [
        Happening.STARTED,
        Happening.PAUSED,
        Happening.GAP,
        Happening.RESUMED,
        Happening.PAUSED,
        Happening.ENDED,
    ]


def test_a_clock_that_was_set_back_never_runs_below_nothing(study):
    held = begun(study, at=5)
    odd = [InterviewEvent("e", held.id, EventKind.GAP, minute(1), minute(2))]
    assert elapsed(held, odd, minute(0)) == 0


def test_what_was_not_ended_is_recovered_where_it_stood(tmp_path):
    path = tmp_path / "study.footpath"
    with study_at(path) as study:
        other = conducting.start(study, "p2", OPEN.id, minute(0))
        conducting.end(study, other, minute(1))
        held = begun(study)
        for at, step in enumerate(("bill", "compare", "photo")):
            mark(study, held, step, at=at)
        study.unmark("p1", OPEN.id, "photo", 1)
        study.keep_note(msgspec.structs.replace(said("n", "photo", "hm", 7), interview=held.id))
        study.record(Observation("z", "p1", OPEN.id, "plan", Status.ALIGNED, minute(50)))
    with Study.open(path) as study:
        found = left(study)
        assert (found.interview, found.observations, found.notes) == (held, 2, 1)
        assert (found.last, found.step, found.encounter) == (minute(7), "photo", 1)
        conducting.keep_draft(study, Draft(held.id, "half a sen", "compare", minute(8), 2))
    with Study.open(path) as study:
        found = left(study)
        assert found.draft is not None
        assert (found.step, found.encounter, found.draft.text) == ("compare", 2, "half a sen")
        conducting.drop_draft(study, held.id)
        assert conducting.drop_draft(study, held.id) is None
        conducting.end(study, held, minute(60))
        assert recovered(study) is None


def test_an_interview_without_an_entry_is_recovered_too(study):
    held = begun(study)
    found = left(study)
    assert (found.interview, found.observations, found.last, found.step) == (held, 0, None, "")


def test_an_ended_interview_can_go_on(study):
    held = begun(study)
    conducting.end(study, held, minute(3))
    (ended,) = study.interviews()
    assert conducting.end(study, ended, minute(4)) is None
    conducting.reopen(study, ended)
    assert left(study).interview == held
