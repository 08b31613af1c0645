"""Round the loop: writing, starting, closing, deciding, and the way back from each."""

import msgspec
import pytest

from core import iterating, learned
from core.learned import NoHypothesis, NotPossible
from core.locked import is_locked
from core.model.decision import Conclusion, ResetCause
from core.model.partner import Cohort, CustomerPartner, Is
from core.study import Study
from tests.core.looped_study import begun, first, last, walk, walks, written


@pytest.fixture
def study(tmp_path):
    with begun(tmp_path / "loop.footpath", target=0.7, planned=6) as study:
        yield study


@pytest.fixture
def bare(tmp_path):
    with begun(tmp_path / "bare.footpath") as study:
        yield study


# --- the hypothesis and its versions


def test_a_hypothesis_is_amended_in_place_until_the_first_observation(study):
    before = study.hypotheses()[0]
    amended = written(study, planned=8, customer="Owners")
    assert (amended.id, amended.version, amended.planned) == (before.id, 1, 8)
    walk(study, "P-001", "A")
    changed = written(study, planned=20)
    assert (changed.version, changed.id != before.id) == (2, True)
    assert [each.planned for each in study.hypotheses()] == [8, 20]
    assert study.hypothesis_of(first(study)) == amended
    assert learned.evidence_of(study, first(study)).planned == 8
    again = written(study, planned=21)
    assert (again.id, again.version) == (changed.id, 2)


def test_a_voided_observation_was_an_observation(study):
    walk(study, "P-001", "A")
    entry = study.observations(study.partners()[0].id)[0]
    study.void(entry)
    assert is_locked(study, study.hypotheses()[0])


def test_nothing_changed_is_no_transaction(study):
    assert written(study) == study.hypotheses()[0]
    assert study.undoable(iterating.HYPOTHESIS).label == "Edit hypothesis"
    study.undo(iterating.HYPOTHESIS)
    assert study.undoable(iterating.HYPOTHESIS) is None


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"target": 0}, "share to beat"),
        ({"target": 1}, "share to beat"),
        ({"target": float("nan")}, "share to beat"),
        ({"planned": 4}, "5 to"),
        ({"planned": 10**9}, "5 to"),
        ({"adoption": 1.5}, "adoption"),
        ({"outcome": -0.1}, "outcome"),
        ({"scale": 0}, "scale"),
        ({"market": -1}, "market"),
        ({"market": 10**24}, "market"),
        ({"addressable": float("nan")}, "addressable"),
    ],
)
def test_a_part_out_of_range_is_refused_in_words(study, parts, word):
    with pytest.raises(NotPossible, match=word):
        written(study, **parts)
    assert len(study.hypotheses()) == 1


def test_an_iteration_without_a_hypothesis_takes_the_first_one_and_says_when(bare):
    walks(bare, "AA", [1, 2])
    assert first(bare).hypothesis == ""
    hypothesis = written(bare, planned=5)
    assert (first(bare).hypothesis, first(bare).set_after) == (hypothesis.id, 4)
    walk(bare, "P-003", "A")
    later = written(bare, planned=9)
    assert first(bare).hypothesis == hypothesis.id
    assert later.version == 2


def test_one_set_after_observations_can_be_taken_back_until_the_next(bare):
    walks(bare, "AA", [1])
    written(bare, planned=5)
    assert bare.undo(iterating.HYPOTHESIS)
    assert (first(bare).hypothesis, first(bare).set_after) == ("", 0)
    assert bare.redo(iterating.HYPOTHESIS)
    assert first(bare).set_after == 2
    walk(bare, "P-002", "A")
    assert bare.undoable(iterating.HYPOTHESIS).blocked == "observations recorded since"


def test_a_redone_hypothesis_never_pretends_to_be_older_than_what_was_seen(bare):
    written(bare, planned=5)
    bare.undo(iterating.HYPOTHESIS)
    walk(bare, "P-001", "A")
    assert bare.redoable(iterating.HYPOTHESIS).blocked == "observations recorded since"


def test_undo_moves_no_share_to_beat_once_something_was_seen(study):
    written(study, target=0.9)
    walk(study, "P-001", "A")
    assert study.undoable(iterating.HYPOTHESIS).blocked == "observations recorded since"
    assert study.undo(iterating.HYPOTHESIS) is None
    assert study.hypotheses()[0].target == 0.9


def test_an_open_iteration_nobody_was_seen_in_tests_what_is_written_last(study):
    walks(study, "AAA", range(6))
    iterating.close(study)
    second = iterating.start(study)
    assert second.hypothesis == study.hypotheses()[0].id
    changed = written(study, planned=9)
    assert (changed.version, last(study).hypothesis) == (2, changed.id)


# --- the primary cohort


