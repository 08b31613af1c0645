"""A drawing as shapes of the slides' own: its words stay words, in any script, and can be edited."""

from __future__ import annotations

from typing import Any

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
    width_of,
)
from core.share.slides.text import Place, dress
from core.share.slides.theme import plain

_ASCENT = 0.93
"""Of the type, over the base line."""


def add_drawing(slide: Any, place: Place, drawing: Drawing, alt: str) -> None:
    """Put a drawing into a place as one group, as large as fits and no larger than its type can be."""
    scale = min(
        place.width / max(drawing.width, 1), place.height / max(drawing.height, 1), _LARGEST
    )
    left = place.left + (place.width - drawing.width * scale) / 2
    group = slide.shapes.add_group_shape()
    shapes = group.shapes
    # Else each shape is numbered, and the group measured, by looking at all shapes before it.
    shapes.turbo_add_enabled = True
    measure, shapes._recalculate_extents = shapes._recalculate_extents, lambda: None  # noqa: SLF001
    draw = _Pen(shapes, left, place.top, scale)
    for shape in drawing.shapes:
        match shape:
            case Rect():
                draw.rect(shape)
            case Line():
                draw.line(shape)
            case Dot():
                draw.dot(shape)
            case Words():
                draw.words(shape)
    measure()
    group.name = "Picture"
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)  # noqa: SLF001 - no other door to it


_LARGEST = 12_700 * 1.5
"""Points for a pixel of the drawing."""


class _Pen:
    """Adds shapes to a group, at a scale."""

    def __init__(self, shapes: Any, left: float, top: float, scale: float) -> None:
        self._shapes, self._left, self._top, self._scale = shapes, left, top, scale

    def _x(self, x: float) -> int:
        return round(self._left + x * self._scale)

    def _y(self, y: float) -> int:
        return round(self._top + y * self._scale)

    def rect(self, shape: Rect) -> None:
        from pptx.enum.shapes import MSO_SHAPE

        if shape.width <= 0 or shape.height <= 0:
            return
        added = self._shapes.add_shape(
            MSO_SHAPE.RECTANGLE,
            self._x(shape.x),
            self._y(shape.y),
            round(shape.width * self._scale),
            round(shape.height * self._scale),
        )
        plain(added)
        paint(added.fill, shape.fill)
        self._edge(added.line, shape.edge, 1.0, dashed=shape.dashed)

    def line(self, shape: Line) -> None:
        from pptx.enum.shapes import MSO_CONNECTOR

        ends = self._x(shape.x1), self._y(shape.y1), self._x(shape.x2), self._y(shape.y2)
        added = plain(self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends))
        self._edge(added.line, shape.colour, shape.width, dashed=shape.dashed)

    def dot(self, shape: Dot) -> None:
        from pptx.enum.shapes import MSO_SHAPE

        size = round(2 * shape.radius * self._scale)
        left, top = self._x(shape.x - shape.radius), self._y(shape.y - shape.radius)
        added = plain(self._shapes.add_shape(MSO_SHAPE.OVAL, left, top, size, size))
        paint(added.fill, shape.fill)
        added.line.fill.background()

    def words(self, shape: Words) -> None:
        from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN

        if not shape.text.strip():
            return
        wide = width_of(shape.text, shape.size) + 2
        x = shape.x - wide * _BEFORE[shape.anchor]
        box = self._shapes.add_textbox(
            self._x(x),
            self._y(shape.y - shape.size * _ASCENT),
            round(wide * self._scale),
            round(shape.size * 1.2 * self._scale),
        )
        frame = box.text_frame
        frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        paragraph.text = shape.text
        points = shape.size * self._scale / 12_700
        dress(paragraph, points, bold=shape.bold, colour=shape.colour.removeprefix("#"))
        paragraph.alignment = {
            Anchor.START: PP_ALIGN.LEFT,
            Anchor.MIDDLE: PP_ALIGN.CENTER,
            Anchor.END: PP_ALIGN.RIGHT,
        }[shape.anchor]

    def _edge(self, line: Any, colour: str, width: float, *, dashed: bool) -> None:
        from pptx.enum.dml import MSO_LINE

        if not colour:
            line.fill.background()
            return
        line.color.rgb = _rgb(colour)
        line.width = round(max(width, 0.75) * self._scale)
        if dashed:
            line.dash_style = MSO_LINE.DASH


_BEFORE = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def paint(fill: Any, kind: Fill) -> None:
    """Solid, or in the pattern of deviated and unknown."""
    from pptx.enum.dml import MSO_PATTERN

    if kind not in (Fill.DEVIATED, Fill.UNKNOWN):
        fill.solid()
        fill.fore_color.rgb = _rgb(kind.value)
        return
    stripes = kind is Fill.DEVIATED
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL if stripes else MSO_PATTERN.PERCENT_20
    fill.fore_color.rgb = _rgb(DEVIATED if stripes else UNKNOWN)
    fill.back_color.rgb = _rgb(DEVIATED_SOFT if stripes else "#FFFFFF")


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#"))
