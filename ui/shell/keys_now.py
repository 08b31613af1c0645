"""The keys that work where the person is, in groups: what the key overlay shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from ui.look.buttons import key_words

if TYPE_CHECKING:
    from ui.screen import Screen
    from ui.shell.overlay import Keys

Rows = Sequence[tuple[str, str]]


def keys_at_start(hints: Rows, everywhere: Sequence[QAction]) -> Keys:
    """On the welcome page, with its hints."""
    return ((_tr("Start"), hints), (_tr("Everywhere"), keyed(everywhere)))


def keys_on(screen: Screen, goes: Sequence[QAction], everywhere: Sequence[QAction]) -> Keys:
    """On a screen: its commands and the hints that name further keys, then what works anywhere."""
    own = keyed(screen.commands())
    named = {keys for keys, _ in own}
    hints = [each for each in screen.hints() if each[0] not in named]
    return (
        (screen.title(), [*own, *hints]),
        (_tr("Go"), keyed(goes)),
        (_tr("Everywhere"), keyed(everywhere)),
    )


def keyed(actions: Sequence[QAction]) -> Rows:
    """The actions that have a key and can be seen: the key, and what it does."""
    shown = [each for each in actions if each.isVisible() and key_words(each)]
    return [(key_words(each), each.text().rstrip("…")) for each in shown]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Window", text)
