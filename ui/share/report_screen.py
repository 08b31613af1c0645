"""The report: what goes in, how it looks, and what leaves with it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Slot
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
from core.share.choosing import Choice
from ui.look.type import scale
from ui.look.waiting import Waiting
from ui.look.widgets import EmptyState, Label
from ui.screen import Screen
from ui.session import Session
from ui.share.check_side import CheckSide
from ui.share.choices import Choices
from ui.share.formats import Format
from ui.share.page_aloud import install
from ui.share.page_view import PageView
from ui.share.preparing import Prepared, Preparing
from ui.share.writing import Writing

if TYPE_CHECKING:
    from core.share.content import Report

_LEFT, _RIGHT = 232, 268
_NOT_READ = frozenset({"drafts"})


class ReportScreen(Screen):
    """Chooses what a report holds, shows it as it will be, and writes it.

    ``shown`` is the report in the preview; it is made in a thread from the study as it stands.
    Nothing is written before its check was shown.
    """

    name: ClassVar[str] = "report"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = True
        self._asked: tuple[Choice, str] | None = None
        self._told: tuple[Choice, str] | None = None
        self._to_write = False
        self.shown: Report | None = None
        self.write = QAction(self.tr("Write report"), self)
        self.write.triggered.connect(self._on_write)
        self.choices = Choices()
        self.choices.setFixedWidth(int(_LEFT * scale()))
        self.choices.changed.connect(self._on_chosen)
        self.check = CheckSide()
        self.check.setFixedWidth(int(_RIGHT * scale()))
        self.check.picked.connect(self._on_format)
        install()
        self.preview = PageView()
        self.preview.set_out.connect(self.described)
        self.preview.setAccessibleName(self.tr("Preview of the report"))
        self._as_tables = Label("", "secondary", "ink2", wrap=True)
        self._as_tables.setContentsMargins(16, 8, 16, 8)
        self._as_tables.hide()
        self.making = Waiting()
        self.preview.begun.connect(self.making.follow)
        self.preparing = Preparing(session, self.making, self)
        self.preparing.made.connect(self._on_made)
        self.preparing.failed.connect(self._on_failed)
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
        self._gathered = QTimer(self, interval=60, singleShot=True)
        self._gathered.timeout.connect(self._make)
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
        middle.addWidget(self._as_tables)
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
        if self.shown is None:
            return ""
        if not self.preview.complete:
            return self.shown.subtitle
        count = len(self.preview.pages)
        pages = self.tr("{n} pages") if count != 1 else self.tr("{n} page")
        return f"{self.shown.subtitle} · {pages.format(n=count)}"

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

    def _stop(self) -> None:
        self._soon.stop()
        self._gathered.stop()
        self.preparing.stop()
        self.preview.stop()

    # --- making

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - _NOT_READ:
            self._stale = True
            self._told = None
            self.preparing.forget()
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
            self.preview.clear()
            self.shown = None
        self.described.emit()

    @Slot()
    def _on_chosen(self) -> None:
        """Something else was chosen: what is said of the last choice holds no more."""
        if self.empty.isHidden() and not self._stale:
            self.check.wait()
            self._gathered.start()

    @Slot(object)
    def _on_format(self, format_: Format) -> None:
        self.choices.ask_sections(not format_.holds_study)
        self._as_tables.setText(
            self.tr("{name}: made from the study itself. These pages are the report.").format(
                name=format_.name
            )
        )
        self._as_tables.setVisible(format_.holds_study)
        self._on_chosen()

    @Slot()
    def _make(self) -> None:
        """Make the report anew, and the check of the format."""
        self._gathered.stop()
        self.preview.stop()
        self._asked = self.choices.choice, self.check.format.ending
        self.preparing.ask(self._asked[0], self.check.format)

    @Slot(object)
    def _on_made(self, made: Prepared) -> None:
        self._told = self._asked
        self.shown = made.report
        self.check.show_check(made.check, made.refused)
        self.write.setEnabled(not made.refused)
        if self.preview.report != made.report or not self.preview.complete:
            self.preview.show_report(made.report)
        self.described.emit()
        if self._to_write:
            self._on_write()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._to_write = False
        if isinstance(error, Cancelled):
            again = (self.tr("Make it"), self._make)
            self.writing.tell("accent", self.tr("The preview was not made."), [again])
        elif isinstance(error, NotPossible):
            self.writing.tell("caution", str(error))
        elif isinstance(error, Exception):
            raise error

    # --- writing

    @Slot()
    def _on_write(self) -> None:
        choice = self.choices.choice
        # What leaves is said first: who is faster than that is asked once it stands there.
        self._to_write = self._told != (choice, self.check.format.ending)
        if self._to_write or not self.write.isEnabled():
            return
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
