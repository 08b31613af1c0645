"""The theme in force: light, dark, or what the system says."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.look.sheet import sheet
from ui.look.tokens import DARK, LIGHT, Tokens


class Theme(QObject):
    """``tokens`` in force. ``changed`` comes after palette and style sheet have been set anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dark = False
        self.tokens: Tokens = LIGHT
        self._follows = False

    @property
    def follows(self) -> bool:
        """Whether the theme in force is the system's choice."""
        return self._follows

    def apply(self, app: QApplication, dark: bool | None = None) -> None:
        """Put a theme in force; None follows the system from now on."""
        hints = app.styleHints()
        if not self._follows and dark is None:
            hints.colorSchemeChanged.connect(self._on_system)
        elif self._follows and dark is not None:
            hints.colorSchemeChanged.disconnect(self._on_system)
        self._follows = dark is None
        self.dark = hints.colorScheme() is Qt.ColorScheme.Dark if dark is None else dark
        self.tokens = DARK if self.dark else LIGHT
        app.setPalette(palette(self.tokens))
        app.setStyleSheet(sheet(self.tokens))
        self.changed.emit()

    def _on_system(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.apply(app, None)


theme = Theme()


def colour(name: str) -> QColor:
    """A token of the theme in force as a colour. Raises AttributeError where there is none."""
    return _parsed(getattr(theme.tokens, name))


@lru_cache(maxsize=256)
def _parsed(text: str) -> QColor:
    return QColor(text)


def palette(tokens: Tokens) -> QPalette:
    """The palette of a theme, for everything Qt draws by itself."""
    roles = QPalette.ColorRole
    plain = {
        roles.Window: tokens.window,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.window,
        roles.Text: tokens.ink,
        roles.PlaceholderText: tokens.ink3,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.error,
        roles.ToolTipBase: tokens.surface,
        roles.ToolTipText: tokens.ink,
        roles.Highlight: tokens.accent_soft,
        roles.HighlightedText: tokens.ink,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.Light: tokens.surface,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.control,
        roles.Dark: tokens.control,
        roles.Shadow: tokens.line,
    }
    made = QPalette()
    for role, text in plain.items():
        made.setColor(role, QColor(text))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, _halved(tokens))
    return made


def _halved(tokens: Tokens) -> QColor:
    faint = QColor(tokens.ink)
    faint.setAlphaF(0.45)
    return faint
