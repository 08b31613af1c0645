"""Studies for the tests of the flow screen, and the screen opened on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF

from core.begin import begin
from core.model.edits import path_flow
from core.model.flow import Flow
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.study import Study
from ui.flow.screen import FlowScreen
from ui.session import Session

NAMES = ("Bill arrives", "Opens the app", "Uploads photo", "Bill is lower")


def study(path: Path, flow: Flow | None = None) -> Study:
    """A study with a path of four and both endpoints, or with a flow of one's own."""
    return begin(path, "Bill saver", flow or path_flow(NAMES))


def walk(study: Study, walks: Sequence[Mapping[str, str]]) -> None:
    """Record one partner a walk: step names to ``A``, ``D`` or ``D reason``."""
    iteration = study.iterations()[-1]
    flow = study.flow(iteration.flow)
    for number, steps in enumerate(walks, start=len(study.partners()) + 1):
        partner = CustomerPartner(new_id(), f"P-{number:03d}")
        study.do("Add partner", "partners", [partner])
        for name, mark in steps.items():
            step = flow.named(name)
            assert step is not None
            status = Status.ALIGNED if mark[0] == "A" else Status.DEVIATED
            study.record(
                Observation(
                    new_id(), partner.id, iteration.id, step.id, status, now(), reason=mark[2:]
                )
            )


def open_screen(qtbot, study: Study, size: tuple[int, int] = (1452, 918)) -> FlowScreen:
    """The screen on a study, shown."""
    session = Session(study)
    screen = FlowScreen(session)
    qtbot.addWidget(screen, before_close_func=lambda _widget: session.close())
    for chooser in screen.choosers():
        qtbot.addWidget(chooser)
    screen.resize(*size)
    screen.arrive()
    screen.show()
    screen.activateWindow()
    screen.view.setFocus()
    qtbot.waitUntil(screen.view.hasFocus)
    return screen


def id_of(screen: FlowScreen, name: str) -> str:
    """The id of the step of that name."""
    step = screen.editor.flow.named(name)
    assert step is not None, name
    return step.id


def names_after(screen: FlowScreen, name: str) -> list[str]:
    """The names of the steps directly behind one."""
    flow = screen.editor.flow
    return [flow.step(each).name for each in flow.targets(id_of(screen, name))]


def middle(screen: FlowScreen, name: str) -> QPoint:
    """Where to click a node: on its title, in pixels of the viewport."""
    left, top, _, _ = screen.scene.boxes()[id_of(screen, name)]
    return screen.view.mapFromScene(QPointF(left + 90, top + 40))


def port(screen: FlowScreen, name: str, side: str) -> QPoint:
    """Where a node's port is: ``in`` or ``out``."""
    left, top, right, bottom = screen.scene.boxes()[id_of(screen, name)]
    return screen.view.mapFromScene(QPointF(right if side == "out" else left, (top + bottom) / 2))


def seen(screen: FlowScreen, name: str) -> QRectF:
    """The rectangle of a node's item on the canvas."""
    item = screen.scene.nodes[id_of(screen, name)]
    return item.mapRectToScene(item.body())
