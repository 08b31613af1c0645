"""A field with nothing typed to take back leaves undo and redo to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def undo_through(field: QLineEdit | QPlainTextEdit) -> None:
    """From now on Ctrl+Z in a field takes back what is typed there, and then what was done before.

    A field keeps the key to itself otherwise, and what it had kept could not be undone from there.
    """
    field.installEventFilter(_Through(field))


class _Through(QObject):
    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo, redo = _available(self._field)
        is_undo = event.matches(QKeySequence.StandardKey.Undo) and not undo
        if is_undo or (event.matches(QKeySequence.StandardKey.Redo) and not redo):
            event.ignore()
            return True
        return False


def _available(field: QLineEdit | QPlainTextEdit) -> tuple[bool, bool]:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable(), field.isRedoAvailable()
    return field.document().isUndoAvailable(), field.document().isRedoAvailable()
