"""What stands in the plot of funnels: one item paints all bars, one axis all ticks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from core.measure.funnel import Funnel
from ui.funnel.head import tr
from ui.look.describe import percent
from ui.look.funnel_bars import ABOVE, Slots, paint_bars, paint_grid, paint_selection
from ui.look.funnel_beside import letter, paint_beside_ticks, paint_crown
from ui.look.funnel_pens import pens, pens_for, put, text_width
from ui.look.funnel_shape import Shape
from ui.look.funnel_ticks import paint_ticks, ticks_height
from ui.look.glyphs import draw_glyph

TOP = 1.14
"""The axis of every panel ends here, always: one scale, and room for the worst mark."""


@dataclass(frozen=True)
class Layer:
    """One funnel and where its bars stand. Layers of one plot have the same slots."""

    shape: Shape
    funnel: Funnel


@dataclass(frozen=True)
class Drawn:
    """What a plot shows: one funnel, or those of several cohorts side by side at each step.

    ``chosen`` is the layer of the chosen bar and its place in slots. ``room`` is the least width of
    a slot and the room beside a bar, in px: alike in all panels. ``most`` is how many partners the
    axis has at its full height; 0 draws shares. ``crowns`` say what the endpoints of each layer come
    to; that of a single one stands over them.
    """

    layers: tuple[Layer, ...]
    room: tuple[float, float] = (46.0, 20.0)
    chosen: tuple[int, float] | None = None
    most: int = 0
    crowns: tuple[str, ...] = ("",)

    @property
    def shape(self) -> Shape:
        """The shape of the first funnel: all have the same slots."""
        return self.layers[0].shape

    @property
    def is_beside(self) -> bool:
        """Whether several cohorts stand side by side."""
        return len(self.layers) > 1

    @property
    def lines(self) -> int:
        """The lines of text under the axis."""
        return 5 if self.is_beside else 4

    def tall(self, layer: Layer) -> float:
        """How much of the height all entrants of a funnel take."""
        return layer.funnel.entrants / self.most if self.most else 1.0

    @cached_property
    def ticks(self) -> Sequence[tuple[float, str]]:
        """What stands at the axis: shares of its height, and their words."""
        if not self.most:
            return tuple((share, percent(share)) for share in (0.0, 0.5, 1.0))
        step = _step(self.most)
        return tuple((n / self.most, str(n)) for n in range(0, self.most + 1, step))


def _step(most: int) -> int:
    """A round number of partners from one tick to the next, three or four of them in all."""
    step = 1
    while most > 3 * step:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


Lay = Callable[[QRectF], tuple[Drawn, Sequence[Slots]] | None]
"""What to paint, the slots of each layer over the box from 0 to 100 %; None while nothing is shown."""


class Bars(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """All bars of a plot, painted in pixels so that patterns and text keep their size.

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
        drawn, laid = found
        painter.save()
        painter.resetTransform()
        paint_plot(painter, drawn, laid, (seen.left(), seen.right()))
        _paint_more(painter, laid[0])
        painter.restore()


def paint_plot(
    painter: QPainter,
    drawn: Drawn,
    laid: Sequence[Slots],
    seen: tuple[float, float] | None = None,
) -> None:
    """Grid, bars and what stands over them; ``seen`` asks only for those between two places."""
    area = laid[0].area
    made = pens_for(painter)
    _paint_chosen(painter, laid, drawn, area.adjusted(0, -ABOVE, 0, 0))
    paint_grid(painter, laid[0], made, [share for share, _ in drawn.ticks if share])
    for layer, slots in zip(drawn.layers, laid, strict=True):
        paint_bars(painter, slots, layer.funnel, seen)
    ends = laid[0].shape.ends
    if not drawn.is_beside and ends is not None and (seen is None or seen[1] > ends - 0.5):
        paint_crown(painter, laid[0], drawn.crowns[0], made)
    if not any(layer.funnel.entrants for layer in drawn.layers):
        nobody = (
            tr("Nobody of these cohorts has entered yet.")
            if drawn.is_beside
            else tr("Nobody of this cohort has entered yet.")
        )
        clear = QPointF(area.center().x(), area.top() + 0.62 * area.height())
        put(painter, made, clear, nobody, "tick", "ink2")


