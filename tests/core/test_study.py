"""The one door: transactions, what is heard of them, and the one way back."""

from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.measure import everyone, measure
from core.measure.columns import Columns
from core.model import edits
from core.model.flow import Step
from core.model.iteration import Iteration
from core.model.observation import Note
from core.model.partner import Attribute, Cohort, CustomerPartner, Is
from core.store import StoreExists
from core.study import Change, Study, new_study
from tests.core.interviews import (
    OPEN,
    PARTNERS,
    A,
    D,
    contents,
    minute,
    said,
    seen,
    study_at,
)
from tests.core.random_edits import EDITS


@pytest.fixture
def study(tmp_path):
    with study_at(tmp_path / "a.footpath") as opened:
        yield opened


SCOPE = "interview/p1/second"


def adopted(study, partner="p1"):
    """The status at adoption that the funnel would count."""
    found = [
        each for each in study.observations(partner) if each.step == "again" and not each.voided
    ]
    return max(found, key=lambda each: each.at).status if found else None


# --- the door


def test_a_new_study_takes_no_place_that_is_taken(tmp_path, study):
    with pytest.raises(StoreExists):
        new_study(study.path, [])


def test_a_change_is_heard_with_its_tables_ids_and_label(study):
    heard: list[Change] = []
    stop = study.hear(heard.append)
    study.do("Add partner", "partners", [CustomerPartner("p9", "P-009")])
    stop()
    study.do("Add partner", "partners", [CustomerPartner("p8", "P-008")])
    (change,) = heard
    assert change == Change(frozenset({"partners"}), frozenset({"p9"}), "Add partner")


def test_what_stands_already_is_no_change(study):
    heard: list[Change] = []
    study.hear(heard.append)
    assert study.do("Add partner", "partners", PARTNERS) is None
    assert study.do("Remove", "partners", removes=[CustomerPartner("nobody", "N")]) is None
    assert heard == []
    assert study.undoable() is None


def test_it_is_on_disk_when_it_returns(study):
    study.record(seen("o1", "bill", A))
    assert study.last_commit.done
    assert study.disk.waiting == 0
    with Study.open(study.path, write=False) as other:
        assert other.observation("o1") == seen("o1", "bill", A)


# --- recording


def test_recording_refuses_what_the_study_does_not_know(study):
    for stranger in (
        seen("o1", "elsewhere", A),
        seen("o1", "bill", A, partner="nobody"),
        seen("o1", "bill", A, iteration="none"),
    ):
        with pytest.raises(KeyError):
            study.record(stranger)
    with pytest.raises(KeyError):
        study.keep_note(said("n1", "elsewhere", "words"))
    assert len(study.columns) == 0


def test_a_newcomer_comes_with_the_first_observation(study):
    study.record(seen("o1", "bill", A, partner="p9"), newcomer=CustomerPartner("p9", "P-009"))
    assert study.partner("p9").pseudonym == "P-009"
    study.undo("interview/p9/second")
    assert "p9" not in study.pseudonyms()


def test_a_second_press_changes_nothing(study):
    assert study.mark(seen("o1", "plan", A)) is not None
    assert study.mark(seen("o2", "plan", A, 1)) is None
    assert study.mark(seen("o3", "plan", D, 2)) is not None
    assert study.mark(seen("o4", "plan", D, 3)) is None
    assert [each.id for each in study.observations("p1")] == ["o1", "o3"]


def test_taking_back_leaves_nothing_standing_and_only_once(study):
    study.mark(seen("o1", "plan", D))
    study.mark(seen("o2", "plan", A, 1))
    assert study.unmark("p1", "second", "plan", 1) is not None
    assert study.unmark("p1", "second", "plan", 1) is None
    assert all(each.voided for each in study.observations("p1"))
    study.undo(SCOPE)
    assert not any(each.voided for each in study.observations("p1"))


def test_adoption_says_what_the_trigger_says_whatever_is_pressed(study):
    study.record(seen("o1", "bill", A, 1, encounter=2))
    assert adopted(study) is A
    study.mark(seen("o2", "bill", D, 2, encounter=2))
    assert adopted(study) is D
    assert study.observation("o1").status is D, "the encounter began otherwise, nothing was added"
    study.mark(seen("o3", "bill", A, 3, encounter=2))
    assert adopted(study) is A
    study.unmark("p1", "second", "bill", 2)
    assert adopted(study) is None
    for expected in (A, D, A):
        study.undo(SCOPE)
        assert adopted(study) is expected


def test_adoption_can_be_recorded_directly_and_taken_back_from_any_encounter(study):
    study.mark(seen("o1", "again", A, 1))
    study.record(seen("o2", "bill", D, 2, encounter=2))
    assert adopted(study) is D
    assert study.mark(seen("o3", "again", D, 3, encounter=2)) is None
    study.unmark("p1", "second", "again", 2)
    assert adopted(study) is None


