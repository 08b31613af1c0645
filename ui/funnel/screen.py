"""Funnels: one panel a cohort, live, and the words behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.measure.funnel import Funnel, Measurement
from core.measure.gaps import DataWarning
from core.measure.reasons import Reason
from core.model.partner import EVERYONE
from ui.funnel import asking
from ui.funnel.actions import Actions
from ui.funnel.asking import Question
from ui.funnel.gaps import Gaps
from ui.funnel.grid import Grid
from ui.funnel.head import tr
from ui.funnel.legend import Legend
from ui.funnel.panel import Panel
from ui.funnel.spot import Spot
from ui.funnel.table import TableTwin
from ui.funnel.why import Why, ranked
from ui.funnel.words import NARROW, WIDE, Words
from ui.look.choosers import CohortChooser, IterationChooser
from ui.look.funnel_bars import room_needed
from ui.look.type import scale
from ui.look.widgets import Button, EmptyState
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
        self._asked: Question | None = None
        self._stale = True
        self._answer = Measurement((), ())
        self._choice = session.choice
        self._spot: Spot | None = None
        self._panels: list[Panel] = []
        self._offered = False
        self._choosers = (
            CohortChooser(session, several=True),
            IterationChooser(session),
        )
        self.actions_ = Actions(self)
        self.legend, self.gaps = Legend(), Gaps()
        self.why, self.words, self.table = Why(), Words(), TableTwin()
        self.grid = Grid(self.why)
        self.empty = EmptyState("", tr("Record the first partner"))
        self._pages = QStackedWidget()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for page in (self.grid, self.table, self.empty):
            self._pages.addWidget(page)
        over = QHBoxLayout()
        over.setContentsMargins(16, 0, 16, 0)
        self._as_table = Button("", glyph="table")
        self._as_table.setCheckable(True)
        self._as_table.follow(self.actions_.table)
        over.addWidget(self.legend, 1)
        over.addWidget(self._as_table)
        line = QWidget()
        line.setLayout(over)
        line.setFixedHeight(int(40 * scale()))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(line)
        left.addWidget(self.gaps)
        left.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.words)

    def _connect(self) -> None:
        self.session.refreshed.connect(self._on_refreshed)
        self.session.chosen.connect(self._on_chosen)
        self._later.timeout.connect(self._show_rest)
        self.why.picked.connect(self._on_reason)
        self.words.turned.connect(self._on_turned)
        self.words.wanted.connect(self._on_partner)
        self.words.closed.connect(self._on_words_closed)
        self.words.left.connect(self._on_words_left)
        self.table.activated.connect(self._on_row)
        self.gaps.wanted.connect(self._on_gap)
        self.empty.acted.connect(self._on_record)
        self.actions_.table.toggled.connect(self._on_as_table)
        self.actions_.copy.triggered.connect(self._on_copy)
        self.actions_.words.triggered.connect(self._on_words)

    # --- what the window asks

    def title(self) -> str:
        return tr("Funnels")

    def subtitle(self) -> str:
        iteration = self.session.iteration
        if iteration is None:
            return ""
        state = tr("live") if iteration.is_open else tr("closed")
        return " · ".join((state, tr("encounter 1"), tr("latest observation")))

    def choosers(self) -> Sequence[QWidget]:
        return self._choosers

    def hints(self) -> Sequence[tuple[str, str]]:
        return self.actions_.hints()

    def commands(self) -> Sequence[QAction]:
        return self.actions_.all()

    def arrive(self) -> None:
        self._offer_cohorts()
        self._show()
        self._show_rest()

    def take_focus(self) -> None:
        self._focus_chart()

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
        self._stale = self._stale or bool(tables - {"observations", "notes"})
        if self.isVisible():
            self._show()
            self._later.start()

    @Slot()
    def _on_chosen(self) -> None:
        choice, asked = self.session.choice, self._choice
        if (choice.iteration, choice.cohorts) != (asked.iteration, asked.cohorts):
            self._stale = True
        step = choice.step
        if step is not None and self._spot is not None and step != self._spot.step:
            # An endpoint is chosen on other screens and has no bar here: the last bar stays.
            wanted = Spot(self._spot.group, step)
            self._spot = asking.kept_spot(wanted, self._answer.funnels) or self._spot
        if self.isVisible():
            self._show()
            self._later.start()

    def _ask(self) -> None:
        iteration, self._choice = self.session.iteration, self.session.choice
        self._stale = False
        self._asked = (
            asking.question(self.session.study, iteration, self.session.choice.cohorts)
            if iteration is not None
            else None
        )
        self.described.emit()

    def _show(self) -> None:
        """The bars, from the observations as they stand."""
        if self._stale:
            self._ask()
        asked = self._asked
        if asked is None:
            self._answer = Measurement((), ())
        else:
            self._answer = asking.answer(self.session.study, asked)
        funnels = self._answer.funnels
        self._spot = asking.kept_spot(self._spot, funnels) or asking.first_spot(
            funnels, self.session.choice.step
        )
        self._keep_panels(len(funnels))
        self._fill_panels()
        self._show_page()

    def _fill_panels(self) -> None:
        asked, funnels = self._asked, self._answer.funnels
        if asked is not None:
            room = room_needed(max((each.entrants for each in funnels), default=0))
            for panel, funnel in zip(self._panels, funnels, strict=False):
                panel.show_funnel(funnel, asked.shape, room, self._spot)
            self.grid.make_room(asked.shape.slots * room[0])

    def _keep_panels(self, n: int) -> None:
        """Panels are made when a cohort is first shown, and kept."""
        while len(self._panels) < n:
            panel = Panel()
            panel.picked.connect(self._on_picked)
            panel.opened.connect(self._on_words)
            panel.pressed.connect(self._open_words)
            panel.moved.connect(self._on_moved)
            self._panels.append(panel)
        if self.grid.shown != n:
            self.grid.lay(self._panels, n)

    def _show_page(self) -> None:
        asked = self._asked
        if asked is None or not asked.shape.steps:
            self.empty.sentence.setText(tr("The flow has no steps yet. Draw it, then record."))
            self.empty.button.dress(tr("Open the flow"))
        elif self._nobody(asked):
            self.empty.button.dress(tr("Record the first partner"))
            self.empty.sentence.setText(
                tr("Nobody has been recorded in iteration {n} yet. Funnels fill as you record.")
                .format(n=asked.iteration.number)
            )  # fmt: skip
        else:
            page = self.table if self.actions_.table.isChecked() else self.grid
            self._pages.setCurrentWidget(page)
            return
        self._pages.setCurrentWidget(self.empty)

    def _nobody(self, asked: Question) -> bool:
        """Whether nothing at all was recorded: no cohort can show anything."""
        if any(each.entrants for each in self._answer.funnels):
            return False
        return not self.session.study.columns.refers(iteration=asked.iteration.id)

    @Slot()
    def _show_rest(self) -> None:
        """Reasons, words, table and warnings; where they take long, they wait for a longer pause."""
        self._later.stop()
        begun = perf_counter()
        self._collect_rest()
        spent = (perf_counter() - begun) * 1000
        self._later.setInterval(max(LATER_MS, min(int(spent * _PAUSE), _LONGEST_MS)))

    def _collect_rest(self) -> None:
        asked, spot, study = self._asked, self._spot, self.session.study
        self.gaps.show_warnings(self._answer.warnings)
        if self.table.isVisible():
            self.table.numbers.show_funnels(self._answer.funnels)
        funnel = self._funnel_of(spot)
        unseen = self._pages.currentWidget() is self.empty
        if asked is None or spot is None or funnel is None or unseen:
            self.words.show_page(None)
            return
        found = asking.why(study, asked, asked.group(spot.group))
        self.why.show_rows(ranked(found, funnel, spot.step), funnel)
        if self.words.isVisibleTo(self):
            self.words.show_page(asking.page(study, asked, funnel, spot))

    def _funnel_of(self, spot: Spot | None) -> Funnel | None:
        if spot is None:
            return None
        return next((each for each in self._answer.funnels if each.group.id == spot.group), None)

    # --- choosing

    @Slot(object)
    def _on_picked(self, spot: Spot) -> None:
        self._spot = spot
        self._fill_panels()
        self._show_rest()
        self.session.choose(step=spot.step)

    @Slot(int)
    def _on_moved(self, by: int) -> None:
        """Up and down: the same step in the next panel."""
        shown = [each.group.id for each in self._answer.funnels]
        spot = self._spot
        if spot is None or spot.group not in shown:
            return
        at = max(0, min(shown.index(spot.group) + by, len(shown) - 1))
        self._panels[at].setFocus()
        self.grid.ensureWidgetVisible(self._panels[at])
        self._panels[at].pick(spot.step)

    @Slot(object)
    def _on_reason(self, reason: Reason) -> None:
        if self._spot is not None:
            self._open_words()
            self._on_picked(Spot(self._spot.group, reason.step, False, "deviated", reason.text))

    @Slot(str)
    def _on_turned(self, what: str) -> None:
        spot = self._spot
        if spot is not None:
            self._on_picked(Spot(spot.group, spot.step, spot.undecided, what))

    # --- the words

    @Slot()
    def _on_words(self) -> None:
        self._open_words()
        self.words.enter()

    @Slot()
    def _open_words(self) -> None:
        if not self.words.isVisibleTo(self):
            self.words.show()
            self._show_rest()

    @Slot()
    def _on_words_closed(self) -> None:
        self.words.hide()
        self._on_words_left()

    @Slot()
    def _on_words_left(self) -> None:
        self._focus_chart()

    def _focus_chart(self) -> None:
        """The focus back to where the number stands."""
        page = self._pages.currentWidget()
        panel = self._panel_of(self._spot)
        if page is self.grid and panel is not None:
            panel.setFocus()
        elif page is not None:
            page.setFocus()

    def _panel_of(self, spot: Spot | None) -> Panel | None:
        if spot is None:
            return None
        shown = zip(self._panels, self._answer.funnels, strict=False)
        return next((panel for panel, each in shown if each.group.id == spot.group), None)

    @Slot(str)
    def _on_partner(self, partner: str) -> None:
        self.session.go("partners", partner=partner or None)

    # --- the rest

    @Slot()
    def _on_row(self) -> None:
        """Enter on a row of the table: the words behind its numbers."""
        index = self.table.currentIndex()
        if index.isValid():
            funnel, count = self.table.numbers.cell(index.row())
            self._on_picked(Spot(funnel.group.id, count.step.id))
            self._on_words()

    @Slot(bool)
    def _on_as_table(self, shown: bool) -> None:
        self._show_page()
        self._show_rest()
        self._as_table.setChecked(shown)
        if shown:
            if self._spot is not None:
                self.table.point_at(self._spot.group, self._spot.step)
            self.table.setFocus()
        else:
            self._on_words_left()
        self.described.emit()

    @Slot()
    def _on_copy(self) -> None:
        if self.words.list.hasFocus():
            self.words.copy()
        elif self._pages.currentWidget() is self.table:
            self.table.copy()
        else:
            panel = self._panel_of(self._spot)
            if panel is not None:
                panel.copy_picture()

    @Slot(object)
    def _on_gap(self, warning: DataWarning) -> None:
        self.session.go("capture", partner=warning.partner, step=warning.gap or None)

    @Slot()
    def _on_record(self) -> None:
        bare = self._asked is None or not self._asked.shape.steps
        self.session.go("flow" if bare else "capture")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = self.width() < _SMALL * scale()
        self.words.setFixedWidth(int((NARROW if small else WIDE) * scale()))
        self.words.make_narrow(small)
        self.actions_.shorten(small)
