"""F5 on every page: the walk through an iteration on the full screen, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.look.parts import Notice

if TYPE_CHECKING:
    from ui.flow.presenting.walk import FlowWalk
    from ui.share.presenting import Presentation
    from ui.shell.frame import StudyFrame


class Presenting(QObject):
    """``shown`` is the presentation while there is one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.shown: Presentation | None = None

    def present(self, frame: StudyFrame) -> None:
        """Present the iteration looked at, from the slide that fits the page one comes from.

        Without one only the flow can be presented, from its own page.
        """
        from ui.share.presenting import present
        from ui.share.slides import HYPOTHESIS, OF_PAGE

        if self.shown is not None:
            self.shown.activateWindow()
            return
        session = frame.session
        page = frame.shown.name if frame.shown is not None else ""
        if session.iteration is None and page != "flow":
            sentence = self.tr("No iteration was started yet, so there is nothing to present.")
            frame.tell(Notice("accent", sentence, closable=True))
            return

        def walk(owner: QWidget) -> tuple[FlowWalk, FlowWalk] | None:
            from ui.flow.presenting.walk import flow_walk

            made = flow_walk(session, owner)
            return None if made is None else (made, made)

        self.shown = present(session, walk, frame, OF_PAGE.get(page, HYPOTHESIS))
        self.shown.destroyed.connect(self._on_ended)

    @Slot()
    def _on_ended(self) -> None:
        self.shown = None

    def end(self) -> None:
        """End it: the study is about to be closed."""
        if self.shown is not None:
            self.shown.close()
