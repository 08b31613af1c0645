"""Large text: wrapped, measured and painted, to be read from the back of a room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from ui.look.theme import colour
from ui.look.type import REGULAR, SEMIBOLD, scale

SMALLEST = 18.0
"""Points of the smallest text anybody in the room is to read."""


@dataclass(frozen=True)
class Size:
    """A size of text: points in a window of 1600 by 1000; never under ``SMALLEST`` on screen."""

    points: float
    strong: bool = False


FIGURE, TITLE, LEAD = Size(64, strong=True), Size(34, strong=True), Size(26, strong=True)
BODY, QUIET = Size(25), Size(20)
QUOTES = (Size(36), Size(30), BODY)
"""Quotes are as large as lets all of them be seen."""


def large(size: Size, unit: float) -> QFont:
    """The font of a size; ``unit`` is how large the window is against 1600 by 1000."""
    made = QFont(QApplication.font().family())
    made.setPointSizeF(max(size.points * unit, SMALLEST) * scale())
    made.setWeight(SEMIBOLD if size.strong else REGULAR)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def line_height(size: Size, unit: float) -> float:
    """The distance of two lines, in pixels."""
    return QFontMetricsF(large(size, unit)).lineSpacing()


def width(text: str, size: Size, unit: float) -> float:
    """How long a text is on one line, in pixels."""
    return QFontMetricsF(large(size, unit)).horizontalAdvance(text)


_MOST = 4000
"""Characters that are laid out at all: nobody reads more on one page."""


class Prose:
    """A text laid out to a width, on at most so many lines, the last one cut where it is longer.

    Line breaks of the text are spaces here.
    """

    def __init__(self, text: str, size: Size, unit: float, room: float, most: int = 99) -> None:
        self._font = large(size, unit)
        said = " ".join(text[:_MOST].split())
        kept = _kept(said, self._font, room, most)
        self._layout, self.height = _laid_out(kept, self._font, room)
        self.is_cut = kept != said or len(text) > _MOST

    @property
    def wide(self) -> float:
        """How long it is on one line, in pixels."""
        return self._layout.maximumWidth()

    def paint(self, painter: QPainter, x: float, y: float, ink: str = "ink") -> float:
        """Paint with the top left corner at a point; gives where it ends."""
        painter.setPen(colour(ink))
        self._layout.draw(painter, QPointF(x, y))
        return y + self.height


def _laid_out(text: str, font: QFont, room: float) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    y, spacing = 0.0, QFontMetricsF(font).lineSpacing()
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, y))
        y += spacing
    layout.endLayout()
    return layout, y


def _kept(text: str, font: QFont, room: float, most: int) -> str:
    """As much of a text as stands on so many lines."""
    layout, _ = _laid_out(text, font, room)
    if layout.lineCount() <= most:
        return text
    last = layout.lineAt(max(most, 1) - 1)
    rest = text[last.textStart() :]
    cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, room * 0.98)
    return text[: last.textStart()] + cut
