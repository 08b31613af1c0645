"""What can be done on the Funnels screen, with its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.funnel.head import tr


class Actions:
    """The actions of one screen, each working while the screen has the focus."""

    def __init__(self, screen: QWidget) -> None:
        self.table = _action(screen, tr("As table"), QKeySequence("F7"))
        self.table.setCheckable(True)
        self.copy = _action(screen, tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy.setToolTip(tr("A picture of the panel, the table, or the words, as chosen"))
        self.words = _action(screen, tr("Words behind the number"), QKeySequence())

    def all(self) -> Sequence[QAction]:
        """Every action, for the palette and the overlay."""
        return (self.table, self.copy, self.words)

    def shorten(self, small: bool) -> None:
        """Say less in a small window."""
        text = tr("Table") if small else tr("As table")
        if self.table.text() != text:
            self.table.setText(text)

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys that work now and what they do."""
        if self.table.isChecked():
            return (
                ("Enter", tr("words behind it")),
                ("F7", tr("bars")),
                ("Ctrl C", tr("copy rows")),
            )
        return (
            ("← →", tr("bar")),
            ("↑ ↓", tr("cohort")),
            ("Enter", tr("words behind it")),
            ("F7", tr("table")),
            ("Ctrl C", tr("copy as picture")),
        )


def _action(screen: QWidget, text: str, keys: QKeySequence) -> QAction:
    action = QAction(text, screen)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    screen.addAction(action)
    return action
