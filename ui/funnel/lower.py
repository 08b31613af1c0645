"""The row below the funnels: why they left and when, and whether groups and iterations differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.funnel.against_chooser import AgainstChooser
from ui.funnel.card import Card
from ui.funnel.cells import Sheet
from ui.funnel.charts.scene import Scene
from ui.funnel.charts.table import CHARTS, Chart
from ui.funnel.head import tr
from ui.look.tokens import GAP
from ui.look.type import scale

_LEFT = 0.54
_TOGETHER = 860
"""Narrower than this, in px at a body of 10 points, the cards stand one under the other."""
HIGH = 238


class Lower(QWidget):
    """Two cards. ``told`` carries the target of a number pressed, ``turned`` says another tab is shown.

    ``compared`` carries the id of the cohort to compare with, empty for the rest.
    """

    told = Signal(object)
    turned = Signal()
    compared = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self.cards = [Card([each for each in CHARTS if each.card == at], self) for at in (0, 1)]
        self.against = AgainstChooser()
        self.cards[1].head.addWidget(self.against)
        self._last = self.cards[0]
        for card in self.cards:
            card.told.connect(self.told)
            card.turned.connect(self._on_turned)
        self.against.picked.connect(self._on_against)

    @property
    def card(self) -> Card:
        """The card that has the focus, or had it last."""
        focus = QApplication.focusWidget()
        for each in self.cards:
            if focus is not None and each.isAncestorOf(focus):
                self._last = each
        return self._last

    def has_focus(self) -> bool:
        """Whether the focus is in one of the cards."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def show_scene(self, scene: Scene | None) -> None:
        """Show the charts of what is pointed at; nothing where nothing is."""
        self._scene = scene
        if scene is not None:
            self.against.show_cohorts(scene)
        for card in self.cards:
            self._fill(card)

    def _fill(self, card: Card) -> None:
        sheet = Sheet("", empty=tr("There is nothing to show yet."))
        card.show_sheet(sheet if self._scene is None else card.chart.sheet(self._scene))

    def sheet_of(self, chart: Chart) -> Sheet | None:
        """A chart as it stands now; None where nothing is pointed at."""
        return None if self._scene is None else chart.sheet(self._scene)

    @Slot()
    def _on_turned(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            self._last = card
            self._fill(card)
            self.against.setVisible(self.cards[1].chart.name == "compare")
            self.turned.emit()

    @Slot(object)
    def _on_against(self, cohort: object) -> None:
        self.compared.emit(str(cohort))

    def height_for(self, width: float) -> int:
        """How high it is at a width: the cards stand one under the other where it is narrow."""
        rows = 1 if width >= _TOGETHER * scale() else 2
        return int(rows * HIGH * scale() + (rows - 1) * GAP)

    def _places(self) -> Sequence[QRect]:
        width, height = self.width(), self.height()
        if width >= _TOGETHER * scale():
            left = int((width - GAP) * _LEFT)
            return QRect(0, 0, left, height), QRect(left + GAP, 0, width - left - GAP, height)
        half = (height - GAP) // 2
        return QRect(0, 0, width, half), QRect(0, half + GAP, width, half)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card, place in zip(self.cards, self._places(), strict=True):
            card.setGeometry(place)

    def sizeHint(self) -> QSize:
        return QSize(800, int(HIGH * scale()))
