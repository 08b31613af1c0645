"""The studies whose canvas is looked at as a picture, and the pictures."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.begin import begin
from core.model.edits import arrange
from core.model.flow import Flow, Link, Step, StepKind
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.sample import write_sample
from core.study import Study
from tests.bench.flow_canvas import drawn
from ui.flow.screen import FlowScreen

TRIGGER, NEED = StepKind.TRIGGER, StepKind.NEED_MET
ADOPTION, OUTCOME = StepKind.ADOPTION, StepKind.OUTCOME

FAULTY = Flow(
    "faulty",
    1,
    (
        Step("1", "Bill arrives", TRIGGER),
        Step("2", "Opens app", aligned_means="Opens it without being told"),
        Step("3", "Another start", TRIGGER),
        Step("4", ""),
        Step("5", "Bill is lower", NEED),
        Step("6", "Bill is gone", NEED),
        Step("7", "Back next month", ADOPTION),
        Step("8", "Back again", ADOPTION),
        Step("9", "Referral", OUTCOME),
        Step("10", "Opens app"),
        Step("11", "Celebrates"),
        Step("12", "Goes round in circles"),
        Step("13", "A" + " very long name that does not fit on two lines of a node" * 3),
    ),
    (
        *(Link("1", each) for each in ("2", "13")),
        *(Link("2", each) for each in ("4", "5", "6", "9", "12")),
        Link("3", "2"),
        *(Link("5", each) for each in ("7", "8", "11")),
        Link("7", "10"),
        Link("12", "2"),
        Link("13", "5"),
    ),
)
"""Everything that can be unsound at once."""

FINDINGS = {
    "second trigger",
    "second need met",
    "second endpoint",
    "behind need met",
    "outcome too early",
    "behind an outcome",
    "dead end",
    "loop",
    "no name",
    "same name",
    "no meaning",
}


def sample(path: Path) -> Study:
    """The sample study."""
    write_sample(path)
    return Study.open(path)


def long(path: Path) -> Study:
    """A flow of 30 steps and more that 25 partners walked."""
    study = begin(path, "Long", arrange(drawn(30)))
    iteration, pick = study.iterations()[0], random.Random(3)
    partners = [CustomerPartner(new_id(), f"P-{n:03d}") for n in range(25)]
    seen = [
        Observation(
            new_id(),
            partner.id,
            iteration.id,
            step.id,
            Status.DEVIATED if pick.random() < 0.04 else Status.ALIGNED,
            now(),
            reason=pick.choice(("No time", "Could not find the button at all", "")),
        )
        for partner in partners
        for step in study.flow(iteration.flow).steps
        if pick.random() < 0.97
    ]
    study.do("Walk", "partners", [*partners, *seen])
    return study


def empty(path: Path) -> Study:
    """A flow without a step."""
    return begin(path, "Empty", Flow("empty"))


def faulty(path: Path) -> Study:
    """A flow with everything that can be unsound at once, and one seen to walk it."""
    return begin(path, "Faulty", arrange(FAULTY))


STUDIES: Mapping[str, Callable[[Path], Study]] = {
    "sample": sample,
    "long": long,
    "empty": empty,
    "faulty": faulty,
    "comparison": sample,
}


def pixels(screen: FlowScreen, scale: float) -> QImage:
    """The whole screen at so many pixels a px."""
    made = QImage(screen.size() * scale, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.magenta)
    screen.render(made)
    return made
