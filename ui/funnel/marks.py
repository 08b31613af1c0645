"""What stands in the plot of a funnel: one item paints all bars, one axis all ticks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from core.measure.funnel import Funnel
from ui.funnel.head import tr
from ui.look.describe import percent
from ui.look.funnel_bars import ABOVE, Slots, paint_bars, paint_grid, paint_selection
from ui.look.funnel_pens import pens, put, text_width
from ui.look.funnel_shape import Shape
from ui.look.funnel_ticks import paint_ticks, ticks_height
from ui.look.glyphs import draw_glyph

TOP = 1.14
"""The share axis of every panel ends here, always: one scale, and room for the worst mark."""


@dataclass(frozen=True)
class Drawn:
    """What a plot shows. ``chosen`` is the place of the chosen bar in slots.

    ``room`` is the least width of a slot and the room beside a bar, in px: alike in all panels.
    """

    shape: Shape
    funnel: Funnel
    room: tuple[float, float] = (46.0, 20.0)
    chosen: float | None = None


Lay = Callable[[QRectF], tuple[Drawn, Slots] | None]
"""What to paint, its slots laid over the box from 0 to 100 %; None while nothing is shown."""


class Bars(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """All bars of one funnel, painted in pixels so that patterns and text keep their size.

    ``spread`` gives where in the plot's x the slots shown begin, and how many they are.
    """

    def __init__(self, lay: Lay, spread: Callable[[], tuple[float, float]]) -> None:
        super().__init__()
        self._lay, self._spread = lay, spread
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:
        first, shown = self._spread()
        return QRectF(first, 0, shown, TOP)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, *_: Any) -> None:
        first, shown = self._spread()
        seen = option.exposedRect
        area = painter.worldTransform().mapRect(QRectF(first, 0, shown, 1))
        found = self._lay(area)
        if found is None:
            return
        drawn, slots = found
        painter.save()
        painter.resetTransform()
        _paint_chosen(painter, slots, drawn, area.adjusted(0, -ABOVE, 0, 0))
        paint_grid(painter, slots, pens())
        paint_bars(painter, slots, drawn.funnel, (seen.left(), seen.right()))
        if not drawn.funnel.entrants:
            nobody = tr("Nobody of this cohort has entered yet.")
            put(painter, pens(), area.center(), nobody, "tick", "ink2")
        _paint_more(painter, slots)
        painter.restore()


class Ticks(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Names in two lines, the alignment and its x of n under every bar."""

    def __init__(self, lay: Lay) -> None:
        super().__init__("bottom")
        self._lay = lay
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.fit()

    def fit(self) -> None:
        """Take the height four lines need."""
        self.setHeight(ticks_height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, *_: Any) -> None:
        found = self._lay(QRectF(0, -100, self.width(), 100))
        if found is None:
            return
        drawn, slots = found
        painter.save()
        _paint_chosen(painter, slots, drawn, QRectF(0, 0, self.width(), self.height()))
        seen = slots.place(option.exposedRect.left()), slots.place(option.exposedRect.right())
        paint_ticks(painter, slots, drawn.funnel, seen)
        painter.restore()


class Shares(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """0, 50 and 100 % of entrants."""

    def __init__(self) -> None:
        super().__init__("left")
        self.fit()

    def fit(self) -> None:
        """Take the width the widest of them needs."""
        self.setWidth(text_width(percent(1.0), "tick", pens()) + 14)

    def paint(self, painter: QPainter, *_: Any) -> None:
        made = pens(painter.device().devicePixelRatioF())
        for share in (0.0, 0.5, 1.0):
            at = QPointF(self.width() - 8, self.height() * (1 - share / TOP))
            put(painter, made, at, percent(share), "tick", "ink3", 1)


def _paint_chosen(painter: QPainter, slots: Slots, drawn: Drawn, clip: QRectF) -> None:
    """The chosen column's ground, of which the plot and the axis each show their half."""
    if drawn.chosen is None:
        return
    middle = slots.x(drawn.chosen)
    left, right = middle - 11, middle + 11
    if drawn.chosen in drawn.shape.centres:  # the numbers to the right of the bar belong to it
        left, right = middle - slots.slot / 2 + 1, middle + slots.slot / 2 + 3
    above = min(ABOVE - 2, slots.area.height() * (TOP - 1) - 1)
    top, bottom = slots.area.top() - above, slots.area.bottom() + ticks_height()
    painter.save()
    painter.setClipRect(clip)
    paint_selection(painter, QRectF(left, top, right - left, bottom - top), pens())
    painter.restore()


def _paint_more(painter: QPainter, slots: Slots) -> None:
    """A chevron at either end where the flow goes on out of sight."""
    middle = slots.area.top() - 13
    ink = pens().colours["ink3"]
    if slots.first > 0.01:
        box = QRectF(slots.area.left(), middle - 7, 14, 14)
        painter.save()
        painter.translate(box.center())
        painter.scale(-1, 1)
        draw_glyph(painter, "chevron_right", QRectF(-7, -7, 14, 14), ink, 2.0)
        painter.restore()
    if slots.last < slots.shape.slots - 0.01:
        box = QRectF(slots.area.right() - 14, middle - 7, 14, 14)
        draw_glyph(painter, "chevron_right", box, ink, 2.0)
