"""What can be written from the Report page: a row a format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.reading import Progress, Reader
from core.share.choosing import Choice

if TYPE_CHECKING:
    from core.share.content import Check, Report


class Format(NamedTuple):
    """A format by the ending of its file, without the dot. ``words`` are translated where shown.

    One that ``holds_study`` is made from the study by ``core.tables``, not from a report.
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
        _words("Tables to count with, a sheet each; no single partner for the public."),
        holds_study=True,
    ),
    Format(
        "csv",
        _words("Table"),
        _words("All observations, a row each; for the public the funnels."),
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
        _words("For NVivo, ATLAS.ti, MAXQDA and QualCoder, a case for each partner."),
        holds_study=True,
    ),
)


def format_of(ending: str) -> Format | None:
    """The format of an ending without its dot, or None."""
    return next((each for each in FORMATS if each.ending == ending), None)


def check(
    format_: Format,
    reader: Reader,
    report: Report,
    choice: Choice,
    progress: Progress | None = None,
) -> Check:
    """What leaves with a file of a format and what stays. Raises as ``pieces``."""
    if not format_.holds_study:
        return report.check
    from core.tables import check_of_tables

    return check_of_tables(reader, choice, f".{format_.ending}", progress)


def pieces(
    format_: Format,
    reader: Reader,
    report: Report | None,
    choice: Choice | None = None,
    progress: Progress | None = None,
) -> Iterable[bytes]:
    """What is written, piece by piece; a PDF, drawn by Qt, is none of these.

    Raises ValueError where a report is needed and not there; NotPossible with a sentence where a file
    is not for these readers, Cancelled.
    """
    # Here and above modules are read when they are asked for, by the thread that writes.
    if format_.holds_study:
        from core.tables import pieces_of_tables

        return pieces_of_tables(reader, choice or Choice(), f".{format_.ending}", progress)
    from core.share.formats import Tools, written
    from core.share.working import watched
    from ui.share.raster import raster

    if report is None:
        raise ValueError(format_.ending)
    return [written(report, f".{format_.ending}", Tools(watched(progress), raster))]
