"""What the window remembers between runs: recent studies by their path, geometry, theme.

Nothing else, and nothing personal besides the path.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

MOST_RECENT = 8


class Recent(NamedTuple):
    """A study that was open, and when last."""

    path: Path
    opened: datetime


def settings() -> QSettings:
    """The file of settings, in the folder the system keeps for them."""
    path = _folder(QStandardPaths.StandardLocation.GenericConfigLocation) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def state_folder() -> Path:
    """Where crash logs go."""
    return _folder(QStandardPaths.StandardLocation.GenericStateLocation)


def _folder(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location)) / "footpath"


def recent() -> list[Recent]:
    """Studies that were open, the latest first."""
    rows = settings().value("recent", [], list)
    found = []
    for row in rows if isinstance(rows, list) else []:
        when, _, path = str(row).partition(" ")
        try:
            found.append(Recent(Path(path), datetime.fromisoformat(when)))
        except ValueError:
            continue
    return found


def remember(path: Path, now: datetime | None = None) -> None:
    """Put a study at the top of the recent ones."""
    when = now or datetime.now(UTC)
    known = [each for each in recent() if each.path != path]
    _keep([Recent(path, when), *known][:MOST_RECENT])


def forget(path: Path) -> None:
    """Take a study off the list."""
    _keep([each for each in recent() if each.path != path])


def _keep(rows: Sequence[Recent]) -> None:
    texts = [f"{each.opened.isoformat()} {each.path}" for each in rows]
    settings().setValue("recent", texts)


def dark() -> bool | None:
    """The theme chosen: dark, light, or None to follow the system."""
    return {"dark": True, "light": False}.get(str(settings().value("theme", "")))


def choose_dark(dark: bool | None) -> None:
    """Remember the theme."""
    settings().setValue("theme", "" if dark is None else "dark" if dark else "light")


def geometry() -> QByteArray:
    """Where the window was; empty at the first run."""
    kept = settings().value("geometry")
    return kept if isinstance(kept, QByteArray) else QByteArray()


def keep_geometry(geometry: QByteArray) -> None:
    """Remember where the window is."""
    settings().setValue("geometry", geometry)
