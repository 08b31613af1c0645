"""From words to a verb, and from whatever ends it to an exit status."""

from __future__ import annotations

import errno
import tomllib
from pathlib import Path

import pytest

from core.command import picture
from core.command.answer import WrongUse, sentence_of, status_of
from core.command.line import read_words
from core.command.table import VERBS
from core.exchange.unreadable import Cancelled, UnreadableInput, refused
from core.store import StoreDamaged, StoreDiskError, StoreLocked
from tests.core.speaking import speak
from ui.shell import screens

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert speak("--version").out == f"footpath {project['version']}\n"


def test_every_error_has_its_exit_status(tmp_path):
    assert status_of(WrongUse("x")) == 2
    assert status_of(UnreadableInput("x")) == 2
    assert status_of(Cancelled()) == 130
    assert status_of(StoreLocked(tmp_path)) == 2
    assert status_of(StoreDamaged(tmp_path, (3,))) == 1
    assert status_of(StoreDiskError(tmp_path, deed="written", reason="full")) == 1
    assert status_of(OSError(errno.ENOSPC, "full")) == 1
    assert status_of(OSError(errno.ENOENT, "not there")) == 2
    assert status_of(ZeroDivisionError()) == 1


def test_every_error_is_one_line():
    assert sentence_of(OSError(errno.ENOENT, "Not there", "x.csv")) == "“x.csv”: Not there."
    assert sentence_of(UnreadableInput("one\ntwo")) == "one two"
    assert "made a mistake (ZeroDivisionError" in sentence_of(ZeroDivisionError("by zero"))


def test_what_the_system_says_of_a_file_becomes_a_sentence(tmp_path):
    path = tmp_path / "x.csv"
    assert "may not be read" in str(refused(path, PermissionError(errno.EACCES, "no")))
    assert "cannot be read: broken" in str(refused(path, OSError(errno.EIO, "broken")))


def test_an_unknown_verb_names_those_there_are(tmp_path):
    for words in (("funel", "x"), (tmp_path / "none.footpath",)):
        answer = speak(*words)
        assert answer.status == 2
        assert ", ".join([*VERBS, "picture"]) in answer.err


def test_the_sample_is_written_to_a_file(tmp_path):
    assert speak("sample", "-o", tmp_path / "sample.footpath").status == 0
    assert speak("check", tmp_path / "sample.footpath").status == 0
    assert speak("sample", "-o").status == 2


def words_of(*words):
    return read_words("picture", picture.SUMMARY, picture.arguments, words)


def test_a_picture_takes_a_page_a_size_and_a_scale():
    options = words_of("flow", "s.footpath", "-o", "x.png", "--size", "1280x720", "--scale", "2")
    assert (options.page, options.size, options.scale, options.dark) == (
        "flow",
        (1280, 720),
        2,
        False,
    )
    plain = words_of("funnels", "s.footpath", "-o", "x.png", "--dark")
    picture.check(plain)
    assert (plain.size, plain.scale, plain.dark) == ((1600, 1000), 1, True)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--size", "big"), "no size such as 1600x1000"),
        (("--size", "99999x10"), "no size such as 1600x1000"),
        (("--scale", "0"), "no scale"),
        (("--scale", "nan"), "no scale"),
        (("--scale", "two"), "no scale"),
    ],
)
def test_a_picture_of_no_size_is_refused(more, sentence):
    with pytest.raises(WrongUse, match=sentence):
        words_of("flow", "s.footpath", "-o", "x.png", *more)


@pytest.mark.parametrize(
    ("said", "page"),
    [("Funnel", "funnels"), ("DECISION", "decide"), ("Outcomes", "innovation"), ("Flow", "flow")],
)
def test_a_page_may_be_called_as_its_title_on_the_screen(said, page):
    assert words_of(said, "s.footpath", "-o", "x.png").page == page


def test_every_title_in_the_navigation_names_its_page():
    for each in screens.PAGES:
        assert words_of(each.label, "s.footpath", "-o", "x.png").page == each.name


def test_an_unknown_page_is_refused_and_the_pages_are_named():
    with pytest.raises(WrongUse, match="PAGE: “nowhere” is no page") as refused:
        words_of("nowhere", "s.footpath", "-o", "x.png")
    for each in (*picture.PAGES, *picture.TITLES):
        assert each in str(refused.value)


@pytest.mark.parametrize("verb", ["funnel", "record", "check", "close"])
def test_an_empty_name_is_no_folder(verb):
    answer = speak(verb, "")
    assert (answer.status, answer.out) == (2, "")
    assert "argument STUDY: the name of the file is empty" in answer.err
    assert "folder" not in answer.err
