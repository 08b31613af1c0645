"""``record``: JSON lines in, ids out, each line one transaction."""

from __future__ import annotations

import json

import msgspec
import pytest

from core.model.flow import StepKind
from core.model.moment import now
from core.study import Study
from tests.core.speaking import aligned, deviated, lines, speak
from tests.core.store_failing_disk import FailingDisk
from tests.core.study_reading import flow_of, partner_of


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "study.footpath"
    assert speak("new", "-o", path, "--path", "T > A > B").status == 0
    return path


def observations(path):
    with Study.open(path, write=False) as study:
        return [study.observation(each) for each in study.columns.ids_where()]


def test_each_line_prints_the_id_it_has_in_the_file(study):
    answer = speak("record", study, stdin=lines(aligned("P-1", "T"), deviated("P-1", "A")))
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines() == [each.id for each in observations(study)]


def test_every_field_is_kept_as_it_is(study):
    line = deviated(
        "=😀 שלום",
        "A",
        reason="r" * 300,
        tags=["x", "y"],
        note="=1+1",
        quote="“so”",
        encounter=2,
        iteration=1,
        at="2026-10-07T12:41:17+02:00",
    )
    assert speak("record", study, stdin=lines(line)).status == 0
    (seen,) = observations(study)
    assert (seen.reason, seen.tags, seen.note, seen.quote) == (
        "r" * 300,
        ("x", "y"),
        "=1+1",
        "“so”",
    )
    assert (seen.encounter, seen.at, seen.late) == (2, "2026-10-07T10:41:17.000000Z", False)
    with Study.open(study, write=False) as opened:
        assert partner_of(opened, "=😀 שלום").id == seen.partner


def test_a_date_without_a_zone_is_utc_and_none_is_now(study):
    before = now()
    speak("record", study, stdin=lines(aligned("P", "T", at="2026-10-07 10:41"), aligned("P", "A")))
    first, second = observations(study)
    assert first.at == "2026-10-07T10:41:00.000000Z"
    assert before <= second.at <= now()


def test_null_says_nothing_and_empty_lines_are_left_out(study):
    text = (
        "\n  \n" + lines(aligned("P", "T", reason=None, tags=None, encounter=None, at=None)) + "\n"
    )
    answer = speak("record", study, "--from", "-", stdin="\ufeff" + text)
    assert (answer.status, len(answer.out.splitlines())) == (0, 1)


def test_a_new_partner_comes_in_the_transaction_of_the_observation(study):
    before = study.read_bytes().count(b"\n")
    speak("record", study, stdin=lines(aligned("P", "T"), aligned("P", "A"), aligned("Q", "T")))
    assert study.read_bytes().count(b"\n") == before + 3
    with Study.open(study, write=False) as opened:
        assert [each.pseudonym for each in opened.partners()] == ["P", "Q"]


def test_a_file_is_read_as_the_standard_input_is(study, tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_text(lines(aligned("P", "T")).rstrip("\n"))
    assert speak("record", study, "--from", file).status == 0
    assert len(observations(study)) == 1
    answer = speak("record", study, "--from", tmp_path / "none")
    assert (answer.status, "There is no file" in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nonsense", "it is no JSON"),
        ("[1]", "it is a list and should be an object"),
        ('{"partner": "P"', "it is no JSON"),
        ('{"partner": "\\ud800", "step": "T", "status": "aligned"}', "it is no JSON"),
        (json.dumps(aligned("P", "T", mood="good")), "there is no field “mood”"),
        (json.dumps({"partner": "P", "status": "aligned"}), "“step” is missing"),
        (json.dumps(aligned("P", "X")), "there is no step “X”. The steps are: “T”, “A”, “B”, “Ind"),
        (
            json.dumps({**aligned("P", "T"), "status": "unknown"}),
            "“unknown” is no status; say aligned or",
        ),
        (json.dumps(aligned("", "T")), "“partner” is empty"),
        (
            json.dumps(aligned("P", "T") | {"partner": 7}),
            "“partner” is a whole number and should be",
        ),
        (json.dumps(aligned("P", "T", encounter=0)), "“encounter” should be at least 1"),
        (json.dumps(aligned("P", "T", encounter=10**7)), "“encounter” should be at most"),
        (json.dumps(aligned("P", "T", encounter="1")), "“encounter” is text and should be"),
        (json.dumps(aligned("P", "T", iteration=2)), "there is no iteration 2. There are: 1"),
        (json.dumps(aligned("P", "T", at="soon")), "“soon” is no date"),
        (json.dumps(aligned("P", "T", tags="x")), "“tags” is text and should be a list"),
    ],
)
def test_a_bad_line_stops_with_its_number_and_earlier_ones_stay(study, line, sentence):
    text = lines(aligned("P", "T")) + "\n" + line + "\n" + lines(aligned("P", "A"))
    answer = speak("record", study, stdin=text)
    assert answer.status == 2
    assert answer.err.startswith("line 3: ")
    assert sentence in answer.err
    assert answer.out.splitlines() == [each.id for each in observations(study)]
    assert len(observations(study)) == 1


