"""What can be done on the screen by name: one row an action, with its key, for menus and the palette."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.partners.facts import tr


class Row(NamedTuple):
    """An action: its words and its key."""

    words: str
    keys: str = ""


ROWS: Mapping[str, Row] = {
    "new": Row("New partner", "Insert"),
    "seek": Row("Filter partners", "Ctrl+F"),
    "table": Row("Import a table of partners", "Ctrl+Shift+I"),
    "paste": Row("Paste rows from a spreadsheet"),
    "copy": Row("Copy the selected partners"),
    "sort": Row("Sort by this column", "Alt+S"),
    "column": Row("Add a column"),
    "edit_column": Row("Rename or remove a column", "Shift+F2"),
    "story": Row("Open the partner's story"),
    "interview": Row("Open the interview in Capture", "Shift+Return"),
    "before": Row("The partner before", "Alt+Up"),
    "after": Row("The next partner", "Alt+Down"),
    "remove": Row("Remove the selected partners"),
    "cohort": Row("New cohort"),
    "listed": Row("Put the selected partners on the cohort's list, or off it"),
    "open_names": Row("Open the names file"),
    "new_names": Row("New names file"),
    "close_names": Row("Close the names file"),
}

Hints = Sequence[tuple[str, str]]
ON_IMPORT: Hints = (("Enter", "take them"), ("Esc", "leave everything as it is"))
ON_PAGE: Hints = (
    ("Esc", "register"),
    ("Alt ↑ ↓", "the partner before, the next"),
    ("Shift Enter", "capture"),
)
ON_REGISTER: Hints = (
    ("Insert", "new partner"),
    ("F2", "edit cell"),
    ("Ctrl V", "paste rows"),
    ("Ctrl Space", "on the cohort's list"),
    ("Enter", "partner's story"),
    ("Shift Enter", "capture"),
)


def make_actions(
    screen: QWidget, acts: Mapping[str, Callable[[], object]]
) -> Mapping[str, QAction]:
    """The actions of a screen by their names, each with its key where the screen has the focus."""
    made = {}
    for name, row in ROWS.items():
        action = QAction(tr(row.words), screen)
        action.setShortcut(QKeySequence(row.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(acts[name])
        screen.addAction(action)
        made[name] = action
    return made
