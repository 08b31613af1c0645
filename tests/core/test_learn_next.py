"""Whom to talk to, what to ask, what comes next, what to challenge."""

import msgspec
import pytest

from core import aiming, iterating, learned
from core.learn import guide as guides
from core.learn import words
from core.learn.challenge import Rests
from core.learned import NotPossible
from core.model.assumption import Assumption, Level, Stance
from core.model.consent import Consent, Permission, Purpose
from core.model.decision import Conclusion, Why
from core.model.moment import now
from core.model.partner import Cohort, CustomerPartner, Is
from tests.core.looped_study import begun, first, walk, walks, written


@pytest.fixture
def study(tmp_path):
    with begun(tmp_path / "next.footpath", target=0.7, planned=8) as study:
        yield study


def whom(study):
    iteration = first(study)
    told = learned.names(study, iteration)
    return [
        (each.why, told.partner(each.partner) if each.partner else told.cohort(each.cohort))
        for each in learned.talk_to(study, iteration)
    ]


def test_unknowns_those_who_left_and_those_not_met_are_named_in_this_order(study):
    study.do("Add", "partners", [CustomerPartner("far", "P-050"), CustomerPartner("few", "P-051")])
    study.do("Edit", "partners", [CustomerPartner("few", "P-051", {"size": "1–9"})])
    study.do("Cohort", "partners", [Cohort("micro", "Micro", rule=Is("size", ("1–9",)))])
    walk(study, "P-001", "A")
    walk(study, "P-002", "AA")
    walks(study, "AD", [3, 4])
    expected = [
        (Why.UNKNOWN, "P-002"),
        (Why.UNKNOWN, "P-001"),
        (Why.UNSEEN, "P-051"),
        (Why.UNSEEN, "P-050"),
        (Why.THIN, "Micro"),
        (Why.RECRUIT, "Everyone"),
    ]
    assert whom(study) == expected, "while it is open, the app points at no step"
    iterating.close(study)
    left = [(Why.DEVIATED, "P-003"), (Why.DEVIATED, "P-004")]
    assert whom(study) == [*expected[:2], *left, *expected[2:]]
    recruit = learned.talk_to(study, first(study))[-1]
    assert recruit.of == 8 - 4 - 2


@pytest.mark.parametrize(
    ("primary", "expected"),
    [("Everyone", ["2 of 3 met", "1 of 2 met"]), ("Micro", ["1 of 2 met in Micro"])],
)
def test_a_thin_group_says_within_which_cohort_it_is_counted(study, primary, expected):
    young = Cohort("y", "Young", rule=Is("age", ("30",)))
    micro = Cohort("m", "Micro", rule=Is("size", ("1–9",)))
    study.do("Cohorts", "partners", [young, micro])
    written(study, primary=next(each for each in study.cohorts() if each.name == primary))
    sizes = {"P-001": "1–9", "P-002": "10–49", "P-003": "1–9"}
    for name, size in sizes.items():
        known = CustomerPartner(name, name, {"size": size, "age": "30"})
        study.do("Add", "partners", [known])
    walks(study, "AAA", [1, 2])
    told = learned.names(study, first(study))
    talks = learned.talk_to(study, first(study))
    assert [words.why(each, told) for each in talks if each.why is Why.THIN] == expected


def test_where_all_planned_were_seen_it_asks_for_as_many_as_could_settle_it(study):
    walks(study, "AAA", range(8))
    decision = iterating.close(study)
    (recruit,) = decision.talk_to
    assert decision.needed is not None
    assert (recruit.why, recruit.of) == (Why.RECRUIT, decision.needed)


def test_the_guide_asks_what_is_not_known(study):
    walks(study, "AA", [1])
    walks(study, "AD", [2])
    aiming.put_assumption(study, Assumption("", "Owners may switch on their own."))
    iterating.close(study)
    made = learned.guide_of(study, first(study))
    by_name = {each.who: each for each in made.visits}
    assert by_name["P-001"].questions[0] == "What happened after “Photo”?"
    assert by_name["P-002"].why == "left at Photo: by hand"
    assert "6 more of Everyone" in by_name
    printed = guides.text(made)
    assert "Tell me about the last time: “Bill”. What did you do?" in printed
    assert "Owners may switch on their own." in printed
    assert printed.splitlines()[0] == "Loop: interviews after iteration 1"


def test_what_is_carried_away_says_a_reason_only_where_its_partner_agreed(study):
    left = walk(study, "P-002", "AD")
    iterating.close(study)
    taken = learned.guide_of(study, first(study), Purpose.EXPORT)
    assert next(each.why for each in taken.visits if each.who == "P-002") == "left at Photo"
    agreed = Consent(left, (Permission.NOTES,), now())
    study.do("Record consent", "partners", [agreed])
    taken = learned.guide_of(study, first(study), Purpose.EXPORT)
    assert (
        next(each.why for each in taken.visits if each.who == "P-002") == "left at Photo: by hand"
    )


