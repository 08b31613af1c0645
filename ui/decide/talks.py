"""Whom to talk to next, why and what to ask; what is checked goes into the interview guide."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.learn.guide import Guide, Visit
from core.learned import guide_of
from core.model.decision import TalkTo
from core.reading import Reader
from ui.decide.shown import Shown
from ui.decide.words import tr
from ui.look.curtain import curtain
from ui.look.layouts import emptied
from ui.look.partner_link import PartnerLink
from ui.look.tokens import HEIGHT_COMPACT
from ui.look.type import scale
from ui.look.widgets import Button, Label

_MOST = 8


class Talks(QWidget):
    """``wanted`` carries a partner's id, ``printed`` asks for the guide of those checked."""

    wanted = Signal(object)
    printed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._visits: tuple[Visit, ...] = ()
        self._left_out: set[TalkTo] = set()
        self.boxes: list[QCheckBox] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(3, 1)
        self.print = Button(tr("Interview guide …"), "plain", "export")
        self.print.setToolTip(tr("A PDF to print and take along"))
        self.print.clicked.connect(self.printed)
        self._count = Label("", "secondary", "ink2")
        foot = QHBoxLayout()
        foot.addWidget(self.print)
        foot.addWidget(self._count)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addLayout(foot)

    def show_guide(self, study: Reader, shown: Shown) -> None:
        """Show whom to talk to; who was left out before stays so."""
        focused = next((n for n, box in enumerate(self.boxes) if box.hasFocus()), None)
        guide: Guide = guide_of(study, shown.iteration)
        self._visits = guide.visits
        self._left_out &= {each.talk for each in guide.visits}
        emptied(self._grid)
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        self.boxes = []
        for row, visit in enumerate(self._visits[:_MOST]):
            self._add(row, visit)
        more = len(self._visits) - _MOST
        if more > 0:
            said = tr("and {n} more, all in the guide").format(n=more)
            self._grid.addWidget(Label(said, "secondary", "ink3"), _MOST, 1, 1, 3)
        if focused is not None and focused < len(self.boxes):
            self.boxes[focused].setFocus()
        self._say()

    def chosen(self, guide: Guide) -> Guide:
        """A guide with those who are checked."""
        kept = tuple(each for each in guide.visits if each.talk not in self._left_out)
        return replace(guide, visits=kept)

    def _add(self, row: int, visit: Visit) -> None:
        name = curtain.over(visit.who) if visit.talk.partner else visit.who
        box = QCheckBox()
        box.setAccessibleName(tr("In the guide: {who}, {why}").format(who=name, why=visit.why))
        box.setChecked(visit.talk not in self._left_out)
        box.toggled.connect(self._on_toggled)
        self.boxes.append(box)
        who: QWidget
        if visit.talk.partner:
            link = PartnerLink(visit.talk.partner, visit.who)
            link.wanted.connect(self.wanted)
            who = link
        else:
            who = Label(name, "strong", elided=True)
            who.setMaximumWidth(180)
        why = Label(visit.why, "body", "ink2", elided=True)
        why.setMaximumWidth(240)
        ask = Label(visit.questions[0] if visit.questions else "", "body", elided=True)
        self._grid.setRowMinimumHeight(row, int(HEIGHT_COMPACT * scale()))
        for column, widget in enumerate((box, who, why, ask)):
            self._grid.addWidget(widget, row, column)

    def _say(self) -> None:
        chosen = len(self._visits) - len(self._left_out)
        self._count.setText(
            tr("for {n} of {whole} interviews").format(n=chosen, whole=len(self._visits))
            if self._visits
            else tr("questions for everybody")
        )

    @Slot()
    def _on_toggled(self) -> None:
        shown = self._visits[: len(self.boxes)]
        off = {
            visit.talk for visit, box in zip(shown, self.boxes, strict=True) if not box.isChecked()
        }
        self._left_out = off
        self._say()
