"""The walk of the flow as a part of a whole presentation: the same pages, in another's window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.model.flow import Flow
from core.model.iteration import Iteration
from ui.flow.presenting.window import PresentWindow
from ui.session import Session


class FlowPart(PresentWindow):
    """Fills its owner, which has the keys first."""

    def __init__(
        self, session: Session, flow: Flow, iteration: Iteration | None, owner: QWidget
    ) -> None:
        super().__init__(session, flow, iteration, owner)
        self.setWindowFlags(Qt.WindowType.Widget)

    @property
    def at_first(self) -> bool:
        """Whether the first page is shown."""
        return self.told.place == 0

    @property
    def at_last(self) -> bool:
        """Whether the last page is shown."""
        return self.told.place == len(self.told.story.pages) - 1


def flow_part(session: Session, owner: QWidget) -> FlowPart | None:
    """The walk of the iteration looked at, by the cohort looked at; None where no step is drawn."""
    iteration = session.iteration
    flow = session.study.flow(iteration.flow) if iteration else session.study.drawn
    if flow is None or not flow.steps:
        return None
    made = FlowPart(session, flow, iteration, owner)
    made.begin(next(iter(session.choice.cohorts), ""))
    return made
