"""``import``: the command around the event log."""

from __future__ import annotations

import gzip

import pytest

from tests.core.speaking import speak

COLUMNS = ("--case", "case", "--activity", "act", "--time", "time")


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "case;act;time;a=b;age\n"
        "1;A;2020-01-01;yes;42\n1;B;2020-01-02;yes;\n2;A;2020-01-01;yes;7\n3;A;2020-01-01;no;42\n"
    )
    return path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "study.footpath"


def test_an_import_says_what_it_found(log, target):
    words = ("--path", "A > B", "--attribute", "age", "--where", "a=b=yes")
    answer = speak("import", log, "-o", target, *COLUMNS, *words)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == (
        "2 partners with 3 observations from 4 rows. Left out by the filters: 1 row.\n"
    )
    by_age = speak("funnel", target, "--by", "age", "--json").json["cohorts"]
    assert [(each["name"], each["aligned"]) for each in by_age] == [
        ("age = 7", [1, 0]),
        ("age = 42", [1, 1]),
    ]


def test_filters_and_attributes_repeat(log, target):
    words = ("--path", "A > B", "--where", "act=A", "--where", "age=42", "--attribute", "age")
    assert speak("import", log, "-o", target, *COLUMNS, *words, "--attribute", "a=b").status == 0
    found = speak("funnel", target, "--by", "a=b", "--json").json["cohorts"]
    assert [each["name"] for each in found] == ["a=b = no", "a=b = yes"]


def test_a_packed_log_is_read(log, target):
    packed = log.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(log.read_bytes()))
    assert speak("import", packed, "-o", target, *COLUMNS, "--path", "A > B").status == 0


def test_a_date_format_is_taken(tmp_path, target):
    log = tmp_path / "log.csv"
    log.write_text("case,act,time\n1,A,03/04/2020 10:00\n")
    refused = speak("import", log, "-o", target, *COLUMNS, "--path", "A > B")
    assert (refused.status, target.exists()) == (2, False)
    assert "Line 2" in refused.err
    assert "--date-format" in refused.err
    words = ("--path", "A > B", "--date-format", "%d/%m/%Y %H:%M")
    assert speak("import", log, "-o", target, *COLUMNS, *words).status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*COLUMNS, "--path", "A"), "two names or more"),
        ((*COLUMNS, "--path", "A > B", "--where", "age"), "--where needs COL=VALUE"),
        ((*COLUMNS, "--path", "A > B", "--where", "size=1"), "no column “size”"),
        ((*COLUMNS, "--path", "A > B", "--where", "x=y=z"), "no column “x”"),
        ((*COLUMNS, "--path", "A > B", "--attribute", "size"), "The columns are: case, act, time"),
        ((*COLUMNS[2:], "--path", "A > B"), "needs --case too"),
        ((*COLUMNS, "--path", "A > B", "--date-format", "DD"), "no date format"),
    ],
)
def test_wrong_use_is_refused_in_one_line(log, target, words, sentence):
    answer = speak("import", log, "-o", target, *words)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert len(answer.err.splitlines()) == 1
    assert [each.name for each in target.parent.iterdir()] == ["log.csv"]


def test_what_cannot_be_read_is_refused(tmp_path, target):
    for log in (tmp_path / "none.csv", tmp_path):
        assert speak("import", log, "-o", target, *COLUMNS, "--path", "A > B").status == 2


def test_an_existing_study_is_left_alone(log, target):
    target.write_text("mine")
    assert speak("import", log, "-o", target, *COLUMNS, "--path", "A > B").status == 2
    assert target.read_text() == "mine"
