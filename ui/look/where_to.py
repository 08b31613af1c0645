"""Where a file goes: asked beside the study, its name proper, its ending the one that was chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from ui.screen import Screen

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 120


class WhereTo(QObject):
    """``chosen`` carries the path, and whether what stands there may be replaced.

    ``chooser`` is there while it asks; ``folder`` is where it begins the next time.
    """

    chosen = Signal(object, object)

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._endings: Mapping[str, str] = {}
        self.folder: Path | None = None
        self.chooser: QFileDialog | None = None

    def ask(self, title: str, name: str, endings: Mapping[str, str], ending: str) -> None:
        """Ask where a file of this name goes, and as what: ``endings`` with their words."""
        self._endings = endings
        chooser = self.chooser = QFileDialog(self._screen, title)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDirectory(str(self._start()))
        chooser.setNameFilters([_filter(each, words) for each, words in endings.items()])
        chooser.selectNameFilter(_filter(ending, endings[ending]))
        chooser.setDefaultSuffix(ending)
        chooser.selectFile(f"{proper(name)}.{ending}")
        chooser.filterSelected.connect(self._on_filter)
        chooser.fileSelected.connect(self.choose)
        chooser.finished.connect(self._on_finished)
        chooser.open()

    @Slot(str)
    def choose(self, path: str) -> None:
        """Take a path as chosen; one without an ending of ours gets the ending chosen."""
        target = Path(path)
        asked = ending_of(target) in self._endings
        if not asked:
            # The chooser asked about another name than this, so nothing may stand here.
            chosen = self.chooser.selectedNameFilter() if self.chooser else ""
            target = target.with_name(f"{target.name}.{self._ending(chosen)}")
        self.chosen.emit(target, asked)

    def _start(self) -> Path:
        """Where it begins: where the last one went, beside the study, or documents."""
        study = self._screen.session.study
        beside = None if study.info.sample else study.path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        found = (self.folder, beside, Path(QStandardPaths.writableLocation(documents)))
        return next((each for each in found if each is not None and each.is_dir()), Path.home())

    @Slot(str)
    def _on_filter(self, chosen: str) -> None:
        if self.chooser is None:
            return
        ending = self._ending(chosen)
        self.chooser.setDefaultSuffix(ending)
        for each in self.chooser.selectedFiles()[:1]:
            if ending_of(Path(each)) in self._endings:
                self.chooser.selectFile(Path(each).with_suffix(f".{ending}").name)

    @Slot()
    def _on_finished(self) -> None:
        if self.chooser is not None:
            self.chooser.deleteLater()
            self.chooser = None

    def _ending(self, words: str) -> str:
        """The ending a row of the chooser is about, else the first."""
        every = list(self._endings)
        return next((each for each in every if f"*.{each})" in words), every[0])


def ending_of(path: Path) -> str:
    """The ending of a file's name in small letters, without its dot."""
    return path.suffix.lower().lstrip(".")


def proper(name: str) -> str:
    """A name any system takes for a file."""
    return _NOT_IN_NAMES.sub(" ", name).strip(" .")[:_LONGEST].strip(" .") or "footpath"


def _filter(ending: str, words: str) -> str:
    return f"{words} (*.{ending})"
