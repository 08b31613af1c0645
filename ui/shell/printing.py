"""A report as PDF without a window or a screen; the same on every machine."""

from __future__ import annotations

import os

from core.share.content import Report


def pdf_without_window(report: Report) -> bytes:
    """The file, by an application that shows nothing."""
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
    from ui.share.pdf import pdf

    return pdf(report)
