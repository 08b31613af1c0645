"""The panels in a grid on one scale, with what stands below them, scrolled where they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.funnel.panel import Panel
from ui.look.tokens import GAP
from ui.look.type import scale

LEAST_HEIGHT, MOST_HEIGHT = 287, 480
LEAST_WIDTH = 360
_FRAME = 60  # the share axis and the edges of a panel
BELOW = 208
"""Heights and widths in px at a body of 10 points."""


class Grid(QScrollArea):
    """Two panels a row, one where there is only one. Give it panels with ``lay``."""

    def __init__(self, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: list[Panel] = []
        self._need = 0.0
        self._below = below
        self._page = QWidget()
        below.setParent(self._page)
        self.setWidget(self._page)
        self.setFrameStyle(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    @property
    def shown(self) -> int:
        """How many panels are shown."""
        return len(self._panels)

    def lay(self, panels: Sequence[Panel], n: int) -> None:
        """Show the first n of these panels in their order, and hide the rest."""
        self._panels = list(panels[:n])
        for at, panel in enumerate(panels):
            panel.setParent(self._page)
            panel.setVisible(at < n)
        for before, after in zip(self._panels, self._panels[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._arrange()

    def make_room(self, need: float) -> None:
        """Give each panel a whole row where its bars need more px than half a row has."""
        if need != self._need:
            before, self._need = self.columns(), need
            if before != self.columns():
                self._arrange()

    def columns(self) -> int:
        """How many panels stand side by side."""
        least = max(LEAST_WIDTH * scale(), min(self._need + _FRAME, self._room()))
        return 1 if len(self._panels) < 2 or self._room() < 2 * least + GAP else 2

    def _room(self) -> float:
        return self.viewport().width() - 28

    def _arrange(self) -> None:
        columns = self.columns()
        rows = max(-(-len(self._panels) // columns), 1)
        below = int(BELOW * scale())
        width = (self.viewport().width() - 28 - GAP * (columns - 1)) // columns
        height = self._height(min(rows, 2), below)
        for at, panel in enumerate(self._panels):
            x, y = 16 + (at % columns) * (width + GAP), (at // columns) * (height + GAP)
            panel.setGeometry(QRect(x, y, width, height))
        top = rows * (height + GAP)
        whole = columns * width + GAP * (columns - 1)
        self._below.setGeometry(QRect(16, top, whole, below))
        self._page.resize(QSize(self.viewport().width(), top + below + 16))

    def _height(self, rows: int, below: int) -> int:
        """So that two rows and what is below fit, where that leaves enough for each."""
        spare = self.viewport().height() - below - 16 - rows * GAP
        least, most = (int(each * scale()) for each in (LEAST_HEIGHT, MOST_HEIGHT))
        return max(least, min(spare // rows, most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
