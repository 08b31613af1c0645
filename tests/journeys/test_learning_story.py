"""Round the loop three times in a real window: from a hypothesis to true innovation, with real keys.

What happened is read from the study file and by the command line, as others would read it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.model.decision import Conclusion, Decision
from core.model.flow import StepKind
from core.model.hypothesis import Hypothesis
from core.model.interview import Interview
from core.model.observation import Status
from core.study import Study
from tests.journeys.test_story import PATIENCE, eventually, footpath, held
from ui.shell.screens import PAGES

WATCHED = Path(__file__).with_name("watched.py")
TRIGGER, UPLOADS, NEED = "Bill arrives", "Uploads a photo", "Lower bill"
REMINDED = "Is reminded"


class Round:
    """A person who goes round the loop: hands on the keys, an eye on what the window says."""

    def __init__(
        self, path: Path, environment: dict[str, str], xdotool: Callable[..., str]
    ) -> None:
        self.path, self._environment, self._xdotool = path, environment, xdotool
        self._program: subprocess.Popen[str] | None = None

    def open(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, WATCHED, self.path],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.finds("button", text="Flow")

    def close(self) -> str:
        """Leave by the key; what was printed that nobody asked for."""
        assert self._program is not None
        self.press("ctrl+q")
        said, _ = self._program.communicate(timeout=PATIENCE)
        assert self._program.returncode == 0
        self._program = None
        return said

    def end(self) -> None:
        if self._program is not None:
            self._program.kill()
            self._program.communicate()

    def sees(self, what: str, **about: str) -> bool:
        """Whether something is on the screen now."""
        assert self._program is not None
        writing, reading = self._program.stdin, self._program.stdout
        assert writing is not None
        assert reading is not None
        writing.write(json.dumps({"what": what, **about}) + "\n")
        writing.flush()
        return json.loads(reading.readline()) is not None

    def finds(self, what: str, **about: str) -> None:
        """Wait until it is there."""
        eventually(lambda: self.sees(what, **about), f"{what} {about}")

    def go(self, page: str) -> None:
        """Go to a page by its key."""
        place = 1 + [each.name for each in PAGES].index(page)
        self.press(f"ctrl+{place}")
        label = PAGES[place - 1].label

        def there() -> bool:
            return self._xdotool("search", "--name", "Footpath$", "getwindowname").startswith(label)

        eventually(there, label)

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "12", *keys)

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "4", words)

    def does(self, tells: Callable[[Study], bool], what: str, *keys: str) -> None:
        """Press keys, and see it done on disk; undone by a key; done again by another."""
        self.press(*keys)
        self.kept(tells, what)
        self.both_ways(tells, what)

    def both_ways(self, tells: Callable[[Study], bool], what: str) -> None:
        """Undo what was done last, and do it again."""
        self.press("ctrl+z")
        eventually(lambda: not held(self.path, tells), f"undone: {what}")
        self.press("ctrl+shift+z")
        self.kept(tells, f"done again: {what}")

    def kept(self, tells: Callable[[Study], bool], what: str) -> None:
        eventually(lambda: held(self.path, tells), what)

    # --- the acts of the story

    def meets(self, first: int, last: int, marks: Callable[[int], str]) -> None:
        """Interview new partners: a mark at each step of the path, aligned or deviated."""
        self.go("capture")
        for number in range(first, last + 1):
            name, wanted = f"P-{number:03d}", marks(number)
            self.begins(name)
            self.press(*_keys(wanted))
            tells = partial(walked_as, name, wanted)
            self.kept(tells, f"{name} {wanted}")
            if number == first:
                self.both_ways(tells, name)
            self.press("Escape", "ctrl+n")

    def begins(self, name: str) -> None:
        """Begin an interview with a partner."""
        self.finds("words", text="Who are you talking to?")
        count = counted(self.path, Interview)
        self.type(name)
        self.press("Return")
        self.kept(lambda study: len(study.all_of(Interview)) == count + 1, f"begun with {name}")

    def decides(self, key: str, named: Conclusion) -> None:
        """Close the open iteration, take the proposal, and keep the decision; each there and back."""
        self.go("decide")
        count = counted(self.path, Decision)
        self.does(lambda study: len(study.decisions()) == count + 1, "the close", "ctrl+Return")
        assert latest(self.path).proposal is named

        def is_decided(study: Study) -> bool:
            verdict = study.decisions()[-1].verdict
            return verdict is not None and verdict.conclusion is named

        self.does(is_decided, "the verdict", key, "ctrl+Return")

    def starts(self, number: int) -> None:
        self.does(
            lambda study: study.iterations()[-1].number == number, f"start {number}", "ctrl+Return"
        )


def _keys(marks: str) -> list[str]:
    """``AD``: aligned, on to the next step, deviated with no reason given."""
    keys: list[str] = []
    for mark in marks:
        keys += ["a" if mark == "A" else "d", *([] if mark == "A" else ["Escape"]), "Down"]
    return keys[:-1]


def walked_as(pseudonym: str, marks: str, study: Study) -> bool:
    return walked(study, pseudonym) == marks


def walked(study: Study, pseudonym: str) -> str:
    """What stands of a partner on the path in the latest iteration: ``AAD``."""
    partner = study.partner_named(pseudonym)
    if partner is None:
        return ""
    iteration = study.iterations()[-1].id
    seen = (each for each in study.observations(partner.id) if each.iteration == iteration)
    marks = {each.step: each.status for each in seen if not each.voided and each.encounter == 1}
    return "".join("A" if each is Status.ALIGNED else "D" for each in marks.values())


def counted(path: Path, kind: type[Interview | Decision]) -> int:
    """How many of a kind are in the file."""
    with Study.open(path, write=False) as study:
        return len(study.all_of(kind))


def latest(path: Path) -> Any:
    with Study.open(path, write=False) as study:
        return study.decisions()[-1]


def innovation(path: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(footpath("innovation", path, "--json"))
    return answer


def written(study: Study) -> Hypothesis | None:
    return next(reversed(study.hypotheses()), None)


@pytest.fixture
def round_(
    tmp_path: Path, window_environment: dict[str, str], xdotool: Callable[..., str]
) -> Iterator[Round]:
    path = tmp_path / "story.footpath"
    footpath("new", "-o", path, "--path", f"{TRIGGER} > {NEED}")
    person = Round(path, window_environment, xdotool)
    yield person
    person.end()


def test_from_a_hypothesis_to_true_innovation(round_: Round) -> None:
    round_.open()
    write_hypothesis(round_)
    draw(round_, UPLOADS)

    round_.meets(1, 6, lambda number: "AAA" if number <= 4 else "AD")
    round_.decides("4", Conclusion.UNSURE)
    round_.starts(2)

    round_.meets(7, 12, lambda number: "AAA" if number <= 7 else "AD")
    round_.decides("2", Conclusion.ITERATE)
    draw(round_, REMINDED)
    plan_twelve(round_)
    round_.go("decide")
    round_.starts(3)

    round_.meets(13, 24, lambda _: "AAAA")
    round_.decides("1", Conclusion.PROVED)

    aim(round_)
    visit(round_, StepKind.ADOPTION, "t")
    round_.go("innovation")
    round_.finds("words", text="True innovation: One of two")
    visit(round_, StepKind.OUTCOME, "6", "a")
    round_.go("innovation")
    round_.finds("words", text="True innovation: Achieved")
    everything = innovation(round_.path)
    assert everything["state"] == "achieved"
    assert everything["both"] == 5
    assert round_.close() == ""

    round_.open()
    round_.go("innovation")
    round_.finds("words", text="True innovation: Achieved")
    assert innovation(round_.path) == everything
    assert "whole" in footpath("check", round_.path)
    with Study.open(round_.path, write=False) as study:
        said = [
            (each.proposal, each.verdict.conclusion) for each in study.decisions() if each.verdict
        ]
        assert said == [
            (each, each) for each in (Conclusion.UNSURE, Conclusion.ITERATE, Conclusion.PROVED)
        ]
        assert [each.number for each in study.iterations()] == [1, 2, 3]
        assert len({each.flow for each in study.iterations()}) == 2
        assert len(study.partners()) == 24
    assert round_.close() == ""


def write_hypothesis(round_: Round) -> None:
    """The four parts and what has to be beaten, from field to field."""
    round_.go("hypothesis")
    for words in ("Owners of small firms", "Bills too high", "A photo", "Less to pay"):
        round_.type(words)
        round_.press("Tab")
    for figure in ("70", "6", "", "50", "50", "5"):
        if figure:
            round_.type(figure)
        round_.press("Tab")

    def tells(study: Study) -> bool:
        found = written(study)
        return found is not None and (
            (found.value, found.target, found.planned) == ("Less to pay", 0.7, 6)
            and (found.adoption, found.outcome, found.scale) == (0.5, 0.5, 5)
        )

    round_.kept(tells, "the hypothesis")
    round_.both_ways(tells, "the scale")


def plan_twelve(round_: Round) -> None:
    """Plan as many as could prove it: the next version of the hypothesis."""
    round_.go("hypothesis")
    round_.press(*["Tab"] * 5)
    round_.type("12")
    round_.press("Tab")

    def tells(study: Study) -> bool:
        found = written(study)
        return found is not None and (found.version, found.planned) == (2, 12)

    round_.kept(tells, "twelve planned")
    round_.both_ways(tells, "twelve planned")


def draw(round_: Round, name: str) -> None:
    """Draw a step behind the one that is looked at: the trigger, at first."""
    round_.go("flow")
    round_.press("a")
    round_.finds("button", text="Add")
    round_.type(name)

    def tells(study: Study) -> bool:
        flow = study.drawn
        step = flow.named(name) if flow else None
        return flow is not None and step is not None and bool(flow.targets(step.id))

    round_.does(tells, f"{name} drawn", "Return")


def visit(round_: Round, kind: StepKind, *keys: str) -> None:
    """Visit five partners again, after the close, and record what is seen at an endpoint."""
    round_.go("capture")
    round_.press("ctrl+n")
    for number in range(13, 18):
        name = f"P-{number:03d}"
        round_.begins(name)
        round_.press(*keys)

        def tells(study: Study, name: str = name) -> bool:
            return (name, Status.ALIGNED) in late(study, kind)

        round_.kept(tells, f"{name} at {kind}")
        if number == 13:
            round_.both_ways(tells, f"{name} at {kind}")
        round_.press("Escape", "ctrl+n")


def late(study: Study, kind: StepKind) -> set[tuple[str, Status]]:
    """Who was seen at an endpoint after the close, and how."""
    iteration, names = study.iterations()[-1], study.pseudonyms()
    step = study.flow(iteration.flow).one(kind)
    assert step is not None
    return {
        (names[partner.id], each.status)
        for partner in study.partners()
        for each in study.observations(partner.id)
        if each.step == step.id and each.late and not each.voided
    }


def aim(round_: Round) -> None:
    """Name what the business wants to move, and read it once."""
    round_.go("innovation")
    round_.finds("words", text="True innovation: Not measured")
    round_.press("Insert")
    round_.finds("words", text="New strategic metric")
    round_.type("Referrals")
    round_.press("Tab", "Tab", "Tab")
    round_.type("1.2")
    round_.press("Tab")
    round_.type("4")
    round_.does(lambda study: len(study.metrics()) == 1, "the metric", "Return")
    round_.press("Insert")
    round_.finds("words", text="Value read")
    round_.type("2.1")
    round_.does(lambda study: [each.value for each in study.readings()] == [2.1], "2.1", "Return")
    round_.press("Escape")
