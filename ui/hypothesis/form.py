"""The form: the four parts, what the hypothesis has to beat, and whom it could reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.learn.parts import PARTS, reach
from core.model.hypothesis import Hypothesis
from core.model.partner import EVERYONE, Cohort
from ui.hypothesis.figures import Figure
from ui.look.text_field import TextField
from ui.look.type import scale
from ui.look.widgets import Card, Chooser, Label

_PART_HEIGHT = 66


class HypothesisForm(QWidget):
    """Shows one version. ``written`` carries it as it is wanted, ``typed`` comes with each figure."""

    written = Signal(object)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Hypothesis | None = None
        self._cohorts: Mapping[str, Cohort] = {}
        self.parts = {each.field: self._part(each.title, each.prompt) for each in PARTS}
        self.figures = self._figures()
        self.primary = Chooser("")
        self.primary.picked.connect(self._on_cohort)
        self.reach = Label("", "body", "ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self._parts_card(), self._target_card(), self._reach_card()):
            column.addWidget(card)

    def _part(self, title: str, prompt: str) -> TextField:
        field = TextField(title, "")  # the prompt stands above it
        field.setAccessibleDescription(prompt)
        field.setFixedHeight(int(_PART_HEIGHT * scale()))
        field.finished.connect(self._on_finished)
        return field

    def _figures(self) -> dict[str, Figure]:
        rows = {
            "target": (self.tr("Share to beat"), self.tr("Of partners whose need is met."), True),
            "planned": (self.tr("Planned partners"), self.tr("The first so many decide."), False),
            "adoption": (
                self.tr("Individual adoption"), self.tr("Of those met: they come back."), True
            ),
            "outcome": (
                self.tr("Business outcome"), self.tr("Of those met: they contribute."), True
            ),
            "scale": (self.tr("Scale"), self.tr("Partners known, at each, at least."), False),
            "market": (self.tr("Market"), self.tr("Customers who share the challenge."), False),
            "addressable": (
                self.tr("Addressable share"), self.tr("Of them, within your reach."), True
            ),
        }  # fmt: skip
        made = {}
        for field, (title, hint, is_share) in rows.items():
            needed = field in ("target", "planned")
            made[field] = Figure(title, hint, is_share=is_share, needed=needed)
            made[field].typed.connect(self.typed)
            made[field].finished.connect(self._on_finished)
        return made

    def _parts_card(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, part in enumerate(PARTS):
            row, column = divmod(place, 2)
            heading = Label(part.title, "card")
            heading.setBuddy(self.parts[part.field])
            prompt = Label(part.prompt, "secondary", "ink3", wrap=True)
            prompt.setAlignment(Qt.AlignmentFlag.AlignTop)
            if row:
                grid.setRowMinimumHeight(3, int(10 * scale()))
            grid.addWidget(heading, 4 * row, column)
            grid.addWidget(prompt, 4 * row + 1, column)
            grid.addWidget(self.parts[part.field], 4 * row + 2, column)
            grid.setColumnStretch(column, 1)
        card.column.addLayout(grid)
        return card

    def _target_card(self) -> Card:
        card = Card()
        card.column.addWidget(Label(self.tr("What it has to beat"), "card"))
        about = QWidget()
        column = QVBoxLayout(about)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self.tr("Primary cohort"), "strong"))
        column.addWidget(self.primary)
        column.addWidget(Label(self.tr("The one group it is about."), "secondary", "ink3"))
        column.addStretch()
        beat = [self.figures["target"], self.figures["planned"], about]
        card.column.addLayout(_row(beat, columns=3))
        card.column.addSpacing(4)
        card.column.addWidget(Label(self.tr("True innovation: both at scale"), "card"))
        card.column.addLayout(_row([self.figures[n] for n in ("adoption", "outcome", "scale")], 3))
        return card

    def _reach_card(self) -> Card:
        card = Card()
        card.column.addWidget(Label(self.tr("Whom it could reach"), "card"))
        reach = [self.figures["market"], self.figures["addressable"], self.reach]
        card.column.addLayout(_row(reach, columns=3))
        return card

    # --- showing

    def show_version(self, hypothesis: Hypothesis, cohorts: Sequence[Cohort]) -> None:
        """Show a version; what is being typed stays as it is."""
        self._shown, self._cohorts = hypothesis, {each.id: each for each in cohorts}
        for field, widget in self.parts.items():
            text = getattr(hypothesis, field)
            if not widget.hasFocus() and widget.toPlainText() != text:
                widget.setPlainText(text)
        for field, figure in self.figures.items():
            figure.show_value(getattr(hypothesis, field))
        primary = hypothesis.primary
        named = [(self._name(each), each.id) for each in cohorts]
        if primary.id not in self._cohorts:
            named.append((self.tr("{name} (deleted)").format(name=primary.name), primary.id))
        self.primary.offer(named, [primary.id])
        self.primary.say(self._name(self._cohorts.get(primary.id, primary)))
        said = reach(hypothesis)
        self.reach.setText(said)
        self.reach.setVisible(bool(said))

    def commit(self) -> None:
        """Write what was typed."""
        wanted = self.wanted()
        if wanted is not None and wanted != self._shown:
            self.written.emit(wanted)

    def wanted(self) -> Hypothesis | None:
        """The version as it stands in the fields; None where a figure is none."""
        if self._shown is None or any(each.is_wrong for each in self.figures.values()):
            return None
        words: dict[str, Any] = {
            name: each.toPlainText().strip() for name, each in self.parts.items()
        }
        figures = {name: each.value for name, each in self.figures.items()}
        return msgspec.structs.replace(self._shown, **words, **figures)

    def _name(self, cohort: Cohort) -> str:
        return self.tr("Everyone") if cohort.id == EVERYONE else cohort.name

    @Slot()
    def _on_finished(self) -> None:
        self.commit()

    @Slot(object)
    def _on_cohort(self, cohort_id: object) -> None:
        wanted, cohort = self.wanted(), self._cohorts.get(str(cohort_id))
        if wanted is not None and cohort is not None:
            self.written.emit(msgspec.structs.replace(wanted, primary=cohort))


def _row(widgets: Sequence[QWidget], columns: int) -> QGridLayout:
    """Widgets side by side, each as wide as one of so many columns."""
    row = QGridLayout()
    row.setHorizontalSpacing(16)
    for column in range(columns):
        row.setColumnStretch(column, 1)
        row.setColumnMinimumWidth(column, 1)
    for column, widget in enumerate(widgets):
        row.addWidget(widget, 0, column)
    return row
