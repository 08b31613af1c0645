"""One funnel as a pyqtgraph plot: one item paints all bars, one axis all ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.measure.funnel import Funnel
from ui.funnel.telling import told
from ui.look.describe import percent
from ui.look.funnel_bars import ABOVE, Slots, paint_bars, paint_grid, paint_selection, part_at
from ui.look.funnel_pens import pens, put, set_text
from ui.look.funnel_shape import Shape
from ui.look.funnel_ticks import paint_ticks, ticks_height
from ui.look.theme import colour

TOP = 1.14
"""The share axis of every panel ends here, always: one scale, and room for the worst mark."""
LEAST_SLOT = 46.0
"""Narrower than this no number fits; a longer flow is scrolled along instead."""


@dataclass(frozen=True)
class Drawn:
    """What a plot shows."""

    shape: Shape
    funnel: Funnel
    chosen: float | None = None
    """The place of the chosen bar in slots."""


class _Bars(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """All bars of one funnel, painted in pixels so that patterns and text keep their size."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot = plot

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._plot.slots_wide(), TOP)

    def paint(self, painter: QPainter, *_: Any) -> None:
        drawn = self._plot.drawn
        if drawn is None:
            return
        first, shown = self._plot.window_of_slots()
        area = painter.worldTransform().mapRect(QRectF(first, 0, shown, 1))
        painter.save()
        painter.resetTransform()
        slots = Slots(drawn.shape, area, first, shown)
        _paint_chosen(painter, slots, drawn, area.adjusted(0, -ABOVE, 0, 0))
        paint_grid(painter, slots, pens())
        paint_bars(painter, slots, drawn.funnel)
        painter.restore()


class _Ticks(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Names in two lines, the alignment and its x of n under every bar."""

    def __init__(self, plot: Plot) -> None:
        super().__init__("bottom")
        self._plot = plot
        self.setHeight(ticks_height())

    def paint(self, painter: QPainter, *_: Any) -> None:
        drawn = self._plot.drawn
        if drawn is None:
            return
        first, shown = self._plot.window_of_slots()
        slots = Slots(drawn.shape, QRectF(0, -100, self.width(), 100), first, shown)
        below = QRectF(0, 0, self.width(), self.height())
        painter.save()
        _paint_chosen(painter, slots, drawn, below)
        paint_ticks(painter, slots, drawn.funnel)
        painter.restore()


class _Shares(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """0, 50 and 100 % of entrants."""

    def __init__(self) -> None:
        super().__init__("left")
        self.fit()

    def fit(self) -> None:
        """Take the width the widest of them needs."""
        self.setWidth(set_text(percent(1.0), "tick", pens()).width + 14)

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
    top, bottom = slots.area.top() - ABOVE + 2, slots.area.bottom() + ticks_height()
    painter.save()
    painter.setClipRect(clip)
    paint_selection(painter, QRectF(left, top, right - left, bottom - top), pens())
    painter.restore()


class Plot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The plot of one funnel. ``pressed`` carries what was pressed, as ``part_at`` says it.

    A view, a view box and two axes: what pyqtgraph's PlotWidget is, without its menus and forms,
    which nobody uses here and which take three times as long to make.
    """

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.drawn: Drawn | None = None
        self._first = 0.0
        super().__init__(parent)
        self._bars, self._ticks, self._shares = _Bars(self), _Ticks(self), _Shares()
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.setYRange(0, TOP, padding=0)
        self.box.addItem(self._bars, ignoreBounds=True)
        layout = pg.GraphicsLayout()
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(0)
        layout.addItem(self._shares, 0, 0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self._ticks, 1, 1)
        self.setCentralItem(layout)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameStyle(0)
        self.viewport().setMouseTracking(True)
        self.restyle()

    def restyle(self) -> None:
        """Take the colours and fonts of the theme in force."""
        self.setBackground(colour("surface"))
        self._shares.fit()
        self._shares.update()
        self._ticks.setHeight(ticks_height())
        self.repaint_items()

    def show_drawn(self, drawn: Drawn) -> None:
        """Show a funnel; nothing is painted where it is the one shown already."""
        before = self.drawn
        if drawn == before:
            return
        self.drawn = drawn
        if before is None or before.shape != drawn.shape:
            self._first = 0.0
        self._follow()
        self.repaint_items()

    def repaint_items(self) -> None:
        """Paint bars and ticks anew with the next frame."""
        self._bars.update()
        self._ticks.update()

    def slots_wide(self) -> float:
        """How many slots the flow takes."""
        return self.drawn.shape.slots if self.drawn else 1.0

    def window_of_slots(self) -> tuple[float, float]:
        """The first slot shown, and how many are."""
        fitting = max(self.box.width() / LEAST_SLOT, 1.0)
        shown = max(min(self.slots_wide(), fitting), 1.0)
        return min(self._first, max(self.slots_wide() - shown, 0.0)), shown

    def scroll_by(self, slots: float) -> None:
        """Move along a flow that does not fit."""
        first, shown = self.window_of_slots()
        self._first = max(min(first + slots, self.slots_wide() - shown), 0.0)
        self._set_window()
        self.repaint_items()

    def part_under(self, point: QPointF) -> tuple[str, str] | None:
        """What stands at a point of this widget, as ``part_at`` says it."""
        if self.drawn is None:
            return None
        return part_at(self._slots(), self.drawn.funnel, point)

    def _slots(self) -> Slots:
        assert self.drawn is not None  # noqa: S101  # asked only while something is shown
        first, shown = self.window_of_slots()
        box = self.box.mapRectToScene(self.box.boundingRect())
        height = box.height() / TOP
        area = QRectF(box.left(), box.bottom() - height, box.width(), height)
        return Slots(self.drawn.shape, area, first, shown)

    def _follow(self) -> None:
        """Keep the chosen bar in sight."""
        first, shown = self.window_of_slots()
        chosen = self.drawn.chosen if self.drawn else None
        if chosen is not None:
            first = min(first, chosen - 0.5)
            first = max(first, chosen + 0.5 - shown)
        self._first = max(first, 0.0)
        self._set_window()

    def _set_window(self) -> None:
        first, shown = self.window_of_slots()
        if self.box.viewRange()[0] != [first, first + shown]:
            self.box.setXRange(first, first + shown, padding=0)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self.drawn is not None:
            self._follow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.part_under(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.part_under(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.part_under(QPointF(event.pos()))
            text = told(self.drawn.funnel, *found) if found and self.drawn else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return bool(super().viewportEvent(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways along a flow that does not fit; else the page scrolls."""
        turned = event.angleDelta()
        if turned.x() and self.window_of_slots()[1] < self.slots_wide():
            self.scroll_by(-turned.x() / 120)
            event.accept()
        else:
            event.ignore()
