"""The flow for others: a picture copied or saved where the person says, or presented."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Slot

from core.model.partner import EVERYONE
from ui.flow import export
from ui.flow.captions import caption, caption_of_both
from ui.flow.comparing import Comparing
from ui.flow.editor import Editor
from ui.flow.export import Picture
from ui.flow.numbers import numbers
from ui.flow.scene import FlowScene
from ui.look.drawn import Sheet
from ui.look.sharing import PictureSharing, Words
from ui.screen import Screen


class Sharing(PictureSharing):
    """What the screen shows, as it shows it: version, cohort, numbers or none, light or dark."""

    def __init__(
        self, screen: Screen, editor: Editor, scene: FlowScene, comparing: Comparing
    ) -> None:
        super().__init__(screen)
        self._editor = editor
        self._scene, self._comparing = scene, comparing

    def picture(self) -> Picture | None:
        """The drawing that is shown, with whose numbers it has; None where no step is drawn."""
        session, shown, drawing = self._screen.session, self._editor.shown, self._scene.drawing
        if shown is None or not drawing.flow.steps:
            return None
        now, both = datetime.now(UTC), self._comparing.found
        cohort = next(iter(session.choice.cohorts), EVERYONE)
        if both is not None:
            return Picture(drawing, caption_of_both(session.study, both, cohort, now))
        measured = None
        if any(face.rate for face in drawing.faces.values()):
            measured = numbers(session.study, drawing.flow, shown.iteration, cohort)
        return Picture(drawing, caption(session.study, shown, measured, now))

    def sheet(self) -> Sheet | None:
        """The picture laid out."""
        picture = self.picture()
        return None if picture is None else export.sheet(picture)

    def words(self) -> Words:
        """What is said of a picture of the flow."""
        return Words(
            ask=self.tr("Export the flow"),
            copied=self.tr("The flow is on the clipboard as a picture."),
            saved=self.tr("The flow was saved as “{name}”."),
            nothing=self.tr("No step is drawn yet, so there is no picture to make."),
        )

    def name(self) -> str:
        """``Bill saver, flow, iteration 3``."""
        study, shown = self._screen.session.study, self._editor.shown
        if shown is not None and shown.iteration is not None:
            return self.tr("{study}, flow, iteration {n}").format(
                study=study.info.name, n=shown.iteration.number
            )
        return self.tr("{study}, flow").format(study=study.info.name)

    @Slot()
    def present(self) -> None:
        """Present the walk from the flow on."""
        presenter, shown = self._screen.session.presenter, self._editor.shown
        if shown is None or not shown.flow.steps:
            sentence = self.tr("No step is drawn yet, so there is nothing to present.")
            self._tell("accent", sentence, glyph="caution")
        elif presenter is not None:
            presenter()
