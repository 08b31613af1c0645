"""Strategic metrics: why the business wants this, the table, the word about lag, one metric."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.learn.progress import LAG, Progress
from core.model.flow import StepKind
from core.model.iteration import Iteration
from core.model.strategy import MetricReading, StrategicMetric
from ui.innovation.metric_card import MetricCard
from ui.innovation.metric_form import MetricForm
from ui.innovation.metrics_table import MetricsTable
from ui.innovation.motivation import Motivation
from ui.innovation.shown import Shown, Told
from ui.innovation.words import tr
from ui.look.tokens import GAP, INSET
from ui.look.widgets import Button, Card, EmptyState, Label, Notice


class StrategicMetrics(QWidget):
    """``motivated`` carries why the business wants this, ``put`` a metric as it is wanted.

    ``removed`` carries a metric to go, ``asked`` comes for the words behind the outcome,
    ``described`` where the keys that work have changed.
    """

    motivated = Signal(object)
    put = Signal(object)
    removed = Signal(object)
    asked = Signal()
    described = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Progress, ...] = ()
        self._told: tuple[Told, ...] = ()
        self._shown: Shown | None = None
        self.chosen = ""
        self.motivation = Motivation(tr("Motivation"), tr("Why does the business want this?"))
        self.add = Button(tr("Metric"), "plain", "plus")
        self.table, self.card, self.form = MetricsTable(), MetricCard(), MetricForm()
        lead, rest = LAG.split(". ", 1)
        self.lag = Notice("accent", rest, lead=f"{lead}.", glyph="timeline")
        self.foot = Label(
            tr(
                "A reading belongs to the iteration it was taken in. "
                "A line joins readings; it does not say what caused them."
            ),
            "secondary",
            "ink3",
            wrap=True,
        )
        self.empty = EmptyState(
            tr("What should this move for the business? Name one metric: learning comes first."),
            tr("Add metric"),
            "Insert",
        )
        self._rest = QWidget()  # takes what is left while the form stands alone
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(tr("Strategic metrics"), "title"))
        head.addStretch()
        head.addWidget(self.add)
        why = QVBoxLayout()
        why.setSpacing(4)
        why.addWidget(Label(tr("Why the business wants this"), "label", "ink2"))
        why.addWidget(self.motivation)
        self.board = Card(padding=2)
        self.board.column.setContentsMargins(1, 1, 1, 1)
        self.board.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET - 4, GAP, INSET, INSET - 4)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addLayout(why)
        for widget in (self.board, self.lag, self.form):
            column.addWidget(widget)
        column.addWidget(self.card, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._rest, 1)
        column.addWidget(self.foot)
        self.form.hide()

    def _wire(self) -> None:
        self.motivation.finished.connect(self._on_motivation)
        self.add.clicked.connect(self.begin_metric)
        self.empty.acted.connect(self.begin_metric)
        self.table.picked.connect(self._on_picked)
        self.table.edited.connect(self.edit_metric)
        self.table.opened.connect(self.asked)
        self.table.removed.connect(self._on_removed)
        self.card.edited.connect(self.edit_metric)
        self.card.read.connect(self.begin_reading)
        self.card.asked.connect(self.asked)
        self.card.linked.connect(self._on_linked)
        self.card.table.edited.connect(self.edit_reading)
        self.card.line.closed.connect(self.end_reading)
        self.form.kept.connect(self.put)
        self.form.removed.connect(self.removed)
        self.form.closed.connect(self.end_form)

    # --- showing

    def show_metrics(
        self, motivation: str, rows: Sequence[Progress], told: Sequence[Told], shown: Shown | None
    ) -> None:
        """Show them, with what partners did in the iteration that is looked at."""
        self._rows, self._told, self._shown = tuple(rows), tuple(told), shown
        if not self.motivation.hasFocus() and self.motivation.toPlainText() != motivation:
            self.motivation.setPlainText(motivation)
        if self.found is None:
            self.chosen = self._first()
        self.table.show_metrics(rows, self.chosen)
        self._show_one()

    def choose(self, metric_id: str) -> None:
        """Look at another metric."""
        self.chosen = metric_id
        self.table.show_metrics(self._rows, metric_id)
        self._show_one()

    @property
    def found(self) -> Progress | None:
        """The metric that is looked at."""
        return next((each for each in self._rows if each.metric.id == self.chosen), None)

    @property
    def is_writing(self) -> bool:
        """Whether a metric is being written."""
        return not self.form.isHidden()

    def _first(self) -> str:
        """The metric that is tied to what customers do, else the first."""
        tied = (each for each in self._rows if each.metric.indicator)
        found = next(tied, None) or next(iter(self._rows), None)
        return found.metric.id if found else ""

    def _show_one(self) -> None:
        found, writing = self.found, self.is_writing
        if found is not None:
            self.card.show_metric(found, self._told, self._shown)
        has = bool(self._rows)
        self.board.setVisible(has)
        self.lag.setVisible(has)
        self.card.setVisible(has and not writing)
        self.foot.setVisible(has and not writing)
        self.empty.setVisible(not has and not writing)
        self._rest.setVisible(writing)
        self.add.setVisible(has)
        self.described.emit()

    @Slot(object)
    def _on_picked(self, metric_id: object) -> None:
        if metric_id != self.chosen:
            self.chosen = str(metric_id)
            self.card.end_reading()
            self._show_one()

    # --- writing a metric

    @Slot()
    def begin_metric(self) -> None:
        """Write a new one."""
        self._open_form(None)

    @Slot()
    def edit_metric(self) -> None:
        """Change the one that is looked at."""
        if self.found is not None:
            self._open_form(self.found.metric)

    def _open_form(self, metric: StrategicMetric | None) -> None:
        outcome = self._shown.endpoint(StepKind.OUTCOME).step if self._shown else None
        self.card.end_reading()
        self.form.show()
        self._show_one()
        self.form.begin(metric, outcome)

    @Slot()
    def end_form(self) -> None:
        """Put the form away."""
        self.form.hide()
        self._show_one()
        if self._rows:
            self.table.setFocus()
        else:
            self.empty.button.setFocus()

    @Slot()
    def _on_removed(self) -> None:
        if self.found is not None:
            self.removed.emit(self.found.metric)

    @Slot()
    def _on_linked(self) -> None:
        step = self._shown.endpoint(StepKind.OUTCOME).step if self._shown else None
        if self.found is not None and step is not None:
            self.put.emit(msgspec.structs.replace(self.found.metric, indicator=step.id))

    # --- readings

    @Slot()
    def begin_reading(self) -> None:
        """Type a reading of the metric that is looked at; without one, write a metric first."""
        if self.found is None:
            self.begin_metric()
        elif not self.is_writing:
            self.card.begin_reading(self._iterations())

    @Slot(object)
    def edit_reading(self, reading: MetricReading) -> None:
        """Change a reading."""
        self.card.begin_reading(self._iterations(), reading)

    @Slot()
    def end_reading(self) -> None:
        """Put the line away and go on where one began."""
        self.card.end_reading()
        (self.card.table if self.card.is_table else self.table).setFocus()

    def _iterations(self) -> list[Iteration]:
        return [each.iteration for each in self._told]

    @Slot()
    def _on_motivation(self) -> None:
        self.motivated.emit(self.motivation.toPlainText().strip())
