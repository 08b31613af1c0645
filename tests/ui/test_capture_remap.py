"""Keys that a person changes: what they then do, what is refused, and that it is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.study import Study
from tests.core.interviews import A, study_at
from ui.capture.screen import CaptureScreen
from ui.capture.terms import Terms
from ui.look.parts import Notice
from ui.shell import settings
from ui.shell.keys_page import KeysPage
from ui.shell.window import Window

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    shown = a_window(qtbot, tmp_path / "a.footpath")
    yield shown
    shown.close()


def a_window(qtbot: QtBot, path: Path) -> Window:
    study_at(path).close()
    window = Window()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_study(Study.open(path), "capture", remember=False)
    return window


def keys_page(window: Window) -> KeysPage:
    window.acts["remap"].trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, KeysPage)
    return page


def choose(page: KeysPage, words: str) -> None:
    """Go to the row that says so, and press Enter."""
    found = page.table.findItems(words, Qt.MatchFlag.MatchEndsWith)
    assert len(found) == 1, words
    page.table.setCurrentCell(found[0].row(), 0)
    page.table.cellActivated.emit(found[0].row(), 0)
    assert QApplication.focusWidget() is page.field


def refusal(page: KeysPage) -> str:
    item = page.said.itemAt(0)
    notice = item.widget() if item is not None else None
    return notice.sentence.text() if isinstance(notice, Notice) else ""


def begun(window: Window) -> CaptureScreen:
    assert window.frame is not None
    screen = window.frame.shown
    assert isinstance(screen, CaptureScreen)
    screen.session.choose(partner="p1")
    screen.page.begin(Terms())
    return screen


def test_a_changed_key_does_what_the_old_one_did(qtbot: QtBot, window: Window) -> None:
    page = keys_page(window)
    choose(page, "Aligned")
    qtbot.keyClick(page.field, K.Key_J)
    assert refusal(page) == ""
    qtbot.keyClick(page, K.Key_Escape)
    screen = begun(window)
    focused = QApplication.focusWidget()
    qtbot.keyClick(focused, K.Key_A)
    assert screen.session.study.observations("p1") == []
    qtbot.keyClick(focused, K.Key_J)
    assert [each.status for each in screen.session.study.observations("p1")] == [A]
    assert "J" in {keys for keys, _ in window.keys()[0][1]}, "the overlay says it too"


@pytest.mark.parametrize(
    ("words", "key", "held", "why"),
    [
        ("Capture · Aligned", K.Key_D, Qt.KeyboardModifier.NoModifier, "“Deviated” already"),
        ("Capture · Aligned", K.Key_3, Qt.KeyboardModifier.NoModifier, "“Go to step 3” already"),
        ("Capture · Aligned", K.Key_Z, CTRL, "already"),
        ("Capture · Aligned", K.Key_1, CTRL, "already"),
        ("Capture · Aligned", K.Key_C, CTRL, "keeps the meaning"),
        ("Capture · Aligned", K.Key_Return, Qt.KeyboardModifier.NoModifier, "keeps the meaning"),
        ("Everywhere · Any command", K.Key_J, Qt.KeyboardModifier.NoModifier, "hold Ctrl or Alt"),
        ("Everywhere · Any command", K.Key_N, CTRL, "already"),
    ],
)
def test_what_would_clash_is_refused_here(
    qtbot: QtBot, window: Window, words: str, key: Qt.Key, held: Qt.KeyboardModifier, why: str
) -> None:
    page = keys_page(window)
    choose(page, words)
    qtbot.keyClick(page.field, key, held)
    assert why in refusal(page)
    assert settings.keys() == {}


def test_keys_are_remembered_and_given_back(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = keys_page(window)
    choose(page, "Aligned")
    qtbot.keyClick(page.field, K.Key_J)
    choose(page, "Curtain over names")
    qtbot.keyClick(page.field, K.Key_F9)
    assert settings.keys() == {"capture/aligned": "J", "window/curtain": "F9"}
    other = a_window(qtbot, tmp_path / "b.footpath")
    assert other.acts["curtain"].shortcut().toString() == "F9"
    assert begun(other).page.acts["aligned"].shortcut().toString() == "J"
    other.close()
    page.all_usual.click()
    assert settings.keys() == {}
    assert window.acts["curtain"].shortcut().toString() == "Ctrl+Shift+H"


def test_two_keys_that_were_exchanged_are_given_back_at_once(qtbot: QtBot, window: Window) -> None:
    page = keys_page(window)
    for words, key in (("Aligned", K.Key_J), ("Deviated", K.Key_A), ("Aligned", K.Key_D)):
        choose(page, f"Capture · {words}")
        qtbot.keyClick(page.field, key)
    assert settings.keys() == {"capture/aligned": "D", "capture/deviated": "A"}
    choose(page, "Capture · Aligned")
    page.usual.click()
    assert "“Deviated” already" in refusal(page)
    page.all_usual.click()
    assert settings.keys() == {}


def test_every_key_of_capture_can_be_found_in_the_overlay(qtbot: QtBot, window: Window) -> None:
    begun(window)
    qtbot.keyClick(window, K.Key_F1)
    overlay = window._popups["keys"]
    assert window.rect().contains(overlay.panel.geometry())
    assert overlay.panel.height() >= overlay.panel.sizeHint().height()
    groups = window.keys()
    said = {keys for _, rows in groups for keys, _ in rows}
    assert {"A", "D", "X", "N", "Q", "T", "P", "I", "W", "F2", "Ctrl Shift H", "1–9"} <= said
    qtbot.keyClick(window, K.Key_F1)
