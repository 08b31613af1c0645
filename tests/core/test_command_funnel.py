"""``funnel``: the numbers of semantics.md, as JSON for scripts and as a table for people."""

from __future__ import annotations

import json
import math

import msgspec
import pytest

from core.measure import wilson
from core.model.iteration import FrozenCohort, Iteration
from core.model.moment import now
from core.model.partner import Attribute, Between, Cohort, CohortKind
from core.study import Study
from tests.core.speaking import aligned, deviated, lines, speak


@pytest.fixture
def make(tmp_path):
    """Write a study with a flow and record some lines; gives its path."""

    def write(*observations, path="T > A > B > C", flow=None):
        study = tmp_path / "worked example.footpath"
        if flow is None:
            words = ("--path", path)
        else:
            (tmp_path / "flow.json").write_text(json.dumps(flow))
            words = ("--flow", str(tmp_path / "flow.json"))
        assert speak("new", "-o", study, *words).status == 0
        assert speak("record", study, stdin=lines(*observations)).status == 0
        return study

    return write


def worked_example():
    for n in range(10):
        yield aligned(f"P-{n}", "T")
        yield aligned(f"P-{n}", "A") if n < 8 else deviated(f"P-{n}", "A")
        if n < 5:
            yield aligned(f"P-{n}", "B")
        if n == 5:
            yield deviated(f"P-{n}", "B")
        if n < 4:
            yield aligned(f"P-{n}", "C")


def test_the_worked_example(make):
    answer = speak("funnel", make(*worked_example()), "--json")
    assert (answer.status, answer.err) == (0, "")
    found = answer.json
    assert list(found) == ["study", "iteration", "path", "cohorts", "warnings"]
    assert found["study"] == "worked example"
    assert (found["iteration"], found["path"], found["warnings"]) == (1, ["T", "A", "B", "C"], [])
    (everyone,) = found["cohorts"]
    assert list(everyone) == [
        "name",
        "entrants",
        "reached",
        "aligned",
        "deviated",
        "unknown",
        "undecided",
        "alignment",
        "interval",
        "overall",
        "band",
    ]
    assert (everyone["name"], everyone["entrants"], everyone["undecided"]) == ("Everyone", 10, {})
    assert everyone["reached"] == [10, 10, 8, 5]
    assert everyone["aligned"] == [10, 8, 5, 4]
    assert everyone["deviated"] == [0, 2, 1, 0]
    assert everyone["unknown"] == [0, 0, 2, 1]
    assert everyone["alignment"] == [1, 0.8, 5 / 6, 1]
    assert everyone["interval"] == [
        list(wilson(*pair) or ()) for pair in ((10, 10), (8, 10), (5, 6), (4, 4))
    ]
    assert everyone["overall"] == [1, 0.8, 0.5, 0.4]
    assert math.isclose(everyone["band"][3][0], 0.4)
    assert math.isclose(everyone["band"][3][1], 0.7)


def test_a_study_without_observations_has_null_for_no_data(make):
    (everyone,) = speak("funnel", make(), "--json").json["cohorts"]
    assert everyone["entrants"] == 0
    for key in ("alignment", "interval", "overall", "band"):
        assert everyone[key] == [None] * 4


BRANCHES = {
    "steps": [{"name": name} for name in ("T", "Left", "Right", "End")],
    "links": [["T", "Left"], ["T", "Right"], ["Left", "End"], ["Right", "End"]],
}


def test_a_split_shows_who_is_undecided(make):
    study = make(aligned("P", "T"), aligned("Q", "T"), aligned("Q", "Left"), flow=BRANCHES)
    (everyone,) = speak("funnel", study, "--json").json["cohorts"]
    assert everyone["undecided"] == {"T": 1}
    assert everyone["reached"] == [2, 1, 0, 1]
    table = speak("funnel", study).out
    assert "Undecided at T: 1" in table
    assert "no data" in table


