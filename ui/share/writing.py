"""Writing what is shared: where to is asked, it is made in a thread, and a file is whole or not there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QBoxLayout

from core.exchange.unreadable import Cancelled
from core.learned import NotPossible
from core.reading import Reader
from core.replaying import standing
from core.share.choosing import Choice
from core.store import StoreCancelled, StoreError
from ui.job import Job, Progress
from ui.look import making
from ui.look.export_file import write_whole
from ui.look.making import Making
from ui.look.saver import Saver
from ui.look.strip import Actions
from ui.look.waiting import Waiting
from ui.look.where_to import ending_of
from ui.screen import Screen
from ui.share.formats import Format, format_of, pieces

if TYPE_CHECKING:
    from core.share.content import Report


class Writing(Saver):
    """Asks where to, writes, and says in a strip of a column what came of it.

    ``written`` carries the path. ``job`` is there while something is written.
    """

    written = Signal(object)

    def __init__(self, screen: Screen, column: QBoxLayout) -> None:
        super().__init__(screen, lambda: column)
        self.where_to.chosen.connect(self._on_chosen)
        self._asked: tuple[Choice, str, Format] | None = None
        self.job: Job | Making | None = None
        self.waiting = Waiting()
        column.addWidget(self.waiting)

    def ask(self, choice: Choice, name: str, format_: Format) -> None:
        """Ask where to write a report of a choice, and as what."""
        self._asked = choice, name, format_
        # No other format is offered here: what leaves with it was not shown.
        endings = {format_.ending: format_.name}
        self.where_to.ask(self.tr("Write the report"), name, endings, format_.ending)

    def write(self, target: Path, choice: Choice, *, over: bool = False) -> None:
        """Write a file as its ending says, ``over`` one that may be replaced; nothing while one is written."""
        format_ = format_of(ending_of(target))
        if self.job is not None or format_ is None:
            return
        # The study goes on while it is written: what is written is the study as it stands now.
        reader = standing(self._screen.session.study)
        self.strip.clear()
        words = self.tr("Writing {name}").format(name=target.name)
        if format_.ending == "pdf":
            job = Job(words, partial(_report, reader, choice))
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
        from core.share.content import Report
        from ui.share.pdf import pdf_by_parts

        if not isinstance(made, Report):
            return

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
            self.where_to.folder = target.parent
            said = self.tr("“{name}” is written, in {folder}.")
            self.tell("accent", said.format(name=target.name, folder=target.parent))
            self.written.emit(target)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.job = None
        if isinstance(error, NotPossible):
            self.tell("caution", str(error))
        elif isinstance(error, Cancelled | StoreCancelled | making.Cancelled):
            self.tell("accent", self.tr("Nothing was written."))
        elif isinstance(error, StoreError):
            self.tell("error", str(error), [(self.tr("Write elsewhere"), self._again)])
        elif isinstance(error, Exception):
            self.tell("error", self.tr("It could not be made, and nothing was written."))
            raise error

    def _again(self) -> None:
        if self._asked is not None:
            self.ask(*self._asked)

    @Slot(object, object)
    def _on_chosen(self, target: Path, over: bool) -> None:
        if self._asked is not None:
            self.write(target, self._asked[0], over=over)

    def tell(self, tone: str, sentence: str, actions: Actions = ()) -> None:
        """Say something in the strip; what is no error goes by itself."""
        self.strip.say(tone, sentence, actions)


def _report(reader: Reader, choice: Choice, progress: Progress) -> Report:
    # The modules a report is made of are read here, in the thread that makes it.
    from core.share.report import report

    return report(reader, choice, progress=progress)


def _content(format_: Format, reader: Reader, choice: Choice, progress: Progress) -> bytes:
    """What the file holds. A report takes the first half of the way. Raises Cancelled."""

    def half(done: int, whole: int) -> bool:
        return progress(done, 2 * max(whole, 1))

    def rest(done: int, whole: int) -> bool:
        return progress(max(whole, 1) + done, 2 * max(whole, 1))

    made = None if format_.holds_study else _report(reader, choice, half)
    return b"".join(pieces(format_, reader, made, choice, rest if made else progress))


def _write(
    format_: Format, reader: Reader, choice: Choice, target: Path, over: bool, progress: Progress
) -> Path:
    content = _content(format_, reader, choice, progress)
    if not progress(99, 100):
        raise Cancelled
    write_whole(target, content, over=over)
    return target
