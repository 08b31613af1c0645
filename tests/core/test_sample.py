"""The sample study is whole, clean, and shows the numbers on the product's pictures."""

from __future__ import annotations

import pytest

from core import learned
from core.groups import against_plan, groups
from core.interview.recovery import recovered
from core.learn.progress import progress
from core.measure import endpoints, everyone, measure, reasons
from core.model.observation import NoteKind
from core.model.partner import CohortKind, members
from core.model.rules import findings
from core.model.strategy import OutcomeArea
from core.sample import write_sample
from core.store import StoreExists
from core.study import Study
from tests.core.study_reading import counts


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "bill saver.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        yield study


def funnels(study, number):
    iteration = study.iterations()[number - 1]
    flow = study.flow(iteration.flow)
    chosen = groups(study, iteration)
    return measure(study.columns, flow, iteration.id, chosen, names=study.pseudonyms())


def test_it_is_marked_as_made_up(sample):
    info = sample.info
    assert (info.name, info.sample) == ("Bill saver", True)
    assert info.made_up == "Everything in this study is made up."


def test_the_open_iteration_shows_the_numbers_of_the_pictures(sample):
    names, aligned, deviated, unknown = counts(sample, 3)
    assert names == [
        "Monthly bill arrives",
        "Opens comparison",
        "Uploads bill photo",
        "Types amount by hand",
        "Sees cheaper plan",
        "Lower bill, no effort",
    ]
    assert aligned == [24, 21, 12, 3, 13, 10]
    assert deviated == [0, 3, 1, 4, 1, 2]
    assert unknown == [0, 0, 0, 0, 1, 1]
    first = funnels(sample, 3).funnels[0]
    assert first.undecided == {"opens": 1}
    assert first.entrants == 24


def test_the_cohorts_have_the_sizes_of_the_pictures(sample):
    by_name = {each.group.name: each for each in funnels(sample, 3).funnels}
    people = sample.partners()
    sizes = {each.name: len(members(each, people)) for each in sample.cohorts()}
    assert sizes == {
        "Everyone": 40,
        "Photo-first test": 19,
        "Type-first test": 12,
        "Micro firms, 1–9": 16,
        "Hospitality": 7,
        "Under 35": 10,
        "Rural, 50 and over": 5,
    }
    met = {name: funnel.entrants for name, funnel in by_name.items()}
    assert met == {
        "Everyone": 24,
        "Photo-first test": 14,
        "Type-first test": 10,
        "Micro firms, 1–9": 13,
        "Hospitality": 6,
        "Under 35": 8,
        "Rural, 50 and over": 4,
    }
    assert by_name["Micro firms, 1–9"].need_met == 7
    assert by_name["Photo-first test"].need_met == 9
    assert by_name["Under 35"].need_met == 6
    assert {each.kind for each in sample.cohorts()} == set(CohortKind)


def test_earlier_iterations_are_closed_on_their_own_flows(sample):
    assert [(each.number, each.is_open) for each in sample.iterations()] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert [flow.version for flow in sample.flows()] == [1, 2, 3]
    second = counts(sample, 2)
    assert [row[2] for row in second[1:]] == [11, 6, 1]
    micro = [
        next(each for each in funnels(sample, n).funnels if each.group.id == "micro-firms")
        for n in (1, 2, 3)
    ]
    assert [each.entrants for each in micro] == [10, 11, 13]
    assert [each.need_met for each in micro] == [3, 5, 7]
    first, second_flow, third = sample.flows()
    shared = {step.id for step in first.steps} & {step.id for step in third.steps}
    assert shared == {step.id for step in second_flow.steps}


def test_the_endpoints_show_the_numbers_of_the_pictures(sample):
    iteration = sample.iterations()[2]
    flow = sample.flow(iteration.flow)
    found = endpoints(sample.columns, flow, iteration.id, everyone())
    assert (found.adoption.aligned, found.adoption.deviated, found.adoption.unknown) == (5, 2, 3)
    assert (found.outcome.aligned, found.outcome.deviated, found.outcome.unknown) == (4, 5, 1)
    assert found.both == 3


def test_every_deviation_has_its_reason(sample):
    for iteration in sample.iterations():
        flow = sample.flow(iteration.flow)
        found = reasons(sample.columns, flow, iteration.id, everyone())
        assert found
        assert all(each.text for each in found)


