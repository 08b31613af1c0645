"""Starting the window: paint first, then import and load."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from ui.look.tokens import DARK, LIGHT
from ui.shell import settings
from ui.shell.doorway import USUAL, Doorway

if TYPE_CHECKING:
    from ui.shell.window import Window


def run(
    argv: Sequence[str],
    study: Path | None = None,
    *,
    sample: bool = False,
    safe: bool = False,
    version: str = "",
) -> int:
    """Open the window on a study, on the sample, or on the welcome page; returns the exit status.

    Where a window is open already, a study is handed to it. ``safe`` starts with default settings and
    opens nothing.
    """
    app = QApplication(list(argv))
    app.setApplicationVersion(version)
    if safe:
        settings.set_aside()
        study, sample = None, False
    elif study is not None and _is_taken(study):
        return 0
    dark = is_dark(app, settings.dark())
    doorway = Doorway(DARK if dark else LIGHT, framed=sample or study is not None)
    place(doorway)
    doorway.painted.connect(partial(_on_painted, app, doorway, study, sample=sample, safe=safe))
    doorway.show()
    return app.exec()


def _is_taken(study: Path) -> bool:
    from ui.shell.handover import hand_over

    return hand_over(study)


def _on_painted(
    app: QApplication, doorway: Doorway, study: Path | None, *, sample: bool, safe: bool
) -> None:
    from ui.shell import times

    times.tell("painted")
    from ui.shell.ahead import load_ahead
    from ui.shell.outside import Outside

    if not safe and is_shift_held(app):
        settings.set_aside()
        place(doorway)
        study, sample, safe = None, False, True
    try:
        window = move_in(app, doorway, study, sample=sample)
    except Exception as error:  # noqa: BLE001 - without a window nobody else could tell
        tell_failed_start(app, doorway, error)
        return
    Outside(app, window, safe=safe)
    load_ahead(app)


def tell_failed_start(app: QApplication, doorway: Doorway, error: Exception) -> None:
    """Note why there is no window, say so in the only box there is, and end with it."""
    from PySide6.QtWidgets import QMessageBox

    from ui.shell import crash

    box = QMessageBox(doorway)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setText(box.tr("Footpath could not start. Your studies are as they were."))
    log = crash.write_log(error)
    if log is not None:
        box.setInformativeText(box.tr("It is noted in {path}.").format(path=log))
    box.finished.connect(partial(_end_with_failure, app))
    box.open()


def _end_with_failure(app: QApplication, _button: int) -> None:
    app.exit(1)


def is_shift_held(app: QApplication) -> bool:
    """Whether a person asks for safe mode at the keyboard."""
    return app.queryKeyboardModifiers().name == "ShiftModifier"


def move_in(
    app: QApplication, doorway: Doorway, study: Path | None = None, *, sample: bool = False
) -> Window:
    """After the first paint: dress the application and show what was asked for."""
    import signal

    from ui.shell import crash
    from ui.shell.window import Window

    # The journal is whole at every moment: Ctrl+C in the terminal may simply end it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    dress(app, settings.dark())
    window = Window(doorway)
    crash.install(window.tell_crash)
    if study is None and not sample:
        window.show_welcome(warm=False)
    doorway.setCentralWidget(window)
    # Without a window manager nobody else gives the window the keyboard.
    doorway.activateWindow()
    if study is not None:
        window.files.open(study)
    elif sample:
        window.files.open_sample()
    else:
        # Moving in may have left the keys with the first button there is.
        window.welcome.focus_first()
        window.welcome.warm()
    return window


def dress(app: QApplication, dark: bool | None, *, carried_font: bool = False) -> None:
    """Set style, font, theme and the names of the application."""
    from ui.look.font import ensure_font
    from ui.look.icons import app_icon
    from ui.look.theme import theme

    # Where a thread works, the window gets its turn back within this, not within five times as long.
    sys.setswitchinterval(0.001)
    app.setApplicationName("Footpath")
    app.setDesktopFileName("footpath")
    app.setStyle("Fusion")
    ensure_font(app, carried=carried_font)
    theme.apply(app, dark)
    app.setWindowIcon(app_icon())


def is_dark(app: QApplication, chosen: bool | None) -> bool:
    """Whether it starts dark: as chosen, else as the system says."""
    return app.styleHints().colorScheme().name == "Dark" if chosen is None else chosen


def place(window: QWidget) -> None:
    """Put the window where it was, or large in the middle of the screen."""
    if window.restoreGeometry(settings.geometry()):
        return
    room = window.screen().availableGeometry()
    size = QRect(0, 0, min(USUAL[0], room.width()), min(USUAL[1], room.height()))
    size.moveCenter(room.center())
    window.setGeometry(size)
