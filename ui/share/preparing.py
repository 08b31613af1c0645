"""A report made anew for each choice, in a thread: one at a time, from the study as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance, Slot

from core.learned import NotPossible
from core.reading import Reader
from core.replaying import standing
from core.share.choosing import Choice
from ui.job import Job, Progress
from ui.look.waiting import Waiting
from ui.session import Session
from ui.share.formats import Format, check

if TYPE_CHECKING:
    from core.share.content import Check, Report


@dataclass(frozen=True)
class Prepared:
    """A report, and what leaves with a format of it; ``refused`` says why that cannot be written."""

    report: Report
    check: Check | None
    refused: str = ""


class Preparing(QObject):
    """``made`` carries what was asked for last, ``failed`` the error. What was asked before is dropped."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, waiting: Waiting, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._waiting = session, waiting
        self._reader: Reader | None = None
        self._wanted: tuple[Choice, Format] | None = None
        self.job: Job | None = None

    def forget(self) -> None:
        """The study changed: read it anew the next time."""
        self._reader = None

    def ask(self, choice: Choice, format_: Format) -> None:
        """Make the report of a choice and the check of a format."""
        self._wanted = choice, format_
        if self.job is None:
            self._begin()
        else:
            # Begun when this one has ended: two at once would be slower than one after the other.
            self.job.cancel()

    def stop(self) -> None:
        """Make nothing any more; what is being made ends by itself and is not heard of."""
        self._wanted = None
        if self.job is not None:
            self.job.done.disconnect(self._on_done)
            self.job.failed.disconnect(self._on_failed)
            self.job.cancel()
            self.job = None

    def _begin(self) -> None:
        if self._wanted is None:
            return
        (choice, format_), self._wanted = self._wanted, None
        if self._reader is None:
            self._reader = standing(self._session.study)
        reader = self._reader
        # Without a parent: its thread may end when the window is gone already.
        job = self.job = Job(
            self.tr("Making the preview"),
            lambda progress: _prepared(reader, choice, format_, progress),
        )
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        self._waiting.follow(job)
        job.start()

    @Slot(object)
    def _on_done(self, made: object) -> None:
        self._ended(self.made, made)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._ended(self.failed, error)

    def _ended(self, signal: SignalInstance, what: object) -> None:
        self.job = None
        if self._wanted is not None:
            self._begin()
        else:
            signal.emit(what)


def _prepared(reader: Reader, choice: Choice, format_: Format, progress: Progress) -> Prepared:
    # The modules a report is made of are read here: not while a person waits for the page.
    from core.share.report import report
    from ui.share import pdf  # noqa: F401

    made = report(reader, choice, progress=progress)
    try:
        return Prepared(made, check(format_, reader, made, choice, progress))
    except NotPossible as no:
        return Prepared(made, None, str(no))
