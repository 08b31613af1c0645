"""Keys a person has changed: put on actions as they are made, and refused where they would clash."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from ui.look.buttons import spoken_keys
from ui.shell import settings

WINDOW = "window/"
"""Begins the names of the actions that work on every screen."""

_USUAL = "usual keys"
_FUNCTION = re.compile(r"F\d+")
_EDITING = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_TAKEN = tuple(
    QKeySequence(each)
    for each in ("Esc", "Tab", "Shift+Tab", "Return", "Enter", "Shift+Return", "Del", "Backspace")
) + tuple(QKeySequence(each) for each in ("Ctrl+Return", "Ctrl+Shift+Return", "F10"))


def dress(actions: Iterable[QAction]) -> None:
    """Give actions the keys a person wants for them. Only those with a name can be changed."""
    wanted = settings.keys()
    for action in actions:
        if not action.objectName():
            continue
        if action.property(_USUAL) is None:
            action.setProperty(_USUAL, action.shortcut().toString())
        keys = QKeySequence(wanted.get(action.objectName(), str(action.property(_USUAL))))
        if keys != action.shortcut() and not keys.isEmpty():
            action.setShortcut(keys)


def change(action: QAction, keys: QKeySequence) -> None:
    """Give an action other keys, now and from now on; its usual ones are not kept as a wish."""
    text = keys.toString()
    settings.keep_keys(action.objectName(), "" if text == usual(action) else text)
    action.setShortcut(keys)


def usual(action: QAction) -> str:
    """The keys an action has where nobody wanted others."""
    return str(action.property(_USUAL) or "")


def in_the_way(action: QAction, keys: QKeySequence, others: Iterable[QAction]) -> str:
    """Why an action cannot have those keys, as a sentence; empty where it can.

    ``others`` are all actions that work where this one does.
    """
    said = spoken_keys(keys.toString())
    if keys.isEmpty():
        return _tr("That key cannot be used on its own.")
    if keys in _TAKEN or any(keys in QKeySequence.keyBindings(each) for each in _EDITING):
        return _tr("{keys} keeps the meaning it has everywhere.").format(keys=said)
    if action.objectName().startswith(WINDOW) and not _is_command(keys):
        return _tr("{keys} alone belongs to the screens; hold Ctrl or Alt.").format(keys=said)
    for other in others:
        if other is not action and keys in other.shortcuts():
            name = other.text().replace("&", "").rstrip("…")
            return _tr("{keys} is “{name}” already, so nothing was changed.").format(
                keys=said, name=name
            )
    return ""


def _is_command(keys: QKeySequence) -> bool:
    *held, last = keys.toString().split("+")
    return bool({"Ctrl", "Alt", "Meta"} & set(held)) or bool(_FUNCTION.fullmatch(last))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keymap", text)
