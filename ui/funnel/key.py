"""The head of cohorts side by side: which letter is which cohort, and what the worst mark means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.measure.funnel import Funnel
from ui.funnel.head import entrants_words, group_name
from ui.look.funnel_beside import letter
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour
from ui.look.type import scale

LINE, ABOVE = 22.0, 8.0
_GAP, _MARGIN, _LONGEST = 18.0, 14.0, 240.0

Entry = tuple[str, str, str]
"""A letter, the cohort, and its entrants."""


def entries(funnels: Sequence[Funnel], crowns: Sequence[str]) -> Sequence[Entry]:
    """Letters and what they stand for, in the order of the bars; ``crowns`` are true innovation."""
    pairs = zip(funnels, crowns, strict=True)
    return tuple(
        (
            letter(at),
            group_name(each),
            " · ".join(filter(None, (entrants_words(each.entrants), crown))),
        )
        for at, (each, crown) in enumerate(pairs)
    )


def height(found: Sequence[Entry], width: float) -> float:
    """How high the lines are that these take, in px."""
    lines = max((line for line, *_ in _places(found, width)), default=0) + 1
    return ABOVE + lines * LINE * scale()


def paint_key(painter: QPainter, rect: QRectF, found: Sequence[Entry]) -> None:
    """Paint them into a rectangle, as many to a line as fit."""
    high = LINE * scale()
    for line, left, (mark, name, entrants) in _places(found, rect.width()):
        at = QPointF(rect.left() + left, rect.top() + ABOVE + line * high)
        first = text_width(mark, "strong") + 6
        second = min(text_width(name, "card"), _LONGEST) + 1
        room = QRectF(at.x(), at.y(), first, high)
        draw_text(painter, room, mark, "strong", colour("accent"))
        room = QRectF(at.x() + first, at.y(), second, high)
        draw_text(painter, room, name, "card", colour("ink"), elide=True)
        room = QRectF(room.right() + 6, at.y(), text_width(entrants, "secondary") + 2, high)
        draw_text(painter, room, entrants, "secondary", colour("ink2"))


def _places(found: Sequence[Entry], width: float) -> Iterator[tuple[int, float, Entry]]:
    line, left = 0, _MARGIN
    for entry in found:
        mark, name, entrants = entry
        wide = text_width(mark, "strong") + min(text_width(name, "card"), _LONGEST)
        wide += text_width(entrants, "secondary") + 13
        if left > _MARGIN and left + wide > width - _MARGIN:
            line, left = line + 1, _MARGIN
        yield line, left, entry
        left += wide + _GAP


class Key(QWidget):
    """The same as a widget, as high as its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, found: Sequence[Entry]) -> None:
        """Show these cohorts."""
        if found != self._entries:
            self._entries = found
            self.setToolTip("\n".join(" · ".join(each) for each in found))
            self._fit()
            self.update()

    def _fit(self) -> None:
        self.setFixedHeight(int(height(self._entries, self.width())))

    def sizeHint(self) -> QSize:
        return QSize(200, int(height(self._entries, max(self.width(), 200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key(painter, QRectF(self.rect()), self._entries)
        painter.end()
