"""The panels in a grid on one scale, and the charts below them, scrolled where they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.funnel.lower import Lower
from ui.funnel.panel import Panel
from ui.look.tokens import GAP
from ui.look.type import scale

LEAST_HEIGHT, MOST_HEIGHT = 287, 640
LEAST_WIDTH = 340
_FRAME = 54  # the share axis and the edges of a panel
_SIDE = 14
"""Heights and widths in px at a body of 10 points."""


class Grid(QScrollArea):
    """Two panels a row, one where there is only one. Give it panels with ``lay``.

    Where two rows of panels and the charts below fit, those stay in sight and further rows of panels
    scroll above them; in a small window they scroll in behind the panels.
    """

    def __init__(self, below: Lower, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: list[Panel] = []
        self._need = 0.0
        self._below = below
        self._stays = False
        self._page = QWidget()
        below.setParent(self._page)
        self.setWidget(self._page)
        self.setFrameStyle(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    @property
    def panels(self) -> Sequence[Panel]:
        """The panels that are shown."""
        return self._panels

    def lay(self, panels: Sequence[Panel]) -> None:
        """Show these panels in their order, and hide those shown before."""
        gone = [panel for panel in self._panels if panel not in panels]
        self._panels = list(panels)
        for panel in panels:
            panel.setParent(self._page)
            panel.show()
        # Whoever is hidden with the focus hands it to a neighbour, which would choose another bar.
        if panels and any(panel.hasFocus() for panel in gone):
            panels[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for panel in gone:
            panel.hide()
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
        return self.viewport().width() - 2 * _SIDE

    def _arrange(self) -> None:
        columns = self.columns()
        rows = max(-(-len(self._panels) // columns), 1)
        width = int(self._room() - GAP * (columns - 1)) // columns
        whole = columns * width + GAP * (columns - 1)
        below = self._below.height_for(whole)
        seen = min(rows, 2)
        least = int(LEAST_HEIGHT * scale())
        self._let_stay(rows > 1 and self.height() >= below + GAP + seen * (least + GAP), below)
        height = self._height(seen, 0 if self._stays else below)
        for at, panel in enumerate(self._panels):
            x, y = _SIDE + (at % columns) * (width + GAP), (at // columns) * (height + GAP)
            panel.setGeometry(QRect(x, y, width, height))
        top = rows * (height + GAP)
        if self._stays:
            self._below.setGeometry(QRect(_SIDE, self.height() - below - GAP, whole, below))
            self._page.resize(QSize(self.viewport().width(), top))
        else:
            self._below.setGeometry(QRect(_SIDE, top, whole, below))
            self._page.resize(QSize(self.viewport().width(), top + below + GAP))

    def _let_stay(self, stays: bool, below: int) -> None:
        """Keep the charts below in sight, or let them scroll with the panels."""
        bottom = below + GAP if stays else 0
        if self.viewportMargins().bottom() != bottom:
            self.setViewportMargins(0, 0, 0, bottom)
        if stays != self._stays:
            self._stays = stays
            self._below.setParent(self if stays else self._page)
            self._below.show()

    def _height(self, rows: int, below: int) -> int:
        """So that two rows and what is below fit, where that leaves enough for each."""
        spare = self.viewport().height() - below - GAP * bool(below) - rows * GAP
        least, most = (int(each * scale()) for each in (LEAST_HEIGHT, MOST_HEIGHT))
        return max(least, min(spare // rows, most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
