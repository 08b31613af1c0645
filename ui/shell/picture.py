"""A page of the window as a picture, painted without a screen; the same on every machine."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.shell.window import Window

_SETTLES = 0.4
"""Seconds a page gets to lay itself out, draw what waits for a frame, and end its timers."""


def picture(
    page: str,
    study: Path,
    target: Path,
    size: tuple[int, int] = (1600, 1000),
    scale: float = 1.0,
    dark: bool = False,
) -> None:
    """Paint the whole window at a page, on a study opened for reading, into a new PNG file.

    ``size`` is in units of the window, ``scale`` the pixels for each. Raises StoreError where the
    study cannot be read or the picture not be written; an existing file is left alone.
    """
    from core.store import StoreExists, write_new

    if target.exists():
        raise StoreExists(target)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    qInstallMessageHandler(speak)
    from core.study import Study

    opened = Study.open(study, write=False)
    from ui.shell.application import dress
    from ui.shell.window import Window

    app = QApplication(["footpath"])
    dress(app, dark, carried_font=True)
    app.setCursorFlashTime(0)
    window = Window()
    window.move(40, 40)
    window.resize(*size)
    window.show()
    window.show_study(opened, remember=False)
    _pose(window, page)
    _settle(app)
    window.resize(*size)
    _settle(app)
    try:
        write_new(target.absolute(), [encoded(window)])
    finally:
        window.leave_study()
        window.close()


def _pose(window: Window, page: str) -> None:
    """Show a page as a person would have it in front of them: in an interview, the latest one."""
    if window.frame is None:
        return
    session = window.frame.session
    iteration = session.iteration
    if page == "capture" and iteration is not None:
        seen = session.study.columns.ids_where(iteration=iteration.id)
        last = max(map(session.study.observation, seen), key=lambda each: each.at, default=None)
        session.choose(partner=last.partner if last else None)
    window.frame.go(page)
    window.frame.keys.state(window.tr("All changes on disk"))


def encoded(widget: QWidget) -> bytes:
    """What a widget shows, as a PNG with the pixels of its screen."""
    return _png(widget.grab())


def _png(pixmap: QPixmap) -> bytes:
    pixmap.setDevicePixelRatio(1)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _settle(app: QApplication) -> None:
    end = time.monotonic() + _SETTLES
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def speak(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Let only what matters through: the offscreen platform remarks what it cannot do."""
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        os.write(2, f"{words}\n".encode())