def test_a_deleted_cohort_still_means_whom_it_meant(study):
    micro = Cohort("micro", "Micro", rule=Is("size", ("1–9",)))
    study.do("Cohort", "partners", [micro])
    walks(study, "AAA", range(3))
    for partner in study.partners()[:2]:
        study.do("Edit", "partners", [msgspec.structs.replace(partner, attributes={"size": "1–9"})])
    other = written(study, primary=micro)
    assert other.version == 2
    iterating.close(study)
    iterating.start(study)
    walks(study, "AAA", range(3))
    assert learned.evidence_of(study, last(study)).aligned == 2
    study.do("Remove cohort", "partners", removes=[micro])
    assert learned.evidence_of(study, last(study)).aligned == 2
    assert learned.names(study, last(study)).cohort("micro") == "Micro"
    decision = iterating.close(study)
    assert (decision.evidence.aligned, decision.evidence.n) == (2, 2)
    frozen = {each.id: len(each.members) for each in last(study).cohorts}
    assert frozen == {"micro": 2}


def test_a_cohort_a_hypothesis_is_about_is_not_undone(study):
    study.do("Cohort", "partners", [Cohort("micro", "Micro", rule=Is("size", ("1–9",)))])
    written(study, primary=study.cohorts()[1])
    assert study.undoable("partners").blocked == "a hypothesis about this cohort"


def test_a_value_of_an_attribute_serves_as_primary_cohort(study):
    age = Cohort("age=42", "age = 42", rule=Is("age", ("42",)))
    written(study, primary=age)
    study.do("Add", "partners", [CustomerPartner("p", "P-042", {"age": "42"})])
    walk(study, "P-042", "AAA")
    walk(study, "P-001", "AAA")
    decision = iterating.close(study)
    assert decision.evidence.met == ("p",)
    assert [each.name for each in first(study).cohorts] == ["age = 42"]


# --- start, close, verdict


def test_at_most_one_iteration_is_open(study):
    with pytest.raises(NotPossible, match="still open"):
        iterating.start(study)
    iterating.close(study)
    with pytest.raises(NotPossible, match="none to close"):
        iterating.close(study)


def test_an_iteration_without_a_hypothesis_cannot_be_closed(bare):
    walk(bare, "P-001", "A")
    with pytest.raises(NoHypothesis, match="no hypothesis"):
        iterating.close(bare)
    assert first(bare).is_open


def test_a_start_pins_the_latest_of_both_and_takes_its_goals_from_the_decision(study):
    walks(study, "AD", range(6))
    decision = iterating.close(study)
    assert decision.proposal is Conclusion.ITERATE
    second = iterating.start(study, change="A second camera", release="0.2")
    assert (second.number, second.flow, second.hypothesis) == (
        2,
        study.flows()[-1].id,
        study.hypotheses()[-1].id,
    )
    assert second.goals == ("Change “Photo”, where 6 of 6 left.",)
    assert (second.change, second.release) == ("A second camera", "0.2")


def test_a_verdict_is_kept_beside_what_was_proposed(study):
    walks(study, "AD", range(6))
    iterating.close(study)
    decision = iterating.decide(study, first(study), Conclusion.RESET, " wrong people ", by="MK")
    assert decision.proposal is Conclusion.ITERATE
    verdict = decision.verdict
    assert verdict is not None
    assert (verdict.conclusion, verdict.note) == (Conclusion.RESET, "wrong people")
    assert study.decision(first(study).id) == decision
    iterating.decide(study, first(study), Conclusion.ITERATE)
    iterating.start(study)
    with pytest.raises(NotPossible, match="has begun"):
        iterating.decide(study, first(study), Conclusion.PROVED)


def test_an_open_iteration_takes_no_verdict(study):
    with pytest.raises(NotPossible, match="not closed"):
        iterating.decide(study, first(study), Conclusion.PROVED)


def test_each_step_of_the_loop_can_be_undone_and_redone(study):
    walks(study, "AAA", range(6))
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.UNSURE)
    iterating.start(study, flow=study.drawn)
    reached = {
        table: dict(study.store.raw(table)) for table in ("iterations", "decisions", "flows")
    }
    for _ in range(3):
        assert study.undo(iterating.SCOPE)
    assert first(study).is_open
    assert study.decisions() == []
    assert len(study.flows()) == len(study.iterations()) == 1
    for _ in range(3):
        assert study.redo(iterating.SCOPE)
    assert {table: dict(study.store.raw(table)) for table in reached} == reached


