"""Templates of the person's own on the welcome page: taken by key, removed, and brought back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.model import templates
from core.own_templates import own_templates, save_template
from core.study import Study
from ui.look.theme import theme
from ui.shell.window import Window
from ui.welcome.screen import WelcomeScreen

KEY = Qt.Key


def names():
    return [each.name for each in own_templates()]


@pytest.fixture
def welcome(qtbot, qapp, own_settings):
    theme.apply(qapp, False)
    for name in ("Onboarding", "Bills"):
        save_template(name, templates.two_branches())
    made = WelcomeScreen()
    qtbot.addWidget(made)
    made.resize(1280, 1000)
    made.arrive([])
    made.show()
    made.activateWindow()
    made.warm()
    yield made
    made.cool()
    qapp.setStyleSheet("")


def focused(card):
    return QApplication.focusWidget() is card


def test_they_stand_behind_the_built_in_ones_with_their_keys(qtbot, welcome):
    assert [card.text() for card in welcome.own.cards] == ["Onboarding", "Bills"]
    built_in = welcome.templates["customer_flow"]
    first = welcome.own.cards[0]
    assert first.mapTo(welcome, QPoint(0, 0)).y() > built_in.mapTo(welcome, QPoint(0, 0)).y()
    paths = [each.path for each in own_templates()]
    for key, path in zip("45", paths, strict=True):
        with qtbot.waitSignal(welcome.new_wanted) as wanted:
            qtbot.keyClick(welcome.sample, key)
        assert wanted.args == [path]
    with qtbot.assertNotEmitted(welcome.new_wanted):
        qtbot.keyClick(welcome.sample, "6")
    assert ("1 – 5", "new study from a template") in welcome.hints()


def test_one_is_taken_by_mouse_and_by_enter(qtbot, welcome):
    card = welcome.own.cards[1]
    with qtbot.waitSignal(welcome.new_wanted):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    with qtbot.waitSignal(welcome.new_wanted):
        qtbot.keyClick(card, KEY.Key_Return)


def test_delete_removes_one_and_undo_brings_it_back_to_its_place(qtbot, welcome):
    welcome.own.cards[0].setFocus()
    qtbot.keyClick(welcome.own.cards[0], KEY.Key_Delete)
    assert names() == ["Bills"]
    assert [card.text() for card in welcome.own.cards] == ["Bills"]
    qtbot.waitUntil(lambda: focused(welcome.own.cards[0]))
    notice = welcome.own.notice
    assert "Onboarding" in notice.sentence.text()
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert names() == ["Onboarding", "Bills"]
    assert [card.text() for card in welcome.own.cards] == ["Onboarding", "Bills"]
    qtbot.waitUntil(lambda: focused(welcome.own.cards[0]))
    assert welcome.own.notice is None


def test_the_cross_removes_without_starting_a_study(qtbot, welcome):
    with qtbot.assertNotEmitted(welcome.new_wanted):
        for _ in range(2):
            qtbot.mouseClick(welcome.own.cards[0].remove, Qt.MouseButton.LeftButton)
    assert names() == []
    qtbot.waitUntil(lambda: focused(welcome.own.notice.buttons[0]))
    qtbot.mouseClick(welcome.own.notice.buttons[0], Qt.MouseButton.LeftButton)
    assert names() == ["Bills"]


def test_what_was_removed_elsewhere_is_said_and_nothing_breaks(qtbot, welcome):
    card = welcome.own.cards[0]
    card.template.path.unlink()
    qtbot.keyClick(card, KEY.Key_Delete)
    assert "not removed" in welcome.own.notice.sentence.text()


def test_only_six_have_keys_and_all_are_shown(qtbot, welcome):
    for number in range(6):
        save_template(f"More {number}", templates.return_loop())
    welcome.warm()
    assert len(welcome.own.cards) == 8
    assert welcome.own.last_key == "9"
    with qtbot.waitSignal(welcome.new_wanted) as wanted:
        qtbot.keyClick(welcome.sample, "9")
    assert wanted.args == [own_templates()[5].path]


def test_without_any_the_page_is_as_it_was(qtbot, qapp, own_settings):
    made = WelcomeScreen()
    qtbot.addWidget(made)
    made.arrive([])
    made.show()
    made.warm()
    assert made.own.cards == []
    assert made.own.last_key == ""
    made.cool()


def test_a_study_begins_with_the_flow_of_the_template(qtbot, tmp_path, own_settings):
    kept = save_template("Loop", templates.return_loop())
    window = Window()
    qtbot.addWidget(window)
    window.show_welcome(warm=False)
    window.show()
    window.files.begin(tmp_path / "new.footpath", kept.path)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
    assert window.frame is not None
    flow = window.frame.session.study.flows()[0]
    assert [step.name for step in flow.steps] == [step.name for step in kept.flow.steps]
    window.close()
    with Study.open(tmp_path / "new.footpath", write=False) as study:
        assert len(study.iterations()) == 1
