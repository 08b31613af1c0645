"""Writing what is shared: where to is asked, it is made in a thread, and a file is whole or not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from core.exchange.unreadable import Cancelled
from core.reading import Reader
from core.replaying import standing
from core.share.choosing import Choice
from core.share.content import Report
from core.share.report import report
from core.store import StoreCancelled, StoreError
from ui.job import Job, Progress
from ui.look import making
from ui.look.export_file import write_whole
from ui.look.making import Making
from ui.look.parts import Notice
from ui.look.waiting import Waiting
from ui.screen import Screen
from ui.share.formats import FORMATS, Format, format_of, pieces

_SHOWN_MS = 8000
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Writing(QObject):
    """Asks where to, writes, and says in a strip of a column what came of it.

    ``written`` carries the path. ``job`` is there while something is written.
    """

    written = Signal(object)

    def __init__(self, screen: Screen, column: QBoxLayout) -> None:
        super().__init__(screen)
        self._screen, self._column = screen, column
        self._folder: Path | None = None
        self._asked: tuple[Choice, str] | None = None
        self.chooser: QFileDialog | None = None
        self.notice: Notice | None = None
        self.job: Job | Making | None = None
        self.waiting = Waiting()
        column.addWidget(self.waiting)

    def ask(self, choice: Choice, name: str, format_: Format) -> None:
        """Ask where to write a report of a choice, and as what."""
        self._asked = choice, name
        chooser = self.chooser = QFileDialog(self._screen, self.tr("Write the report"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDirectory(str(self._start()))
        chooser.setNameFilters([_filter(each) for each in FORMATS])
        chooser.selectNameFilter(_filter(format_))
        chooser.setDefaultSuffix(format_.ending)
        chooser.selectFile(f"{_proper(name)}.{format_.ending}")
        chooser.filterSelected.connect(self._on_filter)
        chooser.fileSelected.connect(self._on_chosen)
        chooser.finished.connect(self._on_finished)
        chooser.open()

    def write(self, target: Path, choice: Choice, *, over: bool = False) -> None:
        """Write a file as its ending says, ``over`` one that may be replaced; nothing while one is written."""
        format_ = format_of(_ending(target))
        if self.job is not None or format_ is None:
            return
        # The study goes on while it is written: what is written is the study as it stands now.
        reader = standing(self._screen.session.study)
        self._clear()
        words = self.tr("Writing {name}").format(name=target.name)
        if format_.ending == "pdf":
            job = Job(words, lambda progress: report(reader, choice, progress=progress))
            job.done.connect(partial(self._print, words, target, over))
        else:
            job = Job(words, partial(_write, format_, reader, choice, target, over))
            job.done.connect(self._on_written)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        self._follow(job)

    def _print(self, words: str, target: Path, over: bool, made: object) -> None:
        """Draw a report that was made; Qt's documents want this thread, so it is done in turns."""
        if not isinstance(made, Report):
            return
        from ui.share.pdf import pdf_by_parts

        def finish(content: bytes, progress: Progress) -> Path:
            if not progress(1, 1):
                raise Cancelled
            write_whole(target, content, over=over)
            return target

        drawing = Making(words, pdf_by_parts(made), finish, self)
        drawing.done.connect(self._on_written)
        self._follow(drawing)

    def _follow(self, job: Job | Making) -> None:
        # A job has no parent: its thread may end when the window is gone already.
        self.job = job
        job.failed.connect(self._on_failed)
        self.waiting.follow(job)
        job.start()

    @Slot(object)
    def _on_written(self, target: object) -> None:
        self.job = None
        if isinstance(target, Path):
            self._folder = target.parent
            said = self.tr("“{name}” is written, in {folder}.")
            self.tell("accent", said.format(name=target.name, folder=target.parent))
            self.written.emit(target)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.job = None
        if isinstance(error, Cancelled | StoreCancelled | making.Cancelled):
            self.tell("accent", self.tr("Nothing was written."))
        elif isinstance(error, StoreError):
            self.tell("error", str(error), [(self.tr("Write elsewhere"), self._again)])
        elif isinstance(error, Exception):
            self.tell("error", self.tr("It could not be made, and nothing was written."))
            raise error

    def _again(self) -> None:
        if self._asked is not None:
            self.ask(*self._asked, FORMATS[0])

    # --- the chooser

    def _start(self) -> Path:
        """Where it begins: where the last one went, beside the study, or documents."""
        study = self._screen.session.study
        beside = None if study.info.sample else study.path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        found = (self._folder, beside, Path(QStandardPaths.writableLocation(documents)))
        return next((each for each in found if each is not None and each.is_dir()), Path.home())

    @Slot(str)
    def _on_filter(self, chosen: str) -> None:
        if self.chooser is None:
            return
        ending = _chosen_format(chosen).ending
        self.chooser.setDefaultSuffix(ending)
        for each in self.chooser.selectedFiles()[:1]:
            if format_of(_ending(Path(each))) is not None:
                self.chooser.selectFile(Path(each).with_suffix(f".{ending}").name)

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        if self._asked is None:
            return
        target = Path(path)
        asked = format_of(_ending(target)) is not None
        if not asked:
            # The chooser asked about another name than this, so nothing may stand here.
            chosen = self.chooser.selectedNameFilter() if self.chooser else ""
            target = target.with_name(f"{target.name}.{_chosen_format(chosen).ending}")
        self.write(target, self._asked[0], over=asked)

    @Slot()
    def _on_finished(self) -> None:
        if self.chooser is not None:
            self.chooser.deleteLater()
            self.chooser = None

    # --- the strip

    def tell(
        self,
        tone: str,
        sentence: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Say something in the strip; what is no error goes by itself."""
        self._clear()
        glyph = "check" if tone == "accent" else "caution"
        notice = self.notice = Notice(tone, sentence, actions=actions, glyph=glyph, closable=True)
        notice.dismissed.connect(self._clear)
        self._column.addWidget(notice)
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


def _content(format_: Format, reader: Reader, choice: Choice, progress: Progress) -> bytes:
    """What the file holds. The report takes the first half of the way. Raises Cancelled."""

    def half(done: int, whole: int) -> bool:
        return progress(done, 2 * max(whole, 1))

    made = None if format_.holds_study else report(reader, choice, progress=half)
    found = []
    for piece in pieces(format_, reader, made):
        found.append(piece)
        if not progress(1, 2):
            raise Cancelled
    return b"".join(found)


def _write(
    format_: Format, reader: Reader, choice: Choice, target: Path, over: bool, progress: Progress
) -> Path:
    content = _content(format_, reader, choice, progress)
    if not progress(99, 100):
        raise Cancelled
    write_whole(target, content, over=over)
    return target


def _filter(format_: Format) -> str:
    return f"{format_.name} (*.{format_.ending})"


def _chosen_format(words: str) -> Format:
    return next((each for each in FORMATS if f"*.{each.ending})" in words), FORMATS[0])


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _proper(name: str) -> str:
    """A name any system takes for a file."""
    return _NOT_IN_NAMES.sub(" ", name).strip(" .")[:120] or "report"
