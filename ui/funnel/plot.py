"""Funnels as a pyqtgraph plot: what it shows, which part of a long flow, and what is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.funnel.head import group_name
from ui.funnel.marks import TOP, Bars, Drawn, Shares, Ticks, more_boxes
from ui.funnel.telling import told
from ui.look.funnel_bars import Slots, changed_places, part_at, reach
from ui.look.theme import colour


@dataclass(frozen=True)
class Found:
    """What stands at a point: the layer, the step, and the part of its bar as ``part_at`` says it."""

    layer: int
    step: str
    part: str


class Plot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The plot of one funnel or of several side by side. ``pressed`` carries a ``Found``.

    A view, a view box and two axes: what pyqtgraph's PlotWidget is, without its menus and forms,
    which nobody uses here and which take three times as long to make.
    """

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.drawn: Drawn | None = None
        self._first = 0.0
        super().__init__(parent)
        self._bars = Bars(self._laid, self.window_of_slots)
        self._ticks, self._shares = Ticks(self._laid), Shares()
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
        self._fit()
        self.repaint_items()

    def _fit(self) -> None:
        drawn = self.drawn
        self._shares.fit(drawn.ticks if drawn else ())
        self._ticks.fit(drawn.lines if drawn else 4)

    def show_drawn(self, drawn: Drawn) -> None:
        """Show a funnel; nothing is painted where it is the one shown already."""
        before = self.drawn
        if drawn == before:
            return
        self.drawn = drawn
        if before is None or before.shape != drawn.shape:
            self._first = 0.0
        if before is None or (before.most, before.lines) != (drawn.most, drawn.lines):
            self._fit()
        self._follow()
        self._repaint_changed(before, drawn)

    def _repaint_changed(self, before: Drawn | None, drawn: Drawn) -> None:
        """A mark changes its step and those behind it: the rest is not painted again."""
        found = self.laid()
        places = _changed(before, drawn)
        if places is None or found is None:
            self.repaint_items()
            return
        for place in places:
            left, right = (found[1][0].x(end) for end in reach(found[1][0], place))
            column = QRectF(left, 0, right - left, self.height())
            self.viewport().update(column.toAlignedRect())

    def repaint_items(self) -> None:
        """Paint everything anew with the next frame.

        The viewport is told, not the items: a scene has its view painted on its own, each panel
        in a pass through the window that all of them can share.
        """
        self.viewport().update()

    def slots_wide(self) -> float:
        """How many slots the flow takes."""
        return self.drawn.shape.slots if self.drawn else 1.0

    def window_of_slots(self) -> tuple[float, float]:
        """The first slot shown, and how many are.

        Where the path fits without its endpoints and not with them, the path has the width.
        """
        least = self.drawn.room[0] if self.drawn else self.box.width()
        fitting = max(self.box.width() / max(least, 1.0), 1.0)
        shown = max(min(self.slots_wide(), fitting), 1.0)
        path = self.drawn.shape.path if self.drawn else shown
        if path < shown < self.slots_wide():
            shown = path
        return min(self._first, max(self.slots_wide() - shown, 0.0)), shown

    def scroll_by(self, slots: float) -> None:
        """Move along a flow that does not fit."""
        first, shown = self.window_of_slots()
        self._first = max(min(first + slots, self.slots_wide() - shown), 0.0)
        self._set_window()
        self.repaint_items()

    def part_under(self, point: QPointF) -> Found | None:
        """What stands at a point of this widget."""
        found = self.laid()
        if found is None:
            return None
        drawn, laid = found
        for at, (layer, slots) in enumerate(zip(drawn.layers, laid, strict=True)):
            part = part_at(slots, layer.funnel, point)
            if part is not None:
                return Found(at, *part)
        return None

    def _laid(self, area: QRectF) -> tuple[Drawn, Sequence[Slots]] | None:
        """What is shown, the slots of its layers laid over an area."""
        drawn = self.drawn
        if drawn is None:
            return None
        first, shown = self.window_of_slots()
        side = drawn.room[1]
        return drawn, [
            Slots(each.shape, area, first, shown, side, drawn.tall(each)) for each in drawn.layers
        ]

    def laid(self) -> tuple[Drawn, Sequence[Slots]] | None:
        """What is shown, and where the slots of its layers are in this widget."""
        box = self.box.mapRectToScene(self.box.boundingRect())
        height = box.height() / TOP
        return self._laid(QRectF(box.left(), box.bottom() - height, box.width(), height))

    def _follow(self) -> None:
        """Keep the chosen bar in sight."""
        first, shown = self.window_of_slots()
        chosen = self.drawn.chosen[1] if self.drawn and self.drawn.chosen else None
        if chosen is not None:
            first = min(first, chosen - 0.5)
            first = max(first, chosen + 0.5 - shown)
        self._first = max(first, 0.0)
        self._set_window()

    def _set_window(self) -> None:
        first, shown = self.window_of_slots()
        if self.box.viewRange()[0] != [first, first + shown]:
            self._bars.prepareGeometryChange()
            self.box.setXRange(first, first + shown, padding=0)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self.drawn is not None:
            self._follow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        way = self._way_under(event.position())
        found = self.part_under(event.position())
        if way:
            self.scroll_by(way * max(self.window_of_slots()[1] - 1, 1))
        elif found is not None:
            self.pressed.emit(found)

    def _way_under(self, point: QPointF) -> int:
        """Which way the mark at a point leads along a flow that does not fit; 0 for no mark."""
        found = self.laid()
        if found is None:
            return 0
        boxes = more_boxes(found[1][0])
        return next((way for way, box in boxes.items() if box.contains(point)), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        over = self.part_under(point) is not None or self._way_under(point) != 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.part_under(QPointF(event.pos()))
            text = ""
            if found and self.drawn:
                funnel = self.drawn.layers[found.layer].funnel
                named = group_name(funnel) if self.drawn.is_beside else ""
                text = "\n".join(filter(None, (named, told(funnel, found.step, found.part))))
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


def _changed(before: Drawn | None, drawn: Drawn) -> tuple[float, ...] | None:
    """Where two drawings look different, in slots; None where that is everywhere."""
    if before is None or replace(before, layers=drawn.layers) != drawn:
        return None
    if [each.shape for each in before.layers] != [each.shape for each in drawn.layers]:
        return None
    found: list[float] = []
    for old, new in zip(before.layers, drawn.layers, strict=True):
        if old.funnel is not new.funnel and old.funnel != new.funnel:
            places = changed_places(old.funnel, new.funnel, new.shape)
            if places is None:
                return None
            found += places
    return tuple(found)
