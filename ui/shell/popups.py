"""The palette and the key overlay: each made when first asked for, one open at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell.overlay import Keys
    from ui.shell.palette import Elsewhere
    from ui.shell.popup import Popup


class Popups(QObject):
    """Over one window. ``commands`` and ``keys`` give what can be done there now.

    ``elsewhere`` gives the commands of the pages that are not shown.
    """

    def __init__(
        self,
        window: QWidget,
        commands: Callable[[], Sequence[QAction]],
        elsewhere: Callable[[], Sequence[Elsewhere]],
        keys: Callable[[], Keys],
    ) -> None:
        super().__init__(window)
        self._window, self._commands, self._keys = window, commands, keys
        self._elsewhere = elsewhere
        self._made: dict[str, Popup] = {}

    def __getitem__(self, name: str) -> Popup:
        return self._made[name]

    def toggle_palette(self) -> None:
        """Open the palette, or close it."""
        if "palette" not in self._made:
            from ui.shell.palette import Palette

            self._made["palette"] = Palette(self._window, self._commands, self._elsewhere)
        self._toggle("palette")

    def toggle_keys(self) -> None:
        """Open the key overlay, or close it."""
        if "keys" not in self._made:
            from ui.shell.overlay import KeyOverlay

            self._made["keys"] = KeyOverlay(self._window, self._keys)
        self._toggle("keys")

    def _toggle(self, name: str) -> None:
        for other, popup in self._made.items():
            if other != name:
                popup.shut()
        self._made[name].toggle()
