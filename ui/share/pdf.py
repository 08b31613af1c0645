"""A report as PDF: pages of words that can be found again, with its name and number at each foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from core.share.content import Report
from ui.look.drawn import Parts, whole
from ui.share.lettering import FOOT, Lettering, shortened
from ui.share.page import HEIGHT, WIDTH, Page, pages
from ui.share.pieces import count, pieces

_RESOLUTION, _DPI = 1200, 96
_FOOT = 26.0
"""What the foot takes of it."""


def report_pages(report: Report) -> Iterator[tuple[float, Page | None]]:
    """The share done and a page that is full, None where it is not yet: after each piece."""
    whole, done = count(report), 0
    for page in pages(pieces(report, WIDTH), HEIGHT - _FOOT):
        done += page is None
        yield min(done / whole, 1.0), page


def paint_foot(painter: QPainter, at: QPointF, report: Report, number: int, count: int) -> None:
    """The name of the report and the number of a page; ``at`` is the top left of its room.

    ``count`` is how many there are, 0 while nobody knows.
    """
    top = at + QPointF(0, HEIGHT - FOOT.line)
    told = f"{number} / {count}" if count else f"{number}"
    Lettering(told, FOOT, WIDTH, right=True).paint(painter, top)
    name = shortened(f"{report.title} · {report.subtitle}", FOOT, WIDTH - 80)
    Lettering(name, FOOT, WIDTH).paint(painter, top)


def pdf(report: Report) -> bytes:
    """The file, on A4. Needs a QApplication."""
    return whole(pdf_by_parts(report))


def pdf_by_parts(report: Report) -> Parts[bytes]:
    """The same piece by piece, so that a window gets its turns."""
    found: list[Page] = []
    for share, page in report_pages(report):
        if page is not None:
            found.append(page)
        yield share / 2
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, report)
    painter = QPainter(writer)
    try:
        painter.scale(_RESOLUTION / _DPI, _RESOLUTION / _DPI)
        yield from _paint(painter, writer, report, found)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _writer(buffer: QBuffer, report: Report) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    # Nobody's name: who wrote a report is no business of who reads it.
    writer.setTitle(f"{report.title} · {report.subtitle}")
    writer.setCreator("Footpath")
    writer.setResolution(_RESOLUTION)
    margins = QMarginsF(14, 14, 14, 14)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    upright, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(a4, upright, margins, unit))
    return writer


def _paint(
    painter: QPainter, writer: QPdfWriter, report: Report, found: Iterable[Page]
) -> Iterator[float]:
    every = list(found)
    for number, page in enumerate(every, start=1):
        if number > 1:
            writer.newPage()
        for placed in page:
            placed.paint(painter, 0, 0)
            yield (1 + number / len(every)) / 2
        paint_foot(painter, QPointF(0, 0), report, number, len(every))
