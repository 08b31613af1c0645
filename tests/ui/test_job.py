"""A job in a thread, and whether one is underway: what is drawn for others waits for it."""

from __future__ import annotations

from threading import Event

from pytestqt.qtbot import QtBot

from ui.job import Job, is_underway


def test_a_job_is_underway_until_its_end_was_told(qtbot: QtBot) -> None:
    go_on = Event()
    job = Job("", lambda _progress: go_on.wait(10))
    heard: list[bool] = []
    job.done.connect(lambda _result: heard.append(is_underway()))
    assert not is_underway()
    with qtbot.waitSignal(job.done):
        job.start()
        assert is_underway()
        go_on.set()
    assert heard == [False]
    assert not is_underway()


def test_a_job_that_fails_is_underway_no_more(qtbot: QtBot) -> None:
    job = Job("", lambda _progress: 1 // 0)
    with qtbot.waitSignal(job.failed):
        job.start()
    assert not is_underway()
