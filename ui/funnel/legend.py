"""The line that says what the parts of a bar mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def parts() -> Mapping[str, str]:
    """The parts of a bar, and what each means."""
    return {
        "aligned": tr("aligned"),
        "unknown": tr("unknown, + earlier"),
        "deviated": tr("deviated"),
        "whisker": tr("95 % interval"),
    }


def paint_legend(painter: QPainter, rect: QRectF) -> None:
    """The parts and which rate stands where, on one line; said shorter where it is narrow."""
    left, middle = rect.left() + 2.0, rect.center().y()
    for what, words in parts().items():
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
    room = max(rect.right() - left, 0)
    fitting = (each for each in _rates() if text_width(each, "secondary") <= room)
    box = QRectF(left, rect.top(), room, rect.height())
    draw_text(painter, box, next(fitting, ""), "secondary", colour("ink3"))


def _rates() -> Sequence[str]:
    """Which rate stands where, the longest words first."""
    return (
        tr("height: share of entrants · below: aligned of answered"),
        tr("height: of entrants · below: of answered"),
        tr("of entrants · of answered"),
    )


class Legend(QWidget):
    """The same as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join((*parts().values(), _rates()[0])))
        self.setToolTip(
            tr(
                "Solid: aligned. Dotted: unknown here, and with + those unknown or undecided "
                "earlier, up to the most that could still be aligned. Striped: deviated. "
                "The whisker is the 95 % interval of the solid share. The number under a name is "
                "the share of those who answered."
            )
        )
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(300, int(26 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_legend(painter, QRectF(self.rect()))
        painter.end()


def _paint_whisker(painter: QPainter, x: float, middle: float) -> None:
    ink = colour("ink")
    painter.fillRect(QRectF(x - WHISKER / 2, middle - 7, WHISKER, 14), ink)
    for y in (middle - 7, middle + 7):
        painter.fillRect(QRectF(x - 4, y - WHISKER / 2, 8, WHISKER), ink)
