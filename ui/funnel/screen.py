"""Funnels: the chosen cohorts, live, and the words behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.measure.gaps import DataWarning
from core.model.partner import EVERYONE
from ui.funnel.actions import Actions
from ui.funnel.bar import Bar
from ui.funnel.gaps import Gaps
from ui.funnel.head import tr
from ui.funnel.pages import Pages
from ui.funnel.reading_menu import ReadingMenu
from ui.funnel.sharing import Sharing
from ui.funnel.shown import Shown
from ui.funnel.side import Side
from ui.funnel.spot import Spot
from ui.funnel.view import View
from ui.funnel.who import Who
from ui.look.choosers import CohortChooser, IterationChooser
from ui.look.type import scale
from ui.screen import Screen
from ui.session import Session

FIRST_COHORTS = 3
"""So many cohorts are shown beside everyone before anything is chosen."""
LATER_MS = 60
"""Reasons, words and the table follow the bars after so long: they are not watched meanwhile."""
_PAUSE, _LONGEST_MS = 8, 2000  # a pause in typing, in terms of the time the rest takes
_SMALL = 1300


class FunnelScreen(Screen):
    """The chosen cohorts of the chosen iteration.

    A change repaints the bars at once; what takes longer to collect follows a moment later.
    """

    name = "funnels"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.shown = Shown(session)
        self._offered = False
        self.actions_ = Actions(self)
        self.reading = ReadingMenu(self)
        self._choosers = (
            CohortChooser(session, several=True),
            self.reading,
            IterationChooser(session),
        )
        self.bar, self.gaps = Bar(self.actions_), Gaps()
        self.pages = Pages(self.shown)
        self.side = Side(session, self.shown)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._lay_out()
        self.sharing = Sharing(self, self.shown, self.pages, self.column)
        self._connect()

    def _lay_out(self) -> None:
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.gaps)
        self.column.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self.column, 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        self.session.refreshed.connect(self._on_refreshed)
        self.session.chosen.connect(self._on_chosen)
        self._later.timeout.connect(self._show_rest)
        self.pages.picked.connect(self._on_picked)
        self.pages.pressed.connect(self._open_words)
        self.pages.opened.connect(self._on_words)
        self.pages.told.connect(self._on_told)
        self.pages.turned.connect(self.described)
        self.pages.wanted.connect(self._on_page_wanted)
        self.pages.compared.connect(self._on_compared)
        self.side.turned.connect(self._on_picked)
        self.side.left.connect(self.pages.take_focus)
        self.gaps.wanted.connect(self._on_gap)
        self.reading.looked.connect(self._on_looked)
        acts = self.actions_
        acts.table.toggled.connect(self._on_as_table)
        acts.beside.toggled.connect(self._on_beside)
        acts.copy.triggered.connect(self._on_copy)
        acts.export.triggered.connect(self.sharing.ask)
        acts.words.triggered.connect(self._on_words)
        acts.find.triggered.connect(self.side.search)
        acts.pin.triggered.connect(self.side.pin)

    # --- what the window asks

    def title(self) -> str:
        return tr("Funnels")

    def subtitle(self) -> str:
        iteration = self.session.iteration
        if iteration is None:
            return ""
        state = tr("live") if iteration.is_open else tr("closed")
        return " · ".join((state, *self.shown.view.words()))

    def choosers(self) -> Sequence[QWidget]:
        return self._choosers

    def hints(self) -> Sequence[tuple[str, str]]:
        return self.actions_.hints(
            table=self.actions_.table.isChecked(), beside=self.shown.view.beside
        )

    def commands(self) -> Sequence[QAction]:
        return (*self.actions_.all(), *self.reading.actions_)

    def arrive(self) -> None:
        self._offer_cohorts()
        self._show()
        self._show_rest()

    def take_focus(self) -> None:
        self.pages.take_focus()

    def _offer_cohorts(self) -> None:
        """The first time, where only everyone is chosen, the first cohorts beside them."""
        if not self._offered and self.session.choice.cohorts == (EVERYONE,):
            first = [each.id for each in self.session.study.cohorts()][: FIRST_COHORTS + 1]
            self._offered = True
            self.session.choose(cohorts=tuple(first))
        self._offered = True

    # --- live

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - {"observations", "notes"}:
            self.shown.spoil()
        if self.isVisible():
            self._show()
            self._later.start()

    @Slot()
    def _on_chosen(self) -> None:
        self.shown.follow(self.session.choice)
        if self.isVisible():
            self._show()
            self._later.start()

    def _show(self) -> None:
        """The bars, from the observations as they stand."""
        fresh = self.shown.refresh()
        self.pages.show_bars()
        if fresh:
            self.described.emit()

    @Slot()
    def _show_rest(self) -> None:
        """Reasons, words, table and warnings; where they take long, they wait for a longer pause."""
        self._later.stop()
        begun = perf_counter()
        self.gaps.show_warnings(self.shown.answer.warnings)
        self.pages.show_rest()
        self.side.show_words(seen=not self.pages.is_empty)
        spent = (perf_counter() - begun) * 1000
        self._later.setInterval(max(LATER_MS, min(int(spent * _PAUSE), _LONGEST_MS)))

    # --- choosing

    @Slot(object)
    def _on_picked(self, spot: Spot) -> None:
        self.shown.spot = spot
        self.side.follow_spot()
        self.pages.show_bars()
        self._show_rest()
        self.session.choose(step=spot.step)

    @Slot(object)
    def _on_told(self, who: Who) -> None:
        """A number of a chart below: the partners it counts and their words."""
        self.side.tell(who)

    @Slot(object)
    def _on_looked(self, view: View) -> None:
        self.shown.look(view)
        self.reading.show_view(view)
        self._show()
        self._show_rest()

    @Slot(bool)
    def _on_beside(self, beside: bool) -> None:
        self._on_looked(replace(self.shown.view, beside=beside))
        self.pages.take_focus()

    @Slot(str)
    def _on_compared(self, cohort: str) -> None:
        self._on_looked(replace(self.shown.view, against=cohort))

    @Slot()
    def _on_words(self) -> None:
        self._open_words()
        self.side.enter()

    @Slot()
    def _open_words(self) -> None:
        if self.side.open():
            self._show_rest()

    # --- the rest

    @Slot(bool)
    def _on_as_table(self, shown: bool) -> None:
        self.pages.show_table(shown)
        self._show_rest()
        self.pages.take_focus()
        self.described.emit()

    @Slot()
    def _on_copy(self) -> None:
        if not self.side.copy() and not self.pages.copy_rows():
            self.sharing.copy()

    @Slot(object)
    def _on_gap(self, warning: DataWarning) -> None:
        self.session.go("capture", partner=warning.partner, step=warning.gap or None)

    @Slot(str)
    def _on_page_wanted(self, page: str) -> None:
        self.session.go(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = self.width() < _SMALL * scale()
        self.side.fit(small)
        self.actions_.shorten(small)
