"""The keys of the canvas that no action has, and the actions that matter most there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

Hints = Sequence[tuple[str, str]]


def hints(*, linking: bool, comparing: bool) -> Hints:
    """The keys that work now, the most wanted first: the key strip shows as many as fit."""
    if linking:
        return (
            ("← ↑ → ↓", _tr("choose the step it leads to")),
            ("Enter", _tr("connect")),
            ("Esc", _tr("leave it")),
        )
    if comparing:
        return (("Esc", _tr("leave the comparison")), ("Tab", _tr("walk the path")))
    return (
        ("Tab", _tr("walk the path")),
        ("A", _tr("add behind")),
        ("Ctrl ←↑→↓", _tr("add connected")),
        ("F2", _tr("rename")),
        ("Ctrl Del", _tr("delete and heal")),
        ("Alt ←↑→↓", _tr("follow a link")),
        ("Alt Shift ←↑→↓", _tr("move a little")),
        ("Shift ←↑→↓", _tr("select more")),
        ("Esc", _tr("select nothing")),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)
