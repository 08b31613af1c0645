"""A real window driven by real keys: from a bar to its words, one of them pinned, and a table twin."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.model.evidence import Evidence
from core.sample import write_sample
from core.study import Study

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "bills.footpath"
    write_sample(path)
    return path


@pytest.fixture
def running(window_environment, tmp_path, study):
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(study)],
        cwd=tmp_path,
        env=window_environment | {"TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def until(found):
    """What a question answers, once it answers anything."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            answer = found()
        except subprocess.CalledProcessError:
            continue
        if answer:
            return answer
    raise AssertionError("nothing came")


def pinned(study):
    with Study.open(study, write=False) as opened:
        return opened.all_of(Evidence)


def test_a_quote_is_pinned_by_keys_from_the_worst_bar_on(running, xdotool, study):
    def window(title):
        return until(lambda: xdotool("search", "--onlyvisible", "--name", title)).split()[0]

    xdotool("windowfocus", "--sync", window("Bill saver"))
    xdotool("key", "ctrl+k")
    xdotool("type", "Funnels")
    xdotool("key", "Return")
    window("Funnels.*Bill saver")

    xdotool("key", "Return")
    xdotool("key", "ctrl+p")
    (evidence,) = until(lambda: pinned(study))
    with Study.open(study, write=False) as opened:
        assert opened.drawn is not None
        step = opened.drawn.step(evidence.step)
        words = opened.observation(evidence.entry)
    assert step.name == "Types amount by hand"
    assert words.status.value == "deviated"
    assert words.quote
    xdotool("key", "ctrl+z")
    until(lambda: not pinned(study))
    for key in ("F7", "F7", "ctrl+b", "Home", "Right", "ctrl+f", "Escape", "ctrl+q"):
        xdotool("key", key)
    _, errors = running.communicate(timeout=PATIENCE)
    assert (running.returncode, errors) == (0, "")
