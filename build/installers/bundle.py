"""The bundle, from the sources to a trimmed folder with its licences and its list of contents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from installers import identity, inside, sbom, trim, wheels

_FOLDER = "Footpath.app" if sys.platform == "darwin" else identity.NAME
WHOLE = identity.WORK / "whole" / _FOLDER
TRIMMED = identity.WORK / "trimmed" / _FOLDER


LICENCES = (
    TRIMMED / "Contents" / "Resources" if sys.platform == "darwin" else TRIMMED
) / "licences"


def program(bundle: Path) -> Path:
    """Return the program of a bundle that prints where it is started from."""
    if sys.platform == "darwin":
        return bundle / "Contents" / "MacOS" / identity.NAME
    return bundle / (f"{identity.NAME}-cli.exe" if sys.platform == "win32" else identity.NAME)


class Failed(Exception):
    """The installers cannot be made; its text is the sentence for the person."""


def moment() -> int:
    """Return the time all files get: of the last commit, or SOURCE_DATE_EPOCH; seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    said = subprocess.run(command, cwd=identity.ROOT, check=False, capture_output=True, text=True)
    return int(said.stdout or 1_700_000_000)


def build() -> None:
    """Have PyInstaller make the whole bundle. Raises Failed."""
    began = time.monotonic()
    shutil.rmtree(identity.WORK, ignore_errors=True)
    fixed = {
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": str(moment()),
        "QT_QPA_PLATFORM": "offscreen",
        "PYINSTALLER_CONFIG_DIR": str(identity.WORK / "cache"),
    }
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
        "--workpath", str(identity.WORK / "work"), "--distpath", str(WHOLE.parent),
        str(identity.RECIPES / "footpath.spec"),
    ]  # fmt: skip
    if subprocess.call(command, cwd=identity.ROOT, env=os.environ | fixed):
        raise Failed("PyInstaller could not make the bundle.")
    print(f"Bundled in {time.monotonic() - began:.0f} s", flush=True)


def finish() -> trim.Trimmed:
    """Make the trimmed bundle beside the whole one, with licences and contents. Raises Failed."""
    shutil.rmtree(TRIMMED, ignore_errors=True)
    shutil.copytree(WHOLE, TRIMMED, symlinks=True)
    saved = trim.trim(TRIMMED)
    held = trim.contents(TRIMMED)
    untold = wheels.untold(held) if sys.platform.startswith("linux") else []
    if untold:
        raise Failed(f"Nobody tells what these are: {', '.join(untold)}.")
    found = inside.parts(held, program(TRIMMED))
    missing = inside.without_texts(found)
    if missing:
        raise Failed(f"No licence was found of {', '.join(missing)}.")
    inside.write_licences(found, LICENCES)
    listed = sbom.text(found, moment())
    (LICENCES / sbom.FILE).write_text(listed, encoding="utf-8")
    (LICENCES / trim.CHANGED).write_text(trim.changes(), encoding="utf-8")
    return saved
