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
        self.beside = _action(screen, tr("Compare steps"), QKeySequence("Ctrl+B"))
        self.beside.setCheckable(True)
        self.beside.setToolTip(tr("Set the cohorts side by side at each step"))
        self.copy = _action(screen, tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy.setToolTip(tr("A picture of the chart, the table, or the words, as chosen"))
        self.export = _action(screen, tr("Export"), QKeySequence("Ctrl+E"))
        self.export.setToolTip(tr("Save the chart that has the focus as PNG, SVG or PDF"))
        self.words = _action(screen, tr("Words behind the number"), QKeySequence())
        self.find = _action(screen, tr("Search everything said"), QKeySequence("Ctrl+F"))
        self.pin = _action(screen, tr("Pin quote"), QKeySequence("Ctrl+P"))
        self.pin.setToolTip(tr("Pin the words of the chosen entry to the step, as evidence"))

    def all(self) -> Sequence[QAction]:
        """Every action, for the palette and the overlay."""
        return (
            self.table,
            self.beside,
            self.copy,
            self.export,
            self.words,
            self.find,
            self.pin,
        )

    def shorten(self, small: bool) -> None:
        """Say less in a small window."""
        for action, long, short in (
            (self.table, tr("As table"), tr("Table")),
            (self.beside, tr("Compare steps"), tr("Compare")),
        ):
            text = short if small else long
            if action.text() != text:
                action.setText(text)

    def hints(self, *, table: bool, beside: bool) -> Sequence[tuple[str, str]]:
        """The keys that work now and what they do."""
        if table:
            return (
                ("Enter", tr("words behind it")),
                ("F7", tr("chart")),
                ("Ctrl C", tr("copy rows")),
                ("Ctrl F", tr("search")),
            )
        return (
            ("← →", tr("bar")),
            ("↑ ↓", tr("step") if beside else tr("cohort")),
            ("Enter", tr("words behind it")),
            ("F7", tr("table")),
            ("Ctrl F", tr("search")),
            ("Ctrl E", tr("export")),
        )


def _action(screen: QWidget, text: str, keys: QKeySequence) -> QAction:
    action = QAction(text, screen)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    screen.addAction(action)
    return action
