"""What every screen gives the window: a title, choosers, a primary action, its keys, its scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.session import Session


class Screen(QWidget):
    """One page of the window. ``described`` tells the window to read title and hints anew.

    Subclasses set ``name`` (as ``picture`` on the command line calls it) and override what they
    have. Nothing heavy happens before ``arrive``. ``has_own_primary`` is for a screen that has the
    button of its primary action on the page itself: the top bar shows none then.
    """

    name: ClassVar[str]
    has_own_primary: ClassVar[bool] = False
    described = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def title(self) -> str:
        """The screen's name for a person."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """A quiet remark beside the title."""
        return ""

    def choosers(self) -> Sequence[QWidget]:
        """What stands in the top bar before undo and redo. Made once, owned by the screen."""
        return ()

    def primary(self) -> QAction | None:
        """The one primary action, at Ctrl+Enter unless the screen keeps that key."""
        return None

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys that work now and what they do: ("Ctrl L", "tidy")."""
        return ()

    def scope(self) -> str | None:
        """The undo scope the person is looking at; None for anything."""
        return None

    def commands(self) -> Sequence[QAction]:
        """Every action of the screen, with text and shortcut, for the palette and the overlay."""
        return ()

    def arrive(self) -> None:
        """The screen is about to be shown, with ``session.choice`` set."""

    def part(self) -> None:
        """The study is about to be closed, on purpose and with everything on disk."""

    def take_focus(self) -> None:
        """The screen is shown: put the focus where a person begins."""
        self.setFocus()
