"""Everything the screen can do, as actions: one row each, with its keys and where these work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Row:
    """``name`` is what the screen calls it by; ``canvas`` keys work on canvas and outline only."""

    name: str
    text: str
    keys: str = ""
    canvas: bool = True
    checkable: bool = False


def _row(
    name: str, text: object, keys: str = "", *, canvas: bool = True, checkable: bool = False
) -> Row:
    return Row(name, str(text), keys, canvas, checkable)


ROWS = (
    _row("add", QT_TRANSLATE_NOOP("FlowActions", "Add step"), "A"),
    _row("connect", QT_TRANSLATE_NOOP("FlowActions", "Connect"), "C"),
    _row("unlink", QT_TRANSLATE_NOOP("FlowActions", "Disconnect"), "Shift+C"),
    _row("rename", QT_TRANSLATE_NOOP("FlowActions", "Rename step"), "F2"),
    _row("delete", QT_TRANSLATE_NOOP("FlowActions", "Delete"), "Del"),
    _row("heal", QT_TRANSLATE_NOOP("FlowActions", "Delete and heal the path"), "Ctrl+Del"),
    _row("duplicate", QT_TRANSLATE_NOOP("FlowActions", "Duplicate"), "Ctrl+D"),
    _row("copy", QT_TRANSLATE_NOOP("FlowActions", "Copy"), "Ctrl+C"),
    _row("paste", QT_TRANSLATE_NOOP("FlowActions", "Paste"), "Ctrl+V"),
    _row("find", QT_TRANSLATE_NOOP("FlowActions", "Find a step"), "Ctrl+F", canvas=False),
    _row("select_all", QT_TRANSLATE_NOOP("FlowActions", "Select all steps"), "Ctrl+A"),
    _row("tidy", QT_TRANSLATE_NOOP("FlowActions", "Tidy"), "Ctrl+L", canvas=False),
    _row("fit", QT_TRANSLATE_NOOP("FlowActions", "Fit"), "1"),
    _row("actual", QT_TRANSLATE_NOOP("FlowActions", "Show at 100 %"), "0"),
    _row("closer", QT_TRANSLATE_NOOP("FlowActions", "Zoom in"), "+"),
    _row("farther", QT_TRANSLATE_NOOP("FlowActions", "Zoom out"), "-"),
    _row("outline", QT_TRANSLATE_NOOP("FlowActions", "Canvas or outline"), "F6", canvas=False),
    _row(
        "plain",
        QT_TRANSLATE_NOOP("FlowActions", "Drawing without numbers"),
        "Ctrl+Shift+N",
        canvas=False,
        checkable=True,
    ),
    _row("compare", QT_TRANSLATE_NOOP("FlowActions", "Compare versions"), "V"),
    _row(
        "template", QT_TRANSLATE_NOOP("FlowActions", "Save this flow as a template"), canvas=False
    ),
    _row("dock", QT_TRANSLATE_NOOP("FlowActions", "Show the dock"), "F8", canvas=False),
    _row(
        "picture",
        QT_TRANSLATE_NOOP("FlowActions", "Copy as picture"),
        "Ctrl+Shift+C",
        canvas=False,
    ),
    _row("export", QT_TRANSLATE_NOOP("FlowActions", "Export picture…"), "Ctrl+E", canvas=False),
    _row("present", QT_TRANSLATE_NOOP("FlowActions", "Present the flow"), "F5", canvas=False),
    _row("behind", QT_TRANSLATE_NOOP("FlowActions", "Partners behind this step"), "Return"),
)


EDITING = frozenset(
    {"add", "connect", "unlink", "rename", "delete", "heal", "duplicate", "paste", "tidy"}
)
"""What changes the flow, so that it is off while versions are compared."""


def make(
    owner: QWidget, canvas: list[QWidget], act: Callable[[str], Callable[[], None]]
) -> dict[str, QAction]:
    """The actions by name. ``act`` gives the method that each triggers."""
    made: dict[str, QAction] = {}
    for row in ROWS:
        action = QAction(QCoreApplication.translate("FlowActions", row.text), owner)
        if row.keys:
            action.setShortcut(QKeySequence(row.keys))
        action.setCheckable(row.checkable)
        action.triggered.connect(act(row.name))
        context = Qt.ShortcutContext
        if row.canvas:
            action.setShortcutContext(context.WidgetShortcut)
            for widget in canvas:
                widget.addAction(action)
        else:
            action.setShortcutContext(context.WidgetWithChildrenShortcut)
        owner.addAction(action)
        made[row.name] = action
    return made
