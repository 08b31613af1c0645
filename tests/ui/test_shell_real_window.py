"""A real window on a screen nobody sees, driven by real key events from outside."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Act = Callable[..., str]
PATIENCE = 40.0


@pytest.fixture
def running(window_environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env=window_environment | {"TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def titled(xdotool: Act, title: str) -> str:
    """The window of a title, once it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            return xdotool("search", "--onlyvisible", "--name", title).split()[0]
        except subprocess.CalledProcessError:
            continue
    raise AssertionError(f"no window titled {title}")


def test_from_start_to_a_live_funnel_with_one_key(
    running: subprocess.Popen[str], xdotool: Act, tmp_path: Path
) -> None:
    xdotool("windowfocus", "--sync", titled(xdotool, "^Footpath$"))
    # The page moves in after the first paint; its title says so once a study is open.
    end = time.monotonic() + PATIENCE
    opened = ""
    while not opened and time.monotonic() < end:
        xdotool("key", "Return")
        found = found_or_nothing(xdotool, "Bill saver")
        opened = found[0] if found else ""
    assert opened
    copies = list(tmp_path.glob("footpath-sample-*"))
    assert len(copies) == 1
    xdotool("key", "ctrl+2")
    titled(xdotool, "Flow.*Bill saver")
    xdotool("key", "ctrl+k")
    xdotool("type", "close study")
    xdotool("key", "Return")
    titled(xdotool, "^Footpath$")
    assert not copies[0].exists()
    xdotool("key", "ctrl+q")
    _, errors = running.communicate(timeout=PATIENCE)
    assert (running.returncode, errors) == (0, "")
    assert list(tmp_path.glob("footpath-*")) == []


def found_or_nothing(xdotool: Act, title: str) -> list[str]:
    try:
        return xdotool("search", "--onlyvisible", "--name", title).split()
    except subprocess.CalledProcessError:
        return []
