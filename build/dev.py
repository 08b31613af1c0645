#!/usr/bin/env python3
r"""Everything a person does with this project: set up, run, test, check, measure.

    python3 build/dev.py run          on Windows: py build\dev.py run

Standard library only. Each command first sets up what it needs, once; `make` only names them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # build/ holds scripts, no caches


def _another_python() -> str | None:
    """Return a Python that the locked packages are made for, where this one is not."""
    if (3, 11) <= sys.version_info[:2] <= (3, 14):
        return None
    found = (shutil.which(f"python3.{minor}") for minor in (13, 12, 11, 14))
    return next(filter(None, found), None)


if __name__ == "__main__":  # before the imports that need a new Python
    _python_to_use = _another_python()
    if _python_to_use:
        sys.exit(subprocess.call([_python_to_use, *sys.argv]))
    if sys.version_info < (3, 11):
        sys.exit("Footpath needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import environment
import system

ROOT = environment.ROOT
sys.path.append(str(ROOT))

from core.command.picture import PAGES  # named once; what it imports is standard library too

PICTURES = ROOT / "out" / "pictures"
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses", "8", "--dist", "loadfile")
THEMES = {"-light": ("--scale", "2"), "-dark": ("--scale", "2", "--dark")}


def setup(arguments: list[str]) -> int:
    """Set up all that running and testing need."""
    _prepare("dev", system.OFFSCREEN | system.WINDOW, system.JOURNEYS)
    return 0


def run(arguments: list[str]) -> int:
    """Open the sample study, or hand the arguments to main.py."""
    screen = system.has_screen()
    _prepare("run", system.OFFSCREEN, system.WINDOW if screen else {})
    if screen or arguments:
        return _become("main.py", *(arguments or ["sample"]))
    print("There is no screen here, so the sample's pages become pictures.", flush=True)
    return _draw({"": ()})


def test(arguments: list[str]) -> int:
    """Run the whole test suite; arguments go to pytest."""
    _prepare("dev", system.OFFSCREEN | system.WINDOW, system.JOURNEYS)
    if os.environ.get("CI") or os.environ.get("COVERAGE"):
        return _test_with_coverage(arguments)
    return _python("-m", "pytest", *(arguments or ON_EVERY_CORE))


def check(arguments: list[str]) -> int:
    """Check format, lint, types, contracts and coverage; all are run, then the faults named."""
    _prepare("dev", system.OFFSCREEN | system.WINDOW, system.JOURNEYS)
    results = {
        "format": _python("-m", "ruff", "format", "--check", "."),
        "lint": _python("-m", "ruff", "check", "."),
        "types": _python("-m", "mypy"),
        "contracts": _python(
            "-c", "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])"
        ),
        "tests": 0 if _coverage_is_fresh() else _test_with_coverage([]),
        "coverage of ui": _python("-m", "coverage", "report", "--include=ui/*"),
        "coverage of core": _python(
            "-m", "coverage", "report", "--include=core/*", "--fail-under=95"
        ),
    }
    faults = [name for name, result in results.items() if result]
    print("Faults in " + ", ".join(faults) if faults else "All checks passed.", flush=True)
    return 1 if faults else 0


def bench(arguments: list[str]) -> int:
    """Run every measurement of tests/bench; arguments (--quick) go to each."""
    _prepare("bench", system.OFFSCREEN | system.WINDOW, system.JOURNEYS)
    failed = 0
    for script in sorted((ROOT / "tests" / "bench").glob("*.py")):
        if "__main__" not in script.read_text(encoding="utf-8"):
            continue  # something they share
        print(f"\n== {script.stem}", flush=True)
        failed = _python(str(script), *arguments, PYTHONPATH=str(ROOT)) or failed
    return failed


def pictures(arguments: list[str]) -> int:
    """Draw every page of the sample in both themes, as for a product page."""
    _prepare("run", system.OFFSCREEN, {})
    return _draw(THEMES)


def lock(arguments: list[str]) -> int:
    """Write the lock files anew with uv; arguments (--upgrade) go to uv.

    Any index configured for uv is used, none is named in the files.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise environment.SetupFailed("Locking needs uv on the PATH.")
    folder = environment.REQUIREMENTS.relative_to(ROOT).as_posix()
    below: list[str] = []  # run before dev before bench: each holds what stands before it
    for level in ("pip", *environment.LEVELS, "dist"):
        if level == "dist":  # it holds run alone
            below = ["-c", f"{folder}/run.txt"]
        options = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
        command = [uv, "pip", "compile", "-q", *options.split(), "--no-emit-index-url"]
        command += ["--no-emit-find-links", *below, *arguments, f"{folder}/{level}.in"]
        if subprocess.call([*command, "-o", f"{folder}/{level}.txt"], cwd=ROOT):
            return 1
        below = ["-c", f"{folder}/{level}.txt"] if level != "pip" else []
    return 0


