"""Eight steps with a branch, drawn in a real window: with the mouse, with the keys, in the outline.

Names are typed; everything else is done by the one means alone. What was drawn is read from the
study file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.begin import begin
from core.model.edits import arrange
from core.model.flow import Flow, StepKind
from core.study import Study
from tests.journeys.test_story import PATIENCE, eventually, held
from ui.flow.walking import path_order

WATCHED = Path(__file__).with_name("watched.py")
TRIGGER, OPENS, UPLOADS, TYPES = "Bill arrives", "Opens the app", "Uploads photo", "Types amount"
SEES, COMPARES, SWITCHES, NEED = "Sees a plan", "Compares", "Switches", "Bill is lower"
LINKS = {
    (TRIGGER, OPENS),
    (OPENS, UPLOADS),
    (OPENS, TYPES),
    (UPLOADS, SEES),
    (TYPES, SEES),
    (SEES, COMPARES),
    (COMPARES, SWITCHES),
    (SWITCHES, NEED),
}
Point = tuple[int, int]


class Drawer:
    """A person who draws: one hand on the mouse, one on the keys, an eye on the canvas."""

    def __init__(
        self, study: Path, environment: dict[str, str], xdotool: Callable[..., str]
    ) -> None:
        self._study, self._xdotool = study, xdotool
        self._program = subprocess.Popen(
            [sys.executable, WATCHED, study],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        eventually(lambda: self._title().endswith("Footpath"), "the window")
        eventually(lambda: not self._title().startswith("Footpath"), "the study")
        self.press("ctrl+2")
        eventually(lambda: self._title().startswith("Flow"), "the flow")

    def _title(self) -> str:
        try:
            return self._xdotool("search", "--name", "Footpath$", "getwindowname")
        except subprocess.CalledProcessError:
            return ""

    def sees(self, what: str, **about: str | float) -> Point | None:
        """Where something is on the screen now."""
        writing, reading = self._program.stdin, self._program.stdout
        assert writing is not None
        assert reading is not None
        writing.write(json.dumps({"what": what, **about}) + "\n")
        writing.flush()
        answer = json.loads(reading.readline())
        return None if answer is None else (answer[0], answer[1])

    def finds(self, what: str, **about: str | float) -> Point:
        """Where something is on the screen as soon as it is there."""
        found: list[Point] = []

        def look() -> bool:
            at = self.sees(what, **about)
            found.extend([at] if at else [])
            return bool(found)

        eventually(look, f"{what} {about}")
        return found[0]

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "20", *keys)

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "10", words)

    def click(self, at: Point, times: int = 1) -> None:
        self._xdotool(
            "mousemove", *map(str, at), "click", "--repeat", str(times), "--delay", "40", "1"
        )

    def drag(self, start: Point, end: Point, button: int = 1) -> None:
        half = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
        self._xdotool(
            *("mousemove", *map(str, start), "mousedown", str(button)),
            *("mousemove", *map(str, half), "mousemove", *map(str, end), "sleep", "0.05"),
            *("mouseup", str(button)),
        )

    def drawn(self, name: str) -> bool:
        """Whether a step of that name is in the file."""
        return held(self._study, lambda study: now(study).named(name) is not None)

    def linked(self) -> set[tuple[str, str]]:
        """The links in the file, by the names of their ends."""
        with Study.open(self._study, write=False) as study:
            flow = now(study)
        names = {step.id: step.name for step in flow.steps}
        return {(names[each.source], names[each.target]) for each in flow.links}

    def leave(self) -> None:
        """Close the window; nothing was printed that nobody asked for."""
        self.press("ctrl+q")
        said, _ = self._program.communicate(timeout=PATIENCE)
        assert said == ""
        assert self._program.returncode == 0

    def end(self) -> None:
        if self._program.poll() is None:
            self._program.kill()
            self._program.communicate()


def now(study: Study) -> Flow:
    flow = study.drawn
    assert flow is not None
    return flow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A study in which nothing is drawn yet."""
    made = tmp_path / "drawn.footpath"
    begin(made, "Bill saver", Flow("flow")).close()
    return made


@pytest.fixture
def drawer(
    path: Path, window_environment: dict[str, str], xdotool: Callable[..., str]
) -> Iterator[Drawer]:
    drawer = Drawer(path, window_environment, xdotool)
    yield drawer
    drawer.end()


def check(drawer: Drawer, path: Path) -> None:
    """What everybody drew, in the file and tidy."""
    eventually(lambda: drawer.linked() == LINKS, "all links")
    eventually(lambda: held(path, lambda study: arrange(now(study)) == now(study)), "tidy")
    with Study.open(path, write=False) as study:
        kinds = {step.name: step.kind for step in now(study).steps}
    assert kinds.pop(TRIGGER) is StepKind.TRIGGER
    assert kinds.pop(NEED) is StepKind.NEED_MET
    assert set(kinds.values()) == {StepKind.STEP}
    assert len(kinds) == 6
    drawer.leave()


