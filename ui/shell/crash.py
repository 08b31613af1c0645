"""What becomes of an error nobody caught: a log without values, and a sentence instead of an end."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from ui.shell.settings import state_folder

_ROOT = Path(__file__).resolve().parents[2]

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
    return before


def _is_watched(stream: TextIO | None) -> bool:
    """Whether a person sees what is written there, and nothing keeps it."""
    return stream is not None and stream.isatty()


def _is_refusal(error: Exception) -> bool:
    from core.store import StoreError

    return isinstance(error, StoreError)


def write_log(error: BaseException) -> Path | None:
    """Write where an error came from: names of functions and lines of our code, never a value."""
    when = datetime.now(UTC)
    path = state_folder() / f"crash-{when:%Y%m%d-%H%M%S-%f}.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_lines(error, when)) + "\n", encoding="utf-8")
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
    try:
        return path.relative_to(_ROOT).as_posix()
    except ValueError:
        return path.name
