"""Pictures for others: PNG at twice the size, SVG and PDF, each painted from the drawing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ui.look.outline import outlining
from ui.look.theme import colour

SCALE = 2.0
_MOST_SIDE, _MOST_PIXELS = 30_000, 40_000_000
_COMPRESSION = 50  # of 100: as small as 90, and half the time


@dataclass(frozen=True)
class Sheet:
    """A picture laid out: its size in px, what paints it from (0, 0), and the token of its ground.

    ``title`` is the file's own; ``description`` says everything to who cannot see the picture.
    """

    size: QSizeF
    paint: Callable[[QPainter], None]
    ground: str
    title: str
    description: str


def _paint(painter: QPainter, sheet: Sheet) -> None:
    painter.fillRect(QRectF(0, 0, sheet.size.width(), sheet.size.height()), colour(sheet.ground))
    sheet.paint(painter)


def image(sheet: Sheet, scale: float = SCALE) -> QImage:
    """The picture in pixels, ``scale`` for one of its px; fewer where it would be too large to use."""
    wide, high = sheet.size.width(), sheet.size.height()
    scale = min(scale, _MOST_SIDE / max(wide, high), (_MOST_PIXELS / (wide * high)) ** 0.5)
    made = QImage(round(wide * scale), round(high * scale), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    made.fill(colour(sheet.ground))
    painter = QPainter(made)
    _paint(painter, sheet)
    painter.end()
    return made


def png(sheet: Sheet, scale: float = SCALE) -> bytes:
    """A PNG, at twice the size on screen unless said."""
    made = image(sheet, scale)
    made.setDevicePixelRatio(1)
    made.setText("Title", sheet.title)
    made.setText("Description", sheet.description)
    buffer = _opened()
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(_COMPRESSION)
    writer.write(made)
    return bytes(buffer.data().data())


def svg(sheet: Sheet) -> bytes:
    """An SVG, its text as shapes and again as its description."""
    buffer = _opened()
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setResolution(_dpi())
    made.setSize(sheet.size.toSize())
    made.setViewBox(QRectF(0, 0, sheet.size.width(), sheet.size.height()))
    made.setTitle(sheet.title)
    made.setDescription(sheet.description)
    painter = QPainter(made)
    with outlining():
        _paint(painter, sheet)
    painter.end()
    return bytes(buffer.data().data())


def pdf(sheet: Sheet) -> bytes:
    """A PDF of one page as large as the picture, its text to be searched and copied."""
    buffer, dpi = _opened(), _dpi()
    made = QPdfWriter(buffer)
    made.setResolution(dpi)
    made.setTitle(sheet.title)
    made.setCreator("Footpath")
    points = QSizeF(sheet.size.width() * 72 / dpi, sheet.size.height() * 72 / dpi)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    made.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
    made.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(made)
    _paint(painter, sheet)
    painter.end()
    return bytes(buffer.data().data())


FORMATS: Mapping[str, Callable[[Sheet], bytes]] = {"png": png, "svg": svg, "pdf": pdf}
"""By the ending of the file's name."""


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _dpi() -> int:
    # Fonts are set in points of the screen: elsewhere they would get another size.
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchY())
