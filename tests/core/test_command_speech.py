"""Remarks and progress: for a person at a terminal, and for nobody else."""

from __future__ import annotations

import io
from contextlib import redirect_stderr

from core.command import speech


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
