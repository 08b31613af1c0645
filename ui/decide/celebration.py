"""A moment of celebration: a star that opens once, calmly; still where the system asks for that."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QVariantAnimation, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.decide.words import tr
from ui.look.glyphs import draw_glyph
from ui.look.motion import motion
from ui.look.theme import colour, theme
from ui.look.type import scale

_SIDE, _RAYS, _LONGEST = 72, 12, 900


class Celebration(QWidget):
    """Whole from the first paint on; only the rays of it move."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = 1.0
        side = int(_SIDE * scale())
        self.setFixedSize(side, side)
        self.setAccessibleName(tr("Proved"))
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._on_moved)
        theme.changed.connect(self.update)

    def begin(self) -> None:
        """Open the star, once."""
        self._clock.stop()
        self.opened = 1.0
        if spent := motion(self, _LONGEST):
            self._clock.setDuration(spent)
            self._clock.start()
        self.update()

    @Slot(object)
    def _on_moved(self, opened: object) -> None:
        self.opened = float(str(opened))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, half = QPointF(self.rect().center()), self.width() / 2 - 2
        painter.setPen(QPen(colour("aligned"), 2))
        inner = half * 0.74
        for ray in range(_RAYS):
            angle = 2 * pi * ray / _RAYS
            reach = inner + (half - inner) * self.opened * (1.0 if ray % 2 else 0.7)
            way = QPointF(cos(angle), sin(angle))
            painter.drawLine(middle + way * inner, middle + way * reach)
        painter.setBrush(colour("aligned_soft"))
        painter.drawEllipse(middle, half * 0.6, half * 0.6)
        side = half * 0.78
        star = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        draw_glyph(painter, "star", star, colour("aligned"))
        painter.end()
