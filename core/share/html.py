"""A report as one HTML file that needs nothing else: no network, no script."""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from core.share.content import Figure, Report
from core.share.drawing.pictures import drawn
from core.share.drawing.svg import svg
from core.share.working import Working, unasked

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_WIDE = 900.0
"""Of a picture on a page, in pixels."""
RESOURCES = Path(__file__).parent.parent.parent / "resources" / "report"


def html(report: Report, working: Working = unasked) -> bytes:
    """The file. Every text of the study is escaped where it is put in.

    Raises Cancelled where ``working`` does.
    """
    names = (f"f{place}" for place in count())
    pieces = template("report.html").generate(
        report=report, css=css("report.css"), picture=lambda figure: _inline(next(names), figure)
    )
    found = []
    for place, piece in enumerate(pieces):
        if place % _ASKED == 0:
            working(0, 1)
        found.append(piece)
    return "".join(found).encode()


_ASKED = 16
"""Pieces of the page between two questions whether to go on."""


def _inline(name: str, figure: Figure) -> Markup:
    """The picture of a figure. Its own code escapes every text that is drawn in it."""
    from markupsafe import Markup

    return Markup(svg(drawn(figure.picture, _WIDE), name, figure.alt))  # noqa: S704


def css(name: str) -> str:
    """A style sheet of the resources."""
    return (RESOURCES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def template(name: str) -> Template:
    """A template of the resources; every text put in is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(RESOURCES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template(name)
