"""One whole story in a real window, with real keys: sample, draw, record three partners, see them, reopen.

What happened is read from the study file, as another program would read it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.model.observation import Status
from core.study import Study

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fails with what it was after a minute."""
    end = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not holds():
        assert time.monotonic() < end, f"not in time: {what}"
        pause.wait(0.05)


def footpath(*words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *words], check=True, capture_output=True, text=True
    )
    return done.stdout


class Desk:
    """A person at the program: opens it, presses keys, reads the title of the window."""

    def __init__(self, environment: dict[str, str], xdotool: Callable[..., str]) -> None:
        self._environment, self._xdotool = environment, xdotool
        self._program: subprocess.Popen[bytes] | None = None

    def open(self, study: Path) -> None:
        words = [sys.executable, str(ROOT / "main.py"), str(study)]
        self._program = subprocess.Popen(
            words, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def close(self) -> str:
        """Close the window by its key; what the program printed."""
        assert self._program is not None
        self.press("ctrl+q")
        said, _ = self._program.communicate(timeout=PATIENCE)
        assert self._program.returncode == 0
        self._program = None
        return said.decode()

    def end(self) -> None:
        if self._program is not None:
            self._program.kill()
            self._program.communicate()

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "30", *keys)

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "15", words)

    def title(self) -> str:
        try:
            return self._xdotool("search", "--name", "Footpath$", "getwindowname")
        except subprocess.CalledProcessError:
            return ""

    def go(self, key: str, screen: str) -> None:
        self.press(key)
        eventually(lambda: self.title().startswith(screen), f"{screen} on screen")


@pytest.fixture
def desk(window_environment: dict[str, str], xdotool: Callable[..., str]) -> Iterator[Desk]:
    desk = Desk(window_environment, xdotool)
    yield desk
    desk.end()


def held(study: Path, tells: Callable[[Study], bool]) -> bool:
    """Whether something is true of a study as it is on disk now."""
    with Study.open(study, write=False) as reading:
        return tells(reading)


def marks(study: Study, pseudonym: str) -> list[tuple[str, Status]]:
    """What stands in the file of a partner: step names and statuses, in the order recorded."""
    partner = study.partner_named(pseudonym)
    if partner is None:
        return []
    seen = study.observations(partner.id)
    flow = study.flow(study.iterations()[-1].flow)
    return [(flow.step(each.step).name, each.status) for each in seen if not each.voided]


def test_sample_draw_record_watch_close_reopen(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "story.footpath"
    footpath("sample", "-o", path)
    before = funnel(path)

    desk.open(path)
    eventually(lambda: desk.title().startswith("Funnels"), "the live funnel")

    desk.go("ctrl+2", "Flow")
    desk.press("a")
    desk.type("Gets a reminder")
    desk.press("Return")
    eventually(
        lambda: held(path, drawn),
        "the step drawn",
    )

    desk.go("ctrl+4", "Capture")
    for number in (41, 42, 43):
        record_one(desk, path, f"P-{number:03d}")
        desk.press("ctrl+n")

    desk.go("ctrl+5", "Funnels")
    after = funnel(path)
    assert after["entrants"] == before["entrants"] + 3
    assert after["aligned"][:2] == [before["aligned"][0] + 3, before["aligned"][1] + 3]
    assert after["deviated"][2] == before["deviated"][2] + 3
    assert desk.close() == ""

    assert "whole" in footpath("check", path)
    desk.open(path)
    eventually(lambda: desk.title().startswith("Funnels"), "the funnel again")
    assert funnel(path) == after
    with Study.open(path, write=False) as study:
        assert drawn(study)
        for pseudonym in ("P-041", "P-042", "P-043"):
            assert len(marks(study, pseudonym)) == 3
    assert desk.close() == ""


def record_one(desk: Desk, path: Path, pseudonym: str) -> None:
    """Begin with a new partner, mark three steps, say why, and keep a quote."""
    eventually(lambda: desk.title().startswith("Capture"), "Capture")
    desk.press("Insert", "Return")
    desk.press("a", "Down", "a", "Down", "d")
    desk.type("Photo was blurred")
    desk.press("Return")
    wanted = [
        ("Monthly bill arrives", Status.ALIGNED),
        ("Opens comparison", Status.ALIGNED),
        ("Uploads bill photo", Status.DEVIATED),
    ]
    eventually(
        lambda: held(path, lambda study: marks(study, pseudonym) == wanted),
        f"three marks of {pseudonym}",
    )
    desk.press("q")
    desk.type("I held it flat, honestly.")
    desk.press("Return", "Escape")
    eventually(lambda: held(path, lambda study: quoted(study, pseudonym)), "the quote")


def drawn(study: Study) -> bool:
    return study.drawn is not None and study.drawn.named("Gets a reminder") is not None


def quoted(study: Study, pseudonym: str) -> bool:
    partner = study.partner_named(pseudonym)
    return partner is not None and [each.text for each in study.notes(partner.id)] == [
        "I held it flat, honestly."
    ]


def funnel(path: Path) -> dict[str, Any]:
    """Everyone's funnel, as the command line tells it."""
    answer: dict[str, Any] = json.loads(footpath("funnel", path, "--cohort", "Everyone", "--json"))[
        "cohorts"
    ][0]
    return answer
