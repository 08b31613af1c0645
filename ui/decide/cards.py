"""The four questions, each a card with its evidence, its answer and the way to the partners."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.model.decision import Conclusion
from core.reading import Reader
from ui.decide import words
from ui.decide.evidence import Closes, Counts, LeftBars
from ui.decide.shown import Shown
from ui.decide.talks import Talks
from ui.decide.voices import Voices, voices
from ui.look.paint import draw_text
from ui.look.texts import breakable
from ui.look.theme import colour, theme
from ui.look.tokens import GAP
from ui.look.type import scale
from ui.look.widgets import Card, Chip, Label

_PATH = 56
_CIRCLE = 15.0


class QuestionCard(Card):
    """A question: its evidence to the left, the answer in words to the right."""

    def __init__(self, of: Conclusion, evidence: QWidget, share: tuple[int, int]) -> None:
        super().__init__()
        self.of = of
        self.chip = Chip("")
        self.answer = Label("", "body", "ink2", wrap=True)
        self.voices = Voices()
        self.beside = QVBoxLayout()
        self.beside.setSpacing(6)
        self.beside.addWidget(self.answer)
        self.beside.addWidget(self.voices)
        self.beside.addStretch()
        left = QVBoxLayout()
        left.addWidget(evidence)
        left.addStretch()
        self._row = QHBoxLayout()
        self._row.setSpacing(20)
        self._row.addLayout(left, share[0])
        self._row.addLayout(self.beside, share[1])
        self.column.addLayout(_head(words.question(of), self.chip))
        self.column.addLayout(self._row)

    def stack(self, stacked: bool) -> None:
        """The answer under the evidence, where there is no room beside it."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self._row.setSpacing(8 if stacked else 20)

    def mark(self, shown: Shown) -> None:
        """Say the answer in a chip, and stand out where it is the proposal."""
        _mark(self, self.chip, shown, self.of)


def _head(question: str, chip: Chip) -> QHBoxLayout:
    head = QHBoxLayout()
    head.addWidget(Label(question, "card"))
    head.addStretch()
    head.addWidget(chip)
    return head


def _mark(card: Card, chip: Chip, shown: Shown, of: Conclusion) -> None:
    text, tone, glyph = words.answer(shown, of)
    chip.setVisible(bool(text))
    chip.say(text, tone, glyph)
    wanted = "accent" if shown.proposal is of else True
    if card.property("card") != wanted:
        card.setProperty("card", wanted)
        card.style().unpolish(card)
        card.style().polish(card)


