"""Beginning an interview in its place: where the note line will be, so that no key records before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.model.interview import Interview
from ui.capture.fields import ENTER
from ui.capture.panel import Panel
from ui.capture.terms import TermsFields
from ui.look.widgets import Button, Chip, Label


class _Begin(Button):
    """Pressed by Enter alone: a word typed blindly, with its space and its Enter, begins nothing."""

    astray = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text, "primary", keys="Enter")
        self.is_wary = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.astray.emit()
        elif event.key() in ENTER and self.is_wary and not event.isAutoRepeat():
            self.is_wary = False
        else:
            super().keyPressEvent(event)


class BeginPanel(Panel):
    """``begun`` carries the Terms, ``gone_on`` comes where the last interview is to go on."""

    begun = Signal(object)
    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", "b", parent)
        self._head = Label("", "card", elided=True)
        self._chip = Chip(self.tr("Nothing is recorded"))
        self._chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.terms = TermsFields()
        self.button = _Begin(self.tr("Begin interview"))
        self.other = Button(self.tr("Continue the last one"), "plain")
        self._said = Label("", "secondary", "ink2", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._chip)
        row = QHBoxLayout()
        row.setSpacing(10)
        for each in (self.button, self.other):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(9)
        column.addLayout(head)
        column.addWidget(self.terms)
        column.addLayout(row)
        column.addWidget(self._said)
        self.button.clicked.connect(self._on_begin)
        self.button.astray.connect(self.stray)
        self.terms.entered.connect(self._on_begin)
        self.other.clicked.connect(self.gone_on)

    def call(self, name: str) -> None:
        """Say who the interview would be with."""
        self._head.setText(self.tr("Interview with {partner}").format(partner=name))

    def offer(self, last: Interview | None, draft: str, *, writable: bool) -> None:
        """Offer to begin, or to continue ``last``; ``draft`` is what it left typed."""
        self.other.setVisible(last is not None and writable)
        for each in (self.button, self.terms):
            each.setEnabled(writable)
        if not writable:
            said = self.tr("The study is open for reading only.")
        elif draft:
            said = self.tr("The last one left a draft: “{draft}”. Continue it to keep that.")
            said = said.format(draft=draft if len(draft) < 80 else draft[:78] + "…")
        else:
            said = self.tr("The log below can be read and corrected without beginning.")
        self.say(said)

    def say(self, sentence: str) -> None:
        """Say something under the button."""
        self._said.setText(sentence)

    def stray(self) -> None:
        """Keys came that mean something once an interview runs: whoever typed them is elsewhere."""
        self.button.is_wary = True
        self.say(self.tr("Nothing is recorded yet. Press Enter twice to begin the interview."))

    def _on_begin(self) -> None:
        try:
            terms = self.terms.read()
        except ValueError as error:
            self.say(str(error))
            return
        self.button.is_wary = False
        self.begun.emit(terms)
