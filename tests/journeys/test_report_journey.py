"""A report for a client by keys alone, in a real window: chosen, checked, written, read by its reader."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from core.sample import write_sample
from tests.journeys.test_present_journey import focused, titled

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0


def closed(xdotool, words: str) -> None:
    """Wait until no window has a title, and give the keys back: no window manager is here to do so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            xdotool("search", "--onlyvisible", "--name", words)
        except subprocess.CalledProcessError:
            xdotool("windowfocus", "--sync", titled(xdotool, "^Report – Bill saver"))
            return
    raise AssertionError(f"{words} stays")


def written(xdotool, target: Path) -> bytes:
    """What is written where the keys say, as soon as it is whole."""
    xdotool("key", "ctrl+Return")
    focused(xdotool, "Write the report")
    xdotool("key", "ctrl+a")
    xdotool("type", str(target))
    xdotool("key", "Return")
    end = time.monotonic() + PATIENCE
    while not target.exists() and time.monotonic() < end:
        time.monotonic()
    closed(xdotool, "Write the report")
    return target.read_bytes()


def test_a_client_gets_what_was_checked_however_fast_one_is(window_environment, xdotool, tmp_path):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(path)],
        cwd=tmp_path,
        env=window_environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        xdotool("windowfocus", "--sync", titled(xdotool, "Bill saver – Footpath"))
        xdotool("key", "ctrl+9")
        focused(xdotool, "^Report – Bill saver")
        team = written(xdotool, tmp_path / "team.html").decode()
        assert "for: team" in team
        assert "Talk to next" in team
        # From what it is of to whom it is for, one to the right, and written in the same breath.
        xdotool("key", "ctrl+9", "Tab", "Right", "ctrl+Return")
        focused(xdotool, "Write the report")
        xdotool("key", "Escape")
        closed(xdotool, "Write the report")
        # Pages are walked meanwhile; the choice stays.
        for keys in ("ctrl+5", "ctrl+9", "ctrl+2", "ctrl+9"):
            xdotool("key", keys)
        focused(xdotool, "^Report – Bill saver")
        client = written(xdotool, tmp_path / "client.html").decode()
        assert "for: client" in client
        assert "Talk to next" not in client
        xdotool("key", "ctrl+q")
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, "")
    finally:
        process.kill()
        process.wait()
