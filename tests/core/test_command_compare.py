"""``compare``: the shape scripts read, what people read, and what cannot be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.measure import newcombe
from core.model.iteration import FrozenCohort, Iteration
from core.model.moment import now
from core.model.partner import Attribute, Between, Cohort, CohortKind
from core.study import Study
from tests.core.speaking import Answer, aligned, deviated, lines, speak


def answers(name: str, *words: str) -> list[dict[str, Any]]:
    """Partners who met the trigger and answered at A."""
    rows = []
    for n, word in enumerate(words):
        rows.append(aligned(f"{name}-{n}", "T"))
        rows.append((aligned if word == "A" else deviated)(f"{name}-{n}", "A"))
    return rows


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Eight of ten in one plan, three of ten in the other; ages from 0; three cohorts."""
    path = tmp_path / "plans.footpath"
    assert speak("new", "-o", path, "--path", "T > A > B").status == 0
    rows = [*answers("one", *"AAAAAAAADD"), *answers("two", *"AAADDDDDDD")]
    assert speak("record", path, stdin=lines(*rows)).status == 0
    with Study.open(path) as opened:
        opened.do("Plans", "", [Attribute("plan", "Plan"), Attribute("age", "Age")])
        partners = [
            msgspec.structs.replace(
                each, attributes={"plan": each.pseudonym.split("-")[0], "age": str(number)}
            )
            for number, each in enumerate(opened.partners())
        ]
        cohorts = [
            Cohort("young", "Young", CohortKind.DEMOGRAPHIC, Between("age", 0, 9), position=1),
            Cohort("old", "Old", CohortKind.DEMOGRAPHIC, Between("age", 10, None), position=2),
            Cohort("mid", "Middle", CohortKind.DEMOGRAPHIC, Between("age", 5, 14), position=3),
        ]
        opened.do("Cohorts", "", [*partners, *cohorts])
    return path


def compare(*words: object) -> Answer:
    return speak("compare", *words)


def test_two_cohorts_in_the_shape_scripts_read(study: Path) -> None:
    answer = compare(study, "--cohort", "Young", "--cohort", "Old", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert list(answer.json) == ["steps"]
    at_a, at_b = answer.json["steps"]
    assert list(at_a) == [
        "step", "a", "b", "difference", "interval", "p", "p_holm", "differs", "sentence"
    ]  # fmt: skip
    assert (at_a["step"], at_b["step"]) == ("A", "B")
    assert (at_a["a"], at_a["b"]) == ({"aligned": 8, "n": 10}, {"aligned": 3, "n": 10})
    assert at_a["difference"] == 0.8 - 0.3
    assert at_a["interval"] == list(newcombe(8, 10, 3, 10) or ())
    assert at_a["p"] == pytest.approx(0.0697785, abs=1e-6)
    assert at_a["p_holm"] == 2 * at_a["p"]
    assert at_a["differs"] is False
    assert at_a["sentence"] == "can't tell yet: 8 of 10 against 3 of 10"
    assert (at_b["a"], at_b["b"]) == ({"aligned": 0, "n": 0}, {"aligned": 0, "n": 0})
    assert (at_b["difference"], at_b["interval"], at_b["p"]) == (None, None, 1)
    assert at_b["sentence"] == "can't tell yet: no data"


def test_one_cohort_is_compared_with_the_rest(study: Path) -> None:
    named = compare(study, "--cohort", "Young", "--json")
    by_value = compare(study, "--cohort", "plan = one", "--json")
    both = compare(study, "--cohort", "Young", "--cohort", "Old", "--json")
    assert named.json == by_value.json == both.json


def test_two_values_of_an_attribute(study: Path) -> None:
    answer = compare(study, "--cohort", "plan = one", "--cohort", "plan = two", "--json")
    assert answer.json["steps"][0]["b"] == {"aligned": 3, "n": 10}


def test_everyone_against_an_empty_rest_has_no_data(study: Path) -> None:
    step = compare(study, "--cohort", "Everyone", "--json").json["steps"][0]
    assert (step["b"], step["difference"], step["interval"], step["p"]) == (
        {"aligned": 0, "n": 0}, None, None, 1,
    )  # fmt: skip


@pytest.mark.parametrize("pair", [("Young", "Middle"), ("Middle", "Everyone")])
def test_cohorts_that_overlap_are_refused(study: Path, pair: tuple[str, str]) -> None:
    answer = compare(study, "--cohort", pair[0], "--cohort", pair[1])
    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        f"“{pair[0]}” and “{pair[1]}” share partners, so they are not compared with each other. "
        "Name one of them, to compare it with the rest.\n"
    )


