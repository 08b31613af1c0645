"""The menu behind the app's name: everything the window can do, in the usual groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.shell.actions import grouped


def build_menu(
    window: QWidget,
    actions: Mapping[str, QAction],
    pages: Sequence[QAction],
    recent: Sequence[Path],
    open_recent: Callable[[Path], object],
) -> QMenu:
    """The menu, made anew each time it is shown."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    groups = grouped(actions) | {"Go": list(pages)}
    for group, found in groups.items():
        shown = [action for action in found if action.isVisible()]
        if not shown:
            continue
        part = menu.addMenu(_tr(group))
        for action in shown:
            part.addAction(action)
        if group == "File" and recent:
            _add_recent(part, recent, open_recent)
    return menu


def _add_recent(menu: QMenu, recent: Sequence[Path], open_recent: Callable[[Path], object]) -> None:
    part = menu.addMenu(_tr("Recent"))
    for path in recent:
        action = part.addAction(path.stem.replace("&", "&&"))
        action.setToolTip(str(path))
        action.triggered.connect(partial(open_recent, path))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menu", text)