def test_an_adoption_is_retimed_with_its_trigger(study):
    study.record(seen("o1", "bill", A, 1, encounter=2))
    study.amend(msgspec.structs.replace(study.observation("o1"), at=minute(40)))
    assert {each.at for each in study.observations("p1")} == {minute(40)}
    study.undo(SCOPE)
    assert {each.at for each in study.observations("p1")} == {minute(1)}


def test_a_voided_trigger_takes_its_adoption_along(study):
    study.record(seen("o1", "bill", A, 1, encounter=2))
    study.void(study.observation("o1"))
    assert adopted(study) is None
    study.keep_note(said("n1", "plan", "words"))
    study.void(study.notes("p1")[0])
    assert study.notes("p1")[0].voided


def test_after_the_close_everything_is_late(tmp_path):
    closed = msgspec.structs.replace(OPEN, closed=minute(60))
    with study_at(tmp_path / "a.footpath", iterations=(closed,)) as study:
        assert study.record(seen("o1", "bill", A)).late
        assert study.keep_note(said("n1", "bill", "words")).late
        funnel = measure(study.columns, study.flow("flow"), "second", (everyone(),), names={})
        assert funnel.funnels[0].entrants == 0


# --- labels and scopes


def test_no_label_holds_what_a_person_wrote(study):
    labels: list[str] = []
    study.hear(lambda change: labels.append(change.label))
    study.record(seen("o1", "plan", D, reason="secret words", quote="secret"))
    study.keep_note(said("n1", "plan", "secret words"))
    study.amend(msgspec.structs.replace(study.observation("o1"), reason="secret again"))
    study.void(study.observation("o1"))
    study.unmark("p1", "second", "plan", 1)
    study.undo(SCOPE)
    study.redo(SCOPE)
    assert len(labels) == 6
    assert not any("secret" in label for label in labels)


def test_an_interview_never_undoes_another_or_the_flow(study):
    study.mark(seen("o1", "plan", A))
    study.mark(seen("o2", "plan", A, 1, partner="p2"))
    study.edit_flow("Rename step", edits.rename(study.drawn, "plan", "Sees a plan"))
    assert study.undoable(SCOPE).label == "Aligned at Sees plan"
    study.undo(SCOPE)
    assert [each.id for each in study.observations("p2")] == ["o2"]
    assert study.drawn.step("plan").name == "Sees a plan"
    assert study.undo(SCOPE) is None


def test_what_recording_needs_is_not_undone(study):
    study.do("Add partner", "partners", [CustomerPartner("p9", "P-009")])
    study.mark(seen("o1", "bill", A, partner="p9"))
    assert study.undoable("partners").blocked == "observations recorded since"
    assert study.undo("partners") is None
    study.undo("interview/p9/second")
    assert study.undoable("partners").blocked == ""
    assert study.undo("partners") is not None


def test_an_observation_does_not_come_back_without_its_partner(study):
    study.mark(seen("o1", "bill", A))
    study.undo(SCOPE)
    study.do("Remove partner", "partners", removes=[study.partner("p1")])
    assert study.redoable(SCOPE).blocked == "Remove partner"
    assert study.redo(SCOPE) is None
    study.undo("partners")
    assert study.redo(SCOPE) is not None


def test_a_cohort_does_not_come_back_without_what_it_asks_for(study):
    study.do("Add column", "partners", [Attribute("region", "Region")])
    cohort = Cohort("north", "North", rule=Is("region", ("North",)))
    study.do("Add cohort", "cohorts", [cohort])
    assert study.undoable("partners").blocked == "a cohort whose rule asks for it"
    study.do("Remove cohort", "cohorts", removes=[cohort])
    study.undo("partners")
    assert study.undoable("cohorts").blocked == "the removal of what it belongs to"


def test_an_iteration_does_not_come_back_without_its_flow(study):
    grown = study.edit_flow("Copy flow", msgspec.structs.replace(study.drawn, version=2))
    study.mark(seen("o1", "bill", A))
    grown = study.edit_flow("Add step", edits.add(grown, Step("new", "New")))
    study.do("Open iteration", "iterations", [Iteration("third", 3, grown.id, minute(90))])
    assert study.undoable("flow").blocked == "an iteration that uses this flow"
    study.undo("iterations")
    study.undo("flow")
    assert study.redoable("iterations").blocked == "the removal of what it belongs to"


def test_a_step_with_a_note_stays(study):
    study.edit_flow("Add step", edits.add(study.drawn, Step("new", "New")))
    study.keep_note(said("n1", "new", "words"))
    assert study.undoable("flow").blocked == "notes written since"
    left = study.edit_flow("Delete step", edits.delete(study.drawn, ["new"]))
    assert left.version == 2, "the note keeps its step in the version it was written in"


# --- flow versions


