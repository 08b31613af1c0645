"""Steps on the clipboard, from one study to another; other programs get their names as text."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from core.model.flow import Flow

KIND = "application/x-footpath-flow+json"


def put(part: Flow) -> None:
    """Put steps and links on the clipboard."""
    data = QMimeData()
    data.setData(KIND, msgspec.json.encode(part))
    data.setText("\n".join(step.name for step in part.steps))
    QGuiApplication.clipboard().setMimeData(data)


def take() -> Flow | None:
    """Steps and links on the clipboard; None where there are none or they cannot be read."""
    # Where the system lets nobody look at the clipboard there is nothing to ask.
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(KIND):
        return None
    try:
        part = msgspec.json.decode(data.data(KIND).data(), type=Flow)
    except msgspec.DecodeError:
        return None
    ids = {step.id for step in part.steps}
    known = all({link.source, link.target} <= ids for link in part.links)
    return part if known and len(ids) == len(part.steps) else None
