"""``export`` to plain TinyDB JSON and ``import`` of it: the same study, and nothing by halves."""

from __future__ import annotations

import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from core.begin import begin
from core.documents import TABLES
from core.exchange.path_text import flow_of_path
from core.sample import write_sample
from core.study import Study
from tests.core.random_edits import EDITS
from tests.core.speaking import speak


def held(path):
    with Study.open(path, write=False) as study:
        return {table: dict(study.store.raw(table)) for table in TABLES.values()}


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    return path


@pytest.fixture
def plain(tmp_path, sample):
    path = tmp_path / "sample.json"
    assert speak("export", sample, "-o", path).status == 0
    return path


def test_any_tinydb_opens_it(sample, plain):
    with TinyDB(plain) as db:
        for table, documents in held(sample).items():
            rows = db.table(table).all()
            assert [row["id"] for row in rows] == list(documents)
            assert rows == [json.loads(each) for each in documents.values()]


def test_out_and_in_again_is_the_same_study(tmp_path, sample, plain):
    again = tmp_path / "again.footpath"
    assert speak("import", plain, "-o", again).status == 0
    assert held(again) == held(sample)
    assert speak("funnel", again, "--json") == speak("funnel", sample, "--json")


@given(st.integers(0, 2**32), st.integers(1, 25))
def test_whatever_was_done_to_a_study_comes_back(tmp_path_factory, seed, edits):
    folder, dice = tmp_path_factory.mktemp("plain"), random.Random(seed)
    with begin(folder / "a.footpath", "a", flow_of_path(["T", "A", "N"])) as study:
        for _ in range(edits):
            dice.choice(EDITS)(study, dice)
    assert speak("export", folder / "a.footpath", "-o", folder / "a.json").status == 0
    assert speak("import", folder / "a.json", "-o", folder / "b.footpath").status == 0
    assert held(folder / "b.footpath") == held(folder / "a.footpath")


def test_a_study_as_json_is_imported_with_nothing_beside_it(tmp_path, plain):
    answer = speak("import", plain, "-o", tmp_path / "again.footpath", "--attribute", "Age")
    assert answer.status == 2
    assert answer.err == "A study as JSON is read whole: nothing but -o goes with it.\n"
    assert not (tmp_path / "again.footpath").exists()


def test_a_database_that_tinydb_wrote_back_is_read(tmp_path, sample, plain):
    with TinyDB(plain) as db:
        db.table("partners").update({"pseudonym": "P-900"}, doc_ids=[1])
    assert speak("import", plain, "-o", tmp_path / "again.footpath").status == 0
    with Study.open(tmp_path / "again.footpath", write=False) as study:
        assert study.partner_named("P-900") is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda tables: tables["partners"].clear(), "“cohorts” names what is not in “partners”"),
        (lambda tables: tables.pop("study"), "the table “study” should hold one document"),
        (lambda tables: tables.update(people={"1": {}}), "there is no table “people”"),
        (lambda tables: tables["partners"]["1"].pop("pseudonym"), "partners 1: “pseudonym” is mis"),
        (lambda tables: tables["partners"].update(x={}), "“x” is no number"),
        (
            lambda tables: tables["partners"].update({"2": tables["partners"]["1"]}),
            "partners 2: another has the same id",
        ),
    ],
    ids=["a loose end", "no study", "another table", "a lost field", "no number", "twice"],
)
def test_what_is_no_whole_study_is_refused_and_nothing_is_left(tmp_path, plain, change, words):
    tables = json.loads(plain.read_bytes())
    change(tables)
    plain.write_text(json.dumps(tables))
    answer = speak("import", plain, "-o", tmp_path / "again.footpath")
    assert answer.status == 2
    assert words in answer.err
    assert answer.err.endswith("Nothing was written.\n")
    assert {each.name for each in tmp_path.iterdir()} == {"sample.footpath", "sample.json"}


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff\xfe", b'{"study": 1}'])
def test_a_file_that_is_no_database_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_bytes(text)
    answer = speak("import", tmp_path / "a.json", "-o", tmp_path / "a.footpath")
    assert answer.status == 2
    assert re.fullmatch(r"“a\.json” holds no whole study: .+ Nothing was written\.\n", answer.err)
    assert not (tmp_path / "a.footpath").exists()


def test_no_file_is_overwritten(sample, plain):
    before = plain.read_bytes()
    answer = speak("export", sample, "-o", plain)
    assert answer.status == 2
    assert "sample.json" in answer.err
    assert plain.read_bytes() == before


def test_another_ending_is_told_those_there_are(tmp_path, sample):
    answer = speak("export", sample, "-o", tmp_path / "sample.doc")
    assert answer.status == 2
    assert ".json" in answer.err


def test_an_event_log_still_says_what_it_needs(tmp_path):
    answer = speak("import", tmp_path / "log.csv", "-o", tmp_path / "a.footpath", "--case", "c")
    assert answer.status == 2
    assert "--activity, --time, --path" in answer.err
