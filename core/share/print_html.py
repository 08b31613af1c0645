"""A report in the part of HTML that Qt's own documents know, with its pictures beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.share.content import Figure, Report
from core.share.drawing.pictures import drawn
from core.share.drawing.png import png
from core.share.html import css, template

_HIGHEST = 560.0
"""In pixels at 96 to an inch: a picture never fills a page."""


@dataclass(frozen=True)
class PrintHtml:
    """The page, and by the name in ``src`` the PNG files it shows."""

    html: str
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class _Shown:
    """A picture where it stands: its size in pixels."""

    name: str
    width: int
    height: int


def print_html(report: Report, width: float = 690.0) -> PrintHtml:
    """The page with pictures as wide as ``width`` pixels at most."""
    pictures: dict[str, bytes] = {}

    def show(figure: Figure) -> _Shown:
        drawing = drawn(figure.picture)
        name = f"picture-{len(pictures)}.png"
        pictures[name] = png(drawing)
        scale = min(width / drawing.width, _HIGHEST / drawing.height)
        return _Shown(name, round(drawing.width * scale), round(drawing.height * scale))

    page = template("print.html").render(report=report, css=css("print.css"), picture=show)
    return PrintHtml(page, pictures)
