"""What the window remembers between runs: recent studies by their path, geometry, theme, keys.

Nothing else, and nothing personal besides the path.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

MOST_RECENT = 8


_aside: list[Path] = []


class Recent(NamedTuple):
    """A study that was open, and when last."""

    path: Path
    opened: datetime


def settings() -> QSettings:
    """The file of settings, in the folder the system keeps for them."""
    folder = _folder(QStandardPaths.StandardLocation.GenericConfigLocation)
    path = (_aside[0] if _aside else folder) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def set_aside() -> None:
    """From now on in this run there are only default settings, and none is kept: safe mode."""
    from tempfile import mkdtemp

    if not _aside:
        _aside.append(Path(mkdtemp(prefix="footpath-safe-")))


def take_back() -> None:
    """End safe mode and throw away what was set in it."""
    import shutil

    while _aside:
        shutil.rmtree(_aside.pop(), ignore_errors=True)


def state_folder() -> Path:
    """Where crash logs go."""
    return _folder(QStandardPaths.StandardLocation.GenericStateLocation)


def _folder(location: QStandardPaths.StandardLocation) -> Path:
    """FOOTPATH_HOME names one folder for all: beside a program carried about on a stick."""
    home = os.environ.get("FOOTPATH_HOME")
    return Path(home) if home else Path(QStandardPaths.writableLocation(location)) / "footpath"


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
    """Put a study at the top of the recent ones, once however it was written."""
    when = now or datetime.now(UTC)
    _keep([Recent(path, when), *_others(path)][:MOST_RECENT])


def forget(path: Path) -> None:
    """Take a study off the list."""
    _keep(_others(path))


def _others(path: Path) -> list[Recent]:
    return [each for each in recent() if _plain(each.path) != _plain(path)]


def _plain(path: Path) -> Path:
    """Whole and without dots: a study opened as ``../mine.footpath`` is no second one.

    By the words alone: nothing may be asked of a drive that is not there.
    """
    return Path(os.path.normpath(path.absolute()))


def _keep(rows: Sequence[Recent]) -> None:
    texts = [f"{each.opened.isoformat()} {each.path}" for each in rows]
    settings().setValue("recent", texts)


def dark() -> bool | None:
    """The theme chosen: dark, light, or None to follow the system."""
    return {"dark": True, "light": False}.get(str(settings().value("theme", "")))


def choose_dark(dark: bool | None) -> None:
    """Remember the theme."""
    settings().setValue("theme", "" if dark is None else "dark" if dark else "light")


def keys() -> dict[str, str]:
    """The keys a person wants, by the name of their action."""
    kept = settings()
    kept.beginGroup("keys")
    return {name.replace("|", "/"): str(kept.value(name, "")) for name in kept.childKeys()}


def keep_keys(name: str, keys: str) -> None:
    """Remember the keys of an action; empty lets them be the usual ones."""
    kept = settings()
    place = f"keys/{name.replace('/', '|')}"
    if keys:
        kept.setValue(place, keys)
    else:
        kept.remove(place)


def geometry() -> QByteArray:
    """Where the window was; empty at the first run."""
    kept = settings().value("geometry")
    return kept if isinstance(kept, QByteArray) else QByteArray()


def keep_geometry(geometry: QByteArray) -> None:
    """Remember where the window is."""
    settings().setValue("geometry", geometry)
