"""Replaying the scripted interview in a real window, with the keys of a real server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from core.interview import Entry as Kept
from core.model.observation import Note
from core.study import Study
from tests.core.interviews import study_at
from tests.journeys.scripted import Act, Entry, Held, Stroke, strokes
from ui.shell.screens import PAGES

WATCHED = Path(__file__).with_name("watched_interview.py")
PATIENCE = 60.0
_EVERY_KEY = (
    *"abcdefghijklmnopqrstuvwxyz0123456789",
    *("space", "Return", "Escape", "Up", "Down", "Shift_L", "Control_L"),
    *("period", "comma", "quotedbl", "exclam", "question", "numbersign", "colon", "plus", "minus"),
)


class Desk:
    """The program with its window on an unseen screen, and whoever types."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._program: subprocess.Popen[str] | None = None
        self._typing: subprocess.Popen[bytes] | None = None
        self.acknowledged = 0
        self.report: dict[str, Any] = {}

    def open(self, study: Path) -> None:
        """Start the program and hear what it says."""
        self._program = subprocess.Popen(
            [sys.executable, str(WATCHED), str(study)],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.acknowledged = 0
        self._ear = threading.Thread(target=self._hear, args=(self._program,), daemon=True)
        self._ear.start()

    def _hear(self, program: subprocess.Popen[str]) -> None:
        assert program.stdout is not None
        with program.stdout as said:
            for line in said:
                if not line.endswith("\n"):
                    return  # torn by the kill
                if line.startswith("{"):
                    self.report = json.loads(line)
                else:
                    self.acknowledged = int(line)

    def title(self) -> str:
        """The title of the window; empty while there is none."""
        done = self._xdotool("search", "--name", "Footpath$", "getwindowname")
        return done.stdout.strip()

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; fails with what it was."""
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while not holds():
            assert time.monotonic() < end, f"not in time: {what}"
            assert self._program is None or self._program.poll() is None, f"it ended before: {what}"
            pause.wait(0.02)

    def begin(self, partner: str) -> None:
        """Go to Capture and begin with a partner."""
        self.wait(lambda: self.title().startswith(("Flow", "Funnels")), "the study on screen")
        place = [each.name for each in PAGES].index("capture") + 1
        self.press(f"ctrl+{place}")
        self.wait(lambda: self.title().startswith("Capture"), "Capture on screen")
        before = self.acknowledged
        self._xdotool("type", "--delay", "5", partner)
        self.press("Return")
        self.wait(lambda: self.acknowledged > before, "the interview begun")

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "5", *keys)

    def start_typing(self, acts: Iterable[Act], delay: int) -> None:
        """Type the script, one key every so many milliseconds."""
        # In one command line: a script that it reads is torn where a block of it ends.
        words = [word for act in acts for each in strokes(act) for word in _words(each, delay)]
        self._typing = subprocess.Popen(["xdotool", *words], env=self._environment)

    def typed(self) -> None:
        """Wait until everything has been typed."""
        if self._typing is not None:
            self._typing.wait()

    def kill(self) -> None:
        """End the program as a power cut would, and whoever types."""
        assert self._program is not None
        self._program.kill()
        self._program.wait()
        self._ear.join()
        if self._typing is not None:
            self._typing.kill()
            self._typing.wait()
            # The key it was at stays down on the server, and would be pressed no more.
            self._xdotool("keyup", *_EVERY_KEY)

    def quit(self) -> None:
        """Leave by the key; then the report is there."""
        assert self._program is not None
        self.press("ctrl+q")
        self._program.wait(PATIENCE)
        self._ear.join()
        assert self._program.returncode == 0

    def end(self) -> None:
        """Leave nothing running, whatever happened."""
        for each in (self._typing, self._program):
            if each is not None and each.poll() is None:
                each.kill()
                each.wait()

    def _xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False
        )


def _words(stroke: Stroke, delay: int) -> Iterable[str]:
    if stroke.keys:
        yield from ("key", "--delay", str(delay), *stroke.keys)
    if stroke.text:
        yield from ("type", "--delay", str(delay), "--args", "1", stroke.text)


def begun_study(path: Path) -> None:
    """A study to record into, with its partners and nothing observed in the open iteration."""
    study_at(path).close()


def log_of(study: Study, partner: str = "p1") -> Held:
    """The log of a partner in the words of the script, in the order recorded."""
    kept: Sequence[Kept] = [*study.observations(partner), *study.notes(partner)]
    return tuple(_entry(each) for each in sorted(kept, key=lambda each: each.id))


def _entry(kept: Kept) -> Entry:
    if isinstance(kept, Note):
        what, text, reason, follows = kept.kind.value, kept.text, "", False
    else:
        what, text = kept.status.value, kept.note or kept.quote
        reason, follows = kept.reason, bool(kept.follows)
    return Entry(
        what,
        kept.step,
        kept.encounter,
        text,
        reason,
        kept.tags,
        kept.important,
        kept.voided,
        follows,
    )
