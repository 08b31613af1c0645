"""A drawing as PNG, for formats that hold no SVG: crisp at two pixels for one."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.share.drawing.shapes import (
    DEVIATED,
    DEVIATED_SOFT,
    UNKNOWN,
    Anchor,
    Dot,
    Drawing,
    Fill,
    Line,
    Rect,
    Words,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent.parent.parent.parent / "resources" / "fonts"
SCALE = 2
Raster = Callable[[Drawing], bytes]
"""A drawing to a PNG file."""
_ANCHORS = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}


def png(drawing: Drawing) -> bytes:
    """The file, with a white ground."""
    from PIL import Image, ImageDraw

    size = round(drawing.width * SCALE), round(drawing.height * SCALE)
    image = Image.new("RGB", size, "#FFFFFF")
    draw = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        match shape:
            case Rect():
                _rect(image, draw, shape)
            case Line():
                _line(draw, shape)
            case Dot():
                x, y, radius = (each * SCALE for each in (shape.x, shape.y, shape.radius))
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), shape.fill.value)
            case Words():
                place = shape.x * SCALE, shape.y * SCALE
                font = _font(round(shape.size * SCALE), bold=shape.bold)
                draw.text(place, shape.text, shape.colour, font, _ANCHORS[shape.anchor])
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=2)
    return buffer.getvalue()


@lru_cache(maxsize=64)
def _font(size: int, *, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / f"Inter-{'SemiBold' if bold else 'Regular'}.otf", size)


def _rect(image: Image, draw: ImageDraw, shape: Rect) -> None:
    left, top = round(shape.x * SCALE), round(shape.y * SCALE)
    right, bottom = round((shape.x + shape.width) * SCALE), round((shape.y + shape.height) * SCALE)
    if right <= left or bottom <= top:
        return
    if shape.fill in (Fill.DEVIATED, Fill.UNKNOWN):
        image.paste(_pattern(shape.fill, right - left, bottom - top), (left, top))
    else:
        draw.rectangle((left, top, right - 1, bottom - 1), shape.fill.value)
    if shape.edge:
        draw.rectangle((left, top, right - 1, bottom - 1), outline=shape.edge, width=SCALE)


def _pattern(fill: Fill, width: int, height: int) -> Image:
    from PIL import Image, ImageDraw

    stripes = fill is Fill.DEVIATED
    tile = Image.new("RGB", (width, height), DEVIATED_SOFT if stripes else "#FFFFFF")
    draw = ImageDraw.Draw(tile)
    if stripes:
        for x in range(-height, width + height, round(8.5 * SCALE)):
            draw.line((x, height, x + height, 0), DEVIATED, round(2.4 * SCALE))
        return tile
    for x in range(round(2.5 * SCALE), width, 5 * SCALE):
        for y in range(round(2.5 * SCALE), height, 5 * SCALE):
            draw.ellipse((x - SCALE, y - SCALE, x + SCALE, y + SCALE), UNKNOWN)
    return tile


def _line(draw: ImageDraw, shape: Line) -> None:
    thick = max(1, round(shape.width * SCALE))
    start, end = (shape.x1 * SCALE, shape.y1 * SCALE), (shape.x2 * SCALE, shape.y2 * SCALE)
    if not shape.dashed:
        draw.line((*start, *end), shape.colour, thick)
        return
    long = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    done = 0.0
    while done < long:
        ends = [
            (start[0] + (end[0] - start[0]) * at / long, start[1] + (end[1] - start[1]) * at / long)
            for at in (done, min(done + 5 * SCALE, long))
        ]
        draw.line((*ends[0], *ends[1]), shape.colour, thick)
        done += 8 * SCALE
