"""The decision page in its window: closing, deciding and starting by the keys of the window alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.sample import write_sample
from ui.decide.screen import DecideScreen
from ui.shell.application import dress
from ui.shell.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    dress(qapp, False)
    path = tmp_path / "kept.footpath"
    write_sample(path)
    made = Window()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.files.opened, timeout=20_000):
        made.files.open(path)
    yield made
    made.close()
    qapp.setStyleSheet("")


def test_the_loop_is_closed_and_begun_again_by_ctrl_enter(qtbot: QtBot, window: Window) -> None:
    assert window.frame is not None
    window.frame.go("decide")
    screen = window.frame.shown
    assert isinstance(screen, DecideScreen)
    study = screen.session.study
    enter = Qt.Key.Key_Return

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)

    press(enter, CTRL)
    closed = study.iterations()[-1]
    assert not closed.is_open
    qtbot.waitUntil(screen.side.choice.isVisible)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Tab)
    assert screen.side.note.hasFocus()
    qtbot.keyClicks(screen.side.note, "Typing is the hole 14")
    press(enter, CTRL)
    decision = study.decision(closed.id)
    assert decision is not None
    assert decision.verdict is not None
    assert decision.verdict.note == "Typing is the hole 14"
    qtbot.waitUntil(screen.upcoming.isVisible)
    press(enter, CTRL)
    assert study.iterations()[-1].number == closed.number + 1
