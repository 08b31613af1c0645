"""One endpoint on a card: its rate against the target, who is pending, and what it rests on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.learn.challenge import Challenge
from core.model.flow import StepKind
from ui.innovation.shown import Endpoint, Number
from ui.innovation.words import counted, endpoint, rests_on, standing, still_needed, tr
from ui.look.describe import interval, of, percent
from ui.look.kind_tile import KindTile
from ui.look.share_bar import ShareBar
from ui.look.type import scale
from ui.look.widgets import Button, Card, Chip, Label

_SMALL = 480
COUNTED = ("aligned", "deviated", "unknown")


class EndpointCard(Card):
    """``asked`` carries the number that was pressed, ``missing`` comes where a step is to be drawn."""

    asked = Signal(object)
    missing = Signal()

    def __init__(self, kind: StepKind) -> None:
        super().__init__()
        self.kind = kind
        self.step = Label("", "secondary", "ink2", elided=True)
        self.standing = Chip("")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(KindTile(kind.value))
        head.addWidget(Label(endpoint(kind), "card"))
        head.addWidget(self.step, 1)
        head.addWidget(self.standing)
        self.column.addLayout(head)
        self._none = Label(tr("The flow has no step for this yet."), "body", "ink2", wrap=True)
        self.draw = Button(tr("Add it to the flow"), "plain")
        self.draw.clicked.connect(self.missing)
        self._body = QWidget()
        self._lay_out_body()
        for widget in (self._none, self.draw, self._body):
            self.column.addWidget(widget)

    def _lay_out_body(self) -> None:
        self.rate = Label("", "figure")
        self.count = Label("", "strong")
        self.plausible = Label("", "secondary", "ink2")
        self.bar = ShareBar()
        self.needed = Label("", "secondary", "ink2", wrap=True)
        self.challenge = Challenges(self)
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for label in (self.rate, self.count, self.plausible):
            figures.addWidget(label)
        figures.addStretch()
        figures.addWidget(self.challenge.link)
        self.numbers: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(6)
        for what in COUNTED:
            button = Button("", "pill")
            button.clicked.connect(partial(self.asked.emit, Number(self.kind, what)))
            self.numbers[what] = button
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(figures)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(self.needed)
        column.addWidget(self.challenge.sentences)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.challenge.shorten(small=self.width() < _SMALL * scale())

    def show_endpoint(self, shown: Endpoint, need_met: int) -> None:
        """Show another."""
        step, against = shown.step, shown.against
        for widget in (self._none, self.draw):
            widget.setVisible(step is None)
        self._body.setVisible(step is not None)
        self.standing.setVisible(step is not None)
        self.step.setText(step.name if step else "")
        self.standing.say(*standing(against))
        count = against.count
        self.rate.setText(percent(count.rate) if against.known else tr("no data"))
        self.count.setText(of(count.aligned, against.known) if against.known else "")
        range_ = interval(count.interval)
        self.plausible.setText(tr("plausible {range}").format(range=range_) if range_ else "")
        self.bar.show_share(shown.share)
        for what, button in self.numbers.items():
            n: int = getattr(count, what)
            text = counted(self.kind, what, n)
            if button.text() != text:
                button.dress(text, "clock" if what == "unknown" else None)
            button.setEnabled(n > 0)
            button.setAccessibleDescription(tr("Shows who they are and what they said"))
        self.needed.setText(still_needed(against, need_met))
        self.challenge.show_challenges(shown.challenges)


class Challenges(QObject):
    """Why a good number may be less than it seems: a link, and ``sentences`` that it unfolds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: tuple[Challenge, ...] = ()
        self._small = False
        self.link = Button("", "pill", "caution")
        self.link.clicked.connect(self.turn)
        self.sentences = Label("", "secondary", "caution", wrap=True)
        self.sentences.hide()

    def show_challenges(self, found: tuple[Challenge, ...]) -> None:
        """Show others; nothing where there are none."""
        self.link.setVisible(bool(found))
        if not found:
            self.sentences.hide()
        if found == self._found:
            return
        self._found = found
        if not found:
            return
        self._say()
        sentences = "\n".join(each.sentence for each in found)
        self.link.setAccessibleDescription(sentences)
        self.link.setToolTip(sentences)
        self.sentences.setText(sentences)

    def shorten(self, *, small: bool) -> None:
        """Say less on the link where there is less room."""
        if small is not self._small:
            self._small = small
            self._say()

    def _say(self) -> None:
        if self._found:
            words = rests_on(tuple(each.rests for each in self._found))
            self.link.dress(tr("Look again") if self._small else words, "caution")
            self.link.setAccessibleName(words)

    @Slot()
    def turn(self) -> None:
        """Unfold, or fold."""
        self.sentences.setVisible(self.sentences.isHidden())
