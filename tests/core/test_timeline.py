"""The timeline: what each iteration believed, changed, saw and decided."""

from __future__ import annotations

import msgspec
import pytest

from core.begin import begin
from core.iterating import close, decide, start, write_hypothesis
from core.measure.intervals import wilson
from core.model.decision import Conclusion
from core.model.edits import path_flow, rename
from core.model.hypothesis import Hypothesis
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import EVERYONE, CustomerPartner
from core.sample import write_sample
from core.study import Study
from core.timeline import rounds, trend


@pytest.fixture
def sample(tmp_path):
    write_sample(tmp_path / "sample.footpath")
    with Study.open(tmp_path / "sample.footpath") as study:
        yield study


def primary(study):
    return study.hypotheses()[-1].primary.id


def test_the_sample_tells_its_three_rounds(sample):
    told = rounds(sample, primary(sample))
    assert [(each.need_met.met, each.need_met.answered) for each in told] == [
        (3, 9), (5, 10), (7, 11)
    ]  # fmt: skip
    assert [each.is_primary for each in told] == [True] * 3
    assert [each.decision is None for each in told] == [False, False, True]
    assert trend(told) == (
        "Need met rose each time, from 33 to 64 %. "
        "The intervals of the first and the last overlap: a direction, no proof."
    )


def test_a_decision_and_its_round_count_the_same(sample):
    for told in rounds(sample, primary(sample))[:2]:
        assert told.decision is not None
        evidence = told.decision.evidence
        counted = (told.need_met.met, told.need_met.answered)
        assert counted == (evidence.aligned, evidence.n)
        assert told.need_met.interval == wilson(evidence.aligned, evidence.n)


def test_of_another_cohort_all_entrants_count(sample):
    for told in rounds(sample, EVERYONE):
        found = told.need_met
        assert not found.decides
        assert found.met + found.deviated + found.unknown == told.funnel.entrants
        assert found.band is not None
        low, high = found.band
        assert low <= found.met / (found.met + found.deviated) <= high


def test_a_cohort_that_is_gone_stands_for_everyone(sample):
    assert [each.funnel.group.id for each in rounds(sample, "no such")] == [EVERYONE] * 3


A, D = Status.ALIGNED, Status.DEVIATED


def walk(study, partner, statuses):
    iteration = study.current_iteration
    flow = study.flow(iteration.flow)
    for step, status in zip(flow.steps, statuses, strict=False):
        study.record(Observation(new_id(), partner, iteration.id, step.id, status, now()))


def test_a_round_says_what_changed_since_the_one_before(tmp_path):
    with begin(tmp_path / "a.footpath", "a", path_flow(["T", "A", "N"])) as study:
        assert trend(rounds(study)) == ""
        study.do("Add", "partners", [CustomerPartner("p", "P-001"), CustomerPartner("q", "P-002")])
        first = write_hypothesis(study, Hypothesis("", 1, 0.7, 5, now(), value="Less to pay"))
        walk(study, "p", (A, A, D))
        walk(study, "q", (A, A, A))
        close(study)
        decide(study, study.iterations()[0], Conclusion.ITERATE, "Again")
        write_hypothesis(study, msgspec.structs.replace(first, value="Nothing to pay"))
        drawn = study.drawn
        assert drawn is not None
        study.edit_flow("Rename", rename(drawn, drawn.steps[1].id, "A photo"))
        start(study, change="A photo")
        walk(study, "p", (A, A, A))
        walk(study, "q", (A, D))
        told = rounds(study)
        assert told[0].hypothesis_before is None
        assert told[0].reworded == ()
        assert told[0].same_partners is None
        assert told[1].reworded == ("Value: “Less to pay” became “Nothing to pay”.",)
        same = told[1].same_partners
        assert same is not None
        assert same.changed is not None
        assert same.changed.gained == 1
        assert trend(told).startswith("Need met is where it began, at 50 %.")
        walk(study, "q", (A, A, A))
        assert trend(rounds(study)).startswith("Need met rose each time, from 50 to 100 %.")
        decision = rounds(study)[0].decision
        assert decision is not None
        assert decision.verdict is not None
        assert decision.verdict.note == "Again"
