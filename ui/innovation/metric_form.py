"""A strategic metric, typed in place: what it is, where it stands, where it should come to."""

from __future__ import annotations

from math import isfinite

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.learn.progress import metric_faults
from core.model.flow import Step
from core.model.strategy import Direction, OutcomeArea, StrategicMetric
from ui.innovation.figures import as_typed, typed_number
from ui.innovation.words import area, tr
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.undo_through import undo_through
from ui.look.widgets import Button, Card, Chooser, Label, SegmentedControl

_NAN = float("nan")
_LONGEST = 300


class MetricForm(Card):
    """``kept`` carries the metric as it is wanted (without an id: new), ``removed`` one to go.

    Enter keeps, Esc leaves everything as it was. What is missing is said in place.
    """

    kept = Signal(object)
    removed = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._metric = _new()
        self._area, self._indicator = OutcomeArea.ENGAGEMENT, ""
        self.title = Label("", "card")
        self.name = _line(tr("Name"), tr("Monthly returning customers"))
        self.unit = _line(tr("Unit"), tr("%, €, d"))
        self.baseline = _line(tr("Baseline"), tr("where it stands now"))
        self.target = _line(tr("Target"), tr("where it should come to"))
        self.area, self.indicator = Chooser(""), Chooser("")
        self.direction = SegmentedControl(
            [(tr("Should rise"), Direction.UP), (tr("Should fall"), Direction.DOWN)]
        )
        self.wrong = Label("", "secondary", "error", wrap=True)
        self.keep, self.cancel = (
            Button(tr("Keep"), "plain", keys="Enter"),
            Button(tr("Cancel"), "quiet", keys="Esc"),
        )
        self.remove = Button(tr("Remove metric"), "quiet")
        self._lay_out()
        self.area.picked.connect(self._on_area)
        self.indicator.picked.connect(self._on_indicator)
        self.keep.clicked.connect(self.commit)
        self.cancel.clicked.connect(self.closed)
        self.remove.clicked.connect(self._on_remove)
        for field in (self.name, self.unit, self.baseline, self.target):
            field.returnPressed.connect(self.commit)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        places = (
            (tr("Name"), self.name, 0, 0, 2),
            (tr("Outcome area"), self.area, 0, 2, 1),
            (tr("Unit"), self.unit, 0, 3, 1),
            (tr("Baseline"), self.baseline, 1, 0, 1),
            (tr("Target"), self.target, 1, 1, 1),
            (tr("Direction"), self.direction, 1, 2, 1),
            (tr("Moved by"), self.indicator, 1, 3, 1),
        )
        for words, field, row, column, span in places:
            grid.addWidget(_titled(words, field), row, column, 1, span)
        for column, stretch in enumerate((3, 3, 2, 3)):
            grid.setColumnStretch(column, stretch)
        acts = QHBoxLayout()
        for button in (self.keep, self.cancel):
            acts.addWidget(button)
        acts.addStretch()
        acts.addWidget(self.remove)
        for widget in (self.title, grid, self.wrong, acts):
            if isinstance(widget, QWidget):
                self.column.addWidget(widget)
            else:
                self.column.addLayout(widget)

    def begin(self, metric: StrategicMetric | None, outcome: Step | None) -> None:
        """Write a new metric, or change one; ``outcome`` is the indicator it could be linked to."""
        self._metric = metric or _new(outcome.id if outcome else "")
        shown = self._metric
        self.title.setText(tr("Edit metric") if metric else tr("New strategic metric"))
        self.name.setText(shown.name)
        self.unit.setText(shown.unit)
        for field, value in ((self.baseline, shown.baseline), (self.target, shown.target)):
            field.setText(as_typed(value) if isfinite(value) else "")  # not a number: not said yet
        self.direction.choose(shown.direction)
        self._areas = {area(each): each for each in OutcomeArea}
        self._steps = {tr("nothing observed"): ""}
        if outcome is not None:
            self._steps[outcome.name] = outcome.id
        self._on_area(shown.area)
        self._on_indicator(shown.indicator if shown.indicator in self._steps.values() else "")
        self.remove.setVisible(metric is not None)
        self.refuse("")
        self.name.setFocus()
        self.name.selectAll()

    @property
    def wanted(self) -> StrategicMetric:
        """The metric as it is typed; figures that are none are not a number."""
        unit = self.unit.text().strip()
        read = [typed_number(each.text(), unit) for each in (self.baseline, self.target)]
        baseline, target = (_NAN if each is None else each for each in read)
        return msgspec.structs.replace(
            self._metric,
            name=self.name.text().strip(),
            area=self._area,
            unit=unit,
            baseline=baseline,
            target=target,
            direction=Direction(str(self.direction.value)),
            indicator=self._indicator,
        )

    @Slot()
    def commit(self) -> None:
        """Keep it, or say what is missing."""
        wrong = metric_faults(self.wanted)
        if wrong:
            self.refuse(" ".join(wrong))
            fields = (self.name, self.baseline, self.target)
            empty = (each for each in fields if not each.text().strip())
            next(empty, self.target).setFocus()
        else:
            self.kept.emit(self.wanted)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed was not kept."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    @Slot(object)
    def _on_area(self, chosen: object) -> None:
        self._area = OutcomeArea(str(chosen))
        self.area.offer(list(self._areas.items()), [self._area])
        self.area.say(area(self._area))
        self.area.setAccessibleName(tr("Outcome area: {area}").format(area=area(self._area)))

    @Slot(object)
    def _on_indicator(self, chosen: object) -> None:
        self._indicator = str(chosen)
        self.indicator.offer(list(self._steps.items()), [self._indicator])
        said = next(name for name, key in self._steps.items() if key == self._indicator)
        self.indicator.say(said)
        self.indicator.setAccessibleName(tr("Moved by: {step}").format(step=said))

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._metric)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _new(indicator: str = "") -> StrategicMetric:
    return StrategicMetric("", "", OutcomeArea.ENGAGEMENT, _NAN, _NAN, indicator=indicator)


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    undo_through(field)
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(_LONGEST)
    field.setFixedHeight(int(HEIGHT_CONTROL * scale()))
    return field


def _titled(words: str, field: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(Label(words, "label", "ink2"))
    if isinstance(field, Chooser | SegmentedControl):
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(field)
    return both
