"""The loop in words: build, measure, learn, share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.paint import draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale


class Phases(QWidget):
    """Four dots on a line, each with what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = (
            (self.tr("Build"), self.tr("a flow and what you expect")),
            (self.tr("Measure"), self.tr("who follows it, who does not")),
            (self.tr("Learn"), self.tr("and decide what comes next")),
            (self.tr("Share"), self.tr("what they did and said")),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(f"{name}: {about}" for name, about in self._rows))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(600, int(50 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        factor = scale()
        step = self.width() / len(self._rows)
        middle = 13 * factor
        for at, (name, about) in enumerate(self._rows):
            left = at * step
            painter.setPen(QPen(colour("accent"), 1.6))
            painter.setBrush(colour("accent" if at == 0 else "window"))
            painter.drawEllipse(QPointF(left + 7, middle), 5, 5)
            text = QRectF(left + 23, 0, step - 30, 2 * middle)
            draw_text(painter, text, name, "card", colour("ink"))
            end = text.left() + text_width(name, "card")
            if at < len(self._rows) - 1:
                painter.fillRect(
                    QRectF(end + 28, middle, left + step - end - 32, 1), colour("control")
                )
            below = QRectF(left + 3, 2 * middle, step - 12, 22 * factor)
            draw_text(painter, below, about, "secondary", colour("ink2"), elide=True)
        painter.end()
