"""What a screen shows, for others: copied as a picture, or saved where the person says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from core.store.errors import StoreError
from ui.look.drawn import FORMATS, Sheet
from ui.look.making import Cancelled, Making, copying, saving
from ui.look.parts import Notice
from ui.look.waiting import Waiting
from ui.screen import Screen

_SHOWN_MS = 8000
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Words:
    """What is said of a picture: the title of the chooser, and what came of it.

    ``saved`` has a place for the ``name`` of the file.
    """

    ask: str
    copied: str
    saved: str
    nothing: str


class PictureSharing(QObject):
    """Copies and saves the picture a screen makes, and says in a strip what came of it.

    Subclasses make the picture and say its words. ``place`` is where in the screen's column the
    strip goes, ``endings`` what it may be saved as. A picture is made in a while: ``making`` is there until then.
    """

    place = 1
    endings: Sequence[str] = ("png", "svg", "pdf")

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._folder: Path | None = None
        self.notice: Notice | None = None
        self.chooser: QFileDialog | None = None
        self.making: Making | None = None
        self.waiting: Waiting | None = None

    # --- what a subclass says

    def sheet(self) -> Sheet | None:
        """The picture of what is shown, or None where there is nothing to show."""
        raise NotImplementedError

    def name(self) -> str:
        """What the file is called, without its ending; characters no name may have are taken out."""
        raise NotImplementedError

    def words(self) -> Words:
        """What is said of the picture."""
        raise NotImplementedError

    def column(self) -> QBoxLayout | None:
        """The column of widgets that takes the strip."""
        layout = self._screen.layout()
        return layout if isinstance(layout, QBoxLayout) else None

    # --- what a person does

    @Slot()
    def copy(self) -> None:
        """Put the picture on the clipboard."""
        sheet = self._whole()
        if sheet is None:
            return
        self._make(copying(_tr("Making the picture"), sheet, self), self._on_copied)

    @Slot()
    def ask(self) -> None:
        """Choose where the picture is saved, and as what."""
        if self._whole() is None:
            return
        chooser = self.chooser = QFileDialog(self._screen, self.words().ask)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDirectory(str(self._start()))
        chooser.setNameFilters([_filters()[each] for each in self.endings])
        chooser.setDefaultSuffix(self.endings[0])
        chooser.selectFile(
            f"{_NOT_IN_NAMES.sub(' ', self.name()).strip(' .')[:120]}.{self.endings[0]}"
        )
        chooser.filterSelected.connect(self._on_filter)
        chooser.fileSelected.connect(self._on_chosen)
        chooser.finished.connect(self._on_finished)
        chooser.open()

    def save(self, target: Path, *, over: bool = False) -> None:
        """Save the picture, as its ending says, ``over`` a file that may be replaced.

        Says in a strip what came of it.
        """
        sheet = self._whole()
        if sheet is None:
            return
        words = _tr("Saving the picture as {name}").format(name=target.name)
        self._make(saving(words, sheet, target, over, self), self._on_saved)

    # --- inside

    def _make(self, making: Making, done: Callable[[object], None]) -> None:
        """One at a time: whoever asks again wants the later one."""
        if self.making is not None:
            self.making.blockSignals(True)
            self.making.cancel()
            self._end()
        self._clear()
        self.making = making
        making.done.connect(done)
        making.failed.connect(self._on_failed)
        waiting = self.waiting = Waiting()
        column = self.column()
        if column is not None:
            column.insertWidget(self.place, waiting)
        waiting.follow(making)
        making.start()

    def _end(self) -> None:
        for left in (self.making, self.waiting):
            if left is not None:
                left.deleteLater()
        self.making = self.waiting = None

    @Slot(object)
    def _on_copied(self, picture: object) -> None:
        self._end()
        if isinstance(picture, QImage):
            QGuiApplication.clipboard().setImage(picture)
        self._tell("accent", self.words().copied)

    @Slot(object)
    def _on_saved(self, target: object) -> None:
        self._end()
        if isinstance(target, Path):
            self._folder = target.parent
            self._tell("accent", self.words().saved.format(name=target.name))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._end()
        if isinstance(error, StoreError):
            again = (_tr("Save elsewhere"), self.ask)
            self._tell("error", str(error), [again])
        elif not isinstance(error, Cancelled) and isinstance(error, Exception):
            raise error

    def _whole(self) -> Sheet | None:
        sheet = self.sheet()
        if sheet is None:
            self._tell("accent", self.words().nothing, glyph="caution")
        return sheet

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
        ending = _ending_of_filter(chosen, self.endings)
        self.chooser.setDefaultSuffix(ending)
        for each in self.chooser.selectedFiles()[:1]:
            if _ending(Path(each)) in FORMATS:
                self.chooser.selectFile(Path(each).with_suffix(f".{ending}").name)

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        target = Path(path)
        asked = _ending(target) in self.endings
        if not asked:
            # The chooser asked about another name than this, so nothing may stand here.
            chosen = self.chooser.selectedNameFilter() if self.chooser else ""
            ending = _ending_of_filter(chosen, self.endings)
            target = target.with_name(f"{target.name}.{ending}")
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
        column = self.column()
        if column is not None:
            column.insertWidget(self.place, notice)
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


def _filters() -> Mapping[str, str]:
    return {
        "png": _tr("Picture, twice the size (*.png)"),
        "svg": _tr("Drawing (*.svg)"),
        "pdf": _tr("Page (*.pdf)"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("sharing", text)


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _ending_of_filter(words: str, endings: Sequence[str]) -> str:
    return next((each for each in endings if f"*.{each})" in words), endings[0])
