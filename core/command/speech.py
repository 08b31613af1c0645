"""What a verb says: answers on stdout, everything else on stderr, each at once and in UTF-8."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable

PATIENCE = 1.0
"""How many seconds a person waits before they want to see how far it is."""

_ERASED = "\r\x1b[K"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What would steer a terminal rather than be read; names come from anywhere."""


def open_what_is_closed() -> None:
    """Give each standard stream that the shell closed (``>&-``) a place that swallows all.

    Else the first file opened would take its number, and what is said would land in that.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "r" if number == 0 else "w"
            place = os.open(os.devnull, os.O_RDWR)
            if place != number:
                os.dup2(place, number)
                os.close(place)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def speak_utf8() -> None:
    """Names are any text, whatever the terminal was set to; a lone half of a character is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print an answer. Raises BrokenPipeError where nobody reads any more."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def tame(text: str) -> str:
    """A name as it can stand in a line: any white space is a space, what steers a terminal ``�``."""
    return _UNSEEN.sub("�", " ".join(text.split()))


def remark(text: str) -> None:
    """Print what is no answer: an error, or what a person may want to know, on one line."""
    start = _ERASED if sys.stderr.isatty() else ""
    sys.stderr.write(f"{start}{tame(text)}\n")
    sys.stderr.flush()


def progress(doing: str) -> Callable[[int, int], bool] | None:
    """What shows a person how far long work is, once it takes long; None where nobody watches.

    Takes (done, total), keeps one line of the terminal up to date, and takes it away at the end.
    """
    if not sys.stderr.isatty():
        return None
    shown_from = time.monotonic() + PATIENCE

    def show(done: int, total: int) -> bool:
        if time.monotonic() >= shown_from:
            share = done / total if total else 1.0
            sys.stderr.write(_ERASED if done >= total else f"{_ERASED}{doing} {share:.0%}")
            sys.stderr.flush()
        return True

    return show
