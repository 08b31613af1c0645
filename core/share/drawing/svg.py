"""A drawing as SVG, to stand in a page or in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from core.share.drawing.shapes import (
    DEVIATED,
    DEVIATED_SOFT,
    UNKNOWN,
    Dot,
    Drawing,
    Fill,
    Line,
    Rect,
    Shape,
    Words,
)

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Inter, Arial, sans-serif"


def svg(drawing: Drawing, name: str, title: str) -> str:
    """The element; ``name`` tells its patterns from those of others in a page, ``title`` is read out."""
    width, height = _short(drawing.width), _short(drawing.height)
    body = "".join(_element(each, name) for each in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{escape(FONT)}"><title>{escape(title)}</title>'
        f"{''.join(_patterns(name))}{body}</svg>"
    )


def _patterns(name: str) -> Iterator[str]:
    fixed = 'patternUnits="userSpaceOnUse"'
    yield (
        f'<defs><pattern id="{name}-stripes" width="6" height="6" {fixed} '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{DEVIATED_SOFT}"/>'
        f'<rect width="2.4" height="6" fill="{DEVIATED}"/></pattern>'
    )
    yield (
        f'<pattern id="{name}-dots" width="5" height="5" {fixed}>'
        f'<rect width="5" height="5" fill="#FFFFFF"/>'
        f'<circle cx="2.5" cy="2.5" r="1" fill="{UNKNOWN}"/></pattern></defs>'
    )


def _element(shape: Shape, name: str) -> str:
    match shape:
        case Rect():
            return _rect(shape, name)
        case Line():
            dashes = ' stroke-dasharray="5 3"' if shape.dashed else ""
            return (
                f'<line x1="{_short(shape.x1)}" y1="{_short(shape.y1)}" x2="{_short(shape.x2)}" '
                f'y2="{_short(shape.y2)}" stroke="{shape.colour}" '
                f'stroke-width="{_short(shape.width)}"{dashes}/>'
            )
        case Dot():
            return (
                f'<circle cx="{_short(shape.x)}" cy="{_short(shape.y)}" '
                f'r="{_short(shape.radius)}" fill="{_paint(shape.fill, name)}"/>'
            )
        case Words():
            weight = ' font-weight="600"' if shape.bold else ""
            return (
                f'<text x="{_short(shape.x)}" y="{_short(shape.y)}" font-size="{_short(shape.size)}" '
                f'text-anchor="{shape.anchor.value}" fill="{shape.colour}"{weight}>'
                f"{escape(shape.text)}</text>"
            )


def _rect(shape: Rect, name: str) -> str:
    edge = f' stroke="{shape.edge}"' if shape.edge else ""
    dashes = ' stroke-dasharray="2 2"' if shape.dashed else ""
    return (
        f'<rect x="{_short(shape.x)}" y="{_short(shape.y)}" width="{_short(shape.width)}" '
        f'height="{_short(shape.height)}" fill="{_paint(shape.fill, name)}"{edge}{dashes}/>'
    )


def _paint(fill: Fill, name: str) -> str:
    return fill.value if fill.value.startswith("#") else f"url(#{name}-{fill.value})"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
