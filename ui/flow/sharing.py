"""The flow for others: a picture copied or saved where the person says, or the full screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from core.model.partner import EVERYONE
from core.store.errors import StoreError
from ui.flow import export
from ui.flow.captions import caption, caption_of_both
from ui.flow.comparing import Comparing
from ui.flow.editor import Editor
from ui.flow.export import Picture
from ui.flow.export_file import write_whole
from ui.flow.numbers import numbers
from ui.flow.presenting.window import PresentWindow, present
from ui.flow.scene import FlowScene
from ui.look.parts import Notice
from ui.screen import Screen

_SHOWN_MS = 8000
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Sharing(QObject):
    """What the screen shows, as it shows it: version, cohort, numbers or none, light or dark.

    ``presenting`` is the full screen while there is one.
    """

    def __init__(
        self, screen: Screen, editor: Editor, scene: FlowScene, comparing: Comparing
    ) -> None:
        super().__init__(screen)
        self._screen, self._editor = screen, editor
        self._scene, self._comparing = scene, comparing
        self._folder: Path | None = None
        self.notice: Notice | None = None
        self.chooser: QFileDialog | None = None
        self.presenting: PresentWindow | None = None

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

    @Slot()
    def copy(self) -> None:
        """Put the picture on the clipboard."""
        picture = self._whole()
        if picture is None:
            return
        QGuiApplication.clipboard().setImage(export.image(picture))
        self._tell("accent", self.tr("The flow is on the clipboard as a picture."))

    @Slot()
    def ask(self) -> None:
        """Choose where the picture is saved, and as what."""
        if self._whole() is None:
            return
        chooser = self.chooser = QFileDialog(self._screen, self.tr("Export the flow"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDirectory(str(self._start()))
        chooser.setNameFilters(self._filters())
        chooser.setDefaultSuffix("png")
        chooser.selectFile(f"{self._name()}.png")
        chooser.filterSelected.connect(self._on_filter)
        chooser.fileSelected.connect(self._on_chosen)
        chooser.finished.connect(self._on_finished)
        chooser.open()

    def save(self, target: Path, *, over: bool = False) -> None:
        """Save the picture, as its ending says, ``over`` a file that may be replaced.

        Says in a strip what came of it.
        """
        picture = self._whole()
        if picture is None:
            return
        try:
            write_whole(target, export.FORMATS[_ending(target)](picture), over=over)
        except StoreError as error:
            again = (self.tr("Save elsewhere"), self.ask)
            self._tell("error", str(error), [again])
            return
        self._folder = target.parent
        self._tell("accent", self.tr("The flow was saved as “{name}”.").format(name=target.name))

    @Slot()
    def present(self) -> None:
        """Present the version on screen from its first step on."""
        shown = self._editor.shown
        if shown is None or not shown.flow.steps:
            sentence = self.tr("No step is drawn yet, so there is nothing to present.")
            self._tell("accent", sentence, glyph="caution")
        elif self.presenting is not None:
            self.presenting.activateWindow()
        else:
            self.presenting = present(
                self._screen.session, shown.flow, shown.iteration, self._screen
            )
            self.presenting.destroyed.connect(self._on_presented)

    @Slot()
    def _on_presented(self) -> None:
        self.presenting = None

    # --- inside

    def _whole(self) -> Picture | None:
        picture = self.picture()
        if picture is None:
            sentence = self.tr("No step is drawn yet, so there is no picture to make.")
            self._tell("accent", sentence, glyph="caution")
        return picture

    def _filters(self) -> Sequence[str]:
        return (
            self.tr("Picture, twice the size (*.png)"),
            self.tr("Drawing (*.svg)"),
            self.tr("Page (*.pdf)"),
        )

    def _name(self) -> str:
        study, shown = self._screen.session.study, self._editor.shown
        name = self.tr("{study}, flow").format(study=study.info.name)
        if shown is not None and shown.iteration is not None:
            name = self.tr("{study}, flow, iteration {n}").format(
                study=study.info.name, n=shown.iteration.number
            )
        return _NOT_IN_NAMES.sub(" ", name).strip(" .")[:120]

    def _start(self) -> Path:
        """Where the chooser begins: where the last picture went, beside the study, or documents."""
        study = self._screen.session.study
        beside = None if study.info.sample else study.path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        found = (self._folder, beside, Path(QStandardPaths.writableLocation(documents)))
        return next((each for each in found if each is not None and each.is_dir()), Path.home())

    @Slot(str)
    def _on_filter(self, chosen: str) -> None:
        if self.chooser is None:
            return
        ending = _ending_of_filter(chosen)
        self.chooser.setDefaultSuffix(ending)
        for each in self.chooser.selectedFiles()[:1]:
            if _ending(Path(each)) in export.FORMATS:
                self.chooser.selectFile(Path(each).with_suffix(f".{ending}").name)

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        target = Path(path)
        asked = _ending(target) in export.FORMATS
        if not asked:
            # The chooser asked about another name than this, so nothing may stand here.
            chosen = self.chooser.selectedNameFilter() if self.chooser else ""
            target = target.with_name(f"{target.name}.{_ending_of_filter(chosen)}")
        self.save(target, over=asked)

    @Slot()
    def _on_finished(self) -> None:
        if self.chooser is not None:
            self.chooser.deleteLater()
            self.chooser = None

    def _tell(
        self,
        tone: str,
        sentence: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        glyph: str = "",
    ) -> None:
        self._clear()
        notice = self.notice = Notice(
            tone,
            sentence,
            actions=actions,
            glyph=glyph or ("check" if tone == "accent" else "caution"),
            closable=True,
        )
        notice.dismissed.connect(self._clear)
        column = self._screen.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(1, notice)
        if tone != "error":
            timer = QTimer(notice)
            timer.setSingleShot(True)
            timer.timeout.connect(self._clear)
            timer.start(_SHOWN_MS)

    @Slot()
    def _clear(self) -> None:
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _ending_of_filter(words: str) -> str:
    return next((each for each in export.FORMATS if f"*.{each})" in words), "png")
