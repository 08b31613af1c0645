"""The study played again: its journal read in a thread, shown, and saved as pictures."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from core.replaying import Replaying, replaying
from core.store import StoreCancelled, StoreError
from ui.job import Job, Progress
from ui.look.making import Cancelled
from ui.look.strip import Strip
from ui.look.waiting import Waiting
from ui.look.widgets import Button, Card, Label
from ui.session import Session
from ui.share.replay_view import ReplayView
from ui.share.sequence import Sequence


class ReplayCard(Card):
    """``view`` plays; ``playing`` and ``export`` are what can be done. ``saving`` is there meanwhile."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._folder: Path | None = None
        self.saving: Sequence | None = None
        self.chooser: QFileDialog | None = None
        self.view = ReplayView()
        self.playing = QAction(self.tr("Play the study again"), self)
        self.playing.setShortcut(QKeySequence("Ctrl+P"))
        self.playing.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.playing.triggered.connect(self.view.toggle)
        self.export = QAction(self.tr("Save as pictures"), self)
        self.export.setEnabled(False)
        self.export.triggered.connect(self.ask)
        self.again = Button(self.tr("Try again"), "plain")
        self.again.clicked.connect(self.read)
        self.again.hide()
        self._reading_bar, self._saving_bar = Waiting(), Waiting()
        self.strip = Strip(self, lambda: self.column)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Played again"), "card"))
        about = Label(self.tr("interview by interview, from the journal"), "secondary", "ink2")
        head.addWidget(about)
        head.addStretch(1)
        head.addWidget(self.again)
        button = Button(self.export.text(), "quiet", "export")
        button.follow(self.export)
        head.addWidget(button)
        self.column.addLayout(head)
        self.column.addWidget(self.view, 1)
        self.column.addWidget(self._reading_bar)
        self.column.addWidget(self._saving_bar)

    # --- reading

    @Slot()
    def read(self) -> None:
        """Read the journal, in a thread."""
        self._stop_reading()
        study = self._session.study
        path, name = study.path, study.store.study_id

        def work(progress: Progress) -> Replaying:
            return replaying(path, progress, name)

        job = self._job = Job(self.tr("Reading the journal"), work)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_unread)
        self._reading_bar.follow(job)
        job.start()

    def stop(self) -> None:
        """Stop what is under way."""
        self.view.stop()
        self._stop_reading()
        if self.saving is not None:
            self.saving.cancel()

    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.done.disconnect(self._on_read)
            self._job.failed.disconnect(self._on_unread)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_read(self, found: Replaying) -> None:
        self._job = None
        # A long history is no garbage: looking it through would take longer than a frame.
        gc.freeze()
        self.again.hide()
        self.view.show_replay(found)
        self.export.setEnabled(bool(found.frames))

    @Slot(object)
    def _on_unread(self, error: object) -> None:
        self._job = None
        if isinstance(error, StoreCancelled):
            why = self.tr("The journal was not read to its end.")
        elif isinstance(error, StoreError):
            why = str(error)
        else:
            raise error if isinstance(error, Exception) else RuntimeError(str(error))
        self.view.show_nothing(why)
        self.export.setEnabled(False)
        self.again.show()

    # --- saving

    @Slot()
    def ask(self) -> None:
        """Ask for the folder that takes the pictures."""
        chooser = self.chooser = QFileDialog(self, self.tr("Where to put the pictures"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        chooser.setDirectory(str(self._folder or QStandardPaths.writableLocation(pictures)))
        chooser.fileSelected.connect(self._on_folder)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def _on_folder(self, path: str) -> None:
        self.save(Path(path))

    def save(self, where: Path) -> None:
        """Save the replay as pictures into a new folder there; one at a time."""
        replay = self.view.replay
        if replay is None or not replay.frames or self.saving is not None:
            return
        self._folder = where
        self.strip.clear()
        saving = self.saving = Sequence(self.tr("Saving the pictures"), replay, fresh(where), self)
        saving.done.connect(self._on_saved)
        saving.failed.connect(self._on_unsaved)
        self._saving_bar.follow(saving)
        saving.start()

    @Slot(object)
    def _on_saved(self, folder: Path) -> None:
        self._end()
        said = self.tr("The pictures are in “{name}”, in {folder}.")
        self.strip.say("accent", said.format(name=folder.name, folder=folder.parent))

    @Slot(object)
    def _on_unsaved(self, error: object) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.strip.say("accent", self.tr("No picture was saved."), glyph="caution")
        elif isinstance(error, StoreError):
            self.strip.say("error", str(error), [(self.tr("Save elsewhere"), self.ask)])
        else:
            raise error if isinstance(error, Exception) else RuntimeError(str(error))

    def _end(self) -> None:
        if self.saving is not None:
            self.saving.deleteLater()
            self.saving = None


def fresh(where: Path) -> Path:
    """A folder that is not there yet."""
    number, found = 1, where / "replay"
    while found.exists():
        number += 1
        found = where / f"replay {number}"
    return found