def test_with_the_mouse_alone(drawer: Drawer, path: Path) -> None:
    def name(words: str, kind: str = "") -> None:
        at = drawer.finds("button", text="Add")
        drawer.type(words)
        if kind:
            drawer.click(drawer.finds("button", text=kind))
        drawer.click(at)
        eventually(lambda: drawer.drawn(words), words)

    def pull(source: str, across: int, down: int) -> None:
        """From a node's port onto empty canvas, the canvas pushed along first."""
        port = drawer.finds("step", name=source, across=1.0, down=0.5)
        middle = drawer.finds("canvas", across=0.3, down=0.5)
        if abs(port[0] - middle[0]) + abs(port[1] - middle[1]) > 40:
            drawer.drag(port, middle, button=2)
            port = drawer.finds("step", name=source, across=1.0, down=0.5)
        drawer.drag(port, (port[0] + across, port[1] + down))

    drawer.click(drawer.finds("canvas", across=0.2, down=0.5), times=2)
    name(TRIGGER)
    pull(TRIGGER, 80, 0)
    name(OPENS)
    pull(OPENS, 90, -130)
    name(UPLOADS)
    pull(OPENS, 90, 130)
    name(TYPES)
    pull(UPLOADS, 90, 130)
    name(SEES)
    drawer.drag(
        drawer.finds("step", name=TYPES, across=1.0, down=0.5),
        drawer.finds("step", name=SEES, across=0.6, down=0.2),
    )
    eventually(lambda: (TYPES, SEES) in drawer.linked(), "the merge")
    for source, words, kind in (
        (SEES, COMPARES, ""),
        (COMPARES, SWITCHES, ""),
        (SWITCHES, NEED, "Customer need met"),
    ):
        pull(source, 80, 30)
        name(words, kind)
    drawer.click(drawer.finds("button", text="Tidy"))
    check(drawer, path)


def test_with_the_keys_alone(drawer: Drawer, path: Path) -> None:
    def name(words: str, *kind: str) -> None:
        drawer.finds("button", text="Add")
        drawer.type(words)
        drawer.press(*kind, "Return")
        eventually(lambda: drawer.drawn(words), words)

    drawer.press("a")
    name(TRIGGER)
    for words in (OPENS, UPLOADS):
        drawer.press("ctrl+Right")
        name(words)
    drawer.press("ctrl+Down")
    name(TYPES)
    drawer.press("Up", "ctrl+Right")
    name(SEES)
    drawer.press("Escape", "Tab", "Tab", "Tab", "Tab")
    # On the path: trigger, opens, uploads, types. From there a link to the step upwards on the right.
    drawer.press("c", "Up", "Right", "Return")
    eventually(lambda: (TYPES, SEES) in drawer.linked(), "the merge")
    for words in (COMPARES, SWITCHES):
        drawer.press("ctrl+Right")
        name(words)
    drawer.press("ctrl+Right")
    name(NEED, "Down")
    drawer.press("ctrl+l")
    check(drawer, path)


def test_through_the_outline(drawer: Drawer, path: Path) -> None:
    def name(words: str, *kind: str) -> None:
        drawer.finds("button", text="Add")
        drawer.type(words)
        drawer.press(*kind, "Return")
        eventually(lambda: drawer.drawn(words), words)

    def order() -> list[str]:
        with Study.open(path, write=False) as study:
            flow = now(study)
        return [flow.step(each).name for each in path_order(flow)]

    def tick(step: str, *sources: str) -> None:
        """Turn the ticks of some steps in the cell that says what a step comes after."""
        rows = order()
        drawer.press("Home", *["Down"] * rows.index(step), *["Left"] * 8, *["Right"] * 3, "F2")
        rows.remove(step)
        at = 0
        for source in sorted(sources, key=rows.index):
            drawer.press(*["Down"] * (rows.index(source) - at), "space")
            at = rows.index(source)
        drawer.press("Return")

    drawer.press("F6")
    for words in (TRIGGER, OPENS, UPLOADS, SEES, COMPARES, SWITCHES):
        drawer.press("Insert")
        name(words)
    drawer.press("Insert")
    name(NEED, "Down")
    drawer.press("Home", "Down", "Down", "Insert")
    name(TYPES)
    # It stands between the two now: it comes after the step before, as what it follows does.
    tick(TYPES, UPLOADS, OPENS)
    eventually(lambda: (OPENS, TYPES) in drawer.linked(), "the branch")
    tick(SEES, UPLOADS)
    drawer.press("ctrl+l")
    check(drawer, path)
