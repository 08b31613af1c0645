"""The assumptions: what has to be true, the riskiest first, and what was believed at each close."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.model.assumption import Assumption, Level, Stance
from core.model.iteration import Iteration
from ui.look.undo_through import undo_through
from ui.look.widgets import Button, Card, Chip, Chooser, Label, ToolButton

_Choice = TypeVar("_Choice", Level, Stance)

_RISKY = 6
"""Impact times uncertainty from which an assumption is to be tested first."""


class AssumptionsCard(Card):
    """``put`` carries an assumption as it is wanted (without an id: new), ``removed`` one to go.

    ``revisited`` carries (assumption, stance, uncertainty) as believed since the last close.
    """

    put = Signal(object)
    removed = Signal(object)
    revisited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Assumptions"), "card"))
        head.addWidget(Label(self.tr("the riskiest first: test these first"), "secondary", "ink3"))
        head.addStretch()
        self.add = Button(self.tr("Assumption"), "plain", "plus", keys="Insert")
        self.add.clicked.connect(self.begin)
        head.addWidget(self.add)
        self.column.addLayout(head)
        self._empty = Label(
            self.tr("What has to be true for this to work, and is not known yet?"),
            "body",
            "ink2",
            wrap=True,
        )
        self.column.addWidget(self._empty)
        self.rows: list[AssumptionRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.column.addLayout(self._list)
        self.fresh = QLineEdit()
        undo_through(self.fresh)
        self.fresh.setAccessibleName(self.tr("New assumption"))
        self.fresh.setPlaceholderText(self.tr("This has to be true: …   Enter keeps it"))
        self.fresh.returnPressed.connect(self._on_fresh)
        self.fresh.hide()
        self.column.addWidget(self.fresh)

    def show_assumptions(self, every: Sequence[Assumption], closed: Sequence[Iteration]) -> None:
        """Show them in this order; ``closed`` are the iterations behind us."""
        self._empty.setVisible(not every)
        focused = next((row.assumption.id for row in self.rows if row.text.hasFocus()), None)
        while len(self.rows) > len(every):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(every):
            row = AssumptionRow()
            row.put.connect(self.put)
            row.removed.connect(self.removed)
            row.revisited.connect(self.revisited)
            self._list.addWidget(row)
            self.rows.append(row)
        for row, assumption in zip(self.rows, every, strict=True):
            row.show_assumption(assumption, closed)
            if assumption.id == focused:
                row.text.setFocus()

    @Slot()
    def begin(self) -> None:
        """Begin a new one."""
        self.fresh.show()
        self.fresh.setFocus()

    @Slot()
    def _on_fresh(self) -> None:
        text = self.fresh.text().strip()
        if text:
            self.fresh.clear()
            self.put.emit(Assumption("", text))


class AssumptionRow(QWidget):
    """One assumption: its words, impact, uncertainty, what is believed, and what was before."""

    put = Signal(object)
    removed = Signal(object)
    revisited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.assumption = Assumption("", "")
        self._closed: Sequence[Iteration] = ()
        self.risk = Chip("")
        self.text = QLineEdit()
        undo_through(self.text)
        self.text.setAccessibleName(self.tr("What has to be true"))
        self.text.editingFinished.connect(self._on_text)
        self.impact = self._chooser(self.tr("impact"), self._on_impact)
        self.uncertainty = self._chooser(self.tr("uncertainty"), self._on_uncertainty)
        self.stance = self._chooser(self.tr("believed"), self._on_stance)
        self.remove = ToolButton(self.tr("Remove assumption"), "close")
        self.remove.clicked.connect(self._on_remove)
        self.before = Label("", "secondary", "ink3", wrap=True)
        self.risk.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.text, 0, 0, 1, 5)
        grid.addWidget(self.remove, 0, 5)
        for column, widget in enumerate((self.risk, self.impact, self.uncertainty, self.stance)):
            grid.addWidget(widget, 1, column)
        grid.setColumnStretch(4, 1)
        grid.addWidget(self.before, 2, 0, 1, 6)

    def _chooser(self, label: str, act: Callable[[object], None]) -> Chooser:
        chooser = Chooser(label)
        chooser.picked.connect(act)
        return chooser

    def show_assumption(self, assumption: Assumption, closed: Sequence[Iteration]) -> None:
        """Show another, or this one changed."""
        self.assumption, self._closed = assumption, closed
        if not (self.text.hasFocus() and self.text.isModified()):
            self.text.setText(assumption.text)
            self.text.setCursorPosition(0)
        if assumption.believed is Stance.FAILS:
            self.risk.say(self.tr("settled"), "neutral")
        elif assumption.risk >= _RISKY:
            self.risk.say(self.tr("risky"), "caution", "caution")
        else:
            self.risk.say(self.tr("less risky"), "neutral")
        levels, stances = _levels(), _stances()
        _offer(self.impact, levels, assumption.impact)
        _offer(self.uncertainty, levels, assumption.uncertainty)
        _offer(self.stance, stances, assumption.believed)
        said = [self._belief(each.iteration, each.before, each.after, each.note)
                for each in assumption.beliefs]  # fmt: skip
        self.before.setText("\n".join(each for each in said if each))
        self.before.setVisible(bool(assumption.beliefs))

    def _belief(self, iteration: str, before: Stance, after: Stance, note: str) -> str:
        number = next((each.number for each in self._closed if each.id == iteration), None)
        if number is None:
            return ""
        stances = _stances()
        if before is after:
            said = self.tr("Iteration {n}: still {after}.").format(n=number, after=stances[after])
        else:
            said = self.tr("Iteration {n}: {before}, then {after}.").format(
                n=number, before=stances[before], after=stances[after]
            )
        return f"{said} {note}".strip()

    @Slot()
    def _on_text(self) -> None:
        text = self.text.text().strip()
        self.text.setModified(False)
        if text and text != self.assumption.text:
            self.put.emit(msgspec.structs.replace(self.assumption, text=text))
        elif not text:
            self.text.setText(self.assumption.text)

    @Slot(object)
    def _on_impact(self, level: object) -> None:
        self.put.emit(msgspec.structs.replace(self.assumption, impact=Level(str(level))))

    @Slot(object)
    def _on_uncertainty(self, level: object) -> None:
        self._believe(self.assumption.believed, Level(str(level)))

    @Slot(object)
    def _on_stance(self, stance: object) -> None:
        self._believe(Stance(str(stance)), self.assumption.uncertainty)

    def _believe(self, stance: Stance, uncertainty: Level) -> None:
        """What is believed now; after a close it is kept beside what was believed before it."""
        if self._closed:
            self.revisited.emit((self.assumption, stance, uncertainty))
            return
        wanted = msgspec.structs.replace(self.assumption, believed=stance, uncertainty=uncertainty)
        self.put.emit(wanted)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self.assumption)


def _offer(chooser: Chooser, names: Mapping[_Choice, str], chosen: _Choice) -> None:
    chooser.offer([(word, key) for key, word in names.items()], [chosen])
    chooser.say(names[chosen])


def _levels() -> dict[Level, str]:
    return {
        Level.HIGH: QCoreApplication.translate("AssumptionRow", "high"),
        Level.MEDIUM: QCoreApplication.translate("AssumptionRow", "medium"),
        Level.LOW: QCoreApplication.translate("AssumptionRow", "low"),
    }


def _stances() -> dict[Stance, str]:
    return {
        Stance.OPEN: QCoreApplication.translate("AssumptionRow", "open"),
        Stance.HOLDS: QCoreApplication.translate("AssumptionRow", "holds"),
        Stance.FAILS: QCoreApplication.translate("AssumptionRow", "does not hold"),
    }
