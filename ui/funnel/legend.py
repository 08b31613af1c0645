"""The line that says what the parts of a bar mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.funnel.head import tr
from ui.look.paint import draw_text, text_width
from ui.look.pattern import paint_part
from ui.look.theme import colour, theme
from ui.look.tokens import WHISKER
from ui.look.type import scale

_GAP = 18


class Legend(QWidget):
    """Aligned, deviated, unknown, the whisker, and which rate stands where; cut where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = {
            "aligned": tr("aligned"),
            "unknown": tr("unknown, + earlier"),
            "deviated": tr("deviated"),
            "whisker": tr("95 % interval"),
        }
        self._rates = tr("height: share of entrants · below: aligned of answered")
        self._short = tr("height: of entrants · below: of answered")
        self.setAccessibleName(", ".join((*self._words.values(), self._rates)))
        self.setToolTip(
            tr(
                "Solid: aligned. Dotted: unknown here, and with + those unknown or undecided "
                "earlier, up to the most that could still be aligned. Striped: deviated. "
                "The whisker is the 95 % interval of the solid share."
            )
        )
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(300, int(26 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        left, middle = 2.0, rect.center().y()
        for what, words in self._words.items():
            if what == "whisker":
                _paint_whisker(painter, left + 4, middle)
                left += 14
            else:
                swatch = QRectF(round(left), round(middle - 6), 16, 12)
                paint_part(painter, swatch, what, theme.tokens)
                left += 22
            width = text_width(words, "secondary")
            box = QRectF(left, rect.top(), width + 2, rect.height())
            draw_text(painter, box, words, "secondary", colour("ink2"))
            left += width + _GAP * scale()
        box = QRectF(left, rect.top(), max(rect.right() - left, 0), rect.height())
        fits = text_width(self._rates, "secondary") <= box.width()
        rates = self._rates if fits else self._short
        draw_text(painter, box, rates, "secondary", colour("ink3"), elide=True)
        painter.end()


def _paint_whisker(painter: QPainter, x: float, middle: float) -> None:
    ink = colour("ink")
    painter.fillRect(QRectF(x - WHISKER / 2, middle - 7, WHISKER, 14), ink)
    for y in (middle - 7, middle + 7):
        painter.fillRect(QRectF(x - 4, y - WHISKER / 2, 8, WHISKER), ink)
