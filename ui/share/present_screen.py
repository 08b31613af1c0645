"""What is shown to a room, and the study played again from its own journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ui.look.choosers import IterationChooser
from ui.look.tokens import INSET
from ui.look.type import scale
from ui.look.widgets import Card, EmptyState, Label
from ui.screen import Screen
from ui.session import Session
from ui.share.replay_card import ReplayCard
from ui.share.slide_list import SlideList
from ui.share.slides import Slide, chosen_cohorts, slides_of

_LIST = 308
_NOT_TOLD = frozenset({"drafts"})


class PresentScreen(Screen):
    """Shows the slides there are, begins the walk through them, and plays the study again."""

    name: ClassVar[str] = "present"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stale = True
        self.slides: tuple[Slide, ...] = ()
        self.iterations = IterationChooser(session)
        self.start = QAction(self.tr("Present"), self)
        self.start.triggered.connect(self._on_start)
        self.empty = EmptyState(
            self.tr("No iteration was started yet, so there is nothing to present."),
            self.tr("Go to the flow"),
        )
        self.empty.acted.connect(self._on_empty)
        self.list = SlideList()
        self.list.itemActivated.connect(self._on_start)
        self.played = ReplayCard(session)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._page())
        self._pages.addWidget(self.empty)
        self._soon = QTimer(self, interval=300, singleShot=True)
        self._soon.timeout.connect(self._read)
        session.refreshed.connect(self._on_refreshed)
        session.chosen.connect(self._on_chosen)

    def _page(self) -> QWidget:
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(INSET, 16, INSET, INSET)
        row.setSpacing(12)
        walk = Card()
        walk.setFixedWidth(int(_LIST * scale()))
        walk.column.addWidget(Label(self.tr("The walk"), "card"))
        walk.column.addWidget(self.list, 1)
        row.addWidget(walk)
        row.addWidget(self.played, 1)
        return shown

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Present")

    def subtitle(self) -> str:
        if not self.slides:
            return ""
        cohorts = chosen_cohorts(self.session)
        if cohorts is None:
            return self.tr("{n} slides").format(n=len(self.slides))
        words = self.tr("{n} slides · cohorts chosen: {count}")
        return words.format(n=len(self.slides), count=len(cohorts))

    def choosers(self) -> Sequence[QWidget]:
        return (self.iterations,)

    def primary(self) -> QAction | None:
        return self.start

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F5", self.tr("present")), ("Ctrl P", self.tr("play again")))

    def commands(self) -> Sequence[QAction]:
        return (self.start, self.played.playing, self.played.export)

    def arrive(self) -> None:
        if self._stale:
            self._read()

    def take_focus(self) -> None:
        self.list.setFocus()

    def part(self) -> None:
        self.played.stop()

    # --- reading

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - _NOT_TOLD:
            self._stale = True
            if self.isVisible():
                self._soon.start()

    @Slot()
    def _on_chosen(self) -> None:
        if self.isVisible():
            self._draw_slides()
        else:
            self._stale = True

    @Slot()
    def _read(self) -> None:
        self._stale = False
        self._draw_slides()
        if self.session.iteration is not None:
            self.played.read()

    def _draw_slides(self) -> None:
        iteration = self.session.iteration
        self._pages.setCurrentIndex(0 if iteration else 1)
        self.start.setEnabled(iteration is not None)
        self.slides = slides_of(self.session) if iteration else ()
        words = self.tr("iteration {n}").format(n=iteration.number if iteration else 0)
        self.list.show_slides(self.slides, (self.session.study.info.name, words))
        self.described.emit()

    # --- doing

    @Slot()
    def _on_start(self) -> None:
        if self.session.presenter is not None:
            self.session.presenter()

    @Slot()
    def _on_empty(self) -> None:
        self.session.go("flow")
