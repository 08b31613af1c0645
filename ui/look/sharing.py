"""What a screen shows, for others: copied as a picture, or saved where the person says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QBoxLayout

from core.store.errors import StoreError
from ui.look.drawn import Sheet
from ui.look.making import Cancelled, Making, copying, saving
from ui.look.saver import Saver
from ui.look.strip import Actions
from ui.look.waiting import Waiting
from ui.screen import Screen


@dataclass(frozen=True)
class Words:
    """What is said of a picture: the title of the chooser, and what came of it.

    ``saved`` has a place for the ``name`` of the file.
    """

    ask: str
    copied: str
    saved: str
    nothing: str


class PictureSharing(Saver):
    """Copies and saves the picture a screen makes, and says in a strip what came of it.

    Subclasses make the picture and say its words. ``place`` is where in the screen's column the
    strip goes, ``endings`` what it may be saved as. A picture is made in a while: ``making`` is there until then.
    """

    place = 1
    endings: Sequence[str] = ("png", "svg", "pdf")

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, self.column, self.place)
        self.where_to.chosen.connect(self.save)
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
        kinds = _kinds()
        endings = {each: kinds[each] for each in self.endings}
        self.where_to.ask(self.words().ask, self.name(), endings, self.endings[0])

    @Slot(object, object)
    def save(self, target: Path, over: bool = False) -> None:
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
        self.strip.clear()
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
            self.where_to.folder = target.parent
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

    def _tell(self, tone: str, sentence: str, actions: Actions = (), glyph: str = "") -> None:
        self.strip.say(tone, sentence, actions, glyph)


def _kinds() -> Mapping[str, str]:
    return {
        "png": _tr("Picture, twice the size"),
        "svg": _tr("Drawing"),
        "pdf": _tr("Page"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("sharing", text)
