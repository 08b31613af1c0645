"""What is typed is kept: however its field is left, unless that is by Esc."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.study import Study
from tests.ui.partners_desk import (
    LEFT,
    attribute,
    cell,
    column,
    named,
    screen,
    select,
    study,
    undo_label,
)
from ui.partners.deeds import Deeds
from ui.partners.screen import PartnersScreen
from ui.shell.window import Window

__all__ = ["screen", "study"]
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
EDITING = QAbstractItemView.State.EditingState
Leave = Callable[[QtBot, Window], None]


def at_cell(screen: PartnersScreen, pseudonym: str, name: str) -> None:
    """The keys on one cell of the register."""
    screen.register.choose(named(screen.session.study, pseudonym).id, column(screen, name))
    screen.register.setFocus()


def type_at(qtbot: QtBot, view: QWidget, text: str) -> None:
    """Type on a cell: its field opens with the first key and has the others."""
    qtbot.keyClick(view, text[0])
    qtbot.keyClicks(focused_line(), text[1:])


def open_editor(screen: PartnersScreen) -> QLineEdit:
    """The field open in a cell now."""
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    assert screen.register.isAncestorOf(found)
    return found


def focused_line() -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def completions(editor: QLineEdit) -> QAbstractItemView:
    popup = editor.completer().popup()
    assert popup is not None
    return popup


@pytest.mark.parametrize("end", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Tab])
def test_a_key_that_ends_takes_what_is_typed_though_the_completions_are_open(
    qtbot: QtBot, screen: PartnersScreen, study: Study, end: Qt.Key
) -> None:
    at_cell(screen, "P-002", "Location")
    type_at(qtbot, screen.register, "City")
    editor = open_editor(screen)
    popup = completions(editor)
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, end)
    qtbot.waitUntil(lambda: cell(screen, "P-002", "Location") == "City")
    qtbot.waitUntil(lambda: screen.register.state() is not EDITING or end == KEY.Key_Tab)
    screen.does["new"].trigger()
    assert named(study, "P-002").value("location") == "City"
    assert len(study.partners()) == 4


def test_a_completion_that_is_chosen_is_taken_by_the_same_enter(
    qtbot: QtBot, screen: PartnersScreen
) -> None:
    at_cell(screen, "P-002", "Location")
    type_at(qtbot, screen.register, "ci")
    popup = completions(open_editor(screen))
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, KEY.Key_Down)
    qtbot.keyClick(popup, KEY.Key_Return)
    qtbot.waitUntil(lambda: cell(screen, "P-002", "Location") == "City")
    qtbot.waitUntil(lambda: screen.register.state() is not EDITING)


def test_a_command_takes_what_is_typed_first(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-001", "P-002")
    screen.register.setFocus()
    index = screen.model.index(1, column(screen, "Age"))
    flag = screen.register.selectionModel().SelectionFlag.NoUpdate
    screen.register.selectionModel().setCurrentIndex(index, flag)
    type_at(qtbot, screen.register, "77")
    qtbot.keyClick(open_editor(screen), KEY.Key_Insert)
    qtbot.waitUntil(lambda: len(study.partners()) == 4)
    assert [each.value("age") for each in study.partners()] == ["77", "77", "9", ""]
    assert undo_label(study) == "Add partner"
    study.undo("partners")
    assert undo_label(study) == "Edit Age of 2 partners"


def test_what_shows_the_table_anew_takes_what_is_typed_first(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    at_cell(screen, "P-002", "Age")
    type_at(qtbot, screen.register, "77")
    assert open_editor(screen).text() == "77"
    Deeds(study).add()
    qtbot.waitUntil(lambda: named(study, "P-002").value("age") == "77")


def test_a_change_elsewhere_leaves_what_is_being_typed(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    at_cell(screen, "P-002", "Age")
    type_at(qtbot, screen.register, "7")
    everyone = [named(study, each) for each in ("P-001", "P-002", "P-003")]
    Deeds(study).edit(everyone, "location", "Hill")
    qtbot.waitUntil(lambda: cell(screen, "P-003", "Location") == "Hill")
    qtbot.keyClicks(open_editor(screen), "7")
    qtbot.keyClick(open_editor(screen), KEY.Key_Return)
    qtbot.waitUntil(lambda: cell(screen, "P-002", "Age") == "77")


def test_esc_takes_nothing(qtbot: QtBot, screen: PartnersScreen, study: Study) -> None:
    at_cell(screen, "P-002", "Age")
    type_at(qtbot, screen.register, "77")
    qtbot.keyClick(open_editor(screen), KEY.Key_Escape)
    qtbot.waitUntil(screen.register.hasFocus)
    qtbot.keyClick(screen.register, KEY.Key_Insert)
    assert named(study, "P-002").value("age") == "51"


def test_a_value_for_a_column_that_went_meanwhile_is_let_go(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    index = screen.model.index(0, column(screen, "Industry"))
    screen.model.setData(index, "Retail")
    Deeds(study).remove_column(attribute(study, "Industry"))
    screen.part()
    assert named(study, "P-001").value("industry") == ""


# --- the partner's page


def test_a_word_typed_of_one_partner_never_goes_to_the_next(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    at_cell(screen, "P-001", "Age")
    screen.page_acts.open()
    line = screen.page.traits.lines["age"]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "35")
    qtbot.keyClick(line, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.page.partner == named(study, "P-002").id)
    screen.page.back.setFocus()
    assert [each.value("age") for each in study.partners()] == ["35", "51", "9"]


def test_insert_takes_what_is_typed_on_a_page(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    at_cell(screen, "P-001", "Age")
    screen.page_acts.open()
    line = screen.page.traits.lines["age"]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "35")
    qtbot.keyClick(line, KEY.Key_Insert)
    qtbot.waitUntil(lambda: len(study.partners()) == 4)
    assert named(study, "P-001").value("age") == "35"


def test_the_name_of_one_cohort_never_goes_to_the_next(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.does["cohort"].trigger()
    name = screen.cohorts.editor.name
    qtbot.waitUntil(name.isVisible)
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Early")
    screen.does["cohort"].trigger()
    qtbot.waitUntil(lambda: len(study.cohorts()) == 3)
    assert "Early" in [each.name for each in study.cohorts()]
    screen.register.setFocus()
    assert [each.name for each in study.cohorts()].count("Early") == 1


# --- the window


@pytest.fixture
def window(study: Study, qtbot: QtBot) -> Iterator[Window]:
    study.close()
    window = Window()
    window.resize(1600, 1000)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.show_study(Study.open(study.path), "partners", remember=False)
    qtbot.waitUntil(desk(window).register.hasFocus)
    yield window
    window.leave_study()


def desk(window: Window) -> PartnersScreen:
    assert window.frame is not None
    found = window.frame._screens["partners"]
    assert isinstance(found, PartnersScreen)
    return found


def by_key(action: Callable[[Window], QAction]) -> Leave:
    return lambda _qtbot, window: action(window).trigger()


def click_elsewhere(qtbot: QtBot, window: Window) -> None:
    register = desk(window).register
    at = register.visualRect(register.shown.index(2, 0)).center()
    qtbot.mouseClick(register.viewport(), LEFT, pos=QPoint(at))


def tab(qtbot: QtBot, _window: Window) -> None:
    qtbot.keyClick(focused_line(), KEY.Key_Tab)


LEAVING = {
    "Tab": tab,
    "a click elsewhere": click_elsewhere,
    "Insert": by_key(lambda window: desk(window).does["new"]),
    "another page": by_key(lambda window: window.goes[1]),
    "the palette": by_key(lambda window: window.acts["palette"]),
    "all keys": by_key(lambda window: window.acts["keys"]),
    "presenting": by_key(lambda window: window.acts["present"]),
    "closing the study": by_key(lambda window: window.acts["close"]),
}


@pytest.mark.parametrize("way", LEAVING)
@pytest.mark.parametrize("where", ["cell", "page", "plan"])
def test_what_is_typed_is_kept_however_the_field_is_left(
    qtbot: QtBot, window: Window, way: str, where: str
) -> None:
    screen = desk(window)
    at_cell(screen, "P-002", "Age")
    if where == "page":
        screen.page_acts.open()
        screen.page.traits.lines["age"].setFocus()
        screen.page.traits.lines["age"].selectAll()
        if way == "a click elsewhere":
            return  # the register is not seen there
        qtbot.keyClicks(focused_line(), "77")
    elif where == "plan":
        plan = screen.side.plan
        qtbot.waitUntil(lambda: bool(plan.plan.rows))
        plan.setFocus()
        plan.setCurrentIndex(plan.plan.index(0, 2))
        type_at(qtbot, plan, "77")
    else:
        type_at(qtbot, screen.register, "77")
    path = screen.session.study.path
    assert "77" in focused_line().text()
    LEAVING[way](qtbot, window)
    qtbot.wait(50)
    window.leave_study()
    with Study.open(path, write=False) as kept:
        if where == "plan":
            iteration = kept.current_iteration
            assert iteration is not None
            assert 77 in kept.planned(iteration.id).values()
        else:
            assert named(kept, "P-002").value("age") == "77"
