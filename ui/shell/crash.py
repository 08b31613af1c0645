"""What becomes of an error nobody caught: a log without values, and a sentence instead of an end."""

from __future__ import annotations

import faulthandler
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TextIO

from ui.shell.settings import state_folder

_ROOT = Path(__file__).resolve().parents[2]

KEPT = 20
"""So many notes are kept; each is a file of its own, and the oldest goes when a new one comes."""

_faults: list[IO[str]] = []

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def install(tell: Callable[[Exception, Path | None], object]) -> Hook:
    """Have uncaught errors logged and told of; returns the hook that stood before.

    ``tell`` gets the error and the path of the log, None where it could not be written. What the
    store refuses is a sentence for the person and no mistake of ours: it is told, not logged.
    """
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            before(kind, error, trace)
        elif _is_refusal(error):
            tell(error, None)
        else:
            if before is not sys.__excepthook__ or _is_watched(sys.stderr):
                before(kind, error, trace)
            elif sys.stderr is not None:
                # A desktop keeps what its programs say in its journal: no value goes there either.
                sys.stderr.write("\n".join(_lines(error, datetime.now(UTC))) + "\n")
            tell(error, write_log(error))

    sys.excepthook = hook
    threading.excepthook = _note_of_thread
    return before


def _note_of_thread(said: threading.ExceptHookArgs) -> None:
    """Note an error of a thread; widgets are not for threads, so nobody is told."""
    if isinstance(said.exc_value, Exception):
        write_log(said.exc_value)


def watch_for_faults() -> None:
    """Have it noted where the program was if it dies of a fault no Python code can catch."""
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        path = state_folder() / f"fault-{os.getpid()}.log"
        _faults.append(path.open("w", encoding="utf-8"))
    except OSError:
        return
    faulthandler.enable(_faults[-1])


def watch_no_more() -> None:
    """Take the empty note of faults away, as the program ends well."""
    faulthandler.disable()
    while _faults:
        file = _faults.pop()
        file.close()
        Path(file.name).unlink(missing_ok=True)


def note_of_last_fault() -> Path | None:
    """Make a log of what a run that died of a fault left; returns it, None where none did."""
    found = None
    for left in sorted(state_folder().glob("fault-*.log")):
        try:
            if _runs(int(left.stem.partition("-")[2])):
                continue
            lines = left.read_text(encoding="utf-8", errors="replace").splitlines()
            left.unlink()
        except (OSError, ValueError):
            continue
        if lines:
            said = [_FILE.sub(lambda file: _place(Path(file[1])), line) for line in lines]
            found = _write([f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, found", *said])
    return found


_FILE = re.compile(r'File "([^"]*)"')


def _runs(process: int) -> bool:
    """Whether a process is alive. Windows tells by not letting its file go, so there none is asked."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_watched(stream: TextIO | None) -> bool:
    """Whether a person sees what is written there, and nothing keeps it."""
    return stream is not None and stream.isatty()


def _is_refusal(error: Exception) -> bool:
    from core.store import StoreError

    return isinstance(error, StoreError)


def write_log(error: BaseException) -> Path | None:
    """Write where an error came from: names of functions and lines of our code, never a value."""
    return _write(_lines(error, datetime.now(UTC)))


def _write(lines: list[str]) -> Path | None:
    path = state_folder() / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        for old in sorted(path.parent.glob("crash-*.log"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


def _lines(error: BaseException, when: datetime) -> list[str]:
    walked = [
        f"  {_place(Path(frame.filename))}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return [f"{when:%Y-%m-%d %H:%M:%S} UTC", type(error).__name__, *walked]


def _place(path: Path) -> str:
    """A file within the app by its place in it, any other by its bare name."""
    if not path.is_absolute() and ".." not in path.parts:
        return path.as_posix()  # a bundle knows its files by their places
    try:
        return path.relative_to(_ROOT).as_posix()
    except ValueError:
        return path.name
