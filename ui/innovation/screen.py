"""Outcomes: the gauge of true innovation with its two endpoints, and the strategic metrics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core import aiming
from core.learned import NotPossible
from core.model.flow import StepKind
from core.model.partner import EVERYONE
from core.model.strategy import MetricReading, StrategicMetric
from core.store.errors import StoreError
from ui.innovation.left import TrueInnovation
from ui.innovation.right import StrategicMetrics
from ui.innovation.sharing import Sharing
from ui.innovation.shown import Number, metrics, read, told
from ui.innovation.words import tr
from ui.look.choosers import CohortChooser, IterationChooser
from ui.look.layouts import scrolling
from ui.look.type import scale
from ui.look.widgets import Notice
from ui.screen import ReadingScreen
from ui.session import Session

_TABLES = frozenset({
    "hypotheses", "iterations", "cohorts", "observations", "partners", "notes", "metrics", "readings",
    "decisions", "study", "flows", "steps", "links",
})  # fmt: skip
_LEFT, _RIGHT, _LEAST_LEFT = 560, 892, 450


class InnovationScreen(ReadingScreen):
    """Reads the cohort and the iteration that are chosen; writes the aims of the study."""

    name: ClassVar[str] = "innovation"
    tables: ClassVar[frozenset[str]] = _TABLES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.cohort = CohortChooser(session, parent=self)
        self.iteration = IterationChooser(session, self)
        self.left, self.right = TrueInnovation(), StrategicMetrics()
        self.refused = Notice("caution", "")
        self.refused.hide()
        self._lay_out()
        self.sharing = Sharing(self, self.right, self._column)
        self._make_actions()
        self._wire()

    def _lay_out(self) -> None:
        self.scrollers = [scrolling(self.left), scrolling(self.right)]
        for each in self.scrollers:
            each.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.scrollers[0].setMinimumWidth(int(_LEAST_LEFT * scale()))
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedWidth(1)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.scrollers[0], _LEFT)
        sides.addWidget(rule)
        sides.addWidget(self.scrollers[1], _RIGHT)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.refused)
        self._column.addLayout(sides, 1)

    def _make_actions(self) -> None:
        self.reading = self._act(tr("Add reading"), QKeySequence(Qt.Key.Key_Insert))
        self.reading.triggered.connect(self.right.begin_reading)
        self.add_metric = self._act(tr("Add metric"), QKeySequence("Ctrl+Insert"))
        self.add_metric.triggered.connect(self.right.begin_metric)
        self.table = self._act(tr("Chart as table"), QKeySequence("F7"))
        self.table.triggered.connect(self.right.card.turn_over)
        self.copy = self._act(tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy.triggered.connect(self._on_copy)
        self.export = self._act(tr("Export chart"), QKeySequence("Ctrl+E"))
        self.export.triggered.connect(self.sharing.ask)

    def _act(self, text: str, keys: QKeySequence) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _wire(self) -> None:
        right, left = self.right, self.left
        right.motivated.connect(self._on_motivated)
        right.put.connect(self._on_put)
        right.removed.connect(self._on_removed)
        right.asked.connect(self._on_outcome_asked)
        right.described.connect(self.described)
        right.card.line.kept.connect(self._on_reading)
        right.card.table.removed.connect(self._on_reading_removed)
        right.card.table.opened.connect(self._on_iteration)
        right.card.chart.picked.connect(self._on_iteration)
        right.card.export.clicked.connect(self.sharing.ask)
        left.went.connect(self._on_went)
        left.wanted.connect(self._on_partner)
        left.asked.connect(self._on_asked)
        self.hear()
        self.session.chosen.connect(self.read_anew)

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Outcomes")

    def subtitle(self) -> str:
        return self.tr("true innovation and strategic metrics")

    def choosers(self) -> Sequence[QWidget]:
        return (self.cohort, self.iteration)

    def primary(self) -> QAction | None:
        return self.reading

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.right.is_writing:
            return (("Enter", tr("keep")), ("Esc", tr("cancel")))
        if self.right.found is None:
            return (("Insert", tr("metric")),)
        return (
            ("↑ ↓", tr("metric")),
            ("Insert", tr("reading")),
            ("F2", tr("edit")),
            ("F7", tr("chart") if self.right.card.is_table else tr("table")),
            ("Enter", tr("partners behind it")),
        )

    def scope(self) -> str | None:
        return aiming.SCOPE

    def commands(self) -> Sequence[QAction]:
        return (self.reading, self.add_metric, self.table, self.copy, self.export)

    def take_focus(self) -> None:
        if self.right.found is not None:
            self.right.table.setFocus()
        else:
            self.right.empty.button.setFocus()

    # --- showing

    def show_reading(self) -> None:
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self._fill()
        # What had the focus may be gone, by an undo say: the next key is still for this page.
        if had_focus and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()

    def _fill(self) -> None:
        study, iteration = self.session.study, self.session.iteration
        shown = None
        if iteration is None:
            self.left.show_nothing()
        else:
            shown = read(study, iteration, next(iter(self.session.choice.cohorts), EVERYONE))
            self.left.show_innovation(study, shown)
        self.right.show_metrics(study.info.motivation, metrics(study), told(study), shown)
        self.reading.setText(tr("Add reading") if self.right.found else tr("Add metric"))
        self.described.emit()

    @Slot()
    def _on_copy(self) -> None:
        """The rows where the table is used, else the chart as a picture."""
        if self.right.card.table.hasFocus():
            self.right.card.table.copy()
        else:
            self.sharing.copy()

    # --- going

    @Slot(object)
    def _on_went(self, screen: object) -> None:
        self.session.go(str(screen))

    @Slot(object)
    def _on_partner(self, partner: object) -> None:
        self.session.go("partners", partner=partner)

    @Slot(object)
    def _on_iteration(self, iteration: object) -> None:
        self.session.choose(iteration=iteration)

    @Slot(object)
    def _on_asked(self, number: Number) -> None:
        self.left.show_number(number)
        self._bring_into_view(self.left.words)

    @Slot()
    def _on_outcome_asked(self) -> None:
        self._on_asked(Number(StepKind.OUTCOME, "aligned"))

    def _bring_into_view(self, widget: QWidget) -> None:
        page = self.left.layout()
        if page is not None:
            page.activate()
        self.scrollers[0].ensureWidgetVisible(widget, 0, 12)

    # --- changing

    @Slot(object)
    def _on_motivated(self, text: str) -> None:
        if text != self.session.study.info.motivation:
            self._change(lambda: aiming.set_motivation(self.session.study, text))

    @Slot(object)
    def _on_put(self, metric: StrategicMetric) -> None:
        kept: list[StrategicMetric] = []
        refusal = self._change(lambda: kept.append(aiming.put_metric(self.session.study, metric)))
        if refusal:
            self.right.form.refuse(refusal)
            return
        self.session.catch_up()
        self.right.choose(kept[0].id)
        if self.right.is_writing:
            self.right.end_form()

    @Slot(object)
    def _on_removed(self, metric: StrategicMetric) -> None:
        self._change(lambda: aiming.remove_metric(self.session.study, metric))
        self.session.catch_up()
        if self.right.is_writing:
            self.right.end_form()

    @Slot(object)
    def _on_reading(self, reading: MetricReading) -> None:
        refusal = self._change(lambda: aiming.put_reading(self.session.study, reading))
        line = self.right.card.line
        if refusal:
            line.refuse(refusal)
            return
        self.session.catch_up()
        if reading.id:
            self.right.end_reading()
        else:
            self.right.begin_reading()

    @Slot(object)
    def _on_reading_removed(self, reading: MetricReading) -> None:
        self._change(lambda: aiming.remove_reading(self.session.study, reading))

    def _change(self, act: Callable[[], object]) -> str:
        """Do something to the study; a refusal is said in place and what was typed stays."""
        try:
            act()
        except (NotPossible, StoreError) as refusal:
            self.refused.sentence.setText(str(refusal))
            self.refused.show()
            return str(refusal)
        self.refused.hide()
        return ""
