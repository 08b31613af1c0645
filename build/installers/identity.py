"""What the installers say of the program: its name, version, addresses of files. One place for all."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "dist"
WORK = ROOT / "out" / "pyinstaller"
RECIPES = ROOT / "build"

NAME = "footpath"
TITLE = "Footpath"
MIME = "application/x-footpath"
SUFFIX = ".footpath"
COMPONENT = "org.footpath.Footpath"
AUTHORS = "Footpath authors"
CONTACT = "Footpath authors <footpath@localhost>"


class Project(NamedTuple):
    """What pyproject.toml says of the program."""

    version: str
    summary: str


def project() -> Project:
    """Read the project's own words. Raises OSError, KeyError."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Project(said["version"], said["description"])
