"""The virtual environment in .venv: made once, from hashed requirements, and stamped.

Installers are made in one of their own (FOOTPATH_VENV names its folder): it holds only what ships.

The stamp is written last, so an interrupted set-up is seen and done anew; a second run
reads it and does nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("FOOTPATH_VENV", ".venv")
STAMP = VENV / "footpath-setup.json"
REQUIREMENTS = ROOT / "build" / "requirements"
OLDEST = (3, 11)
LEVELS = ("run", "dev", "bench")  # each holds the one before
EVERY_LEVEL = (*LEVELS, "dist")  # the last holds run, and stands in a folder of its own
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class SetupFailed(Exception):
    """A set-up that cannot go on; its text is the sentence for the person."""


def make_ready(level: str) -> None:
    """See to it that .venv holds what the level needs. Raises SetupFailed."""
    if _is_ready(level):
        return
    with _alone():
        if not _is_ready(level):  # another set-up may just have done it
            _set_up(max(level, _stamp().get("level", "run"), key=EVERY_LEVEL.index))


def _is_ready(level: str) -> bool:
    stamp = _stamp()
    done = stamp.get("level", "")
    if done not in EVERY_LEVEL or EVERY_LEVEL.index(done) < EVERY_LEVEL.index(level):
        return False
    return stamp == _finished(done)


def _set_up(level: str) -> None:
    began = time.monotonic()
    version = _python_version()
    interrupted = STAMP.exists() and _stamp().get("python") != version
    if interrupted or tuple(map(int, re.findall(r"\d+", version)[:2])) < OLDEST:
        shutil.rmtree(VENV, ignore_errors=True)
    fresh = not VENV.exists()
    VENV.mkdir(exist_ok=True)
    STAMP.write_text("{}")
    if fresh:
        print(f"Making {VENV.name} with Python {sys.version.split()[0]}", flush=True)
        _make_venv()
    lock = _lock_file(level)
    print(f"Installing the packages of {lock.relative_to(ROOT).as_posix()}", flush=True)
    _install(lock)
    STAMP.write_text(json.dumps(_finished(level)))
    print(f"Set up in {time.monotonic() - began:.0f} s", flush=True)


def _make_venv() -> None:
    """Make an empty environment and unpack the pip that Python itself carries.

    That is what ensurepip does, without starting pip to install pip: 0.3 s instead of 4 s.
    That old pip then brings the locked one, which is twice as quick.
    """
    try:
        import ensurepip
        import venv
    except ImportError as error:
        name = f"python3.{sys.version_info.minor}-venv"
        raise SetupFailed(
            f"This Python cannot make virtual environments; on Debian and Ubuntu: "
            f"apt-get install {name}"
        ) from error
    folders = [Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels")]
    configured = sysconfig.get_config_var("WHEEL_PKG_DIR")
    if configured:
        folders.insert(0, Path(configured))
    wheels = [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]
    venv.create(VENV, with_pip=not wheels, symlinks=os.name != "nt")
    if wheels:
        purelib = _ask_python("import sysconfig; print(sysconfig.get_path('purelib'))")
        zipfile.ZipFile(wheels[0]).extractall(purelib)
    _install(_lock_file("pip"))


def _install(lock: Path) -> None:
    """Install every package of a lock file, in as many parts at a time as there are cores.

    Most of the time pip reads long lists of releases, one core's work. The lock file names
    every package, so no part needs to know of the others.
    """
    commands = []
    for number, part in enumerate(_parts(lock, max(1, min(4, os.cpu_count() or 1)))):
        path = VENV / f"part-{number}.txt"
        path.write_text(part)
        commands.append([
            str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "--no-deps",
            "--prefer-binary", "--no-compile", "--no-input", "--disable-pip-version-check",
            "-r", str(path),
        ])  # fmt: skip
    jobs = [
        subprocess.Popen(
            c, env=_clean(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for c in commands
    ]
    try:
        said = [job.communicate()[0] for job in jobs]
    finally:
        for job in jobs:
            job.kill()
        for path in VENV.glob("part-*.txt"):
            path.unlink()
    for job, text in zip(jobs, said, strict=True):
        if job.returncode:
            raise SetupFailed(f"{text.strip()}\npip could not install {lock.name}; run it again.")


def _parts(lock: Path, count: int) -> list[str]:
    """Share a lock file out into parts with about as many hashes each: long lists, long work."""
    entries: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines(keepends=True):
        if entries and line[0].isspace():
            entries[-1] += line
        else:
            entries.append(line)
    parts = [""] * min(count, len(entries))
    for entry in sorted(entries, key=len, reverse=True):
        least = min(range(len(parts)), key=lambda i: len(parts[i]))
        parts[least] += entry
    return parts


def _stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _finished(level: str) -> dict[str, str]:
    digest = hashlib.sha256(_lock_file(level).read_bytes()).hexdigest()
    return {"level": level, "lock": digest, "python": _python_version()}


def _lock_file(level: str) -> Path:
    return REQUIREMENTS / f"{level}.txt"


def _python_version() -> str:
    """Return the version of the environment's own Python, empty where it does not start."""
    try:
        return _ask_python("import sys; print(sys.version.split()[0])")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _ask_python(code: str) -> str:
    run = subprocess.run([PYTHON, "-I", "-c", code], check=True, capture_output=True, text=True)
    return run.stdout.strip()


def _clean() -> dict[str, str]:
    """Return the environment without what would lead pip out of .venv."""
    astray = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"}
    return {name: value for name, value in os.environ.items() if name not in astray}


@contextmanager
def _alone() -> Iterator[None]:
    """Let one set-up run at a time; the lock goes with its process."""
    with _lock_file("run").open() as held:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield
