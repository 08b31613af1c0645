"""What a verb says: answers on stdout, everything else on stderr, each at once and in UTF-8."""

from __future__ import annotations

import sys


def speak_utf8() -> None:
    """Names are any text, whatever the terminal was set to; a lone half of a character is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print an answer. Raises BrokenPipeError where nobody reads any more."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def remark(text: str) -> None:
    """Print what is no answer: an error, or what a person may want to know."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def is_watched() -> bool:
    """Whether a person sees remarks as they come."""
    return sys.stderr.isatty()


def show_progress(done: int, total: int) -> bool:
    """Keep one line of a terminal up to date. Never cancels."""
    share = done / total if total else 1.0
    sys.stderr.write(f"\rReading {share:4.0%}" + ("\n" if done >= total else ""))
    sys.stderr.flush()
    return True
