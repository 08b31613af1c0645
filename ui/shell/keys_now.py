"""The keys that work where the person is, in groups: what the key overlay shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from ui.look.buttons import key_words
from ui.shell.topbar import offers_primary_key

if TYPE_CHECKING:
    from ui.screen import Screen
    from ui.shell.overlay import Keys

Rows = Sequence[tuple[str, str]]


def keys_at_start(hints: Rows, everywhere: Sequence[QAction]) -> Keys:
    """On the welcome page, with its hints."""
    return ((_tr("Start"), _begun(hints)), (_tr("Everywhere"), keyed(everywhere)))


def keys_on(screen: Screen, goes: Sequence[QAction], everywhere: Sequence[QAction]) -> Keys:
    """On a screen: its commands and the hints that name further keys, then what works anywhere."""
    own = [*_primary(screen), *keyed(screen.commands())]
    named = {keys for keys, _ in own}
    own += _begun([each for each in screen.hints() if each[0] not in named])
    named = {keys for keys, _ in own}
    return (
        (screen.title(), own),
        (_tr("Go"), keyed(goes)),
        (_tr("Everywhere"), [each for each in keyed(everywhere) if each[0] not in named]),
    )


def _primary(screen: Screen) -> Rows:
    """The primary action of a screen where Ctrl+Enter is its only key."""
    action = screen.primary()
    if action is None or not (action.isVisible() and offers_primary_key(screen)):
        return []
    return [] if key_words(action) else [("Ctrl Enter", action.text().rstrip("…"))]


def _begun(hints: Rows) -> Rows:
    """Hints stand within a line at the foot; here each begins one."""
    return [(keys, does[:1].upper() + does[1:]) for keys, does in hints]


def keyed(actions: Sequence[QAction]) -> Rows:
    """The actions that have a key and can be seen: the key, and what it does."""
    shown = [each for each in actions if each.isVisible() and key_words(each)]
    return [(key_words(each), each.text().rstrip("…")) for each in shown]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Window", text)
