"""A report as PDF, laid out by Qt: the words stay words, the pages have numbers."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

from core.share.content import Report
from core.share.print_html import print_html
from ui.look.drawn import Parts, whole

_MARGIN = 14.0  # mm
_RESOLUTION = 1200
_FOOT = 26.0
"""What the number of a page takes at its foot, in units of the document (96 to an inch)."""


def document(report: Report, width: float = 690.0) -> QTextDocument:
    """The report as a document with its pictures, ``width`` pixels wide: for a preview and to print."""
    printed = print_html(report, width)
    made = QTextDocument()
    font = QFont(QApplication.font().family(), 10)
    # Else the carried font draws another dash between figures, one that no reader of a PDF can name.
    font.setFeature(QFont.Tag("calt"), 0)
    made.setDefaultFont(font)
    for name, picture in printed.pictures.items():
        made.addResource(
            QTextDocument.ResourceType.ImageResource.value,
            QUrl(name),
            QImage.fromData(picture),
        )
    made.setHtml(printed.html)
    made.setTextWidth(width)
    return made


def pdf(report: Report) -> bytes:
    """The file, on A4. Needs a QApplication."""
    return whole(pdf_by_parts(report))


def pdf_by_parts(report: Report) -> Parts[bytes]:
    """The same page by page, so that a window gets its turns. Qt's documents want the window's thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report.title)
    writer.setCreator("Footpath")
    writer.setResolution(_RESOLUTION)
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    page = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(page)
    yield from _paint(writer, report)
    return bytes(buffer.data().data())


def _paint(writer: QPdfWriter, report: Report) -> Parts[None]:
    scale = _RESOLUTION / 96
    width, height = writer.width() / scale, writer.height() / scale
    made = document(report, width)
    made.setPageSize(QSizeF(width, height - _FOOT))
    made.setDocumentMargin(0)
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for number in range(made.pageCount()):
        yield number / made.pageCount()
        if number:
            writer.newPage()
        top = number * (height - _FOOT)
        painter.save()
        painter.translate(0, -top)
        made.drawContents(painter, QRectF(0, top, width, height - _FOOT))
        painter.restore()
        small = QFont(made.defaultFont())
        small.setPixelSize(11)
        painter.setFont(small)
        foot = QRectF(0, height - _FOOT, width, _FOOT)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, int(align), f"{number + 1} / {made.pageCount()}")
    painter.end()
