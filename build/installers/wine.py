"""The Windows installer under wine: installed, upgraded and removed without a question, with a stand-in payload.

There is no Windows Python here to make the real one with; what is tried is the script.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from installers import windows
from installers.bundle import Failed

_PROGRAMS = ("/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine")


def why_not() -> str:
    """Return why this cannot be tried here; empty where it can."""
    if shutil.which("makensis") is None:
        return "makensis is not installed"
    return "" if _program() else "wine64 is not installed"


def _program() -> str:
    return next((each for each in _PROGRAMS if Path(each).exists()), "")


class Windows:
    """A Windows of wine's, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "wine"
        home = folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        self._env = os.environ | {
            "WINEPREFIX": str(self.root),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "HOME": str(home),
        }
        self._env.pop("DISPLAY", None)
        self._wine("wineboot", "-i")

    def run(self, program: Path, *words: str) -> int:
        """Run a program to its end; returns its exit status."""
        status = self._wine(str(program), *words)
        server = Path(_program()).with_name("wineserver")
        subprocess.run(
            [server if server.exists() else "wineserver", "-w"], env=self._env, check=False
        )
        return status

    def installed(self) -> Path:
        """Return where the installer puts the program."""
        return next(self.root.glob("drive_c/users/*/AppData/Local")) / "Programs" / "Footpath"

    def shortcuts(self) -> list[Path]:
        """Return Footpath's entries in the Start menu."""
        return sorted(self.root.rglob("Start Menu/Programs/Footpath.lnk"))

    def registry(self) -> str:
        """Return what is registered for this person, as wine writes it down."""
        return (self.root / "user.reg").read_text(encoding="utf-8", errors="replace")

    def _wine(self, *words: str) -> int:
        return subprocess.call(
            [_program(), *words],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def stand_in(folder: Path, version: str) -> Path:
    """Return an installer of a version whose program is a few bytes."""
    payload = folder / f"payload-{version}"
    for name in ("_internal/library.dll", f"_internal/only-in-{version}.dll", "licences/LICENSE"):
        (payload / name).parent.mkdir(parents=True, exist_ok=True)
        (payload / name).write_text(version)
    for name in ("footpath.exe", "footpath-cli.exe"):
        (payload / name).write_text(f"MZ {version}")
    target = folder / f"setup-{version}.exe"
    windows.compile_installer(payload, target, version)
    return target


def prove(folder: Path) -> None:
    """Install, upgrade, remove. Raises Failed where something is missing, or too much is left."""
    there = Windows(folder)
    first, second = stand_in(folder, "0.1.0"), stand_in(folder, "0.2.0")
    _expect(there.run(first, "/S") == 0, "installs")
    home = there.installed()
    study = home / "mine.footpath"
    study.write_text("a study in the program's own folder")
    _expect((home / "footpath.exe").read_text() == "MZ 0.1.0", "puts the program there")
    _expect(bool(there.shortcuts()), "has an entry in the Start menu")
    said = there.registry()
    _expect('"DisplayVersion"="0.1.0"' in said, "is listed among the programs")
    _expect('@="Footpath.Study"' in said and r"footpath.exe\" \"%1\"" in said, "opens studies")
    _expect(there.run(second, "/S") == 0, "upgrades")
    _expect((home / "footpath.exe").read_text() == "MZ 0.2.0", "replaces the program")
    _expect(
        not (home / "_internal" / "only-in-0.1.0.dll").exists(), "leaves nothing of the old version"
    )
    _expect('"DisplayVersion"="0.2.0"' in there.registry(), "is listed with its new version")
    _expect(there.run(home / "uninstall.exe", "/S", f"_?={_windows_path(home)}") == 0, "removes")
    _expect(sorted(each.name for each in home.iterdir()) in ([study.name], [study.name, "uninstall.exe"]),
            "leaves the study alone")  # fmt: skip
    _expect(not there.shortcuts(), "has no entry in the Start menu any more")
    _expect("Footpath.Study" not in there.registry(), "opens studies no more")


def _windows_path(home: Path) -> str:
    parts = home.parts[home.parts.index("drive_c") + 1 :]
    return "C:\\" + "\\".join(parts)


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise Failed(f"The Windows installer does not do this: it {what}.")
