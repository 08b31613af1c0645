"""A page of the window as a picture, painted without a screen; the same on every machine."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.job import is_underway

if TYPE_CHECKING:
    from ui.shell.window import Window

_SETTLES, _PATIENCE = 0.4, 60.0
"""Seconds nothing has to be underway for a page to be settled, and seconds that is waited for at most."""

_SOON = 500
"""Milliseconds: a timer that rings once and so soon draws what waits for it."""


def picture(
    page: str,
    study: Path,
    target: Path,
    size: tuple[int, int] = (1600, 1000),
    scale: float = 1.0,
    dark: bool = False,
) -> None:
    """Paint the whole window at a page, on a study opened for reading, into a new PNG file.

    ``welcome`` is the page before any study, as it is for somebody who opened none yet. ``size`` is in units of the window, ``scale`` the pixels for each. Raises StoreError where the
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
    if page == "welcome":
        opened.close()
        window.pages.setCurrentWidget(window.welcome)
        window.welcome.arrive(())
        window.welcome.warm()
    else:
        window.show_study(opened, remember=False)
        _pose(window, page)
    _settle(app, window)
    window.resize(*size)
    _settle(app, window)
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


def _settle(app: QApplication, window: QWidget) -> None:
    """Wait until nothing is made in a thread, painted in turns or about to be, and a moment longer."""
    latest = time.monotonic() + _PATIENCE
    quiet = time.monotonic() + _SETTLES
    while time.monotonic() < min(quiet, latest):
        app.processEvents()
        if is_underway() or any(map(_is_soon, window.findChildren(QTimer))):
            quiet = time.monotonic() + _SETTLES
        time.sleep(0.005)


def _is_soon(timer: QTimer) -> bool:
    """Whether a timer is about to do a turn of work, and is no clock."""
    return timer.isActive() and (
        timer.interval() == 0 or (timer.isSingleShot() and timer.interval() <= _SOON)
    )


def speak(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Let only what matters through: the offscreen platform remarks what it cannot do."""
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        os.write(2, f"{words}\n".encode())
