"""The report: what goes in, how it looks, and what leaves with it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.exchange.unreadable import Cancelled
from core.learned import NotPossible
from core.replaying import standing
from core.share.content import Report
from core.share.report import report
from ui.job import Job, Progress
from ui.look.type import scale
from ui.look.waiting import Waiting
from ui.look.widgets import EmptyState
from ui.screen import Screen
from ui.session import Session
from ui.share.check_side import CheckSide
from ui.share.choices import Choices
from ui.share.page_view import PageView
from ui.share.writing import Writing

_LEFT, _RIGHT = 232, 268
_NOT_READ = frozenset({"drafts"})


class ReportScreen(Screen):
    """Chooses what a report holds, shows it as it will be, and writes it.

    ``shown`` is the report in the preview; it is made in a thread from the study as it stands.
    """

    name: ClassVar[str] = "report"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = True
        self._job: Job | None = None
        self.shown: Report | None = None
        self.write = QAction(self.tr("Write report"), self)
        self.write.triggered.connect(self._on_write)
        self.choices = Choices()
        self.choices.setFixedWidth(int(_LEFT * scale()))
        self.choices.changed.connect(self._make)
        self.check = CheckSide()
        self.check.setFixedWidth(int(_RIGHT * scale()))
        self.preview = PageView()
        self.preview.setAccessibleName(self.tr("Preview of the report"))
        self.making = Waiting()
        self.empty = EmptyState(
            self.tr("No iteration was started yet, so there is nothing to report."),
            self.tr("Go to the flow"),
        )
        self.empty.acted.connect(self._on_empty)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._page())
        self._pages.addWidget(self.empty)
        # What is typed elsewhere comes key by key; a report is made once it pauses.
        self._soon = QTimer(self, interval=400, singleShot=True)
        self._soon.timeout.connect(self._read)
        session.refreshed.connect(self._on_refreshed)
        self._present = QAction(self.tr("Show it to a room"), self)
        self._present.triggered.connect(self._on_present)

    def _page(self) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.choices)
        row.addWidget(_rule())
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.making)
        middle.addWidget(self.preview, 1)
        row.addLayout(middle, 1)
        row.addWidget(_rule())
        row.addWidget(self.check)
        column.addLayout(row, 1)
        self.writing = Writing(self, column)
        return shown

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Report")

    def subtitle(self) -> str:
        return self.shown.subtitle if self.shown else ""

    def primary(self) -> QAction | None:
        return self.write

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl Enter", self.tr("write report")), ("F5", self.tr("present")))

    def commands(self) -> Sequence[QAction]:
        return (self.write, self._present)

    def arrive(self) -> None:
        if self._stale:
            self._read()

    def take_focus(self) -> None:
        self.choices.scope.setFocus()

    def part(self) -> None:
        self._stop()

    # --- making

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - _NOT_READ:
            self._stale = True
            if self.isVisible():
                self._soon.start()

    def _read(self) -> None:
        """Read the study anew."""
        self._stale = False
        study = self.session.study
        iterations = study.iterations()
        self._pages.setCurrentIndex(0 if iterations else 1)
        self.write.setEnabled(bool(iterations))
        if iterations:
            shown = self.session.iteration
            self.choices.read(iterations, study.cohorts(), shown.id if shown else "")
            self._make()
        else:
            self._stop()
            self.shown = None
        self.described.emit()

    @Slot()
    def _make(self) -> None:
        """Make the report anew; one that is being made is of no use any more."""
        self._stop()
        reader, choice = standing(self.session.study), self.choices.choice

        def work(progress: Progress) -> Report:
            return report(reader, choice, progress=progress)

        job = self._job = Job(self.tr("Making the preview"), work)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        job.done.connect(self._on_made)
        job.failed.connect(self._on_failed)
        self.making.follow(job)
        job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.done.disconnect(self._on_made)
            self._job.failed.disconnect(self._on_failed)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_made(self, made: object) -> None:
        self._job = None
        if isinstance(made, Report):
            self.shown = made
            self.check.show_check(made.check)
            self.preview.show_report(made)
            self.described.emit()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._job = None
        if isinstance(error, NotPossible):
            self.writing.tell("caution", str(error))
        elif isinstance(error, Exception) and not isinstance(error, Cancelled):
            raise error

    # --- writing

    @Slot()
    def _on_write(self) -> None:
        choice = self.choices.choice
        iterations = {each.id: each.number for each in self.session.study.iterations()}
        name = self.session.study.info.name
        words = self.tr("{study}, report")
        if choice.iteration in iterations:
            words = self.tr("{study}, iteration {n}, report")
        said = words.format(study=name, n=iterations.get(choice.iteration or "", 0))
        self.writing.ask(choice, said, self.check.format)

    @Slot()
    def _on_present(self) -> None:
        self.session.go("present")

    @Slot()
    def _on_empty(self) -> None:
        self.session.go("flow")


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedWidth(1)
    return rule