def test_a_close_is_not_undone_once_something_later_was_recorded(study):
    walks(study, "AAA", range(2))
    iterating.close(study)
    assert not study.undoable(iterating.SCOPE).blocked
    walk(study, "P-000", "AA", encounter=2)
    assert study.undoable(iterating.SCOPE).blocked == "observations recorded since"
    iterating.decide(study, first(study), Conclusion.UNSURE)
    assert not study.undoable(iterating.SCOPE).blocked
    walk(study, "P-001", "A", encounter=2)
    assert study.undoable(iterating.SCOPE).blocked == "observations recorded since"


def test_a_verdict_is_not_undone_once_the_next_iteration_has_begun(study):
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.UNSURE)
    study.do("Goal", "other", [msgspec.structs.replace(iterating.start(study), change="later")])
    assert study.undoable(iterating.SCOPE).blocked == "Goal"
    verdict = next(e for e in study._history.entries if e.label.startswith("Verdict"))
    key = ("decisions", first(study).id)
    assert study._settled(key, verdict.after[key], verdict.before[key]) == "a later iteration"


def test_what_a_decision_rests_on_is_not_undone_from_under_it(study):
    walk(study, "P-001", "A")
    partner = study.partners()[0].id
    interview = f"interview/{partner}/{first(study).id}"
    iterating.close(study)
    assert study.undoable(interview).blocked == "the close of iteration 1"
    assert study.undo(interview) is None
    walk(study, "P-001", ".A")
    assert not study.undoable(interview).blocked, "what came late can be taken back"
    study.undo(interview)
    study.undo(iterating.SCOPE)
    assert not study.undoable(interview).blocked


def test_a_correction_after_the_close_is_told_and_changes_no_decision(study):
    walks(study, "AAA", range(6))
    decision = iterating.close(study)
    assert not learned.is_changed_since(study, first(study))
    walk(study, "P-000", "DD")
    assert not learned.is_changed_since(study, first(study)), "what is late changes nothing"
    entry = study.observations(study.partners()[0].id)[2]
    study.void(entry)
    assert learned.is_changed_since(study, first(study))
    assert learned.evidence_of(study, first(study)) == decision.evidence
    assert study.undo(f"interview/{entry.partner}/{entry.iteration}")
    assert not learned.is_changed_since(study, first(study))


def test_a_redone_close_never_freezes_what_has_changed_since(study):
    walks(study, "AAA", range(3))
    iterating.close(study)
    study.undo(iterating.SCOPE)
    walk(study, "P-009", "AD")
    assert study.redoable(iterating.SCOPE).blocked == "observations recorded since"
    assert study.redo(iterating.SCOPE) is None
    assert iterating.close(study).evidence.deviated == 1


def test_closed_evidence_stays_as_it_is_to_the_byte(tmp_path, study):
    micro = Cohort("micro", "Micro", rule=Is("size", ("1–9",)))
    study.do("Cohort", "partners", [micro])
    walks(study, "AAA", range(4))
    walks(study, "AD", range(4, 8))
    iterating.close(study)

    def frozen():
        return (
            bytes(study.store.raw("decisions")[first(study).id]),
            bytes(study.store.raw("iterations")[first(study).id]),
            learned.said(study, first(study)),
            learned.evidence_of(study, first(study)),
        )

    before = frozen()
    many = [CustomerPartner(f"n{n}", f"N-{n}", {"size": "1–9"}) for n in range(20)]
    study.do("Add partners", "partners", many)
    study.do("Cohort", "partners", [msgspec.structs.replace(micro, name="All", rule=None)])
    study.do("Cohort", "partners", removes=[msgspec.structs.replace(micro, name="All", rule=None)])
    walk(study, "P-001", "DDD", encounter=1)
    walk(study, "P-002", "AA", encounter=2)
    iterating.start(study)
    walks(study, "ADD", range(8))
    written(study, target=0.2)
    iterating.close(study)
    assert frozen() == before
    assert learned.late_since(study, first(study)) == 6
    path = study.path
    study.close()
    with Study.open(path, write=False) as again:
        assert again.store.raw("decisions")[first(again).id] == before[0]


def test_three_closes_without_a_rise_ask_for_a_reset(study):
    for _ in range(2):
        walks(study, "AD", range(6))
        assert iterating.close(study).proposal is Conclusion.ITERATE
        iterating.start(study)
    walks(study, "AD", range(6))
    decision = iterating.close(study)
    assert decision.proposal is Conclusion.RESET
    assert decision.because == (ResetCause.NO_RISE,)
    said = learned.said(study, last(study))
    assert said.endswith("and the share rose neither at this close nor at the one before.")


def test_late_observations_never_reach_the_decision_and_a_verdict_counts_them(study):
    walks(study, "AAA", range(2))
    iterating.close(study)
    walk(study, "P-005", "AAA")
    assert learned.evidence_of(study, first(study)).aligned == 2
    verdict = iterating.decide(study, first(study), Conclusion.UNSURE).verdict
    assert verdict is not None
    assert verdict.late == 3