def test_the_same_cohort_twice_is_refused(study: Path) -> None:
    answer = compare(study, "--cohort", "Young", "--cohort", "Young")
    assert answer.status == 2
    assert "“Young” is the same as itself" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say what to compare"),
        (("--iteration", "1"), "Say what to compare"),
        (("--cohort", "Young", "--cohort", "Old", "--cohort", "Middle"), "Say what to compare"),
        (("--cohort", "Nobody"), "The cohorts are: “Everyone”, “Young”, “Old”, “Middle”."),
        (("--cohort", "Young", "--iteration", "7"), "There is no iteration 7. The study has: 1."),
        (("--iteration", "1", "--iteration", "7"), "There is no iteration 7. The study has: 1."),
        (("--iteration", "1", "--iteration", "1"), "Iteration 1 is the same as itself"),
        (("--iteration", "one"), "invalid int value"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_line(
    study: Path, words: tuple[str, ...], said: str
) -> None:
    answer = compare(study, *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_a_study_without_a_file_or_an_iteration(study: Path, tmp_path: Path) -> None:
    assert compare(tmp_path / "none.footpath", "--cohort", "Young").status == 2
    with Study.open(study) as opened:
        for each in opened.iterations():
            opened.do("Close", "", [msgspec.structs.replace(each, closed=now())])
    assert compare(study, "--cohort", "Young").status == 0


@pytest.fixture
def two(study: Path) -> Path:
    """A second iteration of the same flow: six partners gained, one lost, one is new."""
    with Study.open(study) as opened:
        (first,) = opened.iterations()
        members = tuple(each.id for each in opened.partners())[:12]
        frozen = FrozenCohort("young", "Young", CohortKind.DEMOGRAPHIC, members)
        closed = msgspec.structs.replace(first, closed=now(), cohorts=(frozen,))
        opened.do("Next", "", [closed, Iteration("second", 2, first.flow, now())])
    rows = answers("two", *"DAAAAAAAA")
    rows = [each for each in rows if each["partner"] not in ("two-1", "two-2")]
    rows += [aligned("new", "T"), deviated("new", "A")]
    assert speak("record", study, stdin=lines(*rows)).status == 0
    return study


def test_two_iterations_are_compared_as_pairs(two: Path) -> None:
    answer = compare(two, "--iteration", "1", "--iteration", "2", "--json")
    assert answer.status == 0
    at_a, at_b = answer.json["steps"]
    assert list(at_a)[-2:] == ["sentence", "mcnemar"]
    assert at_a["mcnemar"] == {"gained": 6, "lost": 1, "p": 0.125}
    assert (at_a["a"], at_a["b"]) == ({"aligned": 11, "n": 20}, {"aligned": 6, "n": 8})
    assert (at_a["interval"], at_a["p_holm"], at_a["differs"]) == (None, 0.25, False)
    assert at_a["difference"] == 11 / 20 - 6 / 8
    assert at_b["mcnemar"] == {"gained": 0, "lost": 0, "p": 1}


def test_a_cohort_in_two_iterations_has_in_each_the_members_it_had(two: Path) -> None:
    words = ("--iteration", "1", "--iteration", "2", "--cohort", "Young", "--json")
    at_a = compare(two, *words).json["steps"][0]
    assert (at_a["a"]["n"], at_a["b"]["n"]) == (12, 0)


def test_the_iteration_asked_for_is_compared(two: Path) -> None:
    words = ("--cohort", "plan = two", "--json", "--iteration")
    first, second = (compare(two, *words, n).json["steps"][0] for n in (1, 2))
    assert (first["a"]["n"], second["a"]["n"]) == (10, 7)
    assert compare(two, *words[:-1]).json["steps"][0] == second


def test_people_read_an_aligned_table_and_a_sentence_for_each_step(study: Path) -> None:
    answer = compare(study, "--cohort", "Young", "--cohort", "Old")
    said = answer.out.splitlines()
    assert said[0] == "plans · iteration 1: Young against Old"
    assert said[2].split() == ["Step", "Young", "Old", "difference", "95", "%", "interval", "p",
                               "corrected"]  # fmt: skip
    assert said[3].split() == ["A", "8", "of", "10,", "80", "%", "3", "of", "10,", "30", "%", "+50",
                               "points", "+7", "to", "+74", "0.0698", "0.1396"]  # fmt: skip
    assert said[-2] == "A  can't tell yet: 8 of 10 against 3 of 10"
    assert len({len(line) for line in said[2:4]}) == 1
    assert "difference is Young minus Old: with − a larger share aligned in Old." in said


def test_people_read_of_two_iterations_who_gained_and_lost(two: Path) -> None:
    answer = compare(two, "--iteration", "1", "--iteration", "2")
    said = answer.out.splitlines()
    assert said[0] == "plans: iteration 1 against iteration 2"
    assert "gained, lost" in said[2]
    assert "6, 1 of 7" in said[3]
    assert "−20 points" in said[3]
    which = "difference is iteration 1 minus iteration 2: with − a larger share aligned in "
    assert f"{which}iteration 2." in said
    cohort = compare(two, "--iteration", "1", "--iteration", "2", "--cohort", "Young")
    assert cohort.out.startswith("plans · Young: iteration 1 against iteration 2")
