"""What every picture of a chart says of itself: whose numbers, how read, when made; and its legend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from core.study import Study
from ui.funnel.asking import Question
from ui.funnel.head import entrants_words, tr
from ui.funnel.legend import paint_legend
from ui.look.describe import day
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.theme import colour
from ui.look.type import scale

_LINE = 22.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Caption:
    """``strong`` first, then ``quiet``; ``day`` it was made; ``mark`` what must be known before."""

    strong: str
    quiet: str
    day: str
    mark: str = ""


def caption(study: Study, asked: Question, n: int, made: datetime) -> Caption:
    """Study, how many entrants, iteration, which encounter and observation, and the day."""
    state = tr("open") if asked.iteration.is_open else tr("closed")
    iteration = tr("iteration {n}, {state}").format(n=asked.iteration.number, state=state)
    when = made.astimezone()
    info = study.info
    mark = (info.made_up or tr("Everything in this study is made up.")) if info.sample else ""
    return Caption(
        f"{info.name} · {tr('n = {entrants}').format(entrants=entrants_words(n))}",
        " · ".join((iteration, *asked.view.words())),
        f"{day(when)} {when.year}",
        mark,
    )


def caption_height(words: Caption, *, legend: bool) -> float:
    """How high caption and legend are, in px."""
    return (16 + _LINE * (2 + bool(words.mark) + legend)) * scale()


def paint_caption(painter: QPainter, rect: QRectF, words: Caption, *, legend: bool) -> None:
    """A rule, the legend of the bars, then whose numbers these are and when it was made."""
    high = _LINE * scale()
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), colour("line"))
    line = QRectF(rect.left(), rect.top() + 8 * scale(), rect.width(), high)
    if legend:
        paint_legend(painter, line)
        line.translate(0, high)
    end = rect.right() - text_width(words.day, "secondary") - 16
    draw_text(painter, line, words.day, "secondary", colour("ink3"), _RIGHT)
    draw_text(painter, QRectF(line.left(), line.top(), end - line.left(), high), words.strong,
              "strong", colour("ink"), elide=True)  # fmt: skip
    line.translate(0, high)
    draw_text(painter, line, words.quiet, "secondary", colour("ink2"), elide=True)
    if words.mark:
        line.translate(0, high)
        size = chip_size(words.mark)
        chip = QRectF(line.left(), line.top(), min(size.width(), line.width()), size.height())
        draw_chip(painter, chip, words.mark, "caution")
