"""What the window itself can do: one row an action, for its menu, its keys and the palette."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.look.icons import icon
from ui.shell.keymap import WINDOW, dress


class Row(NamedTuple):
    """An action: its name in code, group of the menu, words, keys and glyph."""

    name: str
    group: str
    words: str
    keys: str = ""
    glyph: str = ""
    checkable: bool = False


def _words(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Actions", text))


GROUPS = ("File", "Edit", "View", "Go", "Help")

ROWS = (
    Row("new", "File", _words("New study"), "Ctrl+Alt+N", "plus"),
    Row("open", "File", _words("Open…"), "Ctrl+O", "open"),
    Row("import", "File", _words("Import an event log"), "Ctrl+I", "import"),
    Row("copy", "File", _words("Save a copy…"), "Ctrl+Shift+S", "export"),
    Row("close", "File", _words("Close study"), "Ctrl+W"),
    Row("quit", "File", _words("Quit"), "Ctrl+Q"),
    Row("undo", "Edit", _words("Undo"), "Ctrl+Z", "undo"),
    Row("redo", "Edit", _words("Redo"), "Ctrl+Shift+Z", "redo"),
    Row("light", "View", _words("Light"), checkable=True),
    Row("dark", "View", _words("Dark"), checkable=True),
    Row("system", "View", _words("As the system says"), checkable=True),
    Row("curtain", "View", _words("Curtain over names"), "Ctrl+Shift+H", checkable=True),
    Row("present", "View", _words("Present"), "F5", "screen"),
    Row("full", "View", _words("Full screen"), "F11"),
    Row("palette", "Help", _words("Any command"), "Ctrl+K", "palette"),
    Row("keys", "Help", _words("Keys"), "F1"),
    Row("remap", "Help", _words("Change keys…")),
    Row("about", "Help", _words("About Footpath")),
)


def make_actions(window: QWidget) -> dict[str, QAction]:
    """All of them by name, added to the window so that their keys work everywhere in it."""
    made: dict[str, QAction] = {}
    for row in ROWS:
        action = QAction(QCoreApplication.translate("Actions", row.words), window)
        action.setObjectName(f"{WINDOW}{row.name}" if row.keys else "")
        action.setShortcut(QKeySequence(row.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(row.checkable)
        if row.glyph:
            action.setIcon(icon(row.glyph))
        window.addAction(action)
        made[row.name] = action
    dress(made.values())
    return made


def grouped(actions: Mapping[str, QAction]) -> dict[str, list[QAction]]:
    """The actions of each group, in the order of the table."""
    return {group: [actions[row.name] for row in ROWS if row.group == group] for group in GROUPS}
