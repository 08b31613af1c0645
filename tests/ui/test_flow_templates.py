"""Saving the flow as a template: asked for in place, kept as a file, said in a strip, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from core.model.flow import Flow
from core.own_templates import own_templates
from tests.ui.flow_studies import NAMES, id_of, open_screen, study

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot, tmp_path, own_settings):
    return open_screen(qtbot, study(tmp_path / "study.footpath"))


def save(qtbot, screen, name):
    action = next(
        each for each in screen.commands() if each.text() == "Save this flow as a template"
    )
    action.trigger()
    field = screen.saving.field.name
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, KEY.Key_Return)


def test_the_menu_of_the_bar_leads_to_a_name_and_the_name_to_a_file(qtbot, screen):
    qtbot.mouseClick(screen.toolbar.more, LEFT)
    menu = next(each for each in screen.toolbar.findChildren(QMenu) if each.isVisible())
    first = menu.actions()[0]
    assert first.text() == "Save this flow as a template"
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(first).center())
    field = screen.saving.field.name
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Bills")
    qtbot.keyClick(field, KEY.Key_Return)
    kept = own_templates()
    assert [each.name for each in kept] == ["Bills"]
    assert {step.name for step in kept[0].flow.steps} >= set(NAMES)
    assert "“Bills” is a template now." in screen.saving.notice.sentence.text()
    qtbot.waitUntil(screen.view.hasFocus)


def test_undo_in_the_strip_takes_the_file_away(qtbot, screen):
    save(qtbot, screen, "Bills")
    qtbot.waitUntil(screen.saving.notice.isVisible)
    qtbot.mouseClick(screen.saving.notice.buttons[0], LEFT)
    assert own_templates() == ()
    assert screen.saving.notice is None


def test_esc_and_an_empty_name_save_nothing(qtbot, screen):
    save(qtbot, screen, "  ")
    assert screen.saving.field.isVisible()
    qtbot.keyClick(screen.saving.field.name, KEY.Key_Escape)
    assert not screen.saving.field.isVisible()
    assert own_templates() == ()
    qtbot.waitUntil(screen.view.hasFocus)


def test_a_click_on_the_canvas_closes_the_field(qtbot, screen):
    screen.saving.ask()
    qtbot.mouseClick(screen.view.viewport(), LEFT, pos=screen.view.viewport().rect().bottomLeft())
    assert not screen.saving.field.isVisible()


def test_what_is_not_fit_yet_says_why(qtbot, tmp_path, own_settings):
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", Flow("empty")))
    save(qtbot, screen, "Nothing")
    notice = screen.saving.notice
    assert notice is not None
    assert notice.sentence.text() == "Not a template yet. It has no trigger yet."
    assert own_templates() == ()


def test_a_template_is_the_version_on_the_canvas(qtbot, screen):
    screen.editor.rename(id_of(screen, NAMES[1]), "Opens the page")
    save(qtbot, screen, "Page")
    assert own_templates()[0].flow.named("Opens the page") is not None
