"""``hypothesis``, ``close``, ``verdict``, ``start``, ``decide``, ``innovation``: one whole story."""

import json

import pytest

from core.study import Study
from tests.core.speaking import aligned, deviated, lines, speak

PATH = ("Bill", "Photo", "Lower bill")
KEYS = [
    "iteration",
    "cohort",
    "target",
    "planned",
    "aligned",
    "n",
    "unknown",
    "proposal",
    "p_at_least",
    "p_at_most",
    "focus_step",
    "sentence",
    "talk_to",
    "needed",
]


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "story.footpath"
    assert speak("new", "-o", path, "--path", " > ".join(PATH)).status == 0
    return path


def good(*words, **given):
    answer = speak(*words, **given)
    assert (answer.status, answer.err) == (0, "")
    return answer


def see(study, marks, numbers, path=PATH, **more):
    """Partners who walk a path: a letter a step."""
    word = {"A": aligned, "D": deviated}
    rows = [
        word[mark](f"P-{number:03d}", step, **more)
        for number in numbers
        for step, mark in zip(path, marks, strict=False)
    ]
    good("record", study, stdin=lines(*rows))


def designed(study, *more):
    return good("hypothesis", study, "--target", "0.7", "--planned", "12", *more)


def test_the_whole_story(study):
    said = designed(
        study, "--primary", "Everyone", "--adoption", ".3", "--outcome", ".2", "--scale", "5"
    ).out
    assert "Proved only by 12 of 12: more than 70 %." in said
    assert "true 80 %: 7 %; true 90 %: 28 %; true 95 %: 54 %" in said
    see(study, "AAA", range(1, 5))
    see(study, "AD", range(5, 7), reason="too blurry")

    first = good("close", study, "--json").json
    assert list(first) == KEYS
    assert (first["iteration"], first["cohort"], first["target"], first["planned"]) == (
        1,
        "Everyone",
        0.7,
        12,
    )
    assert (first["aligned"], first["n"], first["unknown"]) == (4, 6, 6)
    assert (first["proposal"], first["focus_step"]) == ("unsure", "Photo")
    assert first["sentence"] == (
        "4 of 6 aligned, 6 unknown or not met yet; plausible 30–90 %; to beat: 70 %. Too few to tell."
    )
    assert first["talk_to"] == ["P-005", "P-006", "6 more of Everyone"]
    assert first["needed"] == 8
    good("verdict", study, "--verdict", "unsure", "--note", "hear six more")

    assert "hypothesis version 1, flow version 1" in good("start", study).out
    see(study, "AD", range(1, 9), reason="too blurry")
    see(study, "AAA", range(9, 13))
    second = good("close", study, "--json").json
    assert (second["proposal"], second["needed"]) == ("iterate", None)
    assert second["sentence"].endswith("Not met. Work on “Photo”: 8 of 8 left there.")
    assert "as proposed" in good("verdict", study, "--verdict", "iterate").out

    new = ("Bill", "Photo by post", "Lower bill")
    started = good("start", study, "--path", " > ".join(new), "--change", "By post").out
    assert started.splitlines() == [
        "Iteration 3 is open: hypothesis version 1, flow version 2.",
        "Goal: Change “Photo”, where 8 of 8 left.",
    ]
    see(study, "AAA", range(20, 32), new)
    assert good("close", study, "--json").json["proposal"] == "proved"
    good("verdict", study, "--verdict", "proved", "--note", "celebrate")

    assert innovation(study)["state"] == "not measured"
    see(study, "A", range(20, 32), ["Bill"], encounter=2)
    assert innovation(study)["state"] == "one of two"
    see(study, "A", range(20, 32), ["Business outcome"])
    found = innovation(study)
    assert found == {
        "adoption": {
            "aligned": 12,
            "deviated": 0,
            "pending": 0,
            "rate": 1.0,
            "interval": [pytest.approx(0.757506, abs=1e-6), 1.0],
            "target": 0.3,
        },
        "outcome": {
            "aligned": 12,
            "deviated": 0,
            "unknown": 0,
            "rate": 1.0,
            "interval": [pytest.approx(0.757506, abs=1e-6), 1.0],
            "target": 0.2,
        },
        "both": 12,
        "state": "achieved",
    }
    assert good("decide", study, "--iteration", "1", "--json").json == first
    assert good("decide", study, "--iteration", "2", "--json").json == second
    text = good("decide", study).out
    assert "Decided before 36 late observations." in text
    assert "Verdict: proved: celebrate" in text
    with Study.open(study, write=False) as opened:
        steps = [{step.name: step.id for step in flow.steps} for flow in opened.flows()]
    assert steps[0]["Bill"] == steps[1]["Bill"]
    assert steps[0]["Lower bill"] == steps[1]["Lower bill"]
    assert steps[0]["Photo"] != steps[1]["Photo by post"]
    assert steps[0]["Individual adoption"] == steps[1]["Individual adoption"]