class Questions(QWidget):
    """All four along their path. ``wanted`` carries the id of a partner to go to."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.counts, self.closes, self.left = Counts(), Closes(), LeftBars()
        self.loses = Label("", "strong", wrap=True)
        self.proved = QuestionCard(Conclusion.PROVED, self.counts, (58, 42))
        self.iterate = QuestionCard(Conclusion.ITERATE, self.closes, (42, 58))
        self.iterate.beside.insertWidget(1, self.loses)
        self.reset = QuestionCard(Conclusion.RESET, self.left, (42, 58))
        self.unsure = TalkCard()
        self.cards: tuple[QuestionCard | TalkCard, ...] = (
            self.proved,
            self.iterate,
            self.reset,
            self.unsure,
        )
        for asked in (self.proved, self.iterate, self.reset):
            asked.voices.wanted.connect(self.wanted)
        self.unsure.talks.wanted.connect(self.wanted)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(GAP)
        self.path = _Path(self)
        grid.addWidget(self.path, 0, 0, len(self.cards), 1)
        for row, card in enumerate(self.cards):
            grid.addWidget(card, row, 1)
        grid.setColumnStretch(1, 1)

    def stack(self, stacked: bool) -> None:
        """Evidence and answers one below the other, or side by side."""
        for asked in (self.proved, self.iterate, self.reset):
            asked.stack(stacked)

    def show_answers(self, study: Reader, shown: Shown) -> None:
        """Show the evidence and the answers of an iteration."""
        for card in self.cards:
            card.mark(shown)
        found, tr = shown.evidence, words.tr
        self.counts.show_counts(shown)
        self.proved.answer.setText(breakable(words.proved(shown)))
        where = shown.iteration.id
        self.proved.voices.show_voices(
            tr("{n} partners and what they said").format(n=f"{len(found.met):,}"),
            voices(study, where, [(shown.need_met, found.met)]),
        )
        self.closes.show_closes(shown.closes)
        self.iterate.answer.setText(breakable(words.iterate(shown)))
        self.loses.setText(breakable(words.loses_most(shown)))
        self.loses.setVisible(bool(self.loses.text()))
        focus = [(each.step, each.deviated) for each in found.ends if each.step == found.focus]
        behind = focus if shown.decision else []
        self.iterate.voices.show_voices(
            tr("{n} who left there: read their words").format(n=f"{shown.focus_left:,}"),
            voices(study, where, behind),
        )
        self.left.show_left(shown.left)
        self.reset.answer.setText(words.reset(shown))
        self.reset.voices.show_voices(
            tr("{n} who left and what they said").format(n=found.deviated),
            voices(study, where, [(each.step, each.partners) for each in shown.left]),
        )
        self.unsure.show_talks(study, shown)
        self.path.proposed = None if shown.proposal is None else words.ORDER.index(shown.proposal)
        self.path.update()


class TalkCard(Card):
    """The fourth question: whom to talk to next, and what to ask them."""

    def __init__(self) -> None:
        super().__init__()
        self.chip = Chip("")
        self.answer = Label("", "body", "ink2", wrap=True)
        self.talks = Talks()
        self.column.addLayout(_head(words.question(Conclusion.UNSURE), self.chip))
        self.column.addWidget(self.answer)
        self.column.addWidget(self.talks)

    def mark(self, shown: Shown) -> None:
        """Say the answer in a chip, and stand out where it is the proposal."""
        _mark(self, self.chip, shown, Conclusion.UNSURE)

    def show_talks(self, study: Reader, shown: Shown) -> None:
        """Show whom to talk to."""
        self.answer.setText(breakable(words.unsure(shown)))
        self.talks.show_guide(study, shown)


class _Path(QWidget):
    """Four numbered circles, each level with its question, joined from the first to the last."""

    def __init__(self, questions: Questions) -> None:
        super().__init__(questions)
        self._questions = questions
        self.proposed: int | None = None
        self.setFixedWidth(int(_PATH * scale()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(int(_PATH * scale()), 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = _CIRCLE * scale()
        x = radius + 5 * scale()
        tops = [card.y() - self.y() + 12 * scale() + radius for card in self._questions.cards]
        reached = len(tops) if self.proposed is None else self.proposed + 1
        for place, y in enumerate(tops):
            if place:
                ink = "accent" if place < reached and self.proposed is not None else "control"
                self._arrow(painter, x, tops[place - 1] + radius, y - radius - 2, ink)
            self._circle(painter, QPointF(x, y), radius, place)
        painter.end()

    def _arrow(self, painter: QPainter, x: float, top: float, bottom: float, ink: str) -> None:
        painter.setPen(QPen(colour(ink), 2))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom - 6))
        head = QPainterPath(QPointF(x, bottom))
        head.lineTo(x - 4.5, bottom - 8)
        head.lineTo(x + 4.5, bottom - 8)
        painter.fillPath(head, colour(ink))

    def _circle(self, painter: QPainter, at: QPointF, radius: float, place: int) -> None:
        chosen = place == self.proposed
        painter.setPen(QPen(colour("accent" if chosen else "control"), 1.5))
        painter.setBrush(colour("accent" if chosen else "surface"))
        painter.drawEllipse(at, radius, radius)
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        ink = colour("on_accent" if chosen else "ink2")
        draw_text(painter, box, str(place + 1), "strong", ink, Qt.AlignmentFlag.AlignCenter)
