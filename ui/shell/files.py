"""Opening, beginning and leaving studies: what the File menu does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.job import Job, Progress, Work
from ui.look.parts import Notice
from ui.shell import settings
from ui.shell.screens import page

if TYPE_CHECKING:
    from core.exchange.event_log import Plan
    from core.model.flow import Flow
    from core.study import Study

SUFFIX = ".footpath"
_PARTS = 1000


class Files(QObject):
    """``opened`` carries a Study, ``refused`` the exception, ``started`` each Job.

    ``forgotten`` comes when a study is taken off the list of recent ones. Studies are opened in a
    thread: reading a large one takes seconds, and numpy is imported there. One job runs at a time; what is asked for meanwhile is left undone.
    """

    opened = Signal(object)
    refused = Signal(object)
    started = Signal(object)
    forgotten = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._thrown_away: set[Path] = set()

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._job is not None

    def open(self, path: Path, *, write: bool = True) -> None:
        """Open a study file, or only read it."""
        words = self.tr("Opening {name}").format(name=path.name)
        self.run(words, partial(_open, path, write=write))

    def ways_out(self, error: Exception) -> Sequence[tuple[str, Callable[[], object]]]:
        """What can be done about a study that was refused: words and deed.

        One on a disk that keeps it from being written can still be read.
        """
        from core.store import NoPermission, StoreDamaged, StoreDiskError, StoreLocked, StoreMissing

        if isinstance(error, StoreLocked) or (
            isinstance(error, NoPermission | StoreDiskError) and os.access(error.path, os.R_OK)
        ):
            return ((self.tr("Open for reading"), partial(self.open, error.path, write=False)),)
        if isinstance(error, StoreDamaged):
            return ((self.tr("Save what is whole"), partial(self._ask_salvage, error.path)),)
        if isinstance(error, StoreMissing) and any(
            each.path == error.path for each in settings.recent()
        ):
            return ((self.tr("Take it off the list"), partial(self._forget, error.path)),)
        return ()

    def notice_of_reading(self, study: Study) -> Notice:
        """The strip over a study that is open for reading only, with the way to write."""
        sentence = self.tr("Open for reading only: whatever you do here, nothing is changed.")
        ways = ((self.tr("Open for writing"), partial(self.open, study.path)),)
        return Notice("accent", sentence, actions=ways)

    def _forget(self, path: Path) -> None:
        settings.forget(path)
        self.forgotten.emit()

    def _ask_salvage(self, damaged: Path) -> None:
        name = self.tr("{name}, what is whole").format(name=damaged.stem)
        title = self.tr("Save what is whole")
        self.ask_save(title, name, partial(self._salvage, damaged))

    def _salvage(self, damaged: Path, target: Path) -> None:
        words = self.tr("Saving what is whole")
        self.run(words, partial(_salvaged, damaged, target))

    def open_sample(self) -> None:
        """Open a fresh copy of the sample study, to be thrown away when it is closed."""
        folder = Path(mkdtemp(prefix="footpath-sample-"))
        self._thrown_away.add(folder)
        self.run(self.tr("Opening the sample study"), partial(_open_sample, folder))

    def is_thrown_away(self, study: Study) -> bool:
        """Whether a study is a copy of the sample that we made, not a file of the person's."""
        return study.path.parent in self._thrown_away

    def throw_away(self, study: Study) -> None:
        """Remove the copy of the sample, after it was closed; nothing else is ever removed."""
        if self.is_thrown_away(study):
            self._remove(study.path.parent)

    def _remove(self, folder: Path) -> None:
        self._thrown_away.discard(folder)
        shutil.rmtree(folder, ignore_errors=True)

    def begin(self, path: Path, template: str | Path) -> None:
        """Create a study from a template, or from a file of the person's own, and open it."""
        self.run(self.tr("Creating {name}").format(name=path.name), partial(_begin, path, template))

    def import_log(self, plan: Plan, path: Path) -> None:
        """Make a study of an event log and open it."""
        words = self.tr("Importing {name}").format(name=plan.path.name)
        self.run(words, partial(_import, plan, path))

    def run(self, words: str, work: Work) -> None:
        """Have a study made or read by ``work``, which returns it."""
        if self._job is not None:
            return
        job = self._job = Job(words, work, self)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        self.started.emit(job)
        job.start()

    def end(self) -> None:
        """End what runs and remove what is thrown away, before the window goes."""
        if self._job is not None:
            self._job.cancel()
            self._job.join()
        for folder in tuple(self._thrown_away):
            self._remove(folder)

    def _on_done(self, study: object) -> None:
        self._end()
        self.opened.emit(study)

    def _on_failed(self, error: object) -> None:
        self._end()
        self.refused.emit(error)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    # --- file choosers, the only boxes in front of the window

    def ask_open(self) -> None:
        """Choose a study to open."""
        chooser = self._chooser(self.tr("Open a study"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_open_chosen)
        chooser.open()

    def ask_log(self, chosen: Callable[[Path], object]) -> None:
        """Choose an event log; ``chosen`` gets its path."""
        chooser = self._chooser(self.tr("Import an event log"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(
            [self.tr("Event logs (*.csv *.csv.gz *.tsv *.txt)"), self.tr("All files (*)")]
        )
        chooser.fileSelected.connect(partial(_with_path, chosen))
        chooser.open()

    def ask_new(self, template: str | Path) -> None:
        """Choose where a new study goes."""
        chooser = self._saver(self.tr("Name the new study"), self.tr("Study"))
        chooser.fileSelected.connect(partial(self._on_new_chosen, template))
        chooser.open()

    def ask_save(self, title: str, name: str, chosen: Callable[[Path], object]) -> None:
        """Choose where something is saved; ``chosen`` gets the path."""
        chooser = self._saver(title, name)
        chooser.fileSelected.connect(partial(_with_path, chosen))
        chooser.open()

    def _on_open_chosen(self, path: str) -> None:
        self.open(Path(path))

    def _on_new_chosen(self, template: str | Path, path: str) -> None:
        self.begin(Path(path), template)

    def _chooser(self, title: str) -> QFileDialog:
        chooser = QFileDialog(self._window, title, str(start_folder()))
        chooser.setNameFilters(
            [
                self.tr("Footpath studies (*{suffix})").format(suffix=SUFFIX),
                self.tr("All files (*)"),
            ]
        )
        chooser.finished.connect(chooser.deleteLater)
        return chooser

    def _saver(self, title: str, name: str) -> QFileDialog:
        chooser = self._chooser(title)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(SUFFIX.lstrip("."))
        chooser.selectFile(f"{name}{SUFFIX}")
        # A study is never overwritten: the store refuses, so asking would promise too much.
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        return chooser


def start_folder() -> Path:
    """Where a chooser starts: beside the study opened last, else among the person's documents."""
    found = [each.path.parent for each in settings.recent()[:1]]
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    found.append(Path(QStandardPaths.writableLocation(documents)))
    return next((each for each in found if each.is_dir()), Path.home())


def _with_path(chosen: Callable[[Path], object], path: str) -> None:
    chosen(Path(path))


def _open(path: Path, progress: Progress, *, write: bool = True) -> Study:
    from core.study import Study

    opening, reading = partial(_share, progress, 0.0, 0.6), partial(_share, progress, 0.6, 0.4)
    study = Study.open(path, write=write, background=write, progress=opening)
    try:
        study.read_ahead(reading)
    except BaseException:
        study.close()
        raise
    # Imported here, in the thread, what would hold up the first screen.
    page("funnels").load()
    return study


def _share(progress: Progress, before: float, part: float, done: int, whole: int) -> bool:
    """Progress of a part of the work as progress of the whole."""
    return progress(round((before + part * done / max(whole, 1)) * _PARTS), _PARTS)


def _salvaged(damaged: Path, target: Path, progress: Progress) -> Study:
    from core.store import salvage

    salvage(damaged, target)
    return _open(target, progress)


def _open_sample(folder: Path, progress: Progress) -> Study:
    from core.sample import write_sample

    path = folder / f"Bill saver{SUFFIX}"
    write_sample(path)
    return _open(path, progress)


def _begin(path: Path, template: str | Path, progress: Progress) -> Study:
    from core.begin import begin, named_after

    begin(path, named_after(path), _flow(template)).close()
    return _open(path, progress)


def _flow(template: str | Path) -> Flow:
    from core.model import templates
    from core.own_templates import read_template

    if isinstance(template, Path):
        return read_template(template).flow
    return {
        "customer_flow": templates.customer_flow,
        "return_loop": templates.return_loop,
        "two_branches": templates.two_branches,
    }[template]()


def _import(plan: Plan, path: Path, progress: Progress) -> Study:
    from core.importing import import_log

    import_log(plan, path, progress)
    return _open(path, progress)


def as_study(thing: object) -> Study:
    """What a job of files returns."""
    return cast("Study", thing)
