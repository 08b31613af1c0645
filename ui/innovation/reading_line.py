"""One reading, typed in a line: value, day, iteration, note. Enter keeps it and waits for the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from core.model.iteration import Iteration
from core.model.moment import Moment, as_datetime, moment, now
from core.model.strategy import MetricReading, StrategicMetric
from ui.innovation.figures import as_typed, typed_number
from ui.innovation.words import tr
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.undo_through import undo_through
from ui.look.widgets import Button, Chooser, Label

_NOON = 12


class ReadingLine(QFrame):
    """``kept`` carries a reading as it is wanted (without an id: new). Esc puts the line away."""

    kept = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._metric: StrategicMetric | None = None
        self._reading: MetricReading | None = None
        self._iteration = ""
        self.value, self.note = QLineEdit(), QLineEdit()
        self.value.setAccessibleName(tr("Value read"))
        self.value.setPlaceholderText(tr("Value"))
        self.note.setAccessibleName(tr("Note on the reading"))
        self.note.setPlaceholderText(tr("Note, if there is one"))
        self.day = QDateEdit()
        self.day.setAccessibleName(tr("Day of the reading"))
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.chooser = Chooser(tr("Iteration"))
        self.chooser.picked.connect(self._on_iteration)
        self.keep, self.cancel = (
            Button(tr("Keep"), keys="Enter"),
            Button(tr("Done"), "quiet", keys="Esc"),
        )
        self.keep.clicked.connect(self.commit)
        self.cancel.clicked.connect(self.closed)
        self.wrong = Label("", "secondary", "error", wrap=True)
        self.wrong.hide()
        for line in (self.value, self.note):
            undo_through(line)
        for field in (self.value, self.day, self.note):
            field.setFixedHeight(int(HEIGHT_CONTROL * scale()))
        self.value.setFixedWidth(int(96 * scale()))
        self.day.setFixedWidth(int(112 * scale()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.value)
        row.addWidget(self.day)
        row.addWidget(self.chooser)
        row.addWidget(self.note, 1)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.wrong)
        for line in (self.value, self.note):
            line.returnPressed.connect(self.commit)

    def begin(
        self,
        metric: StrategicMetric,
        iterations: Sequence[Iteration],
        reading: MetricReading | None = None,
    ) -> None:
        """Type a new reading of a metric, or change one."""
        self._metric, self._reading = metric, reading
        self._iteration = reading.iteration if reading else ""
        names = [(tr("by its day"), ""), *((str(each.number), each.id) for each in iterations)]
        self.chooser.offer(names, [self._iteration])
        self._options = {key: name for name, key in names}
        self.chooser.say(self._options.get(self._iteration, tr("by its day")))
        self.value.setText(as_typed(reading.value) if reading else "")
        self.note.setText(reading.note if reading else "")
        self.day.setDate(_day(reading.at) if reading else QDate.currentDate())
        self._say("")
        self.value.setFocus()
        self.value.selectAll()

    @Slot()
    def commit(self) -> None:
        """Keep what is typed; what is no number is said so, and stays."""
        if self._metric is None:
            return
        value = typed_number(self.value.text(), self._metric.unit)
        if value is None:
            self._say(tr("Type the value that was read, as a number."))
            self.value.setFocus()
            return
        old = self._reading
        at = old.at if old and _day(old.at) == self.day.date() else at_day(self.day.date())
        wanted = MetricReading(
            old.id if old else "",
            self._metric.id,
            at,
            value,
            self._iteration,
            self.note.text().strip(),
        )
        self._say("")
        self.kept.emit(wanted)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed was not kept."""
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    @Slot(object)
    def _on_iteration(self, iteration: object) -> None:
        self._iteration = str(iteration)
        self.chooser.offer([(name, key) for key, name in self._options.items()], [self._iteration])
        self.chooser.say(self._options[self._iteration])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        else:
            super().keyPressEvent(event)


def at_day(day: QDate) -> Moment:
    """A moment of a day: noon, where we are; today it is now, after all that began today."""
    if day == QDate.currentDate():
        return now()
    return moment(datetime(day.year(), day.month(), day.day(), _NOON).astimezone())


def _day(at: Moment) -> QDate:
    local = as_datetime(at).astimezone()
    return QDate(local.year, local.month, local.day)
