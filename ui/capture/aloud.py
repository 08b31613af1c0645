"""Saying to a screen reader what a key did."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(where: QWidget, words: str) -> None:
    """Have words spoken at once, where a screen reader listens."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(where, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
