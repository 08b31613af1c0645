"""Who stands behind the number that was asked about, and what they said: firsthand, beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.interview.said import Said
from core.reading import Reader
from ui.innovation.shown import BOTH, Number, Shown, voices
from ui.innovation.words import counted, endpoint, tr
from ui.look.curtain import curtain
from ui.look.layouts import emptied
from ui.look.partner_link import PartnerLink
from ui.look.texts import breakable
from ui.look.widgets import Button, Card, Label

_FEW, _MORE = 4, 20


class WordsCard(Card):
    """``wanted`` carries the id of a partner to go to."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.number: Number | None = None
        self._most = _FEW
        self._said: tuple[object, ...] = ()
        self._study: Reader | None = None
        self._about: Shown | None = None
        self.title = Label("", "strong", elided=True)
        self.more = Button("", "link")
        self.more.clicked.connect(self._on_more)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        self.column.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        curtain.changed.connect(self._fill)

    def ask(self, number: Number) -> None:
        """Show who stands behind another number."""
        self.number, self._most = number, _FEW
        self._fill()

    def show_words(self, study: Reader, about: Shown) -> None:
        """Show another iteration or group; the number asked about stays where it counts anyone."""
        self._study, self._about = study, about
        self._fill()

    @Slot()
    def _fill(self) -> None:
        study, about = self._study, self._about
        if study is None or about is None:
            return
        number = self.number if self.number and about.count(self.number) else first(about)
        self.setVisible(number is not None)
        if number is None:
            return
        found = voices(study, about, number, self._most)
        attributes = [each.id for each in study.attributes()]
        said = (number, found, attributes, curtain.is_drawn)
        if said == self._said:
            return
        self._said = said
        self.title.setText(self._head(about, number, found.partners))
        self.more.setVisible(found.more > 0)
        self.more.dress(tr("{n} more").format(n=found.more))
        emptied(self._list)
        for each in found.partners:
            self._list.addWidget(self._entry(each, attributes))

    def _head(self, about: Shown, number: Number, partners: tuple[Said, ...]) -> str:
        if number == BOTH:
            said = tr("Both")
        else:
            name = endpoint(number.kind)
            said = f"{name}: {counted(number.kind, number.what, about.count(number))}"
        who = [curtain.over(each.partner.pseudonym) for each in partners]
        return f"{said} · {' '.join(who)}" if not curtain.is_drawn else said

    def _entry(self, said: Said, attributes: list[str]) -> QWidget:
        entry = QWidget()
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for quote in said.quotes:
            column.addWidget(Label(breakable(f"“{quote}”"), "body", wrap=True))
        for note in (*said.notes, *([said.reason] if said.reason else [])):
            column.addWidget(Label(breakable(note), "secondary", "ink2", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(4)
        who = PartnerLink(said.partner.id, said.partner.pseudonym)
        who.setAccessibleDescription(tr("Goes to this partner"))
        who.wanted.connect(self.wanted)
        foot.addWidget(who)
        traits = [*filter(None, map(said.partner.value, attributes))]
        if not (said.quotes or said.notes or said.reason):
            traits.insert(0, tr("no words here yet"))
        foot.addWidget(Label(" · ".join(traits), "secondary", "ink3", elided=True), 1)
        column.addLayout(foot)
        return entry

    @Slot()
    def _on_more(self) -> None:
        self._most += _MORE
        self._fill()


def first(about: Shown) -> Number | None:
    """The number that is looked at first: both, else the first endpoint anybody was seen at."""
    asked = [BOTH]
    asked += [
        Number(each.kind, what)
        for what in ("aligned", "deviated", "unknown")
        for each in about.endpoints
        if each.step is not None
    ]
    return next((each for each in asked if about.count(each)), None)
