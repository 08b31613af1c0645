"""One metric on a card: its chart or its readings as a table, a line to type one, firsthand words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.learn.progress import Progress
from core.model.flow import StepKind
from core.model.iteration import Iteration
from core.model.strategy import MetricReading
from ui.innovation.chart_shape import shape
from ui.innovation.metric_chart import MetricChart
from ui.innovation.reading_line import ReadingLine
from ui.innovation.readings_table import ReadingsTable
from ui.innovation.shown import Shown, Told
from ui.innovation.words import area, tr
from ui.look.describe import of
from ui.look.kind_tile import KindTile
from ui.look.texts import breakable, short
from ui.look.widgets import Button, Card, Chip, EmptyState, Label

_LONGEST = 80


class MetricCard(Card):
    """``asked`` comes for the words behind its indicator, ``linked`` to link it to the outcome.

    ``edited`` asks for its form, ``read`` for a new reading.
    """

    asked = Signal()
    linked = Signal()
    edited = Signal()
    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: Progress | None = None
        self.told: tuple[Told, ...] = ()
        self._as_table = False
        self.name, self.area = Label("", "card", elided=True), Chip("")
        self.area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.chart, self.table, self.line = MetricChart(), ReadingsTable(), ReadingLine()
        self.line.hide()
        self.none = EmptyState(
            tr("Nothing was read of it yet. The first reading says where it stands."),
            tr("Add reading"),
            "Insert",
        )
        self.none.acted.connect(self.read)
        self.edit, self.export = (
            Button(tr("Edit"), "plain"),
            Button(tr("Export"), "plain", "export"),
        )
        self.turn = Button(tr("Table"), "plain", "table")
        self.turn.cap("F7")
        self.edit.clicked.connect(self.edited)
        self.turn.clicked.connect(self.turn_over)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.area)
        head.addStretch()
        for button in (self.edit, self.export, self.turn):
            head.addWidget(button)
        self.column.addLayout(head)
        self.column.addWidget(self.line)
        for widget in (self.chart, self.table, self.none):
            self.column.addWidget(widget, 1)
        self.firsthand = Firsthand()
        self.firsthand.asked.connect(self.asked)
        self.firsthand.linked.connect(self.linked)
        self.column.addWidget(self.firsthand)

    @property
    def is_table(self) -> bool:
        """Whether the readings are shown as a table."""
        return self._as_table

    def show_metric(self, found: Progress, told: Sequence[Told], shown: Shown | None) -> None:
        """Show a metric, with what partners did in the iteration that is looked at."""
        self.found, self.told = found, tuple(told)
        self.name.setText(found.metric.name)
        self.area.say(area(found.metric.area))
        self.chart.show_shape(shape(found, told) if found.points else None)
        self.table.show_progress(found, told)
        self.firsthand.show_outcome(found, shown)
        self._turn()

    @Slot()
    def turn_over(self) -> None:
        """The chart as a table, or back."""
        self._as_table = not self._as_table
        self._turn()
        if self._as_table and self.table.isVisible():
            self.table.setFocus()

    def _turn(self) -> None:
        has = self.found is not None and bool(self.found.points)
        self.none.setVisible(not has)
        self.chart.setVisible(has and not self._as_table)
        self.table.setVisible(has and self._as_table)
        for button in (self.export, self.turn):
            button.setVisible(has)
        if (self.turn.text() == tr("Chart")) is not self._as_table:
            self.turn.dress(tr("Chart") if self._as_table else tr("Table"), "table", "F7")

    def begin_reading(
        self, iterations: Sequence[Iteration], reading: MetricReading | None = None
    ) -> None:
        """Type a reading, or change one."""
        if self.found is not None:
            self.line.show()
            self.line.begin(self.found.metric, iterations, reading)

    @Slot()
    def end_reading(self) -> None:
        """Put the line away."""
        self.line.hide()


class Firsthand(QWidget):
    """What partners did at the indicator that should move a metric, and the way to their words."""

    asked = Signal()
    linked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tile = KindTile(StepKind.OUTCOME.value)
        self.said = Label("", "secondary", "ink2", wrap=True)
        self.words, self.link = Button(tr("Their words"), "link"), Button("", "link")
        self.words.clicked.connect(self.asked)
        self.link.clicked.connect(self.linked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.tile)
        row.addWidget(self.said, 1)
        row.addWidget(self.words)
        row.addWidget(self.link)

    def show_outcome(self, found: Progress, shown: Shown | None) -> None:
        """Show another metric, iteration or group."""
        outcome = shown.endpoint(StepKind.OUTCOME) if shown else None
        step = outcome.step if outcome else None
        self.setVisible(step is not None)
        if shown is None or outcome is None or step is None:
            return
        is_linked = found.metric.indicator == step.id
        count, known = outcome.against.count, outcome.against.known
        name = breakable(short(step.name, _LONGEST))
        self.words.setVisible(is_linked and known > 0)
        self.link.setVisible(not is_linked)
        self.link.dress(tr("Link to it"))
        if not is_linked:
            said = tr("Which behaviour should move it? Customers show “{step}”.")
            self.said.setText(said.format(step=name))
        elif not known:
            said = tr("Should follow “{step}”. Nobody was seen there in iteration {n} yet.")
            self.said.setText(said.format(step=name, n=shown.iteration.number))
        else:
            said = tr("Should follow “{step}”: {count} did it in iteration {n}.")
            self.said.setText(
                said.format(step=name, count=of(count.aligned, known), n=shown.iteration.number)
            )
