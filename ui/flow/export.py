"""Pictures of the flow: the drawing with its legend, on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from ui.flow import legend
from ui.flow.faces import Drawing
from ui.flow.item import CanvasItem
from ui.flow.legend import Caption
from ui.flow.scene import FlowScene
from ui.flow.still import extent, paint_item, shown_items, still
from ui.flow.words import spoken
from ui.look import drawn
from ui.look.drawn import Paint, Sheet

MARGIN, BETWEEN = 28.0, 22.0


@dataclass(frozen=True)
class Picture:
    """What a picture shows: the drawing as it is on screen, all of it, and whose numbers it has."""

    drawing: Drawing
    caption: Caption

    @property
    def title(self) -> str:
        """One line for the file's own title."""
        return " · ".join(each for each in (self.caption.strong, self.caption.quiet) if each)

    @property
    def description(self) -> str:
        """Every step in a sentence, for who cannot see the picture."""
        said = [spoken(face) for face in self.drawing.faces.values()]
        return "\n".join([self.caption.mark, *said]).strip()


@dataclass(frozen=True)
class _Laid:
    """A picture laid out, in canvas units from (0, 0): the drawing's place, and the legend's."""

    scene: FlowScene
    drawn: QRectF
    size: QSizeF
    legend: QRectF


def _lay_out(picture: Picture) -> _Laid:
    scene = still(picture.drawing)
    drawn = extent(scene)
    wide = max(drawn.width(), legend.NARROWEST)
    high = legend.height(picture.drawing, wide)
    strip = QRectF(MARGIN, MARGIN + drawn.height() + BETWEEN, wide, high)
    # Whole units, or viewers show a sliver of nothing at an edge.
    size = QSizeF(ceil(wide + 2 * MARGIN), ceil(strip.bottom() + MARGIN / 2))
    return _Laid(scene, drawn, size, strip)


def sheet(picture: Picture) -> Sheet:
    """The picture laid out, its legend under the drawing."""
    laid = _lay_out(picture)
    aside = (laid.legend.width() - laid.drawn.width()) / 2
    corner = QPointF(MARGIN + aside - laid.drawn.left(), MARGIN - laid.drawn.top())
    items = (partial(_paint_at, corner, laid.scene, item) for item in shown_items(laid.scene))
    parts: list[Paint] = [*items, partial(_paint_legend, picture, laid.legend)]

    def paint(painter: QPainter) -> None:
        for part in parts:
            part(painter)

    ground, said = "canvas", picture.description
    return Sheet(laid.size, paint, ground, picture.title, said, parts)


def _paint_at(corner: QPointF, _scene: FlowScene, item: CanvasItem, painter: QPainter) -> None:
    # The scene is handed in so that it lives as long as its items are painted.
    painter.save()
    painter.translate(corner)
    paint_item(painter, item)
    painter.restore()


def _paint_legend(picture: Picture, strip: QRectF, painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    legend.paint_legend(painter, picture.drawing, picture.caption, strip)


def image(picture: Picture, scale: float = drawn.SCALE) -> QImage:
    """The picture in pixels, ``scale`` for a canvas unit."""
    return drawn.image(sheet(picture), scale)


def png(picture: Picture) -> bytes:
    """A PNG at twice the size of the canvas at 100 %."""
    return drawn.png(sheet(picture))


def svg(picture: Picture) -> bytes:
    """An SVG, its text as shapes and again as its description."""
    return drawn.svg(sheet(picture))


def pdf(picture: Picture) -> bytes:
    """A PDF of one page as large as the picture, its text to be searched and copied."""
    return drawn.pdf(sheet(picture))
