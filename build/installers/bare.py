"""The least that PySide6 can show: one empty window. Bundled beside the program, to compare starts with."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Says when it was painted first, and when the keys would be heard."""

    seen = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint, and have it told once."""
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            QTimer.singleShot(0, painted)


def painted() -> None:
    """Tell of the first paint, and then of the first idle moment."""
    tell("painted")
    QTimer.singleShot(0, ready)


def ready() -> None:
    """Tell that all is painted."""
    tell("ready")


def tell(what: str) -> None:
    """Tell the time of the clock that all processes share."""
    sys.stderr.write(f"{what} {time.monotonic():.4f}\n")
    sys.stderr.flush()


app = QApplication([])
window = Window()
window.resize(1600, 1000)
window.show()
app.exec()
