"""A hatched bar in the dock: how many of those who left gave a reason."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look.pattern import paint_part
from ui.look.theme import theme
from ui.look.type import scale


class ReasonBar(QWidget):
    """As long as its share of the width."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setFixedHeight(int(10 * scale()))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = QRectF(0, 0, max(self.width() * self._share, 4), self.height())
        paint_part(painter, bar, "deviated", theme.tokens)
        painter.end()
