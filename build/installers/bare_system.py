"""A Debian with next to nothing in it, to install into: made with debootstrap, entered with chroot.

DEBIAN_MIRROR names where packages come from; without it debootstrap knows. Needs root.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from installers.bundle import Failed
from installers.identity import ROOT

FOLDER = ROOT / "out" / "bare"
RELEASES = {"12": "bookworm", "13": "trixie"}
USER = "anna"
NEEDED = ("debootstrap", "chroot", "Xvfb", "xdotool", "strace", "unshare")

_ENV = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
_XVFB = "/tmp/.X11-unix"  # noqa: S108 - where every X server has its door


def why_not() -> str:
    """Return why no such system can be made here; empty where it can."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    if absent:
        return f"{', '.join(absent)} not installed"
    return "" if os.geteuid() == 0 else "only root may change into another system"


class System:
    """One such system, in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *words: str, **variables: str) -> str:
        """Run a command in it as root; returns what it said. Raises Failed."""
        return _run(["chroot", str(self.root), *words], _ENV | variables)

    def as_user(self, *words: str, **variables: str) -> str:
        """Run a command in it as an ordinary person; returns what it said. Raises Failed."""
        return _run(self.words_as_user(*words), self.env_of_user() | variables)

    def words_as_user(self, *words: str) -> list[str]:
        """Return the command that runs another in it as an ordinary person, at home."""
        person = f"--userspec={USER}:{USER}"
        return ["chroot", person, str(self.root), "/bin/sh", "-c", 'cd && exec "$@"', "sh", *words]

    def env_of_user(self) -> dict[str, str]:
        """Return what the environment of that person holds."""
        return _ENV | {
            "HOME": f"/home/{USER}",
            "USER": USER,
            "XDG_RUNTIME_DIR": f"/home/{USER}/run",
        }

    @property
    def home(self) -> Path:
        """The person's folder, seen from outside."""
        return self.root / "home" / USER


@contextmanager
def interruptible() -> Iterator[None]:
    """Within, a request to end (SIGTERM, SIGHUP) unwinds as Ctrl+C does: what is mounted is let go."""
    kept = {each: signal.signal(each, _end) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def let_go(folder: Path = FOLDER) -> None:
    """Unmount all that is mounted in a folder: what a run that was killed left, too. Raises Failed."""
    for place in reversed(_mounted(folder)):
        _run(["umount", "--lazy", place], os.environ)
    left = _mounted(folder)
    if left:
        raise Failed(f"Still mounted: {', '.join(left)}.")


def _mounted(folder: Path) -> list[str]:
    """The places in a folder where something is mounted, as the kernel tells them.

    ``os.path.ismount`` does not see a folder of the same disk.
    """
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    places = [line.split()[1].encode().decode("unicode_escape") for line in lines]
    return [each for each in places if Path(each).is_relative_to(folder)]


@contextmanager
def system(release: str, display: str) -> Iterator[System]:
    """A fresh system of a release, with a person in it and a way to one display of this machine.

    The display's door alone is let in, not the folder of all doors: whatever goes wrong in there, the
    displays of others are out of reach.
    """
    made = System(FOLDER / release)
    _fresh(release, made.root)
    door = made.root / _XVFB.lstrip("/") / f"X{display.lstrip(':')}"
    door.parent.mkdir(parents=True, exist_ok=True)
    door.touch()
    try:
        _run(["mount", "--bind", f"{_XVFB}/{door.name}", str(door)], os.environ)
        _run(["mount", "--bind", "/proc", str(made.root / "proc")], os.environ)
        made.run("useradd", "--create-home", USER)
        made.as_user("mkdir", "-m", "700", "run")
        yield made
    finally:
        let_go(made.root)
        shutil.rmtree(made.root, ignore_errors=True)


def _fresh(release: str, target: Path) -> None:
    base = FOLDER / f"{release}-base"
    if not (base / "etc" / "debian_version").is_file() or (base / "debootstrap").exists():
        base.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(base, ignore_errors=True)
        mirror = [each for each in [os.environ.get("DEBIAN_MIRROR", "")] if each]
        _run(["debootstrap", "--variant=minbase", release, str(base), *mirror], os.environ)
    let_go()
    if target.exists():
        shutil.rmtree(target)
    _run(["cp", "-a", str(base), str(target)], os.environ)
    resolver = Path("/etc/resolv.conf")
    if resolver.is_file():
        shutil.copyfile(resolver, target / "etc" / "resolv.conf")


def _run(words: Sequence[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(words, env=dict(env), check=False, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise Failed(f"{' '.join(words[-6:])}: {said}")
    return done.stdout