COMMANDS = {f.__name__: f for f in (setup, run, test, check, bench, pictures, lock)}


def main(arguments: list[str]) -> int:
    """Run one command; returns its exit status, 2 where there is no such command."""
    if not arguments or arguments[0] not in COMMANDS:
        width = max(map(len, COMMANDS))
        for name, command in COMMANDS.items():
            print(f"  {name:{width}}  {(command.__doc__ or '').splitlines()[0]}")
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except environment.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _prepare(level: str, needed: dict[str, str], wished: dict[str, str]) -> None:
    """Set up the packages of a level, and the system libraries beside it."""
    absent = system.missing(needed | wished)
    installing = system.start_installing(absent) if absent else None
    if installing:
        print("Installing system packages: " + " ".join(absent), flush=True)
    elif system.missing(needed):
        raise environment.SetupFailed(_system_packages_sentence(absent))
    try:
        environment.make_ready(level)
    finally:  # apt-get is never left half-way
        said = installing.communicate()[0] if installing else ""
    absent = system.missing(needed | wished)
    if absent and system.missing(needed):
        raise environment.SetupFailed(said + _system_packages_sentence(absent))
    if absent:
        print(f"Left out, as not installed: {' '.join(absent)}", flush=True)


def _system_packages_sentence(absent: list[str]) -> str:
    return (
        "Qt needs system libraries that are missing here; on Debian and Ubuntu: "
        f"sudo apt-get install {' '.join(absent)}"
    )


def _python(*arguments: str, **variables: str) -> int:
    """Run the environment's Python without a screen; returns its exit status."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables
    return subprocess.call([environment.PYTHON, *arguments], cwd=ROOT, env=env)


def _become(*arguments: str) -> int:
    """Go on as the environment's Python, so that signals and exit status are the window's."""
    if os.name != "nt":
        os.chdir(ROOT)
        os.execv(environment.PYTHON, [str(environment.PYTHON), *arguments])
    return subprocess.call([environment.PYTHON, *arguments], cwd=ROOT)


def _draw(variants: dict[str, tuple[str, ...]]) -> int:
    """Write each page of a fresh sample to out/pictures, a file a variant."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        study = str(Path(folder) / "sample.footpath")
        failed = _python("main.py", "sample", "-o", study)
        for page in PAGES if not failed else ():
            for suffix, options in variants.items():
                target = PICTURES / f"{page}{suffix}.png"
                target.unlink(missing_ok=True)  # main.py never overwrites
                status = _python("main.py", "picture", page, study, "-o", str(target), *options)
                failed = failed or status
                if not status:
                    print(target.relative_to(ROOT).as_posix(), flush=True)
    return failed


def _test_with_coverage(arguments: list[str]) -> int:
    _python("-m", "coverage", "erase")
    failed = _python("-m", "coverage", "run", "-m", "pytest", *(arguments or ON_EVERY_CORE))
    _python("-m", "coverage", "combine", "-q")
    return failed


def _coverage_is_fresh() -> bool:
    """Say whether the coverage on record is younger than all that it is about."""
    data = ROOT / ".coverage"
    sources = (path for room in ("core", "ui", "tests") for path in (ROOT / room).rglob("*.py"))
    newest = max((path.stat().st_mtime for path in sources), default=0.0)
    return data.exists() and data.stat().st_mtime > newest


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