def test_a_gap_is_a_warning(make):
    study = make(aligned("P", "T"), aligned("P", "B"))
    (warning,) = speak("funnel", study, "--json").json["warnings"]
    assert "P" in warning
    assert "“A”" in warning or "A " in warning
    assert warning in speak("funnel", study).out


def with_ages(path):
    """Give partners an age each, and add two cohorts and a closed iteration in front."""
    with Study.open(path) as study:
        age = next(each for each in study.attributes() if each.name == "Age")
        people = [
            msgspec.structs.replace(each, attributes={age.id: value} if value else {})
            for each, value in zip(study.partners(), ["42", "9", "42", ""], strict=True)
        ]
        young = Cohort("young", "Young", CohortKind.DEMOGRAPHIC, Between(age.id, None, 10.0))
        listed = Cohort("listed", "=Listed", members=(people[0].id,), position=1)
        study.do("Cohorts", "", [*people, young, listed])


@pytest.fixture
def aged(make):
    path = make(*(aligned(name, "T") for name in "PQRS"), path="T > A")
    with_ages(path)
    return path


def names_and_entrants(answer):
    assert answer.err == ""
    return [(each["name"], each["entrants"]) for each in answer.json["cohorts"]]


def test_everyone_and_each_cohort_are_shown_unless_asked_otherwise(aged):
    everything = [("Everyone", 4), ("Young", 1), ("=Listed", 1)]
    assert names_and_entrants(speak("funnel", aged, "--json")) == everything


def test_cohorts_are_chosen_by_name_in_the_order_asked_for(aged):
    words = ("--cohort", "=Listed", "--cohort", "Everyone", "--cohort", "Age = 42", "--json")
    expected = [("=Listed", 1), ("Everyone", 4), ("Age = 42", 2)]
    assert names_and_entrants(speak("funnel", aged, *words)) == expected


def test_an_attribute_gives_a_cohort_for_each_value(aged):
    by_age = [("Age = 9", 1), ("Age = 42", 2)]
    assert names_and_entrants(speak("funnel", aged, "--by", "Age", "--json")) == by_age
    both = speak(
        "funnel", aged, "--by", "Age", "--cohort", "Age = 9", "--cohort", "Young", "--json"
    )
    assert names_and_entrants(both) == [("Age = 9", 1), ("Young", 1), ("Age = 42", 2)]


def test_a_value_cohort_bears_the_attribute_as_it_was_typed(aged):
    by_age = [("age = 9", 1), ("age = 42", 2)]
    assert names_and_entrants(speak("funnel", aged, "--by", "age", "--json")) == by_age
    assert names_and_entrants(speak("funnel", aged, "--cohort", "age = 42", "--json")) == by_age[1:]
    words = ("--cohort", "aGe = 42", "--cohort", "age = 42", "--cohort", "age = 42", "--json")
    twice = [("aGe = 42", 2), ("age = 42", 2)]
    assert names_and_entrants(speak("funnel", aged, *words)) == twice


def test_an_attribute_or_a_value_may_hold_an_equals_sign(make):
    path = make(*(aligned(name, "T") for name in "PQ"), path="T > A")
    with Study.open(path) as study:
        columns = [Attribute("1", "Size"), Attribute("2", "Size = big"), Attribute("3", "size")]
        values = [{"1": "big = yes", "3": "s"}, {"2": "yes"}]
        people = [
            msgspec.structs.replace(each, attributes=value)
            for each, value in zip(study.partners(), values, strict=True)
        ]
        study.do("Attributes", "", [*columns, *people])
    for name in ("Size = big = yes", "size = s"):
        asked = speak("funnel", path, "--cohort", name, "--json")
        assert names_and_entrants(asked) == [(name, 1)]


def test_an_attribute_nobody_has_gives_no_cohort(aged):
    found = speak("funnel", aged, "--by", "Location", "--json").json
    assert (found["cohorts"], found["path"]) == ([], ["T", "A"])
    assert speak("funnel", aged, "--by", "Location").status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--cohort", "Old"),
            "There is no cohort “Old”. The cohorts are: “Everyone”, “Young”, “=Listed”.",
        ),
        (("--cohort", "Age = 43"), "no cohort “Age = 43”"),
        (("--by", "Mood"), "no attribute “Mood”. The attributes are: “Experiment”, “Company size”"),
        (("--iteration", "2"), "no iteration 2. The study has: 1."),
        (("--iteration", "two"), "invalid int value"),
        (("--colour",), "unrecognized arguments: --colour"),
    ],
)
def test_what_is_not_there_is_refused(aged, words, sentence):
    answer = speak("funnel", aged, *words)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert len(answer.err.splitlines()) == 1


def test_the_latest_iteration_is_shown_and_a_closed_one_has_its_frozen_cohorts(aged):
    with Study.open(aged) as study:
        (first,) = study.iterations()
        then = FrozenCohort("young", "Young then", CohortKind.DEMOGRAPHIC, ())
        closed = msgspec.structs.replace(first, closed=now(), cohorts=(then,))
        study.do("Close", "", [closed, Iteration("second", 2, first.flow, now())])
    assert speak("funnel", aged, "--json").json["iteration"] == 2
    first_again = speak("funnel", aged, "--iteration", "1", "--json")
    assert ("Young then", 0) in names_and_entrants(first_again)
    assert "iteration 1, closed" in speak("funnel", aged, "--iteration", "1").out


def test_the_table_says_few_answers_and_no_data(make):
    table = speak("funnel", make(*worked_example())).out
    rows = [line.split("  ")[0] for line in table.splitlines()]
    assert rows[:3] == ["worked example · iteration 1, open", "", "Everyone · 10 entrants"]
    assert "83 %   44–97 % (few answers)  50–70 %" in table
    assert [line.split("  ")[-1].strip() for line in table.splitlines()[4:8]] == [
        "100 %", "80 %", "50–70 %", "40–70 %",
    ]  # fmt: skip
    assert table.splitlines()[8:] == [
        "",
        (
            "overall is aligned of all entrants. As a range it is no interval: "
            "unknown and undecided ones make it, from none of them aligned to all."
        ),
    ]


def test_a_table_without_ranges_explains_none(make):
    table = speak("funnel", make(*(aligned("P-1", step) for step in "TABC"))).out
    assert "overall" in table
    assert "range" not in table
    assert "Step  reached  aligned  deviated  unknown  alignment" in table


def test_a_table_of_one_entrant_says_how_far_it_may_still_come(make):
    table = speak("funnel", make(aligned("P-1", "T"))).out
    assert "Everyone · 1 entrant\n" in table
    assert table.splitlines()[5].endswith("0–100 %")


def test_a_table_without_answers_says_no_data(make):
    table = speak("funnel", make()).out
    assert table.count("no data") == 8
    assert "0 %" not in table


def test_a_name_of_several_lines_stays_on_its_line_of_the_table(make):
    path = make(aligned("P\nQ", "A\n\x1b[1mB"), path="T\tU > A\n\x1b[1mB")
    assert speak("funnel", path, "--json").json["path"] == ["T\tU", "A\n\x1b[1mB"]
    lines = speak("funnel", path).out.splitlines()
    assert lines[4].startswith("T U ")
    assert lines[5].startswith("A �[1mB ")
    assert lines[7].startswith("! P Q is aligned at A �[1mB, but")


def test_names_of_any_text_come_out_as_they_went_in(tmp_path):
    study = tmp_path / "שלום 😀.footpath"
    names = ["=1+1", "שלום 😀", "名前", "x" * 300, "e\u0301"]
    assert speak("new", "-o", study, "--path", " > ".join(names)).status == 0
    found = speak("funnel", study, "--json").json
    assert (found["study"], found["path"]) == ("שלום 😀", names)
    table = speak("funnel", study).out
    assert "名前" in table
    assert "x" * 40 in table
    assert "x" * 60 not in table
