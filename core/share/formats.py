"""The formats of a report: a row each. What a format needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.share.content import Report

Writer = Callable[[Report], bytes]


def _html(report: Report) -> bytes:
    from core.share.html import html

    return html(report)


def _pptx(report: Report) -> bytes:
    from core.share.pptx import pptx

    return pptx(report)


def _docx(report: Report) -> bytes:
    from core.share.docx import docx

    return docx(report)


FORMATS: Mapping[str, Writer] = {".html": _html, ".pptx": _pptx, ".docx": _docx}
"""By the ending of the file. PDF is drawn by Qt, so the window's code adds it."""

ENDINGS = (".html", ".pdf", ".pptx", ".docx")
