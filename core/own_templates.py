"""Templates a person saved: flows to start from, each a file that ``new --flow`` takes too.

A file holds the name of the template and of its steps, their kinds and links: nothing of a study,
of anybody who took part, and no number.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from core.exchange.flow_file import flow_text, read_flow, read_name
from core.exchange.unreadable import UnreadableInput
from core.model.edits import free_name
from core.model.flow import Flow
from core.store import write_new

LONGEST = 60
"""Letters of a name that are kept."""

_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class OwnTemplate:
    """A template of the person's, with the file it is kept in."""

    name: str
    path: Path
    flow: Flow


@dataclass(frozen=True)
class Removed:
    """A template that was taken away: its file, what stood in it, and since when."""

    path: Path
    text: bytes
    modified: int


def template_folder() -> Path:
    """Where templates are kept: in the folder the system has for a person's data, or FOOTPATH_HOME."""
    home = os.environ.get("FOOTPATH_HOME")
    if home:
        return Path(home) / "templates"
    return Path(platformdirs.user_data_dir("footpath", appauthor=False)) / "templates"


def own_templates(folder: Path | None = None) -> tuple[OwnTemplate, ...]:
    """The templates saved, the oldest first; files that hold no flow are passed by."""
    folder = folder or template_folder()
    found = []
    for path in folder.glob("*.json"):
        try:
            found.append((path.stat().st_mtime_ns, path.name, read_template(path)))
        except (UnreadableInput, OSError):
            continue
    return tuple(template for *_, template in sorted(found, key=lambda each: each[:2]))


def read_template(path: Path) -> OwnTemplate:
    """One template, its flow drawn as it was saved. Raises UnreadableInput."""
    return OwnTemplate(read_name(path) or path.stem, path, read_flow(path, complete=False))


def save_template(name: str, flow: Flow, folder: Path | None = None) -> OwnTemplate:
    """Keep a flow as a template; a name that is taken is numbered.

    Raises ValueError with a sentence where the flow is not fit to start from, OSError or StoreError
    where the disk refuses.
    """
    folder = folder or template_folder()
    name = " ".join(name.split())[:LONGEST].strip()
    if not name:
        raise ValueError("A template needs a name.")
    name = free_name(name, {each.name for each in own_templates(folder)})
    text = flow_text(flow, name)
    folder.mkdir(parents=True, exist_ok=True)
    taken = {path.stem.casefold() for path in folder.glob("*.json")}
    stem = _NOT_IN_FILES.sub(" ", name).strip(" .") or "template"
    number, free = 2, stem
    while free.casefold() in taken:
        free, number = f"{stem} {number}", number + 1
    path = folder / f"{free}.json"
    write_new(path, [text])
    return read_template(path)


def remove_template(path: Path) -> Removed:
    """Take a template away; returns what brings it back. Raises OSError."""
    removed = Removed(path, path.read_bytes(), path.stat().st_mtime_ns)
    path.unlink()
    return removed


def restore_template(removed: Removed) -> None:
    """Bring a removed template back to its place among the others. Raises OSError or StoreError."""
    write_new(removed.path, [removed.text])
    os.utime(removed.path, ns=(removed.modified, removed.modified))
