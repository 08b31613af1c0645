"""The small widgets do what they say, by keyboard and by mouse."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.look.keystrip import KeyStrip
from ui.look.widgets import (
    Button,
    Chip,
    Chooser,
    EmptyState,
    KeyCap,
    Label,
    Notice,
    SearchField,
    SegmentedControl,
    ToolButton,
    spoken_keys,
)

LONG = "a name of three hundred letters " * 10
RTL = "שלום עולם 🌍"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QHBoxLayout(made)
    made.resize(600, 200)
    qtbot.addWidget(made)
    return made


def put(page: QWidget, *widgets: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    page.show()


def test_a_click_on_a_button_leaves_the_typing_where_it_was(qtbot: QtBot, page: QWidget) -> None:
    field, button = QLineEdit(), Button("Press")
    put(page, field, button)
    field.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.focusWidget() is field


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keyboard(qtbot: QtBot, page: QWidget, key: Qt.Key) -> None:
    button = Button("Press", "primary")
    put(page, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_the_ring_shows_while_the_focus_is_there(qtbot: QtBot, page: QWidget) -> None:
    one, other = Button("One"), Button("Other")
    put(page, one, other)
    page.activateWindow()
    bare = len(page.children())
    one.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: len(page.children()) == bare + 1)
    ring = page.children()[-1]
    assert isinstance(ring, QWidget)
    assert ring.geometry() == one.geometry().adjusted(-4, -4, 4, 4)
    page.setFocus()
    one.clearFocus()
    qtbot.waitUntil(lambda: len(page.children()) == bare)


def test_a_button_follows_its_action(qtbot: QtBot, page: QWidget) -> None:
    action = QAction("Start capturing", page)
    action.setShortcut(QKeySequence("Ctrl+Return"))
    button = Button("", "primary")
    button.follow(action)
    put(page, button)
    narrow = button.sizeHint().width()
    action.setText("Start capturing now")
    assert button.text() == "Start capturing now"
    assert button.sizeHint().width() > narrow
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+Return", "Ctrl Enter"),
        ("Ctrl++", "Ctrl +"),
        ("Ins", "Insert"),
        ("Alt+Right", "Alt →"),
    ],
)
def test_keys_are_said_as_a_cap_has_them(keys: str, said: str) -> None:
    assert spoken_keys(keys) == said


def _menu(chooser: Chooser) -> QMenu:
    return next(each for each in chooser.findChildren(QMenu) if each.isVisible())


def test_a_chooser_is_used_by_keyboard(qtbot: QtBot, page: QWidget) -> None:
    chooser = Chooser("Iteration", "2", [("1", 10), ("2", 20), ("3", 30)])
    put(page, chooser)
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    menu = _menu(chooser)
    with qtbot.waitSignal(chooser.picked) as picked:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert picked.args == [20]


def test_several_are_chosen_without_the_list_closing(qtbot: QtBot, page: QWidget) -> None:
    chooser = Chooser("Cohorts", "", several=True)
    chooser.offer([("a", 1), ("b", 2), ("c", 3)], [2])
    heard: list[object] = []
    chooser.picked.connect(heard.append)
    put(page, chooser)
    chooser.open()
    menu = _menu(chooser)
    for at in (2, 1):
        spot = menu.actionGeometry(menu.actions()[at]).center()
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert menu.isVisible()
    assert heard == [[2, 3], [3]]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)


def test_segments_exclude_each_other(qtbot: QtBot, page: QWidget) -> None:
    control = SegmentedControl([("Canvas", "canvas"), ("Outline", "outline")])
    put(page, control)
    assert control.value == "canvas"
    outline = control.findChildren(QWidget)[1]
    with qtbot.waitSignal(control.picked) as picked:
        qtbot.mouseClick(outline, Qt.MouseButton.LeftButton)
    assert picked.args == ["outline"]
    control.choose("canvas")
    assert control.value == "canvas"


def test_a_notice_says_and_does(qtbot: QtBot, page: QWidget) -> None:
    done: list[str] = []
    actions = [
        ("Try again", partial(done.append, "again")),
        ("Elsewhere", partial(done.append, "x")),
    ]
    notice = Notice("error", "The disk is full.", actions=actions, closable=True)
    put(page, notice)
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["again"]
    close = notice.findChild(ToolButton)
    with qtbot.waitSignal(notice.dismissed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.accessibleName() == "The disk is full."


def test_an_empty_place_offers_its_one_action(qtbot: QtBot, page: QWidget) -> None:
    empty = EmptyState("Nobody has been met yet.", "New partner", "Insert")
    put(page, empty)
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("text", [LONG, RTL, "", "<b>& markup</b>"])
def test_any_text_is_shown_as_it_is(qtbot: QtBot, page: QWidget, text: str) -> None:
    label = Label(text, elided=True)
    put(page, label, Label(text, wrap=True), Chip(text, "caution", "caution"), KeyCap("F1"))
    chooser = Chooser("Cohort", text)
    put(page, chooser, SearchField(text or "Find", "Ctrl F"))
    page.grab()
    assert label.text() == text
    assert label.minimumSizeHint().width() == 0
    assert chooser.sizeHint().width() < 420


def test_the_key_strip_leaves_out_what_does_not_fit(qtbot: QtBot, page: QWidget) -> None:
    strip = KeyStrip()
    put(page, strip)
    strip.hint([("Ctrl K", f"command {at}") for at in range(40)])
    strip.state("All changes on disk")
    page.grab()
    assert strip.words == "All changes on disk"
    assert "command 39" in strip.accessibleDescription()


def test_a_write_that_is_quick_is_not_worth_a_flicker(qtbot: QtBot, page: QWidget) -> None:
    strip = KeyStrip()
    put(page, strip)
    strip.state("All changes on disk")
    strip.state("writing 1 …", "unknown")
    assert strip.words == "All changes on disk"
    strip.state("All changes on disk · 14:03:22")
    assert strip.words == "All changes on disk · 14:03:22"
    strip.state("writing 2 …", "unknown")
    qtbot.waitUntil(lambda: strip.words == "writing 2 …")
