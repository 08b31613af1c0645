"""A report as one HTML file that needs nothing else: no network, no script."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.share.content import Report

if TYPE_CHECKING:
    from jinja2 import Template

RESOURCES = Path(__file__).parent.parent.parent / "resources" / "report"


def html(report: Report) -> bytes:
    """The file. Every text of the study is escaped where it is put in."""
    return _template("report.html").render(report=report, css=_css("report.css")).encode()


def _css(name: str) -> str:
    return (RESOURCES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _template(name: str) -> Template:
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
