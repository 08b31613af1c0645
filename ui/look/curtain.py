"""The curtain over names: while it is drawn, nobody looking on learns whom a screen is about."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

HIDDEN = "•••"
"""Stands for every name alike: neither its length nor its number says who it is."""


class Curtain(QObject):
    """``changed`` comes when it is drawn or opened. Whatever shows a name asks ``over``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_drawn = False

    def draw(self, drawn: bool) -> None:
        """Draw it over all names, or open it."""
        if drawn is not self.is_drawn:
            self.is_drawn = drawn
            self.changed.emit()

    def over(self, name: str) -> str:
        """A name as it may be shown now."""
        return HIDDEN if self.is_drawn and name else name

    def over_all(self, names: Mapping[str, str]) -> Mapping[str, str]:
        """Names by id as they may be shown now."""
        return dict.fromkeys(names, HIDDEN) if self.is_drawn else names


curtain = Curtain()
"""The one of this window."""