def test_there_are_words_and_odd_cases_to_show(sample):
    seen = [sample.observation(each) for each in sample.columns.ids_where()]
    notes = sample.notes()
    quotes = [each.quote for each in seen if each.quote]
    quotes += [each.text for each in notes if each.kind is NoteKind.QUOTE]
    remarks = [each.note for each in seen if each.note]
    remarks += [each.text for each in notes if each.kind is NoteKind.NOTE]
    assert len(set(quotes)) >= 40
    assert len(set(remarks)) >= 60
    assert any(each.late for each in seen)
    assert any(each.encounter > 1 for each in seen)
    assert any(each.follows for each in seen)
    assert any(each.tags for each in seen)
    assert sum(each.recovered for each in funnels(sample, 3).funnels[0].steps) == 2


def test_its_data_are_clean_and_its_one_finding_is_the_missing_sentence(sample):
    for number in (1, 2, 3):
        assert not funnels(sample, number).warnings
    (finding,) = findings(sample.drawn)
    assert finding.steps == ("types",)


def test_a_copy_takes_nobodys_place(tmp_path):
    path = tmp_path / "mine.footpath"
    path.write_text("mine")
    with pytest.raises(StoreExists):
        write_sample(path)
    assert path.read_text() == "mine"


def test_every_entry_belongs_to_an_interview_that_was_held_then(sample):
    held = {each.id: each for each in sample.interviews()}
    entries = [*sample.notes()]
    entries += [each for partner in sample.partners() for each in sample.observations(partner.id)]
    assert len(held) == 81
    assert recovered(sample) is None
    for entry in entries:
        interview = held[entry.interview]
        assert (interview.partner, interview.iteration) == (entry.partner, entry.iteration)
        assert interview.began <= entry.at <= interview.ended
        assert interview.researcher == entry.observer


def test_most_partners_agreed_one_withdrew_and_those_not_met_were_not_asked(sample):
    consents = {each.pseudonym: sample.consent(each.id) for each in sample.partners()}
    met = {sample.partner(each.partner).pseudonym for each in sample.interviews()}
    assert {name for name, consent in consents.items() if consent} == met
    assert [name for name, each in consents.items() if each and not each.stands] == ["P-036"]
    kept = {name for name, each in consents.items() if each and "quotes" not in each.agreed}
    assert kept == {"P-033", "P-039"}
    for partner in sample.partners():
        consent = consents[partner.pseudonym]
        if consent:
            text = next(each for each in sample.consent_texts() if each.id == consent.text)
            assert text.written < consent.at < (consent.withdrawn or "9")


def test_planned_numbers_leave_the_country_thin(sample):
    rows = {each.name: each for each in against_plan(sample, sample.iterations()[-1])}
    assert [(each.planned, each.met, each.missing) for each in rows.values()] == [
        (30, 24, 6),
        (15, 14, 1),
        (12, 10, 2),
        (15, 13, 2),
        (None, 6, 0),
        (8, 8, 0),
        (6, 4, 2),
    ]
    assert rows["Rural, 50 and over"].to_find == 1


def test_two_closes_are_decided_as_on_the_pictures(sample):
    decided = [
        (
            each.proposal,
            each.verdict.conclusion,
            each.evidence.aligned,
            each.evidence.n,
            each.evidence.unknown,
        )
        for each in sample.decisions()
        if each.verdict is not None
    ]
    assert decided == [("iterate", "iterate", 3, 9, 1), ("unsure", "iterate", 5, 10, 2)]
    first, second, third = sample.iterations()
    flow = sample.flow(first.flow)
    focus = [flow.step(each.evidence.focus).name for each in sample.decisions()]
    assert focus == ["Opens comparison", "Types amount by hand"]
    live = learned.evidence_of(sample, third)
    assert (live.aligned, live.n, live.unknown, live.planned) == (7, 11, 4, 15)
    assert learned.said(sample, second).endswith("to beat: 70 %. Too few to tell.")
    assert learned.innovation_of(sample, third).state == "signals"
    for iteration in (first, second):
        assert not learned.is_changed_since(sample, iteration)


def test_it_has_a_hypothesis_for_each_iteration_and_aims(sample):
    assert [each.version for each in sample.hypotheses()] == [1, 2, 3]
    tested = [sample.hypothesis_of(each) for each in sample.iterations()]
    assert tested == sample.hypotheses()
    assert {each.area for each in sample.metrics()} == set(OutcomeArea)
    ways = [progress(each, sample.readings(), sample.iterations()).way for each in sample.metrics()]
    assert [round(100 * (way or 0)) for way in ways] == [35, 32, 29, 71, 76]
    assert sample.assumptions()[0].text == "A photo taken in the shop can be read."
    assert any(each.beliefs for each in sample.assumptions())
    assert sample.info.motivation
