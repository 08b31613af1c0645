"""What can be written from the Report page: a row a format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.command.export import FORMATS as TABLES
from core.reading import Reader
from core.share.content import Report
from core.share.formats import FORMATS as REPORTS


class Format(NamedTuple):
    """A format by the ending of its file, without the dot. ``words`` are translated where shown.

    One that ``holds_study`` has nothing to do with what was chosen for the report.
    """

    ending: str
    words: str
    about: str
    holds_study: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return _tr(self.words)

    @property
    def remark(self) -> str:
        """What it is for."""
        return _tr(self.about)


def _words(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("share", text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("share", text)


FORMATS = (
    Format("html", _words("Web page"), _words("One file for any browser; needs no network.")),
    Format("pdf", _words("PDF"), _words("Pages of A4, to print and to send.")),
    Format("pptx", _words("Slides"), _words("PowerPoint, one message a slide, text to edit.")),
    Format("docx", _words("Text document"), _words("Word, headings and tables to edit.")),
    Format(
        "xlsx",
        _words("Workbook"),
        _words("The whole study as tables, a sheet each: not the choice on the left."),
        holds_study=True,
    ),
    Format(
        "csv",
        _words("Table"),
        _words("All observations of the study, a row each: not the choice on the left."),
        holds_study=True,
    ),
    Format(
        "json",
        _words("Plain TinyDB file"),
        _words("The whole study for programs, with all that anybody said: keep it to yourself."),
        holds_study=True,
    ),
    Format(
        "qdpx",
        _words("REFI-QDA project"),
        _words("For NVivo, ATLAS.ti, MAXQDA and QualCoder: the whole study."),
        holds_study=True,
    ),
)


def format_of(ending: str) -> Format | None:
    """The format of an ending without its dot, or None."""
    return next((each for each in FORMATS if each.ending == ending), None)


def pieces(format_: Format, reader: Reader, report: Report | None) -> Iterable[bytes]:
    """What is written, piece by piece; a PDF, drawn by Qt, is none of these.

    Raises ValueError where a report is needed and not there.
    """
    if format_.holds_study:
        return TABLES[f".{format_.ending}"](reader)
    if report is None:
        raise ValueError(format_.ending)
    return [REPORTS[f".{format_.ending}"](report)]
