"""How soon the bundle starts, warm and cold, beside a bare PySide6 bundle in the same run.

Each start is a process; both tell the moments of one clock on stderr. Cold starts need root, who may
have the system forget what it has read from the disk. Where there is no display, Xvfb is one.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.bundle import TRIMMED, Failed, program
from installers.identity import RECIPES, WORK

MOST = {("painted", "warm"): 0.25, ("painted", "cold"): 0.4, ("ready", "warm"): 0.6}
"""Seconds promised, on the machine the issue was written on."""

BARE = WORK / "bare" / "bare"
_CACHES = Path("/proc/sys/vm/drop_caches")
_ROUNDS = {"warm": 9, "cold": 5}


def measure() -> None:
    """Print medians in ms, and their ratio to the bare bundle's. Raises Failed where one cannot start."""
    if not BARE.is_dir():
        _bundle_bare()
    starts = {"Footpath": program(TRIMMED), "bare PySide6": BARE / "bare"}
    with display() as env, tempfile.TemporaryDirectory() as home:
        env["FOOTPATH_HOME"] = home
        for started in starts.values():  # fills the caches
            start(started, env)
        for way in ("warm", "cold") if _may_forget() else ("warm",):
            taken: dict[tuple[str, str], list[float]] = {}
            for _ in range(_ROUNDS[way]):
                for name, started in starts.items():
                    if way == "cold":
                        forget()
                    for what, seconds in start(started, env).items():
                        taken.setdefault((name, what), []).append(seconds)
            _tell(way, {key: statistics.median(values) for key, values in taken.items()})


def start(started: Path, env: dict[str, str]) -> dict[str, float]:
    """Start a program, and end it when it is ready; returns the seconds each moment took."""
    moments: dict[str, float] = {}
    began = time.monotonic()
    with subprocess.Popen([started], env=env, stderr=subprocess.PIPE, text=True) as running:
        for line in running.stderr or ():
            what, _, at = line.partition(" ")
            if what in ("painted", "ready"):
                moments[what] = float(at) - began
            if what == "ready":
                break
        running.kill()
    if "ready" not in moments:
        raise Failed(f"{started.name} did not start.")
    return moments


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An environment with a display to open windows on: the one there is, Xvfb, or none at all."""
    env = os.environ | {"FOOTPATH_TIMES": "1"}
    seen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    server_program = shutil.which("Xvfb")
    env.pop("QT_QPA_PLATFORM", None)
    if seen or sys.platform in ("win32", "darwin"):
        yield env
        return
    if server_program is None:
        yield env | {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    words = ["-screen", "0", "1700x1100x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        [server_program, "-displayfd", str(writing), *words],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        yield env | {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def forget() -> None:
    """Have the system forget what it has read: the next start is as the first of a day."""
    os.sync()
    _CACHES.write_text("3\n")


def _may_forget() -> bool:
    return os.access(_CACHES, os.W_OK)


def _tell(way: str, medians: dict[tuple[str, str], float]) -> None:
    for what in ("painted", "ready"):
        ours, bare = medians["Footpath", what], medians["bare PySide6", what]
        most = MOST.get((what, way))
        promised = f", promised {most * 1000:.0f} ms" if most else ""
        print(
            f"{way}, {what:8} {ours * 1000:5.0f} ms; bare PySide6 bundle {bare * 1000:5.0f} ms; "
            f"{ours / bare:.2f} x{promised}",
            flush=True,
        )


def _bundle_bare() -> None:
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir",
        "--workpath", str(WORK / "bare-work"), "--distpath", str(BARE.parent),
        "--specpath", str(WORK / "bare-work"), str(RECIPES / "installers" / "bare.py"),
    ]  # fmt: skip
    env = os.environ | {"PYINSTALLER_CONFIG_DIR": str(WORK / "cache")}
    if subprocess.call(command, env=env):
        raise Failed("PyInstaller could not make the bare bundle.")
