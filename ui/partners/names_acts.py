"""Opening, beginning and closing the names file from the screen; the file chooser is the system's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from core.names_file import SUFFIX, beside
from core.study import Study
from ui.partners.facts import tr
from ui.partners.names_desk import NamesDesk


class NamesActs(QObject):
    """``tell`` gets a sentence where a file refuses, "" where it does not."""

    def __init__(
        self, study: Study, desk: NamesDesk, tell: Callable[[str], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._study, self._desk, self._tell, self._window = study, desk, tell, window
        self.chooser: QFileDialog | None = None

    @Slot()
    def ask_open(self) -> None:
        """Open a names file: the one beside the study at once, else the one a person shows."""
        own = beside(self._study.path)
        if own.exists() and not self._desk.is_open:
            self._tell(self._desk.open(own))
            return
        chooser = self._chooser(tr("Open the names file"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_open)
        chooser.open()

    @Slot()
    def ask_new(self) -> None:
        """Begin a names file where a person wants it."""
        chooser = self._chooser(tr("New names file"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.setDefaultSuffix(SUFFIX.lstrip("."))
        chooser.selectFile(beside(self._study.path).name)
        chooser.fileSelected.connect(self._on_new)
        chooser.open()

    @Slot(bool)
    def ask(self, new: bool) -> None:
        """Open one, or begin one."""
        if new:
            self.ask_new()
        else:
            self.ask_open()

    @Slot()
    def forget(self) -> None:
        """Show no names any more."""
        self._desk.forget()
        self._tell("")

    def _chooser(self, title: str) -> QFileDialog:
        names = tr("Names files (*{suffix})").format(suffix=SUFFIX)
        folder = str(self._study.path.parent)
        chooser = QFileDialog(self._window, title, folder, names)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        return chooser

    @Slot(str)
    def _on_open(self, name: str) -> None:
        self._tell(self._desk.open(Path(name)))

    @Slot(str)
    def _on_new(self, name: str) -> None:
        self._tell(self._desk.create(Path(name)))
