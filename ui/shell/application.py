"""Starting the window: paint first, then import and load."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from ui.look.font import ensure_font
from ui.look.icons import icon
from ui.look.theme import theme
from ui.shell import crash, settings
from ui.shell.window import USUAL, Window


def run(argv: Sequence[str], study: Path | None = None, *, sample: bool = False) -> int:
    """Open the window on a study, on the sample, or on the welcome page; returns the exit status."""
    app = make_app(argv)
    window = Window()
    before = crash.install(window.tell_crash)
    place(window)
    if study is not None:
        window.painted.connect(partial(window.files.open, study))
    elif sample:
        window.painted.connect(window.files.open_sample)
    else:
        window.painted.connect(window.welcome.warm)
    window.show()
    # The journal is whole at every moment: Ctrl+C in the terminal may simply end it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    status = app.exec()
    sys.excepthook = before
    return status


def make_app(argv: Sequence[str], *, dark: bool | None = None) -> QApplication:
    """The application, dressed. ``dark`` wins over what the settings say."""
    app = QApplication(list(argv))
    app.setApplicationName("Footpath")
    app.setDesktopFileName("footpath")
    app.setStyle("Fusion")
    ensure_font(app)
    theme.apply(app, settings.dark() if dark is None else dark)
    app.setWindowIcon(icon("footpath", "accent"))
    return app


def place(window: Window) -> None:
    """Put the window where it was, or large in the middle of the screen."""
    if window.restoreGeometry(settings.geometry()):
        return
    room = window.screen().availableGeometry()
    size = QRect(0, 0, min(USUAL[0], room.width()), min(USUAL[1], room.height()))
    size.moveCenter(room.center())
    window.setGeometry(size)
