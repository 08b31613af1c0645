"""What every screen gives the window: a title, choosers, a primary action, its keys, its scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal, Slot
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


class ReadingScreen(Screen):
    """A screen that shows one reading of the study, made anew where one of its tables changed.

    Subclasses set ``tables`` and override ``show_reading``. What changes while the screen is not
    seen is read once, when a person arrives.
    """

    tables: ClassVar[frozenset[str]]

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.is_stale = True

    def show_reading(self) -> None:
        """Read the study and show it."""
        raise NotImplementedError

    def hear(self) -> None:
        """From now on follow the study; called where the screen is whole."""
        self.session.refreshed.connect(self._on_tables)

    def arrive(self) -> None:
        if self.is_stale:
            self._read()

    @Slot()
    def read_anew(self) -> None:
        """What is shown holds no more: read at once where it is seen."""
        self.is_stale = True
        if self.isVisible():
            self._read()

    @Slot(object)
    def _on_tables(self, tables: frozenset[str]) -> None:
        if tables & self.tables:
            self.read_anew()

    def _read(self) -> None:
        self.is_stale = False
        self.show_reading()
