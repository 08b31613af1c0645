"""The mark of a status as a small widget: a glyph in its colour, with its word for who listens."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.model.observation import Status
from ui.look.glyphs import draw_glyph
from ui.look.theme import colour, theme
from ui.look.type import scale

MARKS: Mapping[Status | None, tuple[str, str]] = {
    Status.ALIGNED: ("aligned", "aligned"),
    Status.DEVIATED: ("deviated", "deviated"),
    None: ("unknown", "unknown"),
}
"""Glyph and colour of a status."""


class Mark(QWidget):
    """A glyph in its colour."""

    def __init__(self, glyph: str, ink: str, words: str) -> None:
        super().__init__()
        self._glyph, self._ink = glyph, ink
        self.setFixedSize(int(20 * scale()), int(18 * scale()))
        self.setAccessibleName(words)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = 14 * scale()
        rect = QRectF(0, (self.height() - side) / 2, side, side)
        draw_glyph(painter, self._glyph, rect, colour(self._ink))
        painter.end()
