"""Setting up: what is locked, and what a first, a second and an interrupted set-up do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
REQUIREMENTS = ROOT / "build" / "requirements"
LOCKS = ["run", "dev", "bench"]


def pinned(lock: str) -> dict[str, int]:
    """Count the hashes of each pinned package of a lock file."""
    entries = re.split(r"\n(?=\S)", (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8"))
    return {entry.split(" \\")[0].strip(): entry.count("--hash=sha256:") for entry in entries}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of this one's build script and no packages at all."""
    shutil.copytree(ROOT / "build", tmp_path / "build")
    for lock in ["pip", *LOCKS]:
        (tmp_path / "build" / "requirements" / f"{lock}.txt").write_text("")
    return tmp_path


def set_up(project: Path) -> str:
    """Run the set-up of packages alone; returns what it said."""
    code = "import environment; environment.make_ready('dev')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project / "build",
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.mark.parametrize("lock", ["pip", *LOCKS])
def test_a_lock_file_pins_and_hashes_everything_and_names_no_index(lock: str) -> None:
    packages = pinned(lock)
    assert all("==" in name and hashes for name, hashes in packages.items())
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    assert "//" not in text
    assert "index" not in text.replace("index-", "index")


def test_each_lock_holds_the_one_before_it() -> None:
    run, dev, bench = (pinned(lock).items() for lock in LOCKS)
    assert run < dev < bench


def test_the_application_declares_what_is_locked_for_it() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    asked = (REQUIREMENTS / "run.in").read_text().splitlines()
    assert declared == [line.split("  #")[0] for line in asked if not line.startswith("#")]


def test_the_program_and_the_project_have_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    said = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == [project["name"], project["version"]]


def test_make_names_only_commands_that_exist() -> None:
    names = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0]
    said = subprocess.run(
        [sys.executable, str(ROOT / "build" / "dev.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert sorted(names.split()) == sorted(line.split()[0] for line in said.stdout.splitlines())


def test_a_second_set_up_does_nothing(project: Path) -> None:
    assert "Making .venv" in set_up(project)
    assert set_up(project) == ""


def test_an_interrupted_set_up_is_done_anew(project: Path) -> None:
    set_up(project)
    (project / ".venv" / "footpath-setup.json").write_text("{}")
    (project / ".venv" / "half-written").touch()
    assert "Making .venv" in set_up(project)
    assert not (project / ".venv" / "half-written").exists()


def test_another_lock_is_installed_into_the_same_environment(project: Path) -> None:
    set_up(project)
    (project / ".venv" / "kept").touch()
    (project / "build" / "requirements" / "dev.txt").write_text("\n")
    assert "Making" not in set_up(project)
    assert (project / ".venv" / "kept").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
def test_only_what_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "build"))
    import system

    assert system.missing({"libc.so.6": "libc6", "sh": "dash"}) == []
    assert system.missing({"libnever.so.9": "libnever9", "sh": "dash"}) == ["libnever9"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
@pytest.mark.parametrize(
    ("variables", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_screen_is_known_by_its_display(
    variables: dict[str, str], seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "build"))
    import system

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system.has_screen() is seen
