"""What is shown to a room, and the study played again from its own journal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QRectF, QSize, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.replaying import Replaying, replaying
from core.store import StoreCancelled, StoreError
from ui.job import Job, Progress
from ui.look import making
from ui.look.choosers import IterationChooser
from ui.look.making import Making
from ui.look.parts import Notice
from ui.look.theme import colour, theme
from ui.look.tokens import INSET
from ui.look.type import scale
from ui.look.waiting import Waiting
from ui.look.widgets import Button, Card, EmptyState, Label
from ui.screen import Screen
from ui.session import Session
from ui.share.replay_view import ReplayView
from ui.share.sequence import write_sequence
from ui.share.slide_paint import paint_slide
from ui.share.slides import Slide, slides

_LIST, _THUMB = 308, QSize(256, 144)
_NOT_TOLD = frozenset({"drafts"})


class PresentScreen(Screen):
    """Shows the slides there are, begins the walk through them, and plays the study again."""

    name: ClassVar[str] = "present"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = True
        self._job: Job | None = None
        self.making: Making | None = None
        self.chooser: QFileDialog | None = None
        self.slides: tuple[Slide, ...] = ()
        self.iterations = IterationChooser(session)
        self.start = QAction(self.tr("Present"), self)
        self.start.triggered.connect(self._on_start)
        self.playing = QAction(self.tr("Play the study again"), self)
        self.playing.setShortcut(QKeySequence("Ctrl+P"))
        self.playing.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.export = QAction(self.tr("Save as pictures"), self)
        self.export.triggered.connect(self.ask)
        self.empty = EmptyState(
            self.tr("No iteration was started yet, so there is nothing to present."),
            self.tr("Go to the flow"),
        )
        self.empty.acted.connect(self._on_empty)
        self.list = _SlideList()
        self.list.itemActivated.connect(self._on_start)
        self.replay = ReplayView()
        self.playing.triggered.connect(self.replay.toggle)
        self.waiting = Waiting()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._page())
        self._pages.addWidget(self.empty)
        self._soon = QTimer(self, interval=300, singleShot=True)
        self._soon.timeout.connect(self._read)
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._on_chosen)
        theme.changed.connect(self._draw_slides)

    def _page(self) -> QWidget:
        shown = QWidget()
        whole = QVBoxLayout(shown)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 16, INSET, INSET)
        row.setSpacing(12)
        slides_card = Card()
        slides_card.setFixedWidth(int(_LIST * scale()))
        slides_card.column.addWidget(Label(self.tr("The walk"), "card"))
        slides_card.column.addWidget(self.list, 1)
        row.addWidget(slides_card)
        replay_card = Card()
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Played again"), "card"))
        about = Label(self.tr("interview by interview, from the journal"), "secondary", "ink2")
        head.addWidget(about)
        head.addStretch(1)
        button = Button(self.export.text(), "quiet", "export")
        button.follow(self.export)
        head.addWidget(button)
        replay_card.column.addLayout(head)
        replay_card.column.addWidget(self.replay, 1)
        row.addWidget(replay_card, 1)
        whole.addLayout(row, 1)
        whole.addWidget(self.waiting)
        self._strips = QVBoxLayout()
        whole.addLayout(self._strips)
        return shown

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Present")

    def subtitle(self) -> str:
        return self.tr("{n} slides").format(n=len(self.slides)) if self.slides else ""

    def choosers(self) -> Sequence[QWidget]:
        return (self.iterations,)

    def primary(self) -> QAction | None:
        return self.start

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F5", self.tr("present")), ("Ctrl P", self.tr("play again")))

    def commands(self) -> Sequence[QAction]:
        return (self.start, self.playing, self.export)

    def arrive(self) -> None:
        if self._stale:
            self._read()

    def take_focus(self) -> None:
        self.list.setFocus()

    def part(self) -> None:
        self.replay.stop()
        self._stop()
        if self.making is not None:
            self.making.cancel()

    # --- reading

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - _NOT_TOLD:
            self._stale = True
            if self.isVisible():
                self._soon.start()

    @Slot()
    def _on_chosen(self) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    @Slot()
    def _read(self) -> None:
        self._stale = False
        study, iteration = self.session.study, self.session.iteration
        self._pages.setCurrentIndex(0 if iteration else 1)
        self.start.setEnabled(iteration is not None)
        self.slides = slides(study, iteration, None) if iteration else ()
        self._draw_slides()
        if iteration is not None:
            self._load(study.path)
        self.described.emit()

    def _draw_slides(self) -> None:
        iteration = self.session.iteration
        words = self.tr("iteration {n}").format(n=iteration.number if iteration else 0)
        head = self.session.study.info.name, words
        self.list.show_slides(self.slides, head)

    def _load(self, path: Path) -> None:
        """Read the journal again, in a thread."""
        self._stop()

        def work(progress: Progress) -> Replaying:
            found = replaying(path, progress)
            if found.frames:
                found.reader(len(found.frames) - 1)  # what is shown first, played up to it here
            return found

        job = self._job = Job(self.tr("Reading the journal"), work)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        job.done.connect(self._on_loaded)
        job.failed.connect(self._on_failed)
        self.waiting.follow(job)
        job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.done.disconnect(self._on_loaded)
            self._job.failed.disconnect(self._on_failed)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_loaded(self, found: object) -> None:
        self._job = None
        if isinstance(found, Replaying):
            self.replay.show_replay(found)
            self.export.setEnabled(bool(found.frames))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._job = self.making = None
        if isinstance(error, StoreCancelled | making.Cancelled):
            return
        if not isinstance(error, StoreError):
            raise error if isinstance(error, Exception) else RuntimeError(str(error))
        self._tell(Notice("error", str(error), closable=True))

    # --- doing

    @Slot()
    def _on_start(self) -> None:
        if self.session.presenter is not None:
            self.session.presenter()

    @Slot()
    def _on_empty(self) -> None:
        self.session.go("flow")

    @Slot()
    def ask(self) -> None:
        """Ask for the folder that takes the pictures."""
        chooser = self.chooser = QFileDialog(self, self.tr("Where to put the pictures"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        chooser.setDirectory(QStandardPaths.writableLocation(pictures))
        chooser.fileSelected.connect(self._on_folder)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def _on_folder(self, path: str) -> None:
        self.save(Path(path))

    def save(self, where: Path) -> None:
        """Save the replay as pictures into a new folder there; one at a time."""
        replay = self.replay.replay
        if replay is None or not replay.frames or self.making is not None:
            return
        drawing = Making(self.tr("Saving the pictures"), write_sequence(replay, _fresh(where)))
        drawing.setParent(self)
        self.making = drawing
        drawing.done.connect(self._on_saved)
        drawing.failed.connect(self._on_failed)
        self.waiting.follow(drawing)
        drawing.start()

    @Slot(object)
    def _on_saved(self, folder: object) -> None:
        self.making = None
        if isinstance(folder, Path):
            said = self.tr("The pictures are in “{name}”, in {folder}.")
            words = said.format(name=folder.name, folder=folder.parent)
            self._tell(Notice("accent", words, glyph="check", closable=True))

    def _tell(self, notice: Notice) -> None:
        while (item := self._strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        notice.dismissed.connect(notice.deleteLater)
        self._strips.addWidget(notice)


def _fresh(where: Path) -> Path:
    """A folder that is not there yet."""
    number, found = 1, where / "replay"
    while found.exists():
        number += 1
        found = where / f"replay {number}"
    return found


class _SlideList(QListWidget):
    """The slides, each painted small by what paints it large."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Slides"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(4)

    def show_slides(self, shown: Sequence[Slide], head: Sequence[str]) -> None:
        """Show these."""
        row = self.currentRow()
        self.clear()
        for place, slide in enumerate(shown, 1):
            item = QListWidgetItem()
            size = _THUMB * scale()
            item.setSizeHint(size + QSize(8, 8))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{slide.title}. {slide.message}")
            self.addItem(item)
            where = self.tr("{n} of {count}").format(n=place, count=len(shown))
            self.setItemWidget(item, _Thumb(slide, head, where, size))
        self.setCurrentRow(max(min(row, self.count() - 1), 0))


class _Thumb(QWidget):
    def __init__(self, slide: Slide, head: Sequence[str], where: str, size: QSize) -> None:
        super().__init__()
        self._slide, self._head, self._where = slide, head, where
        self.setFixedSize(size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Painted as on a large screen and made small, so that it is the same slide.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zoom = self.width() / 1600
        painter.scale(zoom, zoom)
        high = self.height() / zoom
        paint_slide(painter, QRectF(0, 0, 1600, high), self._slide, self._head, self._where)
        painter.resetTransform()
        painter.setPen(colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
