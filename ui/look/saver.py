"""What saves something of a screen: it asks where to, and says in a strip what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from ui.look.parts import Notice
from ui.look.strip import Strip
from ui.look.where_to import WhereTo
from ui.screen import Screen


class Saver(QObject):
    """``where_to`` asks, ``strip`` says."""

    def __init__(
        self, screen: Screen, column: Callable[[], QBoxLayout | None], place: int = -1
    ) -> None:
        """``column`` gives the column that takes the strip, ``place`` is where in it; -1, its end."""
        super().__init__(screen)
        self._screen = screen
        self.where_to = WhereTo(screen)
        self.strip = Strip(self, column, place)

    @property
    def notice(self) -> Notice | None:
        """The strip while there is one."""
        return self.strip.notice

    @property
    def chooser(self) -> QFileDialog | None:
        """What asks where to, while it asks."""
        return self.where_to.chooser
