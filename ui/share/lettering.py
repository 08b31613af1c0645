"""Words set on paper: wrapped to a width, line by line, the same on a screen and in a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from ui.look.tokens import LIGHT
from ui.look.type import MEDIUM, REGULAR, SEMIBOLD

_LEADING = 1.4


@dataclass(frozen=True)
class Style:
    """How words look on paper, which is light in every theme: px, weight, and the token of their ink."""

    size: float
    ink: str = "ink"
    weight: QFont.Weight = REGULAR

    @property
    def line(self) -> float:
        """The height of a line, px."""
        return self.size * _LEADING


BRAND = Style(11.5, "ink2", SEMIBOLD)
TITLE = Style(27, weight=SEMIBOLD)
SUBTITLE = Style(12.5, "ink2")
HEADING = Style(20, weight=SEMIBOLD)
MESSAGE = Style(15, weight=MEDIUM)
PART = Style(13.5, weight=SEMIBOLD)
TEXT = Style(12.5)
QUIET = Style(11.5, "ink2")
NOTICE = Style(12.5, "caution")
LABEL = Style(12.5, "ink2")
HEAD = Style(11, "ink2", SEMIBOLD)
CELL = Style(11.5)
SMALL_HEAD = Style(9.5, "ink2", SEMIBOLD)
SMALL_CELL = Style(10)
FOOT = Style(10, "ink2")


def font(style: Style) -> QFont:
    """The font of a style; made once and shared."""
    return _made(style, QApplication.font().family())


@lru_cache(maxsize=64)
def _made(style: Style, family: str) -> QFont:
    made = QFont(family)
    # A font knows whole pixels only: the rest is the painter's.
    made.setPixelSize(max(round(style.size * _FINE), 1))
    made.setWeight(style.weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Else the carried font draws another dash between figures, one that no reader of a PDF can name.
    # So it is with figures of one width, and they stay as they are.
    made.setFeature(QFont.Tag("calt"), 0)
    return made


_FINE = 4
"""Sizes of type are whole pixels: letters are set this much larger and painted smaller."""


def width_of(text: str, style: Style) -> float:
    """How wide a text is on one line, px."""
    return _metrics(style, QApplication.font().family()).horizontalAdvance(text) / _FINE


def shortened(text: str, style: Style, width: float) -> str:
    """As much of a text as stands on one line of a width."""
    line = " ".join(text[:_READ].split())
    cut = _metrics(style, QApplication.font().family())
    return cut.elidedText(line, Qt.TextElideMode.ElideRight, width * _FINE)


_READ = 400
"""Characters at most that are looked at for one line."""


@lru_cache(maxsize=64)
def _metrics(style: Style, family: str) -> QFontMetricsF:
    return QFontMetricsF(_made(style, family))


class Lettering:
    """A text in lines of a width. ``count`` is how many; each is ``style.line`` high."""

    def __init__(
        self, text: str, style: Style, width: float, *, right: bool = False, most: int | None = None
    ) -> None:
        self.style = style
        # A line begins with no per cent sign.
        said = text.replace("\n", "\u2028").replace(" %", "\u00a0%")
        self._layout = QTextLayout(said, font(style))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        if right:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        high = style.line * _FINE
        metrics = _metrics(style, QApplication.font().family())
        base = (high - metrics.height()) / 2 + metrics.ascent()
        self.count = 0
        while most is None or self.count < most:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, style.size) * _FINE)
            # One base line for all, also where another font steps in for some letters.
            line.setPosition(QPointF(0, self.count * high + base - line.ascent()))
            self.count += 1
        self._layout.endLayout()

    @property
    def height(self) -> float:
        """Of all lines, px."""
        return self.count * self.style.line

    def breaks(self, *, together: int = 1) -> tuple[float, ...]:
        """Where it may be cut, with at least so many lines before and after."""
        places = range(together, self.count - together + 1)
        return tuple(place * self.style.line for place in places)

    def paint(
        self, painter: QPainter, at: QPointF, start: float = 0.0, end: float = float("inf")
    ) -> None:
        """Paint the lines that begin between two heights; ``at`` is where the first would stand."""
        painter.save()
        painter.setPen(QColor(getattr(LIGHT, self.style.ink)))
        painter.translate(at)
        painter.scale(1 / _FINE, 1 / _FINE)
        for place in range(self.count):
            if start - _HAIR <= place * self.style.line < end - _HAIR:
                self._layout.lineAt(place).draw(painter, QPointF(0, 0))
        painter.restore()


_HAIR = 0.01
