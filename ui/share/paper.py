"""What figures and slides are painted with: the tokens and the size of type, on screen or on paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from ui.look.tokens import LIGHT, Tokens
from ui.look.type import REGULAR, SEMIBOLD

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Paper:
    """``tokens`` are the colours, ``unit`` how many pixels of the painter one px of a drawing is."""

    tokens: Tokens = LIGHT
    unit: float = 1.0

    def ink(self, token: str) -> QColor:
        """A colour of the theme."""
        return QColor(getattr(self.tokens, token))

    def font(self, pixels: float, *, strong: bool = False) -> QFont:
        """Type so many px high, the same on every device: no points, whose size a device decides."""
        made = QFont(QApplication.font().family())
        made.setPixelSize(max(round(pixels * self.unit), 1))
        made.setWeight(SEMIBOLD if strong else REGULAR)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    def width(self, text: str, pixels: float, *, strong: bool = False) -> float:
        """How long a text is on one line, in pixels of the painter."""
        return QFontMetricsF(self.font(pixels, strong=strong)).horizontalAdvance(text)

    def put(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        pixels: float,
        ink: str = "ink",
        align: Qt.AlignmentFlag = LEFT,
        *,
        strong: bool = False,
    ) -> None:
        """One line of text, its end cut where it does not fit."""
        font = self.font(pixels, strong=strong)
        line = " ".join(text.split())
        cut = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, rect.width() + 1)
        painter.setFont(font)
        painter.setPen(self.ink(ink))
        flags = int(align | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
        painter.drawText(rect, flags, cut)

    def write(
        self,
        painter: QPainter | None,
        rect: QRectF,
        text: str,
        pixels: float,
        ink: str = "ink",
        *,
        strong: bool = False,
    ) -> float:
        """Text wrapped into a rectangle, its last line cut where it is longer; gives its height.

        Without a painter it is only measured.
        """
        font = self.font(pixels, strong=strong)
        high = QFontMetricsF(font).lineSpacing()
        most = max(int(rect.height() / high), 1)
        kept = _kept(" ".join(text.split()), font, rect.width(), most)
        layout = _laid_out(kept, font, rect.width())
        if painter is not None:
            painter.setPen(self.ink(ink))
            layout.draw(painter, rect.topLeft())
        return layout.lineCount() * high


def _laid_out(text: str, font: QFont, room: float) -> QTextLayout:
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
    return layout


_MOST = 4000
"""Characters that are laid out at all: nobody reads more on one slide."""


def _kept(text: str, font: QFont, room: float, most: int) -> str:
    """As much of a text as stands on so many lines."""
    text = text[:_MOST]
    layout = _laid_out(text, font, room)
    if layout.lineCount() <= most:
        return text
    last = layout.lineAt(most - 1)
    rest = text[last.textStart() :]
    cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, room * 0.97)
    return text[: last.textStart()] + cut
