"""What goes into a report: what it tells of, for whom, which sections and which cohorts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from core.model.iteration import Iteration
from core.model.partner import EVERYONE, Cohort
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import SectionName
from ui.look.type import font, scale
from ui.look.widgets import Chooser, Label, SegmentedControl


def _words(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("share", text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("share", text)


SECTIONS: Mapping[SectionName, str] = {
    SectionName.ITERATIONS: _words("All iterations"),
    SectionName.HYPOTHESIS: _words("Hypothesis"),
    SectionName.FLOW: _words("Flow with its numbers"),
    SectionName.FUNNELS: _words("Funnels per cohort"),
    SectionName.REASONS: _words("Why they left"),
    SectionName.WORDS: _words("In their words"),
    SectionName.COMPARISON: _words("Comparison"),
    SectionName.DECISION: _words("Decision and evidence"),
    SectionName.INNOVATION: _words("True innovation"),
    SectionName.METRICS: _words("Strategic metrics"),
    SectionName.NEXT: _words("What comes next"),
    SectionName.METHOD: _words("Method notes"),
}

_ABOUT: Mapping[Audience, str] = {
    Audience.TEAM: _words("Everything, with the team's notes and whom to talk to next."),
    Audience.CLIENT: _words("No notes of the team; words only of those who agreed to publication."),
    Audience.PUBLIC: _words("As for the client, and no number of fewer than 3 partners."),
}


_MARGIN, _BESIDE = 16, 44
"""Around the choices, and what a box and the scroll bar take of a row, px."""
_MANY = 4
"""So many cohorts have one box for all of them."""


class Choices(QScrollArea):
    """``changed`` comes when a person chose something else; ``choice`` is what is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_MARGIN, 14, _MARGIN, 16)
        self._column.setSpacing(6)
        self._iteration: str | None = None
        self._told: list[Iteration] = []
        self._cohorts: dict[str, QCheckBox] = {}
        self._every: QCheckBox | None = None
        self._head(self.tr("Report of"))
        self.scope = Chooser("")
        self.scope.picked.connect(self._on_scope)
        self._column.addWidget(self.scope)
        self._head(self.tr("For"))
        names = (self.tr("Team"), self.tr("Client"), self.tr("Public"))
        self.audience = SegmentedControl(list(zip(names, Audience, strict=True)))
        self.audience.picked.connect(self._on_audience)
        self._column.addWidget(self.audience)
        self._about = Label(_tr(_ABOUT[Audience.TEAM]), "secondary", "ink2", wrap=True)
        self._column.addWidget(self._about)
        self._head(self.tr("Sections"))
        self._parted = True
        self._unparted = Label(
            self.tr("A file of tables has no sections."), "secondary", "ink2", wrap=True
        )
        self._unparted.hide()
        self._column.addWidget(self._unparted)
        self.sections = {name: self._box(_tr(words)) for name, words in SECTIONS.items()}
        self._head(self.tr("Cohorts"))
        self._places = QVBoxLayout()
        self._places.setSpacing(6)
        self._column.addLayout(self._places)
        self._column.addStretch(1)
        self.setWidget(inside)

    def _head(self, text: str) -> None:
        if self._column.count():
            self._column.addSpacing(8)
        self._column.addWidget(Label(text, "card"))

    def _box(self, text: str, into: QVBoxLayout | None = None) -> QCheckBox:
        box = QCheckBox(text.replace("&", "&&"))
        box.setChecked(True)
        box.toggled.connect(self._on_toggled)
        (into or self._column).addWidget(box)
        return box

    def ask_sections(self, asked: bool) -> None:
        """Whether sections are chosen at all: a file of tables has none."""
        self._parted = asked
        for name, box in self.sections.items():
            # Only the whole study has iterations to tell of side by side.
            own = name is not SectionName.ITERATIONS or self._iteration is None
            box.setEnabled(asked and own)
        self._unparted.setVisible(not asked)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        audience = self.audience.value
        sections = tuple(name for name, box in self.sections.items() if box.isChecked())
        wanted = tuple(key for key, box in self._cohorts.items() if box.isChecked())
        every = len(wanted) == len(self._cohorts)
        return Choice(
            audience if isinstance(audience, Audience) else Audience.TEAM,
            self._iteration,
            sections,
            None if every else wanted,
        )

    def read(self, iterations: Sequence[Iteration], cohorts: Sequence[Cohort], shown: str) -> None:
        """Offer what the study has. ``shown`` is the iteration to begin with, by id, at first."""
        first = not self._told
        self._told = list(iterations)
        ids = {each.id for each in iterations}
        if first or (self._iteration is not None and self._iteration not in ids):
            self._iteration = shown or None
        self._offer_scope()
        self._offer_cohorts(cohorts)

    def _scope_words(self, iteration: Iteration) -> str:
        state = self.tr("open") if iteration.is_open else self.tr("closed")
        return self.tr("Iteration {n} · {state}").format(n=iteration.number, state=state)

    def _offer_scope(self) -> None:
        options = [(self._scope_words(each), each.id) for each in reversed(self._told)]
        self.scope.offer([*options, (self.tr("The whole study"), "")], [self._iteration or ""])
        found = next((each for each in self._told if each.id == self._iteration), None)
        self.scope.say(self._scope_words(found) if found else self.tr("The whole study"))
        self.ask_sections(self._parted)

    def _offer_cohorts(self, cohorts: Sequence[Cohort]) -> None:
        """A box for each but everyone, who is always told of."""
        kept = {key: box.isChecked() for key, box in self._cohorts.items()}
        names = {each.id: each.name for each in cohorts if each.id != EVERYONE}
        shown = {key: box.toolTip() for key, box in self._cohorts.items()}
        if self._places.count() and shown == names:
            return
        while (item := self._places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._cohorts = {}
        self._places.addWidget(Label(self.tr("Everyone is always in."), "secondary", "ink2"))
        self._every = self._box_of_all(len(names)) if len(names) >= _MANY else None
        for key, name in names.items():
            box = self._box(self._fitting(name), self._places)
            box.setToolTip(name)
            box.setAccessibleName(name)
            with QSignalBlocker(box):
                box.setChecked(kept.get(key, True))
            self._cohorts[key] = box
        self._show_every()

    def _box_of_all(self, count: int) -> QCheckBox:
        """One box for all cohorts, where there are many of them."""
        box = QCheckBox(self.tr("All {n} cohorts").format(n=count))
        box.clicked.connect(self._on_every)
        self._places.addWidget(box)
        return box

    def _show_every(self) -> None:
        """Whether all cohorts are in, some or none."""
        if self._every is None:
            return
        states = {box.isChecked() for box in self._cohorts.values()}
        some = Qt.CheckState.PartiallyChecked
        alike = Qt.CheckState.Checked if True in states else Qt.CheckState.Unchecked
        self._every.setCheckState(some if len(states) == 2 else alike)

    @Slot()
    def _on_every(self) -> None:
        wanted = not all(box.isChecked() for box in self._cohorts.values())
        for box in self._cohorts.values():
            with QSignalBlocker(box):
                box.setChecked(wanted)
        self._on_toggled(wanted)

    def _fitting(self, name: str) -> str:
        """As much of a name as stands beside its box: a wider one would widen the whole column."""
        room = self.maximumWidth() - 2 * _MARGIN - _BESIDE * scale()
        cut = QFontMetricsF(font("body")).elidedText
        return cut(" ".join(name[:200].split()), Qt.TextElideMode.ElideRight, room)

    @Slot(object)
    def _on_scope(self, iteration: object) -> None:
        self._iteration = str(iteration) or None
        self._offer_scope()
        self.changed.emit()

    @Slot(object)
    def _on_audience(self, audience: object) -> None:
        if isinstance(audience, Audience):
            self._about.setText(_tr(_ABOUT[audience]))
        self.changed.emit()

    @Slot(bool)
    def _on_toggled(self, _checked: bool) -> None:
        self._show_every()
        self.changed.emit()
