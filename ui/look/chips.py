"""Chips and key caps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.paint import cap_size, chip_size, draw_cap, draw_chip
from ui.look.theme import colour, theme


class Chip(QWidget):
    """A short word in a pill. Tones: neutral, accent, aligned, deviated, unknown, caution, error."""

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        glyph: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._said: tuple[str, str, str | None] = ("", "neutral", None)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.say(text, tone, glyph)

    def say(self, text: str, tone: str = "neutral", glyph: str | None = None) -> None:
        """Say something else."""
        if (text, tone, glyph) == self._said:
            return
        self._said = (text, tone, glyph)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text, _, glyph = self._said
        size = chip_size(text, glyph)
        return QSize(int(size.width()) + 1, int(size.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), *self._said)
        painter.end()


class KeyCap(QWidget):
    """The picture of a key: ``Ctrl Enter``."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        size = cap_size(self._keys)
        return QSize(int(size.width()) + 1, int(size.height()) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_cap(painter, QPointF(0, 0), self._keys, colour("ink2"), colour("control"))
        painter.end()
