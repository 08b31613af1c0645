"""What can go wrong with a study on disk, each as one plain sentence for the person in front of it.

``str(error)`` says what happened, that nothing was lost, and what to do. It holds the file's name,
never its folder and never a person's words.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import ClassVar


class StoreError(Exception):
    """Any refusal or failure of the store. ``path`` is the file it is about."""

    sentence: ClassVar[str] = '"{name}" could not be used.'

    def __init__(self, path: Path, **facts: object) -> None:
        self.path = path
        super().__init__(self.sentence.format(name=shown_name(path), **facts))


class NotAStudy(StoreError):
    """The file is something else."""

    sentence = '"{name}" is not a Footpath study. It was left as it is.'


class EmptyFile(StoreError):
    """The file holds no byte."""

    sentence = '"{name}" is empty, so there is no study in it. It was left as it is.'


class NewerVersion(StoreError):
    """A later Footpath wrote the file; its meaning is not known here, so it is not touched."""

    sentence = (
        '"{name}" was written by a newer Footpath (format {version}). '
        "It was left as it is; update Footpath to open it."
    )


class IsADirectory(StoreError):
    """A folder stands where a study was named."""

    sentence = '"{name}" is a folder, not a study. Choose a file in it.'


class NoPermission(StoreError):
    """The system does not allow it."""

    sentence = (
        '"{name}" may not be {deed}: you have no permission. Nothing was changed; '
        "ask for access, or use a copy in a folder of your own."
    )


class StoreReadOnly(StoreError):
    """A change was asked of a study that is open for reading, or closed."""

    sentence = '"{name}" is not open for writing. Nothing was changed.'


class StoreMissing(StoreError):
    """No such file or folder."""

    sentence = '"{name}" was not found. Check the name and the folder.'


class StoreLocked(StoreError):
    """Somebody else writes to the study."""

    sentence = (
        '"{name}" is open for writing elsewhere. Nothing was changed; '
        "close it there, or open it here for reading only."
    )


class StoreDamaged(StoreError):
    """Lines in the middle of the journal cannot be read. ``lines`` numbers them, the first is 1."""

    sentence = (
        '"{name}" is damaged: {lost}. It was left as it is; '
        "save what is whole into a new file and go on with that."
    )

    def __init__(self, path: Path, lines: tuple[int, ...]) -> None:
        self.lines = lines
        super().__init__(path, lost=lines_lost(lines))


class NoSuchPlace(StoreError):
    """No file can be there, whatever the disk is like: a name too long, a circle of links."""

    sentence = '"{name}" could not be {deed}: {reason}. Nothing was changed; choose another name.'


class StoreDiskError(StoreError):
    """The disk failed or is full."""

    sentence = (
        '"{name}" could not be {deed}: {reason}. Everything saved before is safe; '
        "try again when that is solved, or save elsewhere."
    )


class StoreExists(StoreError):
    """A new file would take the place of another."""

    sentence = '"{name}" already exists. It was left as it is; choose another name.'


class StoreCancelled(StoreError):
    """Whoever waits for the study gave up."""

    sentence = 'Opening "{name}" was cancelled. It was left as it is.'


class StoreMoved(StoreError):
    """The file at the path is no longer the one that was opened, or somebody else changed it."""

    sentence = (
        '"{name}" was moved, replaced or changed by something else. '
        "Nothing more is written to it and nothing is lost; save elsewhere to go on."
    )


_KINDS: dict[int, type[StoreError]] = {
    errno.ENOENT: StoreMissing,
    errno.ENOTDIR: StoreMissing,
    errno.EISDIR: IsADirectory,
    errno.EEXIST: StoreExists,
}
_DENIED = {errno.EACCES, errno.EPERM}
_PLACES = {
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "it is a link that leads back to itself",
}
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the file would be larger than the disk allows",
    errno.EIO: "the disk reported an error",
    errno.EROFS: "the disk is read-only",
    errno.ENODEV: "the disk is gone",
    errno.ENXIO: "the disk is gone",
    errno.ESTALE: "the network drive is gone",
}


def from_os(error: OSError, path: Path, deed: str) -> StoreError:
    """The sentence for an error of the system met while the file was being ``deed`` ("written")."""
    number = error.errno or 0
    if kind := _KINDS.get(number):
        return kind(path)
    if number in _DENIED:
        return NoPermission(path, deed=deed)
    if number in _PLACES:
        return NoSuchPlace(path, deed=deed, reason=_PLACES[number])
    reason = _REASONS.get(number) or (error.strerror or "the system refused").lower()
    return StoreDiskError(path, deed=deed, reason=reason)


def lines_lost(lines: tuple[int, ...]) -> str:
    """Say "line 7 cannot be read" or "lines 7, 8 and 9 cannot be read", naming ten at most."""
    if len(lines) == 1:
        return f"line {lines[0]} cannot be read"
    shown = [str(line) for line in lines[:10]]
    rest = len(lines) - len(shown)
    last = f"{rest} more" if rest else shown.pop()
    return f"lines {', '.join(shown)} and {last} cannot be read"


def shown_name(path: Path) -> str:
    """The file's name as text that can always be printed."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "replace")
