"""A report as PDF without a window or a screen; the same on every machine."""

from __future__ import annotations

import os
from functools import cache

from core.share.content import Report
from core.share.drawing.shapes import Drawing


def pdf_without_window(report: Report) -> bytes:
    """The file, by an application that shows nothing."""
    _application()
    from ui.share.pdf import pdf

    return pdf(report)


def raster_without_window(drawing: Drawing) -> bytes:
    """A picture as PNG, with the letters of the whole system."""
    _application()
    from ui.share.raster import raster

    return raster(drawing)


@cache
def _application() -> object:
    """One that shows nothing, kept until the end: each picture would begin and end one of its own."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from ui.shell.application import dress
    from ui.shell.picture import speak

    qInstallMessageHandler(speak)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["footpath"])
    dress(app, dark=False, carried_font=True)
    return app
