"""Real names live beside a study and never in it."""

import os
import stat

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.names_file import Names, Person, WrongNames, beside, read_names, write_names

ANNA = Person("Anna Roth", "anna@x.example")
NAMES = Names("study", {"p1": ANNA, "p2": Person(contact="+49 731 1")})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "Bill saver.names"


def test_what_was_written_is_read_again(path):
    write_names(path, NAMES, {"p1": "P-001"})
    assert read_names(path, "study") == NAMES
    assert NAMES.person("p1") == ANNA
    assert not NAMES.person("p3").is_known
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_person_reads_the_file_without_footpath(path):
    write_names(path, NAMES, {"p1": "P-001"})
    held = msgspec.json.decode(path.read_bytes())
    assert held["people"][0] == {
        "partner": "p1",
        "pseudonym": "P-001",
        "name": "Anna Roth",
        "contact": "anna@x.example",
    }
    assert path.read_text(encoding="utf-8").count("\n") > 8


_words = st.text(max_size=30)


@given(st.dictionaries(_words, st.builds(Person, _words, _words), max_size=4))
def test_any_name_goes_there_and_back(tmp_path_factory, people):
    path = tmp_path_factory.mktemp("names") / "x.names"
    write_names(path, Names("s", people), {})
    assert read_names(path, "s").people == people


def test_someone_of_whom_nothing_is_known_goes(path):
    assert NAMES.knowing("p1", Person()).people.keys() == {"p2"}
    assert NAMES.knowing("p3", ANNA).person("p3") == ANNA
    assert NAMES.person("p1") == ANNA


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no file"),
        (b"", "no names file, or it is damaged"),
        (b"\xff\xfe", "no names file, or it is damaged"),
        (b"[1]", "no names file, or it is damaged"),
        (b'{"format":"footpath","version":1,"study":"study"}', "is no names file"),
        (b'{"format":"footpath names","version":2,"study":"study"}', "newer Footpath"),
        (b'{"format":"footpath names","version":1,"study":"other"}', "another study"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_left_alone(path, content, words):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WrongNames, match=words):
        read_names(path, "study")
    if content is not None:
        with pytest.raises(WrongNames, match=words):
            write_names(path, NAMES, {})
        assert path.read_bytes() == content


def test_no_name_gets_into_what_is_said_of_a_failure(tmp_path):
    folder = tmp_path / "gone"
    with pytest.raises(WrongNames, match="cannot be written") as failure:
        write_names(folder / "x.names", NAMES, {})
    assert "Anna" not in str(failure.value)
    (tmp_path / "folder.names").mkdir()
    with pytest.raises(WrongNames, match="cannot be read"):
        read_names(tmp_path / "folder.names", "study")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_its_owner_reads_it(path):
    write_names(path, NAMES, {})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_lies_beside_its_study_by_default(tmp_path):
    assert beside(tmp_path / "Bill saver.footpath") == tmp_path / "Bill saver.names"
