"""True innovation: the gauge, its two endpoints, and the words behind them, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.model.partner import EVERYONE
from core.reading import Reader
from ui.innovation.endpoint_card import Challenges, EndpointCard
from ui.innovation.gauge import Gauge
from ui.innovation.shown import BOTH, ENDPOINTS, Number, Shown
from ui.innovation.words import tr
from ui.innovation.words_card import WordsCard
from ui.look.tokens import GAP, INSET
from ui.look.widgets import Card, EmptyState, Label, Notice


class TrueInnovation(QWidget):
    """``went`` carries the screen an action leads to, ``wanted`` the id of a partner.

    ``asked`` carries the number whose partners are to be shown.
    """

    went = Signal(object)
    wanted = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.about = Label("", "secondary", "ink2", elided=True)
        self.gauge, self.challenge, self.words = Gauge(), Challenges(self), WordsCard()
        self.cards = {kind: EndpointCard(kind) for kind in ENDPOINTS}
        self.targets = Notice(
            "accent",
            tr("Say what share each endpoint is to beat, and of how many partners."),
            actions=[(tr("Set targets"), self._to_hypothesis)],
            glyph="lightbulb",
        )
        self.empty = EmptyState(
            tr("Nothing was tried with customers yet. An iteration begins with a flow."),
            tr("Go to the flow"),
        )
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.addWidget(Label(tr("True innovation"), "title"))
        head.addWidget(self.about, 1)
        top = Card()
        top.column.addWidget(self.gauge)
        top.column.addWidget(self.challenge.link, 0, Qt.AlignmentFlag.AlignHCenter)
        top.column.addWidget(self.challenge.sentences)
        self._shown = (top, *self.cards.values(), self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, GAP, INSET - 4, GAP)
        column.setSpacing(GAP)
        column.addLayout(head)
        for widget in (self.empty, top, self.targets, *self.cards.values(), self.words):
            column.addWidget(widget)
        column.addStretch()
        self._wire()

    def _wire(self) -> None:
        self.empty.acted.connect(self._to_flow)
        self.gauge.both.clicked.connect(self._on_both)
        self.words.wanted.connect(self.wanted)
        for card in self.cards.values():
            card.asked.connect(self.asked)
            card.missing.connect(self._to_flow)

    def show_nothing(self) -> None:
        """There is no iteration."""
        self.empty.show()
        self.targets.hide()
        self.about.setText("")
        for widget in self._shown:
            widget.hide()

    def show_innovation(self, study: Reader, shown: Shown) -> None:
        """Show how far an iteration has come for a group."""
        self.empty.hide()
        for widget in self._shown:
            widget.show()
        name = tr("Everyone") if shown.group.id == EVERYONE else shown.group.name
        said = tr("{cohort} · iteration {n}").format(cohort=name, n=shown.iteration.number)
        self.about.setText(said)
        self.gauge.show_innovation(shown.innovation, shown.both.ends)
        self.challenge.show_challenges(shown.challenges)
        has_endpoint = any(each.step is not None for each in shown.endpoints)
        self.targets.setVisible(has_endpoint and not shown.has_targets)
        for each in shown.endpoints:
            self.cards[each.kind].show_endpoint(each, shown.innovation.need_met)
        self.words.show_words(study, shown)

    def show_number(self, number: Number) -> None:
        """Show the partners behind a number."""
        self.words.ask(number)

    def _on_both(self) -> None:
        self.asked.emit(BOTH)

    def _to_flow(self) -> None:
        self.went.emit("flow")

    def _to_hypothesis(self) -> None:
        self.went.emit("hypothesis")