def innovation(study, *more):
    return good("innovation", study, "--json", *more).json


def test_decide_changes_nothing_and_names_no_proposal_before_the_close(study):
    designed(study)
    see(study, "AAA", range(4))
    before = study.read_bytes()
    for words in (["decide", study, "--json"], ["decide", study, "--iteration", "1", "--json"]):
        said = good(*words).json
        assert list(said) == KEYS
        assert (said["aligned"], said["n"], said["unknown"]) == (4, 4, 8)
        for key in ("proposal", "p_at_least", "p_at_most", "needed", "focus_step"):
            assert said[key] is None
        assert (
            said["sentence"]
            == "4 of 4 aligned, 8 unknown or not met yet; plausible 51–100 %; to beat: 70 %."
        )
    assert study.read_bytes() == before


def test_the_latest_closed_iteration_is_decided_while_the_next_is_open(study):
    designed(study)
    good("close", study)
    good("start", study)
    assert good("decide", study, "--json").json["iteration"] == 1
    said = good("decide", study, "--iteration", "2", "--json").json
    assert (said["iteration"], said["proposal"]) == (2, None)


def test_without_a_hypothesis_nothing_is_decided_or_closed(study):
    see(study, "AAA", range(4))
    before = study.read_bytes()
    for words in (["decide", study], ["decide", study, "--json"], ["close", study, "--json"]):
        answer = speak(*words)
        assert (answer.status, answer.out) == (2, "")
        assert "has no hypothesis yet" in answer.err
    assert study.read_bytes() == before
    assert speak("hypothesis", study).status == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--target", "70", "--planned", "12"],
        ["--target", "nan", "--planned", "12"],
        ["--target", "0.7", "--planned", "4"],
        ["--target", "0.7"],
        ["--planned", "12"],
        ["--target", "x", "--planned", "12"],
        ["--target", "0.7", "--planned", "12", "--primary", "Nobody"],
        ["--target", "0.7", "--planned", "12", "--adoption", "2"],
        ["--target", "0.7", "--planned", "12", "--scale", "0"],
    ],
    ids=str,
)
def test_a_hypothesis_that_cannot_be_tested_is_refused(study, words):
    answer = speak("hypothesis", study, *words)
    assert (answer.status, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    with Study.open(study, write=False) as opened:
        assert opened.hypotheses() == []


def test_what_cannot_be_done_now_is_wrong_use(study):
    for words in (
        ["start", study],
        ["verdict", study, "--verdict", "proved"],
        ["verdict", study, "--verdict", "maybe"],
        ["decide", study, "--iteration", "7"],
        ["innovation", study, "--iteration", "7"],
        ["innovation", study, "--cohort", "Nobody"],
    ):
        assert speak(*words).status == 2
    designed(study)
    good("close", study)
    assert speak("close", study).status == 2
    for words in (["--path", "A"], ["--path", "A > A"], ["--until", "soon"]):
        assert speak("start", study, *words).status == 2
    with Study.open(study, write=False) as opened:
        assert len(opened.iterations()) == 1


def test_words_that_are_no_proper_text_are_refused(study):
    broken = "\udcff"
    assert (
        speak("hypothesis", study, "--target", ".7", "--planned", "6", "--value", broken).status
        == 2
    )
    designed(study)
    good("close", study)
    assert speak("verdict", study, "--verdict", "proved", "--note", broken).status == 2
    for option in ("--change", "--release", "--goal"):
        answer = speak("start", study, option, broken)
        assert (answer.status, answer.out) == (2, "")
        assert "is no proper text" in answer.err
    good("start", study)


def test_a_hypothesis_written_late_says_so(study):
    see(study, "AA", range(3))
    assert "set after 6 observations" in designed(study).out
    good("close", study)
    assert "The hypothesis was set after 6 observations." in good("decide", study).out


def test_one_of_a_kind_is_told_as_one(study):
    see(study, "A", [1])
    designed(study)
    see(study, "A", range(2, 14))
    good("close", study)
    see(study, "A", [1], iteration=1)
    text = good("decide", study).out
    assert (
        "If 70 % were the true share, the chance would be\n"
        "- 100 % of 0 or more of 12 aligned; to prove it takes 5 % or less (P(X >= x) = 1.0000)\n"
        "- 100 % of 12 or fewer of 12 aligned, all without an answer counted as aligned; "
        "to rule it out takes 5 % or less (P(X <= x + u) = 1.0000)\n"
    ) in text
    assert "The hypothesis was set after 1 observation.\n" in text
    assert "Entrants beyond those planned, shown and not counted: 1.\n" in text
    assert "Decided before 1 late observation.\n" in text


def test_a_change_after_the_first_observation_is_for_the_next_iteration(study):
    designed(study)
    see(study, "AAA", range(12))
    said = good("hypothesis", study, "--target", "0.99", "--solution", "A scanner").out
    assert said.startswith("Hypothesis, version 2: for the next iteration.")
    assert (
        "Changed since version 1: Solution is said now: “A scanner”. "
        "The share to beat rose from 70 % to 99 %." in said
    )
    assert good("close", study, "--json").json["target"] == 0.7
    assert "hypothesis version 2" in good("start", study).out


def test_the_primary_cohort_may_be_a_value_of_an_attribute(study):
    said = designed(study, "--primary", "Age = 42").out
    assert "Age = 42 (0 in the register)" in said
    see(study, "AAA", range(6))
    said = good("close", study, "--json").json
    assert (said["cohort"], said["aligned"], said["unknown"]) == ("Age = 42", 0, 12)


def test_innovation_stays_a_signal_below_scale_or_target(study):
    designed(study, "--adoption", "0.6", "--outcome", "0.4", "--scale", "8")
    assert innovation(study)["state"] == "not measured"
    assert innovation(study)["adoption"]["rate"] is None
    see(study, "AAA", range(9))
    see(study, "A", range(9), ["Business outcome"])
    assert innovation(study)["state"] == "one of two"
    assert innovation(study)["adoption"]["pending"] == 9
    see(study, "A", range(7), ["Bill"], encounter=2)
    assert innovation(study)["state"] == "one of two", "all of 7 came back, and 8 are asked for"
    see(study, "D", range(7, 9), ["Bill"], encounter=2)
    found = innovation(study)
    assert (found["adoption"]["aligned"], found["adoption"]["deviated"]) == (7, 2)
    assert found["state"] == "one of two", "7 of 9 do not yet beat 60 %"
    assert found["both"] == 7
    assert "so far" in good("innovation", study).out


def test_without_targets_there_are_signals_at_most(study):
    see(study, "AAA", range(12))
    see(study, "A", range(12), ["Individual adoption", "Business outcome"])
    found = innovation(study)
    assert (found["state"], found["adoption"]["target"]) == ("signals", None)


def test_an_imported_log_is_decided_like_any_other(tmp_path):
    log, study = tmp_path / "log.csv", tmp_path / "log.footpath"
    rows = [
        f"c{case},{activity},2026-01-01T00:0{minute}:00Z"
        for case in range(12)
        for minute, activity in enumerate(("A", "B", "C") if case else ("A", "X"))
    ]
    log.write_text("case,activity,time\n" + "\n".join(rows))
    columns = ("--case", "case", "--activity", "activity", "--time", "time")
    good_import = speak("import", log, "-o", study, *columns, "--path", "A > B > C")
    assert good_import.status == 0
    assert speak("close", study).status == 2
    designed(study)
    said = good("close", study, "--json").json
    assert (said["aligned"], said["n"], said["unknown"]) == (11, 12, 0)
    assert (said["proposal"], said["focus_step"], said["needed"]) == ("unsure", "B", 2)


def test_the_sample_has_two_decisions_to_look_at(tmp_path):
    study = tmp_path / "sample.footpath"
    good("sample", "-o", study)
    first = json.loads(good("decide", study, "--iteration", "1", "--json").out)
    assert (first["proposal"], first["aligned"], first["n"], first["unknown"]) == (
        "iterate",
        3,
        9,
        1,
    )
    second = good("decide", study, "--json").json
    assert (second["proposal"], second["aligned"], second["n"], second["unknown"]) == (
        "unsure",
        5,
        10,
        2,
    )
    assert innovation(study)["state"] == "signals"


@pytest.mark.parametrize("written", ["70%", "70 %", "0.7"])
def test_a_share_may_be_said_in_per_cent(study, written):
    said = good("hypothesis", study, "--target", written, "--planned", "12").out
    assert "To beat: 70 %" in said
    assert (
        "“much” is no share. Say 0.7 or 70%" in speak("hypothesis", study, "--target", "much").err
    )