def test_a_line_that_is_no_utf8_is_bad(study):
    answer = speak(
        "record", study, stdin=b'{"partner": "\xff", "step": "T", "status": "aligned"}\n'
    )
    assert answer.status == 2
    assert answer.err.startswith("line 1: ")


def test_a_bad_line_makes_no_partner(study):
    speak("record", study, stdin=lines(aligned("P", "X")))
    with Study.open(study, write=False) as opened:
        assert opened.partners() == []


def test_the_endpoints_can_be_recorded_by_name(study):
    text = lines(aligned("P", "Individual adoption"), deviated("P", "Business outcome"))
    assert speak("record", study, stdin=text).status == 0


def test_a_later_trigger_writes_the_adoption_and_prints_one_id(study):
    answer = speak("record", study, stdin=lines(deviated("P", "T", encounter=2)))
    trigger, adoption = observations(study)
    assert answer.out.split() == [trigger.id]
    assert (adoption.follows, adoption.status) == (trigger.id, trigger.status)
    with Study.open(study, write=False) as opened:
        flow = flow_of(opened)
        assert flow.step(adoption.step).kind is StepKind.ADOPTION


def closed(path):
    with Study.open(path) as study:
        iteration = study.iterations()[0]
        study.do("Close", "", [msgspec.structs.replace(iteration, closed=now())])


def test_with_none_open_the_last_closed_one_takes_it_late(study):
    closed(study)
    assert (
        speak(
            "record", study, stdin=lines(aligned("P", "T"), aligned("P", "T", iteration=1))
        ).status
        == 0
    )
    assert [each.late for each in observations(study)] == [True, True]
    (cohort,) = speak("funnel", study, "--json").json["cohorts"]
    assert cohort["entrants"] == 0


def test_a_study_without_iterations_says_so(study):
    with Study.open(study) as opened:
        opened.do("Remove", "", [], opened.iterations())
    answer = speak("record", study, stdin=lines(aligned("P", "T")))
    assert (answer.status, answer.err) == (2, "line 1: the study has no iteration.\n")
    answer = speak("record", study, stdin=lines(aligned("P", "T", iteration=1)))
    assert "There are: none" in answer.err
    assert speak("funnel", study).status == 2


def test_two_steps_of_one_name_cannot_be_told_apart(study):
    with Study.open(study) as opened:
        flow = flow_of(opened)
        twin = msgspec.structs.replace(flow.steps[1], name="T")
        steps = tuple(twin if step.id == twin.id else step for step in flow.steps)
        opened.edit_flow("Rename", msgspec.structs.replace(flow, steps=steps))
    answer = speak("record", study, stdin=lines(aligned("P", "T")))
    assert "2 steps are called “T”" in answer.err


def test_a_second_writer_is_refused_and_readers_are_not(study):
    with Study.open(study):
        assert speak("record", study, stdin=lines(aligned("P", "T"))).status == 2
        assert speak("funnel", study).status == 0
        assert speak("check", study).status == 0


def test_a_disk_that_fails_is_a_no_and_prints_no_id(study, monkeypatch):
    with monkeypatch.context() as patched:
        disk = FailingDisk(patched)
        writes: list[int] = []

        def second_write(number, call):
            writes.extend([number] if call == "write" else [])
            return call == "write" and len(writes) >= 2

        disk.fails = second_write
        answer = speak("record", study, stdin=lines(aligned("P", "T"), aligned("P", "A")))
    assert disk.failed
    assert answer.status == 1
    assert answer.out.split() == [each.id for each in observations(study)]
    assert len(answer.out.split()) == 1
    assert "full" in answer.err


def test_partners_are_found_again_by_name_among_many(study):
    once = [aligned(f"P-{n}", "T") for n in range(200)]
    again = [aligned(f"P-{n}", "A") for n in range(200)]
    assert speak("record", study, stdin=lines(*once, *again)).status == 0
    with Study.open(study, write=False) as opened:
        assert len(opened.partners()) == 200
    (cohort,) = speak("funnel", study, "--json").json["cohorts"]
    assert cohort["aligned"] == [200, 200, 0]
