"""A full screen for a room: the keys of a clicker, black, light or dark while it lasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui.look.theme import theme

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ON = (
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)

Act = Callable[[], None]


class FullScreen(QWidget):
    """Fills the screen its owner is on; left, the keys go back to where they went before.

    Subclasses paint it, and say where on and back lead and what further keys do.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._owner = owner
        self._theme = theme.dark, theme.follows
        self.black = False
        theme.changed.connect(self.update)

    def open(self) -> None:
        """Fill the screen and take the keys."""
        # Where no window manager answers, full screen is only as large as we make it.
        self.setGeometry(self._owner.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    # --- what a subclass says

    def next(self) -> None:
        """Go on."""
        raise NotImplementedError

    def back(self) -> None:
        """Go back."""
        raise NotImplementedError

    def keys(self) -> Mapping[Qt.Key, Act]:
        """What each key does."""
        return {
            **dict.fromkeys(_ON, self.next),
            **dict.fromkeys(_BACK, self.back),
            Qt.Key.Key_D: self.turn_theme,
            **dict.fromkeys((Qt.Key.Key_B, Qt.Key.Key_Period), self.turn_black),
            Qt.Key.Key_Escape: self.end,
        }

    # --- what a person does

    def turn_black(self) -> None:
        """Show nothing, or show it again."""
        self.black = not self.black
        self.update()

    def turn_theme(self) -> None:
        """Change between light and dark, for as long as this lasts."""
        _apply(not theme.dark)

    def end(self) -> None:
        """Leave."""
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = None if held & _HELD else self.keys().get(Qt.Key(event.key()))
        if act is None:
            event.ignore()
        elif self.black and act not in (self.end, self.turn_black):
            # Whoever presses on finds what was left, not what is behind it.
            self.turn_black()
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.black:
            self.turn_black()
        elif event.button() is Qt.MouseButton.LeftButton:
            self.next()
        elif event.button() is Qt.MouseButton.RightButton:
            self.back()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        super().mouseMoveEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        dark, followed = self._theme
        if (theme.dark, theme.follows) != self._theme:
            _apply(None if followed else dark)
        self._owner.window().activateWindow()
        event.accept()

    # --- inside

    def _say(self, words: str) -> None:
        """Have a screen reader say what is shown."""
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _apply(dark: bool | None) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, dark)