def test_a_flow_with_observations_makes_its_next_version(study):
    study.mark(seen("o1", "bill", A))
    moved = study.edit_flow("Rename step", edits.rename(study.drawn, "bill", "A bill"))
    assert moved.id == "flow", "a name is no structure"
    grown = study.edit_flow("Add step", edits.add(study.drawn, Step("new", "New")))
    assert (grown.id == "flow", grown.version) == (False, 2)
    assert study.drawn == study.flow(grown.id)
    assert not study.flow("flow").has("new"), "the iteration keeps the one it pins"
    study.undo("flow")
    assert study.drawn == study.flow("flow")


@pytest.mark.parametrize(
    "edit",
    [
        lambda flow: edits.insert(flow, Step("new", "New"), flow.links[0]),
        lambda flow: edits.disconnect(flow, flow.links[:1]),
        lambda flow: edits.delete(flow, ["plan"]),
        lambda flow: edits.change(flow, msgspec.structs.replace(flow.step("plan"), optional=True)),
    ],
)
def test_undo_leaves_the_structure_that_observations_were_recorded_on(study, edit):
    changed = study.edit_flow("Change flow", edit(study.drawn))
    study.mark(seen("o1", "bill", A))
    assert study.undoable("flow").blocked == "observations recorded since"
    assert study.undo("flow") is None
    assert study.flow("flow") == changed
    study.undo(SCOPE)
    study.undo("flow")
    study.mark(seen("o2", "bill", A))
    assert study.redoable("flow").blocked == "observations recorded since"


def test_undo_still_corrects_words_and_places_under_observations(study):
    before = study.drawn
    study.edit_flow("Rename step", edits.rename(before, "bill", "A bill"))
    study.edit_flow("Move step", edits.move(study.drawn, {"bill": (7.0, 7.0)}))
    study.mark(seen("o1", "bill", A))
    study.undo("flow")
    study.undo("flow")
    assert study.drawn == before


def test_a_flow_without_observations_changes_in_place(study):
    kept = study.edit_flow("Add step", edits.add(study.drawn, Step("new", "New")))
    assert (kept.id, kept.version) == ("flow", 1)
    assert len(study.flows()) == 1


# --- everything, there and back


def reads_like_new(study):
    """Whether the open study and one opened now from its file are alike, columns too."""
    with Study.open(study.path, write=False) as other:
        assert contents(other) == contents(study)
        assert other.partners() == study.partners()
        assert other.drawn == study.drawn
        fresh = Columns.read(other.store.raw("observations"))
        for iteration in study.iterations():
            flow = study.flow(iteration.flow)
            ours, theirs = (
                measure(each, flow, iteration.id, (everyone(),), names=study.pseudonyms())
                for each in (study.columns, fresh)
            )
            assert ours == theirs
    return True


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 25))
def test_all_undone_and_all_redone_restores_every_state(tmp_path_factory, seed, size):
    dice = Random(seed)
    path = tmp_path_factory.mktemp("undo") / "a.footpath"
    with study_at(path) as study:
        states = [contents(study)]
        study.hear(lambda _change: states.append(contents(study)))
        for _ in range(size):
            dice.choice(EDITS)(study, dice)
        there = list(states)
        for state in reversed(there[:-1]):
            assert study.undo() is not None
            assert contents(study) == state
        assert study.undo() is None
        assert reads_like_new(study)
        for state in there[1:]:
            assert study.redo() is not None
            assert contents(study) == state
        assert study.redo() is None
        assert reads_like_new(study)


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), size=st.integers(5, 30))
def test_undo_anywhere_in_between_leaves_nothing_hanging(tmp_path_factory, seed, size):
    dice = Random(seed)
    path = tmp_path_factory.mktemp("undo") / "a.footpath"
    with study_at(path) as study:
        for _ in range(size):
            turn = dice.random()
            scope = dice.choice(("flow", "partners", SCOPE, "interview/p2/second", None))
            if turn < 0.25:
                study.undo(scope)
            elif turn < 0.4:
                study.redo(scope)
            else:
                dice.choice(EDITS)(study, dice)
            assert nothing_hangs(study)
        assert reads_like_new(study)


def nothing_hangs(study):
    """Whether every observation and note has its partner, its iteration and that one's flow."""
    partners = {each.id for each in study.partners()}
    entries = [each for partner in partners for each in study.observations(partner)]
    assert len(entries) == len(study.store.raw("observations")), "one of a partner who is gone"
    flows = {each.id: study.flow(each.flow) for each in study.iterations()}
    notes: list[Note] = study.notes()
    assert all(each.partner in partners for each in notes)
    assert all(flows[each.iteration].has(each.step) for each in (*entries, *notes))
    return True


def test_history_lasts_as_long_as_the_window(tmp_path):
    path = tmp_path / "a.footpath"
    with study_at(path) as study:
        study.mark(seen("o1", "bill", A))
    with Study.open(path) as again:
        assert again.undoable() is None
        assert again.undo() is None
        assert again.redo() is None
        assert again.observation("o1").status is A
