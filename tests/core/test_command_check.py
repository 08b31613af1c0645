"""``check``: what a study file holds, and whether it is whole."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.speaking import aligned, lines, speak


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "study.footpath"
    assert speak("new", "-o", path, "--path", "T > A > B").status == 0
    assert speak("record", path, stdin=lines(aligned("P", "T"), aligned("P", "A"))).status == 0
    return path


def test_a_whole_study(study):
    answer = speak("check", study)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith("The study is whole: 3 changes")


def test_a_torn_last_line_is_no_damage_and_the_next_writer_sets_it_aside(study):
    study.write_bytes(study.read_bytes()[:-20])
    answer = speak("check", study)
    assert answer.status == 0
    assert "unfinished change" in answer.out
    assert study.read_bytes()[-1:] != b"\n"
    recorded = speak("record", study, stdin=lines(aligned("P", "A")))
    assert recorded.status == 0
    assert len(recorded.out.split()) == 1
    assert "moved to" in recorded.err
    (aside,) = study.parent.glob("study.footpath.torn-*")
    again = speak("check", study)
    assert again.status == 0
    assert f"An unfinished change found earlier is in “{aside.name}”." in again.out


@pytest.fixture
def damaged(study):
    whole = study.read_bytes().split(b"\n")
    place = next(n for n, line in enumerate(whole) if b"aligned" in line)
    whole[place] = whole[place].replace(b"aligned", b"deviate")
    study.write_bytes(b"\n".join(whole))
    return study, f"line {place + 1}"


def test_damage_is_a_no_that_names_the_line(damaged):
    path, line = damaged
    before = path.read_bytes()
    answer = speak("check", path)
    assert answer.status == 1
    assert line in answer.out
    assert speak("record", path, stdin=lines(aligned("P", "T"))).status == 1
    assert path.read_bytes() == before


def test_a_damaged_study_can_be_read_and_says_so(damaged):
    path, line = damaged
    answer = speak("funnel", path, "--json")
    assert answer.status == 1
    assert line in answer.err
    assert answer.json["path"] == ["T", "A", "B"]


@pytest.mark.parametrize("verb", ["check", "funnel", "record"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "was not found"),
        (b"", "is empty"),
        (b"hello\n", "is not a Footpath study"),
        (b"\x00" * 5000, "is not a Footpath study"),
        (b'{"partner":"P"}\n', "is not a Footpath study"),
        (b'{"_default": {"1": {"a": 1}}}', "is not a Footpath study"),
    ],
)
def test_what_is_no_study_is_refused(tmp_path, verb, content, sentence):
    path = tmp_path / "thing.footpath"
    if content is not None:
        path.write_bytes(content)
    answer = speak(verb, path)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert len(answer.err.splitlines()) == 1
    assert not path.exists() or path.read_bytes() == content


@pytest.mark.parametrize("verb", ["check", "funnel", "record"])
def test_a_folder_and_a_newer_version_are_refused(study, verb):
    assert "is a folder" in speak(verb, study.parent).err
    head, rest = study.read_bytes().split(b"\n", 1)
    newer = json.dumps(json.loads(head) | {"version": 99}, separators=(",", ":")).encode()
    study.write_bytes(newer + b"\n" + rest)
    answer = speak(verb, study)
    assert answer.status == 2
    assert "newer" in answer.err


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A folder that everybody may read and nobody but us may write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_nobody(*words, stdin=""):
    """Speak with the permissions of an account that owns nothing."""
    os.setegid(65534)
    os.seteuid(65534)
    try:
        return speak(*words, stdin=stdin)
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can become somebody without permission",
)
def test_no_permission_is_said(anybodys):
    path = anybodys / "study.footpath"
    assert speak("new", "-o", path, "--path", "T > A").status == 0
    text = lines(aligned("P", "T"))
    assert speak("record", path, stdin=text).status == 0
    path.chmod(0o600)
    for verb in ("check", "funnel", "record"):
        answer = as_nobody(verb, path, stdin=text)
        assert (answer.status, answer.out) == (2, "")
        assert "permission" in answer.err
        assert len(answer.err.splitlines()) == 1
    path.chmod(0o644)
    assert as_nobody("funnel", path).status == 0
    assert as_nobody("check", path).status == 0
    assert as_nobody("record", path, stdin=text).status == 2
    assert as_nobody("new", "-o", anybodys / "new.footpath", "--path", "A > B").status == 2
    assert [each.name for each in anybodys.iterdir()] == ["study.footpath"]


def test_a_study_whose_line_ends_were_converted_is_damaged_not_something_else(tmp_path):
    study = tmp_path / "study.footpath"
    assert speak("new", "-o", study, "--path", "A > B").status == 0
    converted = study.read_bytes().replace(b"\n", b"\r\n")
    study.write_bytes(converted)
    answer = speak("check", study)
    assert (answer.status, answer.err) == (1, "")
    assert answer.out.startswith("The study is damaged: lines 1, 2 and 3 cannot be read.")
    assert speak("record", study).status == 1
    assert study.read_bytes() == converted
