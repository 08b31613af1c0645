"""The timeline: one column an iteration, one row a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.model.partner import EVERYONE, Cohort
from core.timeline import Round, rounds, trend
from ui.iterations.cells import (
    Cell,
    DecisionCell,
    MiniFunnel,
    change_cell,
    flow_cell,
    focus_cell,
    hypothesis_cell,
    partners_cell,
)
from ui.iterations.chart import NeedMetChart
from ui.iterations.head import Head, NextHead
from ui.look.tokens import INSET
from ui.look.type import scale
from ui.look.widgets import Button, Chooser, EmptyState, Notice
from ui.screen import ReadingScreen
from ui.session import Session

_LABEL, _COLUMN, _NARROW, _NEXT = 150, 354, 248, 170
_RING = 6  # what the focus ring of a head needs before the next
"""Widths of the labels, of a column and of one in a small window, and of what comes next."""
_TABLES = frozenset({
    "iterations", "hypotheses", "decisions", "flows", "steps", "links", "observations", "cohorts",
    "partners",
})  # fmt: skip


class IterationsScreen(ReadingScreen):
    """What each iteration believed, changed, saw and decided, for one cohort."""

    name: ClassVar[str] = "iterations"
    tables: ClassVar[frozenset[str]] = _TABLES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._cohort, self._width = "", 0
        self.rounds: tuple[Round, ...] = ()
        self.heads: list[Head] = []
        self.starts: Button | None = None
        self.chooser = Chooser(self.tr("Cohort"))
        self.chooser.picked.connect(self._on_cohort)
        self.empty = EmptyState(
            self.tr("No iteration was started yet. Draw a flow, then meet the first partner."),
            self.tr("Go to the flow"),
        )
        self.chart = NeedMetChart()
        self.trend = Notice("accent", "", glyph="timeline")
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.trend)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(shown)
        self._pages.addWidget(self.empty)
        self.empty.acted.connect(partial(session.go, "flow"))
        self.hear()
        self._acts = (
            self._act(self.tr("Previous iteration"), Qt.Key.Key_Left, partial(self._step, -1)),
            self._act(self.tr("Next iteration"), Qt.Key.Key_Right, partial(self._step, 1)),
        )
        self.decide = QAction(self.tr("Decide and close"), self)
        self.decide.triggered.connect(partial(session.go, "decide"))

    def _act(self, text: str, key: Qt.Key, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Iterations")

    def subtitle(self) -> str:
        closed = sum(not each.iteration.is_open for each in self.rounds)
        if len(self.rounds) > closed:
            return self.tr("{n} closed, 1 open").format(n=closed)
        return self.tr("{n} closed").format(n=closed) if closed else ""

    def choosers(self) -> Sequence[QWidget]:
        return (self.chooser,)

    def primary(self) -> QAction | None:
        return self.decide

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("← →", self.tr("iteration")), ("Enter", self.tr("open its evidence")))

    def scope(self) -> str | None:
        return "iterations"

    def commands(self) -> Sequence[QAction]:
        return (*self._acts, self.decide)

    def take_focus(self) -> None:
        if self.heads:
            self.heads[-1].setFocus()
            self.scroller.ensureWidgetVisible(self.heads[-1])
        else:
            self.setFocus()

    # --- showing

    @Slot(object)
    def _on_cohort(self, cohort_id: object) -> None:
        self._cohort = str(cohort_id)
        self.read_anew()

    def show_reading(self) -> None:
        study = self.session.study
        written, cohorts = study.hypotheses(), study.cohorts()
        primary = written[-1].primary.id if written else EVERYONE
        known = {each.id for each in cohorts}
        asked = self._cohort if self._cohort in known else primary
        shown = asked if asked in known else EVERYONE
        self._offer(cohorts, primary, shown)
        self.rounds = rounds(study, shown)
        self._pages.setCurrentIndex(0 if self.rounds else 1)
        self._fill()
        self.decide.setEnabled(any(each.iteration.is_open for each in self.rounds))
        said = trend(self.rounds)
        self.trend.sentence.setText(said)
        self.trend.setVisible(bool(said))
        self.described.emit()

    def _offer(self, cohorts: Sequence[Cohort], primary: str, shown: str) -> None:
        names = {each.id: self._name(each, is_primary=each.id == primary) for each in cohorts}
        self.chooser.offer([(name, key) for key, name in names.items()], [shown])
        self.chooser.say(names[shown])

    def _name(self, cohort: Cohort, *, is_primary: bool) -> str:
        name = self.tr("Everyone") if cohort.id == EVERYONE else cohort.name
        return self.tr("{name} ★").format(name=name) if is_primary else name

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != self._column_width() and not self.is_stale:
            self._fill()

    def _column_width(self) -> int:
        """As wide as drawn; narrower where all columns then fit, and never too narrow to read."""
        room = self.width() - int((_LABEL + _NEXT) * scale()) - 3 * INSET
        fitting = room // max(len(self.rounds), 1)
        return min(max(fitting, int(_NARROW * scale())), int(_COLUMN * scale()))

    def _fill(self) -> None:
        """Build the grid anew: a few iterations, and they change when one is closed or begun."""
        focused = next((n for n, head in enumerate(self.heads) if head.hasFocus()), None)
        # The chart lives on; what the old page still holds goes with it.
        self.chart.setParent(self)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(INSET, 8, INSET, INSET)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        label, column = int(_LABEL * scale()), self._column_width()
        self._width = column
        grid.setColumnMinimumWidth(0, label)
        self.heads = []
        for place, told in enumerate(self.rounds, 1):
            grid.setColumnMinimumWidth(place, column)
            head = Head(told.iteration)
            head.clicked.connect(partial(self._open, told.iteration.id))
            head.setFixedWidth(column - _RING)
            self.heads.append(head)
            grid.addWidget(head, 0, place)
        self.starts = None
        self._foretell(grid)
        self.chart.lay(label, column)
        self.chart.show_rounds(self.rounds)
        grid.addWidget(self.chart, 1, 0, 1, len(self.rounds) + 1)
        for row, (name, cell) in enumerate(self._rows(), 1):
            self._add_row(grid, 2 * row, name, cell)
        grid.setColumnStretch(len(self.rounds) + 1, 1)
        grid.setRowStretch(2 * len(self._rows()) + 2, 1)
        self.scroller.setWidget(page)
        if focused is not None and focused < len(self.heads):
            self.heads[focused].setFocus()

    def _foretell(self, grid: QGridLayout) -> None:
        """The column of the next iteration, and how it comes to be."""
        place, last = len(self.rounds) + 1, self.rounds[-1].iteration if self.rounds else None
        if last is None:
            return
        grid.addWidget(NextHead(last.number + 1), 0, place)
        said = (
            self.tr("Starts when iteration {n} is closed. It opens with the hypothesis and the "
                    "flow you choose to carry over.")
            if last.is_open
            else self.tr("Start it from the decision on iteration {n}.")
        )  # fmt: skip
        cell = Cell([(said.format(n=last.number), "body", "ink3")])
        if not last.is_open:
            self.starts = Button(self.tr("Go to that decision"), "link")
            self.starts.clicked.connect(partial(self._open, last.id))
            cell.column.addWidget(self.starts, 0, Qt.AlignmentFlag.AlignLeft)
        cell.setContentsMargins(2, 0, 0, 0)  # under the disc of its head
        cell.setFixedWidth(int(_NEXT * scale()))
        # Over all rows, so that none of them grows for it.
        grid.addWidget(cell, 3, place, 2 * len(self._rows()), 1, Qt.AlignmentFlag.AlignTop)

    def _rows(self) -> tuple[tuple[str, Callable[[Round], QWidget]], ...]:
        return (
            (self.tr("Hypothesis"), hypothesis_cell),
            (self.tr("Solution"), change_cell),
            (self.tr("Flow"), flow_cell),
            (self.tr("Same partners"), partners_cell),
            (self.tr("Decision"), self._decision_cell),
            (self.tr("Focus step"), focus_cell),
            (self.tr("Funnel"), MiniFunnel),
        )

    def _add_row(
        self, grid: QGridLayout, row: int, name: str, cell: Callable[[Round], QWidget]
    ) -> None:
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        grid.addWidget(rule, row, 0, 1, len(self.rounds) + 1)
        head = Cell([(name, "strong", "ink2")])
        grid.addWidget(head, row + 1, 0, Qt.AlignmentFlag.AlignTop)
        for place, told in enumerate(self.rounds, 1):
            made = cell(told)
            # Fixed, so that the chart above stands over its columns whatever the words.
            made.setFixedWidth(self._width)
            grid.addWidget(made, row + 1, place, Qt.AlignmentFlag.AlignTop)

    def _decision_cell(self, told: Round) -> QWidget:
        cell = DecisionCell(told)
        cell.opened.connect(partial(self._open, told.iteration.id))
        return cell

    # --- going

    def _open(self, iteration_id: str) -> None:
        self.session.go("decide", iteration=iteration_id)

    def _step(self, by: int) -> None:
        """Focus the next or the previous iteration."""
        if not self.heads:
            return
        now = next((n for n, head in enumerate(self.heads) if head.hasFocus()), len(self.heads))
        place = min(max(now + by, 0), len(self.heads) - 1)
        self.heads[place].setFocus()
        self.scroller.ensureWidgetVisible(self.heads[place])
