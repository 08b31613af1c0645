"""Undo in a field: what is typed there first, then what the window would undo."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look.text_field import TextField
from ui.look.undo_through import undo_through

CTRL = Qt.KeyboardModifier.ControlModifier


def _note(done: list[str], keys: str, _checked: bool = False) -> None:
    done.append(keys)


@pytest.mark.parametrize("kind", [QLineEdit, TextField])
def test_what_is_typed_is_taken_back_first_and_then_what_was_done_before(
    qtbot: QtBot, kind: type[QLineEdit | TextField]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field: QLineEdit | QPlainTextEdit
    field = TextField("Words", "") if issubclass(kind, TextField) else QLineEdit()
    if isinstance(field, QLineEdit):
        undo_through(field)
    QVBoxLayout(window).addWidget(field)
    done: list[str] = []
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(partial(_note, done, keys))
        window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "a word")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert not done
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert not text
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert done == ["Ctrl+Z"]
    if isinstance(field, QLineEdit):
        field.setText("")
    else:
        field.setPlainText("")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert done == ["Ctrl+Z", "Ctrl+Shift+Z"]
