"""The window at its first moment: painted before anything heavy is imported.

Nothing here may import numpy, the study, or even the namespace ``Qt``: a test holds the list. What
the window shows moves in after the first paint.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.look.tokens import KEY_STRIP_HEIGHT, NAV_WIDTH, TOP_BAR_HEIGHT, Tokens

LEAST = (960, 600)
USUAL = (1600, 1000)


class Doorway(QMainWindow):
    """``painted`` comes once, after the first paint. ``framed`` shows where a study will stand."""

    painted = Signal()

    def __init__(self, tokens: Tokens, *, framed: bool) -> None:
        super().__init__()
        self.setWindowTitle("Footpath")
        self.setMinimumSize(*LEAST)
        self._tokens = tokens
        self._framed = framed
        self._was_painted = False
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self.painted)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.centralWidget() is None:
            paint_ground(self, self._tokens, framed=self._framed)
        else:
            super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self._next_turn.start(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when what is shown agrees."""
        shown = self.centralWidget()
        event.setAccepted(shown is None or shown.close())


def paint_ground(widget: QWidget, tokens: Tokens, *, framed: bool) -> None:
    """Paint the ground of the window, with the frame of a study where one will stand."""
    painter = QPainter(widget)
    wide, high = widget.width(), widget.height()
    painter.fillRect(0, 0, wide, high, QColor(tokens.window))
    if framed:
        line = QColor(tokens.line)
        painter.fillRect(0, 0, NAV_WIDTH, high, QColor(tokens.sunken))
        painter.fillRect(NAV_WIDTH - 1, 0, 1, high, line)
        painter.fillRect(NAV_WIDTH, TOP_BAR_HEIGHT - 1, wide, 1, line)
        painter.fillRect(NAV_WIDTH, high - KEY_STRIP_HEIGHT, wide, 1, line)
    painter.end()
