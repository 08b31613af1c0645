"""Grounds of the columns, and rows of key hints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.paint import cap_size, draw_cap, draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale


class Panel(QWidget):
    """A plain ground with rules along some of its edges: any of "l", "t", "r", "b"."""

    def __init__(self, ground: str, rules: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._rules = ground, rules
        # It paints all of itself, so nothing below needs painting with every mark.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, colour(self._ground))
        sides = {
            "l": QRectF(0, 0, 1, rect.height()),
            "r": QRectF(rect.width() - 1, 0, 1, rect.height()),
            "t": QRectF(0, 0, rect.width(), 1),
            "b": QRectF(0, rect.height() - 1, rect.width(), 1),
        }
        for rule in self._rules:
            painter.fillRect(sides[rule], colour("line"))
        painter.end()


class Rule(QWidget):
    """A thin line between two parts of a column."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 4, self.width(), 1), colour("line"))
        painter.end()


class KeyHints(QWidget):
    """Key caps with a word each, in one line; those that do not fit are left out at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def say(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these hints: (keys, what they do)."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.setAccessibleName("; ".join(f"{keys}: {does}" for keys, does in hints))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, int(20 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        unit, left = scale(), 0.0
        for keys, does in self._hints:
            cap, word = cap_size(keys), text_width(does, "secondary")
            if left + cap.width() + 7 * unit + word > self.width():
                break
            top = (self.height() - cap.height()) / 2
            draw_cap(painter, QPointF(left, top), keys, colour("ink2"), colour("control"))
            left += cap.width() + 7 * unit
            place = QRectF(left, 0, word + 1, self.height())
            draw_text(painter, place, does, "secondary", colour("ink3"))
            left += word + 16 * unit
        painter.end()
