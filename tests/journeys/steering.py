"""The program in a real window, steered by keys alone: its windows found, its files waited for."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from core.sample import write_sample

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0

Xdotool = Callable[..., str]


@contextmanager
def sample_open(folder: Path, environment: Mapping[str, str], xdotool: Xdotool) -> Iterator[None]:
    """A window on a copy of the sample, with the keys. Ctrl+Q ends it, and it ended well."""
    path = folder / "sample.footpath"
    write_sample(path)
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(path)],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        xdotool("windowfocus", "--sync", titled(xdotool, "Bill saver – Footpath"))
        yield
        xdotool("key", "ctrl+q")
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, "")
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def titled(xdotool: Xdotool, words: str) -> str:
    """The window of a title, once it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(subprocess.CalledProcessError):
            if found := xdotool("search", "--onlyvisible", "--name", words).split():
                return found[0]
    raise AssertionError(f"no window titled {words}")


def focused(xdotool: Xdotool, words: str) -> None:
    """Wait until the keys go to a window."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        # While one window goes and the next has not come, no window has the keys.
        with contextlib.suppress(subprocess.CalledProcessError):
            if re.search(words, xdotool("getwindowfocus", "getwindowname")):
                return
    raise AssertionError(f"the keys do not go to {words}")


def closed(xdotool: Xdotool, words: str) -> None:
    """Wait until no window has a title, and give the keys back: no window manager is here to do so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            xdotool("search", "--onlyvisible", "--name", words)
        except subprocess.CalledProcessError:
            xdotool("windowfocus", "--sync", titled(xdotool, "^Report – Bill saver"))
            return
    raise AssertionError(f"{words} stays")


def written(xdotool: Xdotool, target: Path) -> str:
    """The report that is written where the keys say: a file is whole as soon as it is there."""
    xdotool("key", "ctrl+Return")
    focused(xdotool, "Write the report")
    xdotool("key", "ctrl+a")
    xdotool("type", str(target))
    xdotool("key", "Return")
    end = time.monotonic() + PATIENCE
    while not target.exists() and time.monotonic() < end:
        xdotool("getmouselocation")
    closed(xdotool, "Write the report")
    return target.read_text(encoding="utf-8")
