"""A person at the installed program: its window in a network with nothing in it, opened, walked, closed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from installers.bare_system import System
from installers.bundle import Failed
from installers.desk import Desk

_ALLOWED = re.compile(
    r'sun_path=@?"(/tmp/\.X11-unix/X\d+|[^"]*/bus|/run/dbus/[^"]*|/var/run/nscd/socket)"'
)
"""The display, the bus of the desktop, and the daemon glibc asks for the names of people."""


@contextmanager
def window(
    there: System,
    display: str,
    *words: str,
    trace: Path | None = None,
    further: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program in a network namespace with nothing in it; it is ended with the block.

    ``trace`` gets each socket it asks for, ``further`` is added to its environment.
    """
    command = ["unshare", "--net", *there.words_as_user("footpath", *words)]
    if trace is not None:
        calls = "trace=socket,connect,bind,listen"
        command = ["strace", "-f", "-qq", "-e", calls, "-o", str(trace), *command]
    running = subprocess.Popen(
        command,
        env=there.env_of_user() | {"DISPLAY": display} | dict(further or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def go(person: Desk, page: str) -> None:
    """Go to a page by its name: keys of pages move when one is added."""
    person.press("ctrl+k")
    time.sleep(1.0)
    person.type(page)
    time.sleep(0.5)
    person.press("Return")
    person.wait_for_title(page)


def close(running: subprocess.Popen[bytes], person: Desk) -> None:
    """Close the window by its key, which a file chooser that is just closing may swallow."""
    for _ in range(10):
        person.return_to_window()
        person.press("ctrl+q")
        try:
            if running.wait(timeout=6):
                raise Failed(f"The window ended with status {running.returncode}.")
        except subprocess.TimeoutExpired:
            continue
        return
    raise Failed("The window does not close.")


def only_own_sockets(trace: Path) -> None:
    """Say that no socket led anywhere but to the display and the bus. Raises Failed."""
    lines = [
        line
        for line in trace.read_text(encoding="utf-8").splitlines()
        if "AF_" in line or "sa_family" in line
    ]
    asked = [line for line in lines if "socket(" in line and "AF_UNIX" not in line]
    led = [line for line in lines if "connect(" in line and not _ALLOWED.search(line)]
    heard = [line for line in lines if "listen(" in line or "bind(" in line]
    if asked or led or heard:
        raise Failed("\n".join(["Sockets that lead elsewhere:", *asked, *led, *heard]))
    print(f"  no network: {len(lines)} socket calls, the display's and the bus's alone", flush=True)
