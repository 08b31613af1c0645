"""One window at a time for what is opened from outside: a second start hands its study to the first.

Files in a folder of the person's own runtime folder, and no socket: the second start puts a note of the
study there, the first window watches the folder, takes the note and thereby says that it has it.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from ui.shell.settings import state_folder

_PATIENCE = 2.0
"""Seconds a second start waits for its note to be taken, before it opens a window itself."""

_NOTES = "*.note"


class Handover(QObject):
    """Held by the first window. ``came`` carries the Path of each study that another start hands over."""

    came = Signal(object)

    def __init__(self, lock: QLockFile, folder: Path) -> None:
        super().__init__()
        self._lock, self._folder = lock, folder
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        for note in sorted(self._folder.glob(_NOTES)):
            try:
                said = json.loads(note.read_text(encoding="utf-8"))
                note.unlink()
                study, token = Path(said["study"]), str(said["token"])
            except (OSError, ValueError, KeyError, TypeError):
                continue
            if token:  # lets a Wayland desktop bring the window to the front
                os.environ["XDG_ACTIVATION_TOKEN"] = token
            self.came.emit(study)

    def end(self) -> None:
        """Let the next start be the first."""
        self._watcher.directoryChanged.disconnect(self._on_changed)
        self._lock.unlock()


def hand_over(study: Path) -> bool:
    """Hand a study to the first window; False where there is none, or none that answers."""
    folder = _folder()
    if folder is None or _held(folder) is not None:
        return False
    note = folder / f"{time.time_ns():020d}-{os.getpid()}.note"
    said = {"study": str(study.absolute()), "token": os.environ.get("XDG_ACTIVATION_TOKEN", "")}
    try:
        writing = note.with_suffix(".writing")
        writing.write_text(json.dumps(said), encoding="utf-8")
        writing.replace(note)
        end = time.monotonic() + _PATIENCE
        while note.exists() and time.monotonic() < end:
            time.sleep(0.01)
        if not note.exists():
            return True
        note.unlink()
    except FileNotFoundError:
        return True  # taken at the last moment
    except OSError:
        pass
    return False


def first() -> Handover | None:
    """Become the window that gets what later starts hand over; None where another already is."""
    folder = _folder()
    lock = _held(folder) if folder is not None else None
    if folder is None or lock is None:
        return None
    for old in (*folder.glob(_NOTES), *folder.glob("*.writing")):
        old.unlink(missing_ok=True)
    return Handover(lock, folder)


def _held(folder: Path) -> QLockFile | None:
    """The lock of the first window, where nobody alive holds it."""
    lock = QLockFile(str(folder / "first.lock"))
    lock.setStaleLockTime(0)  # only the end of its process makes it stale
    return lock if lock.tryLock(0) else None


def _folder() -> Path | None:
    """A folder for this person and this display; None where none can be had."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    parent = Path(runtime) / "footpath" if runtime else state_folder() / "run"
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY", "FOOTPATH_HOME")
    seen = "\n".join(os.environ.get(name, "") for name in names)
    folder = parent / hashlib.sha256(seen.encode()).hexdigest()[:12]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder
