"""A partner's page: every encounter with its path and words, what is known, consent, interviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.interview.walks import Walked, walks
from core.model.consent import Permission, Purpose, may_leave
from core.model.partner import CustomerPartner
from core.reading import Reader
from ui.look.curtain import curtain
from ui.look.layouts import emptied, scrolling
from ui.look.texts import short
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button, Chip, EmptyState, Label, Notice, ToolButton
from ui.partners.consent_card import ConsentCard
from ui.partners.facts import tr
from ui.partners.interviews_card import InterviewsCard
from ui.partners.names_card import NamesCard
from ui.partners.names_desk import NamesDesk
from ui.partners.traits_card import Offered, TraitsCard
from ui.partners.walk_card import Shown, WalkCard

_SIDE = 380
_FIRST = 6
"""So many encounters are shown at once; more when they are asked for."""
_MOST_COHORTS = 3


class PartnerPage(QWidget):
    """``left`` comes with Esc, ``stepped`` carries -1 or 1, ``capture_wanted`` asks for Capture."""

    left = Signal()
    stepped = Signal(int)
    capture_wanted = Signal()

    def __init__(self, offered: Offered, names: NamesDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.partner = ""
        self._most = _FIRST
        self._shown: object = None
        self.back = Button(tr("Register"), "plain", keys="Esc")
        self.back.clicked.connect(self.left)
        self._name = Label("", "title")
        self._real = Label("", "body", "ink2", elided=True)
        self._real.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._cohorts = QHBoxLayout()
        self._cohorts.setSpacing(6)
        self.before = ToolButton(tr("The partner before (Alt+Up)"), "chevron_up")
        self.after = ToolButton(tr("The next partner (Alt+Down)"), "chevron_down")
        self.capture = Button(tr("Open in Capture"), "plain", keys="Shift Enter")
        self.traits, self.consent = TraitsCard(offered), ConsentCard()
        self._desk = names
        self.interviews, self.names = InterviewsCard(), NamesCard(names)
        self._walks = QVBoxLayout()
        self._walks.setSpacing(12)
        self._more = Button(tr("Show earlier encounters"), "plain")
        self._nothing = EmptyState(
            tr("Nobody has met this partner yet."), tr("Open in Capture"), "Shift Enter"
        )
        self._strip = Notice("caution", "", closable=True)
        self._strip.hide()
        self._strip.dismissed.connect(self._strip.hide)
        self._lay_out()
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.capture.clicked.connect(self.capture_wanted)
        self._nothing.acted.connect(self.capture_wanted)
        self._more.clicked.connect(self._on_more)
        self._real.hide()
        self._again: Callable[[], None] = lambda: None
        curtain.changed.connect(self._on_curtain)
        names.changed.connect(self._on_curtain)
        self.names.told.connect(self.tell)
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 10)
        head.setSpacing(10)
        for each in (self.back, self._name, self._real):
            head.addWidget(each)
        head.addLayout(self._cohorts)
        head.addStretch()
        for each in (self.before, self.after, self.capture):
            head.addWidget(each)
        story, facts = QWidget(), QWidget()
        left, right = QVBoxLayout(story), QVBoxLayout(facts)
        left.setContentsMargins(20, 4, 16, 16)
        right.setContentsMargins(4, 4, 20, 16)
        left.addLayout(self._walks)
        left.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addWidget(self._nothing)
        left.addStretch()
        right.setSpacing(12)
        for card in (self.traits, self.consent, self.interviews, self.names):
            right.addWidget(card)
        right.addStretch()
        facts.setFixedWidth(int(_SIDE * scale()))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._scrolled = _scroll(story, tr("Encounters"))
        beside = _scroll(facts, tr("What is known, consent and interviews"))
        beside.setFixedWidth(int((_SIDE + 14) * scale()))
        row.addWidget(self._scrolled, 1)
        row.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._strip)
        column.addLayout(row, 1)

    def show_partner(
        self, study: Reader, partner: CustomerPartner, memberships: Sequence[str]
    ) -> None:
        """Show a partner as the study holds them now, and the cohorts they are in by name."""
        if partner.id != self.partner:
            self._most = _FIRST
            self._scrolled.verticalScrollBar().setValue(0)
        self.partner = partner.id
        self._again = lambda: self.show_partner(study, partner, memberships)
        self._name.setText(curtain.over(short(partner.pseudonym, 24)))
        self.setAccessibleName(tr("Story of {name}").format(name=self._name.text()))
        real = self._desk.shown(partner.id)
        self._real.setText(real)
        self._real.setVisible(bool(real))
        self.names.show_partner(partner.id)
        self._show_cohorts(memberships)
        self.traits.show_partner(partner, study.attributes())
        consent = study.consent(partner.id)
        self.consent.show_consent(partner.id, consent, study.consent_texts())
        held = study.interviews(partner.id)
        numbers = {each.id: each.number for each in study.iterations()}
        self.interviews.show_interviews(held, numbers)
        for one, following in pairwise(self.stops):
            QWidget.setTabOrder(one, following)
        may = may_leave(Permission.QUOTES, consent, Purpose.EXPORT)
        self._show_walks(walks(study, partner.id), Shown(may, {each.id: each for each in held}))

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Say why something was not done; "" takes that away."""
        self._strip.sentence.setText(sentence)
        self._strip.setAccessibleName(sentence)
        self._strip.setVisible(bool(sentence))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [
            self.back, self.before, self.after, self.capture, self._scrolled, self._more,
            *self.traits.stops, *self.consent.stops, *self.names.stops,
        ]  # fmt: skip

    def _show_cohorts(self, names: Sequence[str]) -> None:
        emptied(self._cohorts)
        for name in names[:_MOST_COHORTS]:
            chip = Chip(short(name, 22))
            chip.setToolTip(name)
            chip.setMinimumWidth(chip.sizeHint().width())
            self._cohorts.addWidget(chip)
        if len(names) > _MOST_COHORTS:
            chip = Chip(f"+{len(names) - _MOST_COHORTS}")
            chip.setToolTip("\n".join(names))
            self._cohorts.addWidget(chip)

    def _show_walks(self, found: Sequence[Walked], shown: Shown) -> None:
        now = (found, shown, self._most, scale())
        if now == self._shown:
            return
        self._shown = now
        emptied(self._walks)
        before = ""
        for walked in found[: self._most]:
            if walked.iteration.id != before:
                before = walked.iteration.id
                state = tr("open") if walked.iteration.is_open else tr("closed")
                said = tr("Iteration {n} · {state}").format(n=walked.iteration.number, state=state)
                self._walks.addWidget(Label(said, "status", "ink2"))
            self._walks.addWidget(WalkCard(walked, shown))
        self._more.setVisible(len(found) > self._most)
        self._nothing.setVisible(not found)

    @Slot()
    def _on_more(self) -> None:
        self._most += 4 * _FIRST
        self._again()

    @Slot()
    def _on_curtain(self) -> None:
        if self.isVisible():
            self._again()

    @Slot()
    def _on_before(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_after(self) -> None:
        self.stepped.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), colour("window"))
        painter.end()


def _scroll(held: QWidget, name: str) -> QScrollArea:
    area = scrolling(held)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(name)
    return area
