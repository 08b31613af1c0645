"""A screen reader on the flow canvas of a real window: every node by name, and where the keys are."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.test_story import PATIENCE, eventually, footpath

MAIN = Path(__file__).resolve().parents[2] / "main.py"
HEARING = Path(__file__).with_name("hearing.py")
SYSTEM_PYTHON = "/usr/bin/python3"
KNOWN = "qt.accessibility.atspi"
"""Qt's own warning, that it answers one question of the bus only."""
NAMES = [
    "Trigger 1: Monthly bill arrives, 24 of 24 reached, 100 % aligned (24 of 24), ",
    "Step 2: Opens comparison, 24 of 24 reached, 88 % aligned (21 of 24), ",
    "Step 3: Uploads bill photo, 13 of 24 reached, 92 % aligned (12 of 13), ",
    "Step 4: Types amount by hand, 7 of 24 reached, 43 % aligned (3 of 7), ",
    "Step 5: Sees cheaper plan, 15 of 24 reached, 93 % aligned (13 of 14), ",
    "Customer need met 6: Lower bill, no effort, 13 of 24 reached, 83 % aligned (10 of 12), ",
    "Individual adoption 7: Back next month, 10 met the need, 71 % aligned (5 of 7), ",
    "Business outcome 8: Referral made, 10 met the need, 44 % aligned (4 of 9), ",
    "True innovation: ",
]


@pytest.fixture
def heard_environment(window_environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The unseen screen with a bus of its own, on which programs can be heard."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    try:
        asked = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
        subprocess.run(asked, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no system Python with gi and Atspi: python3-gi, gir1.2-atspi-2.0")
    bus = subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address"],
        env=window_environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    yield window_environment | {
        "DBUS_SESSION_BUS_ADDRESS": address,
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    bus.terminate()
    bus.communicate()


@contextmanager
def running(
    *words: str | Path, env: dict[str, str], errors: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A program that is ended with the test."""
    pipe = subprocess.PIPE
    program = subprocess.Popen(words, env=env, stdin=pipe, stdout=pipe, stderr=errors, text=True)
    try:
        yield program
    finally:
        if program.poll() is None:
            program.kill()
        program.communicate()


def test_every_node_is_heard_and_the_focus_is_told_as_the_keys_move_it(
    heard_environment: dict[str, str], xdotool: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "heard.footpath"
    footpath("sample", "-o", path)

    def title() -> str:
        try:
            return xdotool("search", "--name", "Footpath$", "getwindowname")
        except subprocess.CalledProcessError:
            return ""

    with running(
        sys.executable, MAIN, path, env=heard_environment, errors=subprocess.STDOUT
    ) as program:
        eventually(lambda: title().startswith("Funnels"), "the study")
        xdotool("key", "ctrl+2")
        eventually(lambda: title().startswith("Flow"), "the flow")
        with running(SYSTEM_PYTHON, HEARING, env=heard_environment) as listener:
            listen(listener, xdotool)
        xdotool("key", "ctrl+q")
        said, _ = program.communicate(timeout=PATIENCE)
        assert [text for text in said.splitlines() if not text.startswith(KNOWN)] == []
        assert program.returncode == 0


def listen(listener: subprocess.Popen[str], xdotool: Callable[..., str]) -> None:
    """Hear every node, move the keys, and hear where they are."""
    asking, answers = listener.stdin, listener.stdout
    assert asking is not None
    assert answers is not None

    def line() -> Any:
        return json.loads(answers.readline().replace("\\u00a0", " "))

    nodes = line()
    assert len(nodes) == len(NAMES)
    for node, name in zip(nodes, NAMES, strict=True):
        assert node["name"].startswith(name)
        assert node["role"] == "list item"
        assert node["focusable"] is not name.startswith("True innovation")
        assert min(node["box"]) > 0
    assert [node["name"].split(":")[0] for node in nodes if node["focused"]] == ["Step 4"]
    for key, name in (("Tab", NAMES[4]), ("Tab", NAMES[5]), ("Left", NAMES[4]), ("Up", NAMES[2])):
        xdotool("key", key)
        assert line().startswith(name)
    asking.write("\n")
    asking.flush()
    assert [node["name"].split(":")[0] for node in line() if node["focused"]] == ["Step 3"]
