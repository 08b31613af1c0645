"""An interview read from a study, its counters, and reasons given before."""

import msgspec
import pytest

from core.interview import interview
from core.interview.past_reasons import past_reasons
from core.measure import endpoints, everyone, measure
from core.measure.tally import tally
from core.model.flow import Link, Step
from tests.core.interviews import FLOW, A, D, minute, said, seen, study_at


@pytest.fixture
def held(tmp_path):
    def read(*recorded, partner="p1", flow=FLOW):
        with study_at(tmp_path / "a.footpath", *recorded, flow=flow) as study:
            return interview(study, partner, "second")

    return read


def statuses(held):
    return {each.step.id: each.status for each in held.places if each.status}


def test_places_run_along_the_path_then_the_endpoints(held):
    places = held().places
    names = ["bill", "compare", "photo", "type", "plan", "need", "again", "switch"]
    assert [each.step.id for each in places] == names
    assert [each.number for each in places] == list(range(1, 9))


def test_an_empty_interview_is_at_its_first_encounter(held):
    empty = held()
    assert (empty.encounter, empty.next_encounter, empty.entries) == (1, 1, ())
    assert empty.scope == "interview/p1/second"


def test_an_unknown_partner_is_refused(held):
    with pytest.raises(KeyError):
        held(partner="nobody")


def test_only_the_present_encounter_counts_on_the_path(held):
    now = held(
        seen("o1", "bill", A), seen("o2", "compare", A, 1), seen("o3", "bill", A, 2, encounter=2)
    )
    assert statuses(now) == {"bill": A}
    assert (now.encounter, now.next_encounter) == (2, 3)


def test_at_an_endpoint_any_encounter_counts(held):
    now = held(seen("o1", "again", D, 1, encounter=1), seen("o2", "bill", A, 2, encounter=2))
    assert statuses(now)["again"] is D


def test_a_voided_trigger_leaves_the_encounter_it_began(held):
    voided = seen("o2", "bill", A, 2, encounter=2, voided=True)
    now = held(seen("o1", "bill", A), voided)
    assert (now.encounter, now.next_encounter) == (2, 2)


def test_deviated_then_aligned_is_recovered(held):
    now = held(seen("o1", "photo", D, 1), seen("o2", "photo", A, 2), seen("o3", "plan", A, 3))
    assert now.place("photo").recovered
    assert now.place("photo").at == minute(2)
    assert not now.place("plan").recovered
    assert now.place("nowhere") is None


def test_the_branch_not_taken_says_so(held):
    now = held(seen("o1", "compare", A), seen("o2", "photo", A, 1))
    assert now.place("type").other_branch
    assert not now.place("photo").other_branch
    assert not now.place("plan").other_branch


def test_a_voided_observation_takes_no_branch(held):
    now = held(seen("o1", "photo", A, 1), seen("o2", "type", D, 2, voided=True))
    assert now.place("type").other_branch


def test_of_two_branches_the_one_observed_last_is_taken(held):
    further = msgspec.structs.replace(
        FLOW,
        steps=(*FLOW.steps, Step("crop", "Crops it"), Step("retype", "Types again", y=200.0)),
        links=(
            *(each for each in FLOW.links if each.target != "plan"),
            *(Link(*pair.split(">")) for pair in ("photo>crop", "crop>plan", "type>retype")),
            Link("retype", "plan"),
        ),
    )
    both = (seen("o1", "photo", A, 1), seen("o2", "type", D, 2))
    now = held(*both, flow=further)
    assert now.place("crop").other_branch
    assert not now.place("photo").other_branch  # it was observed, which is said instead
    assert not now.place("retype").other_branch


def test_onward_passes_by_the_branch_not_taken(held):
    now = held(seen("o1", "photo", A, 1))
    assert now.onward("photo").id == "plan"
    assert now.onward("compare").id == "photo"
    assert now.onward("need").id == "need"
    assert now.onward("again").id == "again"


def test_the_log_is_newest_first_with_an_adoption_below_its_trigger(held):
    trigger = seen("o2", "bill", A, 5, encounter=2)
    follows = seen("o3", "again", A, 5, encounter=2, follows="o2")
    now = held(seen("o1", "bill", A), said("n1", "bill", "hm", 3), trigger, follows)
    assert [each.id for each in now.entries] == ["o2", "o3", "n1", "o1"]


def test_other_partners_and_iterations_stay_out(held):
    now = held(
        seen("o1", "bill", A, partner="p2"),
        seen("o2", "bill", A, iteration="first"),
        said("n1", "bill", "p1 of another", partner="p2"),
    )
    assert now.entries == ()


def test_the_counters_are_those_of_the_funnel(tmp_path):
    recorded = [
        *(seen(f"a{n}", "bill", A, n, partner=f"p{n}") for n in (1, 2, 3)),
        *(seen(f"b{n}", "compare", A, n, partner=f"p{n}") for n in (1, 2)),
        seen("b3", "compare", D, 3, partner="p3"),
        seen("c1", "photo", A, 4),
        seen("d1", "plan", A, 5),
        seen("e1", "need", A, 6),
        seen("f1", "again", A, 7, encounter=2),
        seen("g1", "switch", D, 7),
    ]
    with study_at(tmp_path / "a.footpath", *recorded) as study:
        flow = study.flow("flow")
        funnel = measure(study.columns, flow, "second", (everyone(),), names={}).funnels[0]
        ends = endpoints(study.columns, flow, "second", everyone())
        counted = tally(study.columns, flow, "second")
    expected = {
        each.step.id: (each.aligned, each.deviated, each.unknown) for each in funnel.steps
    } | {
        each.step.id: (each.aligned, each.deviated, each.unknown)
        for each in (ends.adoption, ends.outcome)
        if each.step is not None
    }
    assert (counted.entrants, counted.counts) == (3, expected)


def test_past_reasons_are_ranked_by_partners(tmp_path):
    recorded = [
        seen("o1", "plan", D, 1, reason="No time"),
        seen("o2", "plan", D, 2, reason="No time"),  # the same partner once more
        seen("o3", "plan", D, 3, partner="p2", reason="Too dear "),
        seen("o4", "plan", D, 4, partner="p3", reason="Too dear"),
        seen("o5", "need", D, 5, reason="No time", partner="p2"),
        seen("o6", "plan", D, 6, reason="Voided", voided=True),
        seen("o7", "plan", D, 7, iteration="first", reason="Before"),
        seen("o8", "plan", D, 8),
    ]
    with study_at(tmp_path / "a.footpath", *recorded) as study:
        assert past_reasons(study, "plan") == (("Too dear", 2), ("Before", 1), ("No time", 1))
        assert past_reasons(study)[0] == ("No time", 2)
        assert past_reasons(study, "bill") == ()
