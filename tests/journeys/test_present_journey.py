"""F5 from any page, in a real window with real keys: the walk, the report written, and back."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
from pathlib import Path

from core.sample import write_sample

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0


def titled(xdotool, words: str) -> str:
    """The window of a title, once it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := xdotool("search", "--onlyvisible", "--name", words).split():
                return str(found[0])
        except subprocess.CalledProcessError:
            continue
    raise AssertionError(f"no window titled {words}")


def focused(xdotool, words: str) -> None:
    """Wait until the keys go to a window."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        # While one window goes and the next has not come, no window has the keys.
        with contextlib.suppress(subprocess.CalledProcessError):
            if re.search(words, xdotool("getwindowfocus", "getwindowname")):
                return
    raise AssertionError(f"the keys do not go to {words}")


def test_f5_presents_from_the_page_one_comes_from(window_environment, xdotool, tmp_path):
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
        for keys, page, presented in (
            ("ctrl+1", "Hypothesis", "Presenting Hypothesis"),
            ("ctrl+5", "Funnels", "Presenting Everyone: 24 entrants"),
            ("ctrl+6", "Decision", "Presenting Evidence so far"),
            ("ctrl+2", "Flow", "Presenting Everyone, step 1 of 9"),
        ):
            xdotool("key", keys)
            focused(xdotool, f"^{page} – Bill saver")
            xdotool("key", "F5")
            shown = titled(xdotool, presented)
            assert "1700x1100" in xdotool("getwindowgeometry", shown)
            focused(xdotool, "Presenting")
            if page == "Flow":
                xdotool("key", "Prior")
                focused(xdotool, "Presenting Hypothesis")
                xdotool("key", "Next")
                focused(xdotool, "Presenting Everyone, step 1 of 9")
                xdotool("key", "End")
                focused(xdotool, "Presenting What comes next")
            xdotool("key", "Escape")
            focused(xdotool, f"^{page} – Bill saver")
        xdotool("key", "ctrl+9")
        focused(xdotool, "^Report – Bill saver")
        target = tmp_path / "told.html"
        xdotool("key", "ctrl+Return")
        focused(xdotool, "Write the report")
        xdotool("key", "ctrl+a")
        xdotool("type", str(target))
        xdotool("key", "Return")
        end = time.monotonic() + PATIENCE
        while not target.exists() and time.monotonic() < end:
            time.monotonic()
        assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
        # No window manager is here to give the keys back when a chooser is gone.
        xdotool("windowfocus", "--sync", titled(xdotool, "^Report – Bill saver"))
        xdotool("key", "ctrl+q")
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, "")
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
