"""Remarks and progress: for a person at a terminal, and for nobody else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest

import main
from core.command import speech
from tests.core.speaking import speak

MAIN = Path(main.__file__)


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self):
        return True


def test_nobody_watches_a_file():
    file = io.StringIO()
    with redirect_stderr(file):
        assert speech.progress("Importing") is None
        speech.remark("A sentence.")
    assert file.getvalue() == "A sentence.\n"


def test_long_work_shows_how_far_it_is_and_takes_that_away_again(monkeypatch):
    monkeypatch.setattr(speech, "PATIENCE", 0)
    terminal = Terminal()
    with redirect_stderr(terminal):
        show = speech.progress("Importing")
        assert show
        assert show(1, 4)
        assert terminal.getvalue().endswith("Importing 25%")
        assert show(4, 4)
        assert terminal.getvalue().endswith("\r\x1b[K")
        assert show(0, 0)


def test_short_work_shows_nothing(monkeypatch):
    monkeypatch.setattr(speech, "PATIENCE", 3600)
    terminal = Terminal()
    with redirect_stderr(terminal):
        show = speech.progress("Importing")
        assert show
        assert show(1, 4)
    assert terminal.getvalue() == ""


def test_a_remark_takes_the_place_of_the_progress():
    terminal = Terminal()
    with redirect_stderr(terminal):
        speech.remark("A sentence.")
    assert terminal.getvalue() == "\r\x1b[KA sentence.\n"


def test_letters_that_steer_a_terminal_are_not_sent_to_it():
    file = io.StringIO()
    with redirect_stderr(file):
        speech.remark("“\x1b[31m\x00\x9b”\nשלום  😀")
    assert file.getvalue() == "“�[31m��” שלום 😀\n"


@pytest.mark.skipif(os.name == "nt", reason="a Unix shell closes them")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_shell_closed_does_no_harm(tmp_path, closed):
    study = tmp_path / "study.footpath"
    assert speak("new", "-o", study, "--path", "A > B").status == 0
    before = study.read_bytes()
    for verb in ("check", "funnel", "record"):
        given = "" if "<" in closed else "< /dev/null"
        words = f'"{sys.executable}" "{MAIN}" {verb} "{study}" {given} {closed}'
        done = subprocess.run(["/bin/sh", "-c", words], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert bool(done.stdout) == (verb != "record" and ">&-" not in closed.replace("2>&-", ""))
    assert study.read_bytes() == before
