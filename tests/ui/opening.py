"""A screen on its own, shown as the window shows it."""

from __future__ import annotations

from typing import TypeVar

from pytestqt.qtbot import QtBot

from ui.screen import Screen

_S = TypeVar("_S", bound=Screen)


def opened(screen: _S, qtbot: QtBot, size: tuple[int, int] = (1452, 918)) -> _S:
    """Show a screen, as large as it is in the window, and let it read its study."""
    screen.resize(*size)
    qtbot.addWidget(screen)
    for chooser in screen.choosers():
        if chooser.parent() is None:  # the top bar would own it
            qtbot.addWidget(chooser)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.arrive()
    screen.activateWindow()
    return screen
