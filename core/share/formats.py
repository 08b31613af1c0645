"""The formats of a report: a row each. What a format needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.share.content import Report
from core.share.drawing.png import Raster, png
from core.share.working import Working, unasked


@dataclass(frozen=True)
class Tools:
    """What a format is written with.

    ``working`` is told how far it is, and may raise Cancelled. ``raster`` makes pictures: core's own
    has the letters of the fonts that are bundled, one handed in by Qt those of the whole system.
    """

    working: Working = unasked
    raster: Raster = png


Writer = Callable[[Report], bytes]
_Maker = Callable[[Report, Tools], bytes]


def written(report: Report, ending: str, tools: Tools | None = None) -> bytes:
    """A report as the format of an ending. Raises KeyError for one that is no format of core."""
    return _MAKERS[ending](report, tools or Tools())


def _html(report: Report, tools: Tools) -> bytes:
    from core.share.html import html

    return html(report, tools.working)


def _pptx(report: Report, tools: Tools) -> bytes:
    from core.share.pptx import pptx

    return pptx(report, tools.working)


def _docx(report: Report, tools: Tools) -> bytes:
    from core.share.docx import docx

    return docx(report, tools.working, tools.raster)


_MAKERS: Mapping[str, _Maker] = {".html": _html, ".pptx": _pptx, ".docx": _docx}


def _writer(ending: str) -> Writer:
    return lambda report: written(report, ending)


FORMATS: Mapping[str, Writer] = {ending: _writer(ending) for ending in _MAKERS}
"""By the ending of the file. PDF is drawn by Qt, so the window's code adds it."""

ENDINGS = (".html", ".pdf", ".pptx", ".docx")
