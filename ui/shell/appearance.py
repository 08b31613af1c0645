"""Light, dark or as the system says; the curtain over names; and the full screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ui.look.curtain import curtain
from ui.look.theme import theme
from ui.shell import settings

_THEMES: Mapping[str, bool | None] = {"light": False, "dark": True, "system": None}


class Appearance(QObject):
    """What the View menu does."""

    def __init__(self, actions: Mapping[str, QAction], page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._actions = {name: actions[name] for name in _THEMES}
        for name, action in self._actions.items():
            action.triggered.connect(partial(self._choose, name))
        actions["full"].triggered.connect(self._turn_full)
        self._curtain = actions["curtain"]
        self._on_curtain()
        self._curtain.toggled.connect(curtain.draw)
        curtain.changed.connect(self._on_curtain)
        self._read()

    @Slot()
    def _on_curtain(self) -> None:
        # It is drawn by a key of the presentation too.
        self._curtain.setChecked(curtain.is_drawn)

    def _choose(self, name: str) -> None:
        settings.choose_dark(_THEMES[name])
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, _THEMES[name])
        self._read()

    def _read(self) -> None:
        chosen = settings.dark()
        for name, action in self._actions.items():
            action.setChecked(_THEMES[name] is chosen)

    def _turn_full(self) -> None:
        window = self._page.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
