"""The top bar: title, quiet subtitle, the screen's choosers, undo and redo, one primary action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.look.buttons import Button, ToolButton, key_words
from ui.look.parts import Label
from ui.look.theme import colour, theme
from ui.look.tokens import TOP_BAR_HEIGHT
from ui.look.type import scale

if TYPE_CHECKING:
    from ui.screen import Screen


class TopBar(QWidget):
    """Shows one screen at a time; what a screen puts into it is made at its first visit."""

    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(int(TOP_BAR_HEIGHT * scale()))
        self._title = Label("", "title")
        self._subtitle = Label("", "secondary", "ink2", elided=True)
        self._groups: dict[str, tuple[QWidget, Button | None]] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 16, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        self._at = self._row.count()
        self._row.addWidget(_Rule())
        for action, glyph in ((undo, "undo"), (redo, "redo")):
            button = ToolButton(action.text(), glyph)
            _Following(button, action)
            self._row.addWidget(button)
        self._rule = _Rule()
        self._row.addWidget(self._rule)
        theme.changed.connect(self.update)

    def take(self, screen: Screen) -> None:
        """Take in what a new screen has for the bar, before that shows or hides any of it.

        Nothing of it is seen before the screen is: the palette makes screens nobody looks at.
        """
        group, primary = self._groups[screen.name] = self._add(screen)
        group.hide()
        if primary is not None:
            primary.hide()

    def show_screen(self, screen: Screen) -> None:
        """Show what a screen has for the bar."""
        for name, (choosers, primary) in self._groups.items():
            choosers.setVisible(name == screen.name)
            if primary is not None:
                primary.setVisible(name == screen.name and _is_offered(screen))
        self._rule.setVisible(self._groups[screen.name][1] is not None)
        self.read(screen)

    def read(self, screen: Screen) -> None:
        """Read title and subtitle anew."""
        self._title.setText(screen.title())
        self._subtitle.setText(screen.subtitle())

    def _add(self, screen: Screen) -> tuple[QWidget, Button | None]:
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        for chooser in screen.choosers():
            row.addWidget(chooser)
        self._row.insertWidget(self._at, group)
        action = screen.primary()
        if action is None or screen.has_own_primary:
            return group, None
        primary = Button("", "primary", parent=self)
        primary.follow(action)
        if not key_words(action) and offers_primary_key(screen):
            primary.cap("Ctrl Enter")
        self._row.addWidget(primary)
        return group, primary

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
        painter.end()


def _is_offered(screen: Screen) -> bool:
    action = screen.primary()
    return action is not None and action.isVisible()


def offers_primary_key(screen: Screen) -> bool:
    """Whether Ctrl+Enter is free to trigger the primary action: no action of the screen keeps it."""
    return all(key_words(each) != "Ctrl Enter" for each in (*screen.commands(), *screen.actions()))


class _Rule(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, int(20 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("line"))
        painter.end()


class _Following(QWidget):
    """Keeps a tool button saying what its action says."""

    def __init__(self, button: ToolButton, action: QAction) -> None:
        super().__init__(button)
        self.hide()
        self._button, self._action = button, action
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        action.changed.connect(self._read)
        button.clicked.connect(action.trigger)
        self._read()

    def _read(self) -> None:
        self._button.setEnabled(self._action.isEnabled())
        self._button.setAccessibleName(self._action.text())
        self._button.setToolTip(self._action.toolTip())
