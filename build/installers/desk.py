"""A person at a real window: a display nobody sees, keys, the title of the window, pictures of the screen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.bundle import Failed

PATIENCE = 60.0

_TOLD = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["told", "-platform", "xcb"])
sys.stdout.write(app.clipboard().text())
"""

_SHOT = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["shot", "-platform", "xcb"])
app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class Desk:
    """Keys and looks on one display. Raises Failed where something does not come in time."""

    def __init__(self, display: str) -> None:
        self._env = os.environ | {"DISPLAY": display}

    def press(self, *keys: str) -> None:
        """Press keys as xdotool names them, one after the other."""
        self._do("key", "--delay", "40", *keys)

    def type(self, words: str) -> None:
        """Type words."""
        self._do("type", "--delay", "20", words)

    def hold(self, key: str) -> None:
        """Hold a key down until it is let go."""
        self._do("keydown", key)

    def let_go(self, key: str) -> None:
        """Let a key go that was held."""
        self._do("keyup", key)

    def click_from_right(self, x: int, y: int) -> None:
        """Click so many pixels from the right edge and the top of Footpath's window."""
        words = ["xdotool", "search", "--onlyvisible", "--name", "Footpath$"]
        words += ["getwindowgeometry", "--shell"]
        said = subprocess.run(words, env=self._env, check=True, capture_output=True, text=True)
        told = dict(line.split("=", 1) for line in said.stdout.splitlines() if "=" in line)
        right = int(told["X"]) + int(told["WIDTH"])
        self._do("mousemove", str(right - x), str(int(told["Y"]) + y), "click", "1")

    def clipboard(self) -> str:
        """Return the text that was copied last."""
        words = [sys.executable, "-c", _TOLD]
        said = subprocess.run(words, env=self._env, check=True, capture_output=True, text=True)
        return said.stdout

    def title(self) -> str:
        """Return the title of Footpath's window; empty where there is none."""
        words = ["xdotool", "search", "--onlyvisible", "--name", "Footpath$", "getwindowname"]
        said = subprocess.run(words, env=self._env, check=False, capture_output=True, text=True)
        return said.stdout.strip().splitlines()[-1] if said.stdout.strip() else ""

    def wait_for_title(self, start: str) -> None:
        """Wait until the window's title starts so."""
        eventually(lambda: self.title().startswith(start), f"a window named {start}…")

    def wait_for_study(self) -> None:
        """Wait until a study is open, on whichever page it opens."""
        eventually(lambda: self.title().count(" – ") == 2, "an open study")

    def return_to_window(self) -> None:
        """Give the keyboard back to the window, as a window manager does when a box has closed."""
        words = ["search", "--onlyvisible", "--name", "Footpath$", "windowfocus", "--sync"]
        self._do(*words)

    def wait_for_box(self, name: str) -> None:
        """Wait until a box of that title is in front and hears keys."""
        words = ["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^{name}$"]
        try:
            subprocess.run(words, env=self._env, check=True, capture_output=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"Not in {PATIENCE:.0f} s: a box named {name}.") from error
        time.sleep(1.0)  # there is no window manager that would tell when it has the keyboard

    def shoot(self, target: Path) -> None:
        """Keep a picture of the whole screen."""
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-c", _SHOT, str(target)], env=self._env, check=True)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._env, check=True, capture_output=True)


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds. Raises Failed."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise Failed(f"Not in {PATIENCE:.0f} s: {what}.")
        time.sleep(0.1)


@contextmanager
def display() -> Iterator[str]:
    """A display of 1700 × 1100 that nobody sees; gives its name for DISPLAY. Raises Failed."""
    reading, writing = os.pipe()
    words = ["-screen", "0", "1700x1100x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *words],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        if not number:
            raise Failed("Xvfb did not start.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