def paint_under(
    painter: QPainter,
    drawn: Drawn,
    laid: Sequence[Slots],
    seen: tuple[float, float] | None = None,
) -> None:
    """What stands under the axis."""
    if drawn.is_beside:
        chosen = letter(drawn.chosen[0]) if drawn.chosen is not None else ""
        paint_beside_ticks(painter, laid, [each.funnel for each in drawn.layers], chosen)
    else:
        paint_ticks(painter, laid[0], drawn.layers[0].funnel, seen)


class Ticks(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Names in two lines, the alignment and its x of n under every bar."""

    def __init__(self, lay: Lay) -> None:
        super().__init__("bottom")
        self._lay = lay
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.fit(4)

    def fit(self, lines: int) -> None:
        """Take the height so many lines need."""
        self.setHeight(ticks_height(lines))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, *_: Any) -> None:
        found = self._lay(QRectF(0, -100, self.width(), 100))
        if found is None:
            return
        drawn, laid = found
        painter.save()
        _paint_chosen(painter, laid, drawn, QRectF(0, 0, self.width(), self.height()))
        exposed = option.exposedRect
        seen = laid[0].place(exposed.left()), laid[0].place(exposed.right())
        paint_under(painter, drawn, laid, seen)
        painter.restore()


class Shares(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """0, 50 and 100 % of entrants, or numbers of partners."""

    def __init__(self) -> None:
        super().__init__("left")
        self.ticks: Sequence[tuple[float, str]] = ()
        self.fit(())

    def fit(self, ticks: Sequence[tuple[float, str]]) -> None:
        """Show these, with the width the widest of them needs."""
        self.ticks = ticks
        words = [percent(1.0), *(text for _, text in ticks)]
        self.setWidth(max(text_width(each, "tick", pens()) for each in words) + 14)
        self.update()

    def paint(self, painter: QPainter, *_: Any) -> None:
        made = pens_for(painter)
        for share, text in self.ticks:
            at = QPointF(self.width() - 8, self.height() * (1 - share / TOP))
            put(painter, made, at, text, "tick", "ink3", 1)


def _paint_chosen(painter: QPainter, laid: Sequence[Slots], drawn: Drawn, clip: QRectF) -> None:
    """The chosen column's ground, of which the plot and the axis each show their half."""
    if drawn.chosen is None:
        return
    layer, place = drawn.chosen
    slots = laid[layer]
    middle = slots.x(place)
    left, right = middle - 11, middle + 11
    if place in slots.shape.centres:  # the numbers to the right of the bar belong to it
        left, right = middle - slots.slot / 2 + 1, middle + slots.slot / 2 + 3
    above = min(ABOVE - 2, slots.area.height() * (TOP - 1) - 1)
    top, bottom = slots.area.top() - above, slots.area.bottom() + ticks_height(drawn.lines)
    if drawn.is_beside:  # the name under it is that of all cohorts
        bottom -= 2 * pens().line + 2
    painter.save()
    painter.setClipRect(clip)
    paint_selection(painter, QRectF(left, top, right - left, bottom - top), pens())
    painter.restore()


def more_boxes(slots: Slots) -> Mapping[int, QRectF]:
    """Where the marks stand that lead on along a flow that does not fit: -1 left, 1 right."""
    top = slots.area.top() - 24
    found = {}
    if slots.first > _SLIVER:
        found[-1] = QRectF(slots.area.left(), top, _MORE, 22)
    if slots.last < slots.shape.slots - _SLIVER:
        found[1] = QRectF(slots.area.right() - _MORE, top, _MORE, 22)
    return found


_MORE, _SLIVER = 64.0, 0.2


def _paint_more(painter: QPainter, slots: Slots) -> None:
    """At either end where the flow goes on out of sight, how many columns do, and a chevron."""
    made = pens_for(painter)
    ink = made.colours["accent"]
    for way, box in more_boxes(slots).items():
        hidden = sum(
            (place < slots.first) if way < 0 else (place > slots.last)
            for place in slots.shape.centres
        )
        middle = box.center().y()
        glyph = QRectF(box.right() - 14, middle - 7, 14, 14)
        if way < 0:
            glyph.moveLeft(box.left())
            painter.save()
            painter.translate(glyph.center())
            painter.scale(-1, 1)
            draw_glyph(painter, "chevron_right", QRectF(-7, -7, 14, 14), ink, 2.0)
            painter.restore()
        else:
            draw_glyph(painter, "chevron_right", glyph, ink, 2.0)
        text = tr("{n} more").format(n=f"{hidden:,}")
        at = QPointF(glyph.right() + 2 if way < 0 else glyph.left() - 2, middle)
        put(painter, made, at, text, "strong", "accent", 0 if way < 0 else 1)
