"""What the text fields of this screen share: plain keys are theirs, not the screen's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def keeps(event: QEvent) -> bool:
    """Whether a field wants a key for itself before any shortcut of the screen.

    Those are keys without Ctrl or Alt that are no function key, and Enter with any.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() in ENTER:
        return True
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return not event.modifiers() & _COMMANDS and not function


def gives_undo_away(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Whether a field with nothing typed to undo leaves Ctrl+Z, or its opposite, to the window."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not can_undo
    return undo or (event.matches(QKeySequence.StandardKey.Redo) and not can_redo)


class LineField(QLineEdit):
    """One line of text that keeps its plain keys."""

    def event(self, event: QEvent) -> bool:
        if gives_undo_away(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        if keeps(event):
            event.accept()
            return True
        return super().event(event)
