"""The system libraries Qt needs on Linux: which are missing, and how to get them.

Measured on a bare Debian 12. Elsewhere than Linux nothing is ever missing.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is loaded or started -> the Debian package that brings it.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
JOURNEYS = {"Xvfb": "xvfb", "xdotool": "xdotool"}


def has_screen() -> bool:
    """Say whether a window would be seen by anybody."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(wanted: dict[str, str]) -> list[str]:
    """Return the packages of those libraries and programs that are not there."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in wanted.items() if not _is_there(name)]


def start_installing(packages: list[str]) -> subprocess.Popen[str] | None:
    """Start apt-get on these packages in the background; None where we may not.

    It runs beside the set-up of the virtual environment, which takes about as long.
    """
    apt = shutil.which("apt-get")
    prefix = _as_root()
    if apt is None or prefix is None:
        return None
    install = f"{apt} install -qq -y --no-install-recommends {' '.join(packages)}"
    lists = Path("/var/lib/apt/lists")
    known = lists.is_dir() and any(lists.glob("*_Packages*"))
    # Lists that are old name packages that are gone: then once more with new ones.
    script = f"{install} || {{ {apt} update -qq && {install}; }}"
    if not known:
        script = f"{apt} update -qq && {install}"
    return subprocess.Popen(
        [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _is_there(name: str) -> bool:
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _as_root() -> list[str] | None:
    """Return what goes before a command to run it as root, or None where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None