@pytest.mark.parametrize(
    ("conclusion", "goal", "rewrite"),
    [
        (Conclusion.PROVED, "Choose what makes", True),
        (Conclusion.ITERATE, "Change “Photo”, where 5 of 5 left.", False),
        (Conclusion.RESET, "Write the hypothesis anew", True),
        (Conclusion.UNSURE, "Hear the 2 of 8 who are unknown", False),
    ],
)
def test_each_verdict_leads_to_a_draft_of_what_is_next(study, conclusion, goal, rewrite):
    walks(study, "AD", range(5), quote="I gave up.")
    walk(study, "P-009", "AAA")
    iterating.close(study)
    draft = learned.next_round(study, first(study), conclusion)
    assert draft.goals[0].startswith(goal)
    assert (draft.rewrite, draft.hypothesis.id == "") == (rewrite, rewrite)
    seen = [study.observation(each) for each in draft.contradicting]
    assert len(seen) == 5
    assert all(each.quote == "I gave up." for each in seen)
    if rewrite:
        written = iterating.write_hypothesis(
            study, msgspec.structs.replace(draft.hypothesis, value="Other")
        )
        assert written.version == 2


def test_the_riskiest_open_assumption_becomes_a_goal(study):
    for text, impact in (("small", Level.LOW), ("large", Level.HIGH)):
        aiming.put_assumption(study, Assumption("", text, impact))
    iterating.close(study)
    assert learned.next_round(study, first(study)).goals[1] == "Find out whether this holds: large"


def test_there_is_no_next_round_before_the_close(study):
    with pytest.raises(NotPossible, match="no decision yet"):
        learned.next_round(study, first(study))


# --- challenge what works


def challenged(study):
    return {(each.rests, each.step) for each in learned.challenges_of(study, first(study))}


def step_of(study, name):
    flow = study.flow(first(study).flow)
    return next(each.id for each in flow.steps if each.name == name)


def test_a_good_number_of_few_partners_seen_by_one_is_pointed_out(study):
    walks(study, "AAA", range(4), observer="MK")
    need, photo = step_of(study, "Lower bill"), step_of(study, "Photo")
    assert challenged(study) == {
        (rests, step) for rests in (Rests.FEW, Rests.ONE_RESEARCHER) for step in (need, photo)
    }
    told = learned.challenges_of(study, first(study))
    assert told[0].step == need
    assert told[0].sentence == (
        "4 of 4 at “Lower bill” is 100 % of few partners: talk to more of them."
    )
    assert len(told[0].partners) == 4


def test_enough_partners_two_researchers_and_no_single_cohort_pass(study):
    study.do("Cohort", "partners", [Cohort("micro", "Micro", rule=Is("size", ("1–9",)))])
    walks(study, "AAA", range(6), observer="MK")
    walks(study, "AAA", range(6, 12), observer="JB")
    assert challenged(study) == set()
    for partner in study.partners():
        changed = msgspec.structs.replace(partner, attributes={"size": "1–9"})
        study.do("Edit", "partners", [changed])
    assert challenged(study) == set(), "everybody there is in it"
    study.do("Add", "partners", [CustomerPartner("other", "P-099")])
    assert {rests for rests, _ in challenged(study)} == {Rests.ONE_COHORT}


def test_a_bad_number_needs_no_challenge(study):
    walks(study, "AD", range(6), observer="MK")
    assert challenged(study) == set()


def test_at_need_met_all_who_left_on_the_way_count(study):
    walks(study, "AAA", range(6))
    walks(study, "AD", [6])
    told = learned.challenges_of(study, first(study))
    assert told[0].sentence.startswith("6 of 7 at “Lower bill” is 86 %")
    walks(study, "AD", [7, 8])
    need = step_of(study, "Lower bill")
    assert need not in {step for _, step in challenged(study)}, "6 of 9 do not reach 70 %"


def test_a_study_without_a_hypothesis_has_nothing_to_challenge(tmp_path):
    with begun(tmp_path / "bare.footpath") as bare:
        walks(bare, "AAA", range(3), observer="MK")
        assert learned.challenges_of(bare, first(bare)) == ()


def test_an_assumption_is_looked_at_again_at_a_close_and_keeps_what_was_believed(study):
    kept = aiming.put_assumption(study, Assumption("", "They may switch.", believed=Stance.HOLDS))
    with pytest.raises(NotPossible, match="not closed"):
        aiming.revisit(study, kept, first(study), Stance.FAILS, Level.LOW)
    iterating.close(study)
    once = aiming.revisit(study, kept, first(study), Stance.OPEN, Level.HIGH)
    twice = aiming.revisit(study, once, first(study), Stance.FAILS, Level.LOW, "two asked")
    (belief,) = twice.beliefs
    assert (belief.before, belief.after) == (Stance.HOLDS, Stance.FAILS)
    assert (belief.uncertainty_before, belief.uncertainty_after) == (Level.HIGH, Level.LOW)
    assert study.undoable(iterating.SCOPE).blocked == "an assumption looked at again since"
