"""The head of a panel: the cohort, its entrants, and how many needs were met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.measure.funnel import Funnel
from core.measure.intervals import wilson
from core.model.partner import EVERYONE
from ui.look.describe import few_answers, interval, is_few, of, percent
from ui.look.funnel_shape import answers
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.theme import colour
from ui.look.type import scale

HEIGHT = 40
_LEAST_NAME, _MARGIN = 84.0, 14


@dataclass(frozen=True)
class HeadWords:
    """What a head says. ``rate`` is "10 of 21", ``rest`` what follows it from the most needed on."""

    name: str
    entrants: str
    few: bool
    rate: str
    rest: Sequence[str]
    explained: str


def head_words(funnel: Funnel) -> HeadWords:
    """What the head of a funnel says.

    The rate is of those whose fate is known, as the decision counts them: need met, or deviated on
    the way. Who is unknown or undecided is in the bars and in the explanation.
    """
    known = answers(funnel)
    rest: list[str] = []
    if known:
        share = percent(funnel.need_met / known)
        rest = [tr("met"), share, interval(wilson(funnel.need_met, known))]
    explained = tr(
        "{met} met their need and {deviated} deviated on the way. "
        "{open} of {entrants} entrants are unknown or undecided and are not in this rate."
    ).format(
        met=funnel.need_met,
        deviated=known - funnel.need_met,
        open=funnel.entrants - known,
        entrants=funnel.entrants,
    )
    return HeadWords(
        name=group_name(funnel),
        entrants=entrants_words(funnel.entrants),
        few=funnel.entrants > 0 and is_few(known),
        rate=of(funnel.need_met, known) if known else "",
        rest=rest,
        explained=explained,
    )


def group_name(funnel: Funnel) -> str:
    """The cohort's name for a person."""
    return tr("Everyone") if funnel.group.id == EVERYONE else funnel.group.name


def entrants_words(n: int) -> str:
    """``24 entrants``."""
    return (tr("1 entrant") if n == 1 else tr("{n} entrants")).format(n=f"{n:,}")


def tr(text: str) -> str:
    """A text of this screen in the person's language."""
    return QCoreApplication.translate("FunnelScreen", text)


class Head(QWidget):
    """Paints the words of a head, dropping what does not fit. ``pressed`` carries ``met`` or not."""

    pressed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: HeadWords | None = None
        self._rate_from = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: HeadWords) -> None:
        """Say something else."""
        if words != self._words:
            self._words = words
            self.setToolTip(f"{words.name}\n{words.explained}" if words.rate else words.name)
            self.update(self.rect().adjusted(_MARGIN - 4, 0, 4 - _MARGIN, 0))

    def sizeHint(self) -> QSize:
        return QSize(200, int(HEIGHT * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._words is not None:
            painter = QPainter(self)
            self._rate_from = paint_head(painter, QRectF(self.rect()), self._words)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(event.position().x() >= self._rate_from)


def paint_head(painter: QPainter, rect: QRectF, words: HeadWords) -> float:
    """Name, chips and rate, dropping what does not fit; returns where the rate starts."""
    inner = rect.adjusted(_MARGIN, 4, -_MARGIN, 0)
    left = _paint_rate(painter, inner, words)
    room = QRectF(inner.left(), inner.top(), left - 10 - inner.left(), inner.height())
    _paint_name(painter, room, words)
    return left


def _paint_rate(painter: QPainter, rect: QRectF, words: HeadWords) -> float:
    """The rate at the right as long as there is room; returns where it starts."""
    if not words.rate:
        return rect.right()
    taken = chip_size(words.entrants).width() + min(text_width(words.name, "card"), _LEAST_NAME)
    taken += (chip_size(few_answers()).width() + 8 if words.few else 0) + 28
    rest = list(words.rest)
    while len(rest) > 1 and taken + _rate_width(words.rate, rest) > rect.width():
        rest.pop()
    start = rect.right() - _rate_width(words.rate, rest)
    width = text_width(words.rate, "strong")
    box = QRectF(start, rect.top(), rect.right() - start, rect.height())
    draw_text(painter, box, words.rate, "strong", colour("ink"))
    draw_text(painter, box.adjusted(width, 0, 2, 0), _joined(rest), "body", colour("ink2"))
    return start


def _rate_width(rate: str, rest: Sequence[str]) -> float:
    return text_width(rate, "strong") + text_width(_joined(rest), "body")


def _paint_name(painter: QPainter, rect: QRectF, words: HeadWords) -> None:
    chips = [(words.entrants, "neutral")]
    if words.few:
        chips.append((few_answers(), "caution"))
    sizes = [chip_size(text) for text, _ in chips]
    room = rect.width() - sum(size.width() + 8 for size in sizes)
    name = min(text_width(words.name, "card") + 1, max(room, 0))
    box = QRectF(rect.left(), rect.top(), name, rect.height())
    draw_text(painter, box, words.name, "card", colour("ink"), elide=True)
    left = rect.left() + name + 8
    for (text, tone), size in zip(chips, sizes, strict=True):
        top = rect.center().y() - size.height() / 2
        draw_chip(painter, QRectF(left, top, size.width(), size.height()), text, tone)
        left += size.width() + 8


def _joined(rest: Sequence[str]) -> str:
    return f" {' · '.join(rest)}"
