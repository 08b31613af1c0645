"""Pictures of the flow: PNG at twice the size, SVG and PDF, each painted from the drawing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ui.flow import ink, legend
from ui.flow.faces import Drawing
from ui.flow.legend import Caption
from ui.flow.scene import FlowScene
from ui.flow.still import extent, paint_still, still
from ui.flow.words import spoken
from ui.look.theme import colour

SCALE = 2.0
MARGIN, BETWEEN = 28.0, 22.0
_MOST_SIDE, _MOST_PIXELS = 30_000, 40_000_000
_COMPRESSION = 50  # of 100: as small as 90, and half the time


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
class _Sheet:
    """A picture laid out, in canvas units from (0, 0): the drawing's place, and the legend's."""

    scene: FlowScene
    drawn: QRectF
    size: QSizeF
    legend: QRectF


def _lay_out(picture: Picture) -> _Sheet:
    scene = still(picture.drawing)
    drawn = extent(scene)
    wide = max(drawn.width(), legend.NARROWEST)
    high = legend.height(picture.drawing, wide)
    strip = QRectF(MARGIN, MARGIN + drawn.height() + BETWEEN, wide, high)
    # Whole units, or viewers show a sliver of nothing at an edge.
    size = QSizeF(ceil(wide + 2 * MARGIN), ceil(strip.bottom() + MARGIN / 2))
    return _Sheet(scene, drawn, size, strip)


def _paint(painter: QPainter, picture: Picture, sheet: _Sheet) -> None:
    painter.fillRect(QRectF(0, 0, sheet.size.width(), sheet.size.height()), colour("canvas"))
    painter.save()
    aside = (sheet.legend.width() - sheet.drawn.width()) / 2
    painter.translate(MARGIN + aside - sheet.drawn.left(), MARGIN - sheet.drawn.top())
    paint_still(painter, sheet.scene)
    painter.restore()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    legend.paint_legend(painter, picture.drawing, picture.caption, sheet.legend)


def image(picture: Picture, scale: float = SCALE) -> QImage:
    """The picture in pixels, ``scale`` for a canvas unit; fewer where it would be too large to use."""
    sheet = _lay_out(picture)
    wide, high = sheet.size.width(), sheet.size.height()
    scale = min(scale, _MOST_SIDE / max(wide, high), (_MOST_PIXELS / (wide * high)) ** 0.5)
    made = QImage(round(wide * scale), round(high * scale), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    made.fill(colour("canvas"))
    painter = QPainter(made)
    _paint(painter, picture, sheet)
    painter.end()
    return made


def png(picture: Picture) -> bytes:
    """A PNG at twice the size of the canvas at 100 %."""
    made = image(picture)
    made.setDevicePixelRatio(1)
    made.setText("Title", picture.title)
    made.setText("Description", picture.description)
    buffer = _opened()
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(_COMPRESSION)
    writer.write(made)
    return bytes(buffer.data().data())


def svg(picture: Picture) -> bytes:
    """An SVG, its text as shapes and again as its description."""
    sheet, buffer = _lay_out(picture), _opened()
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setResolution(_dpi())
    made.setSize(sheet.size.toSize())
    made.setViewBox(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
    made.setTitle(picture.title)
    made.setDescription(picture.description)
    painter = QPainter(made)
    with ink.outlining():
        _paint(painter, picture, sheet)
    painter.end()
    return bytes(buffer.data().data())


def pdf(picture: Picture) -> bytes:
    """A PDF of one page as large as the picture, its text to be searched and copied."""
    sheet, buffer, dpi = _lay_out(picture), _opened(), _dpi()
    made = QPdfWriter(buffer)
    made.setResolution(dpi)
    made.setTitle(picture.title)
    made.setCreator("Footpath")
    points = QSizeF(sheet.size.width() * 72 / dpi, sheet.size.height() * 72 / dpi)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    made.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
    made.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(made)
    _paint(painter, picture, sheet)
    painter.end()
    return bytes(buffer.data().data())


FORMATS: Mapping[str, Callable[[Picture], bytes]] = {"png": png, "svg": svg, "pdf": pdf}
"""By the ending of the file's name."""


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _dpi() -> int:
    # The canvas sets its fonts in points of the screen: elsewhere they would get another size.
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchY())
