"""Pictures for others: PNG at twice the size, SVG and PDF, each painted from the drawing itself.

Each is made part by part, so that a window can do something else between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ui.look.outline import outlining
from ui.look.png import encoded
from ui.look.theme import colour

SCALE = 2.0
_MOST_SIDE, _MOST_PIXELS = 30_000, 40_000_000

Paint = Callable[[QPainter], None]
Made = TypeVar("Made")
Parts = Generator[float, None, Made]
"""Yields the share done after each part, and returns what was made."""


@dataclass(frozen=True)
class Sheet:
    """A picture laid out: its size in px, what paints it from (0, 0), and the token of its ground.

    ``title`` is the file's own; ``description`` says everything to who cannot see the picture. A large
    one is painted by its ``parts``, one after another, which together paint what ``paint`` does.
    ``more`` paint further pages of a document of this size; a picture has the first alone.
    """

    size: QSizeF
    paint: Paint
    ground: str
    title: str
    description: str
    parts: Sequence[Paint] = ()
    more: Sequence[Paint] = ()


def _paint(
    painter: QPainter,
    sheet: Sheet,
    around: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Iterator[float]:
    painter.fillRect(QRectF(0, 0, sheet.size.width(), sheet.size.height()), colour(sheet.ground))
    parts = sheet.parts or (sheet.paint,)
    for done, part in enumerate(parts, start=1):
        with around():
            part(painter)
        yield done / len(parts)


def image_by_parts(sheet: Sheet, scale: float = SCALE) -> Parts[QImage]:
    """The picture in pixels, ``scale`` for one of its px; fewer where it would be too large to use."""
    wide, high = sheet.size.width(), sheet.size.height()
    scale = min(scale, _MOST_SIDE / max(wide, high), (_MOST_PIXELS / (wide * high)) ** 0.5)
    made = QImage(round(wide * scale), round(high * scale), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(scale)
    made.fill(colour(sheet.ground))
    painter = QPainter(made)
    try:
        yield from _paint(painter, sheet)
    finally:
        painter.end()
    return made


def svg_by_parts(sheet: Sheet) -> Parts[bytes]:
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
    try:
        yield from _paint(painter, sheet, outlining)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def pdf_by_parts(sheet: Sheet) -> Parts[bytes]:
    """A PDF whose pages are as large as the picture, its text to be searched and copied."""
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
    try:
        yield from _paint(painter, sheet)
        for page in sheet.more:
            made.newPage()
            yield from _paint(painter, replace(sheet, paint=page, parts=()))
    finally:
        painter.end()
    return bytes(buffer.data().data())


def whole(parts: Parts[Made]) -> Made:
    """What is made, in one go."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            made: Made = end.value
            return made


def image(sheet: Sheet, scale: float = SCALE) -> QImage:
    """The picture in pixels, as ``image_by_parts``."""
    return whole(image_by_parts(sheet, scale))


def pixels(
    sheet: Sheet, made: QImage, progress: Callable[[int, int], bool] = lambda _done, _whole: True
) -> bytes | None:
    """A PNG of a picture of a sheet; may be asked from any thread. None where it was cancelled."""
    texts = {"Title": sheet.title, "Description": sheet.description}
    return encoded(made, texts, made.devicePixelRatio(), progress)


def png(sheet: Sheet, scale: float = SCALE) -> bytes:
    """A PNG, at twice the size on screen unless said."""
    return pixels(sheet, image(sheet, scale)) or b""


def svg(sheet: Sheet) -> bytes:
    """An SVG, as ``svg_by_parts``."""
    return whole(svg_by_parts(sheet))


def pdf(sheet: Sheet) -> bytes:
    """A PDF, as ``pdf_by_parts``."""
    return whole(pdf_by_parts(sheet))


FORMATS: Mapping[str, Callable[[Sheet], bytes]] = {"png": png, "svg": svg, "pdf": pdf}
"""By the ending of the file's name."""

BY_PARTS: Mapping[str, Callable[[Sheet], Parts[QImage] | Parts[bytes]]] = {
    "png": image_by_parts,
    "svg": svg_by_parts,
    "pdf": pdf_by_parts,
}
"""What is painted for each, to be written with ``pixels`` or as it is."""


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _dpi() -> int:
    # Fonts are set in points of the screen: elsewhere they would get another size.
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchY())
