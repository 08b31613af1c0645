"""The outline edits everything with the keys alone, and what it edits stands on the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget

from core.model.flow import Flow, StepKind
from tests.ui.flow_studies import NAMES, id_of, names_after, open_screen, study

TRIGGER, OPENS, UPLOADS, NEED = NAMES


@pytest.fixture
def screen(qtbot, tmp_path):
    """The screen with the keys in the outline, at the first step behind the trigger."""
    screen = open_screen(qtbot, study(tmp_path / "study.footpath"))
    screen.selection.choose([id_of(screen, OPENS)])
    qtbot.keyClick(screen.view, Qt.Key.Key_F6)
    qtbot.waitUntil(screen.dock.outline.hasFocus)
    return screen


def press(qtbot, screen, *keys):
    for key in keys:
        qtbot.keyClick(screen.dock.outline, key)


def field(qtbot, kind):
    """The editor that stands in a cell."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), kind))
    return QApplication.focusWidget()


def undo_label(screen):
    offer = screen.session.study.undoable("flow")
    return offer.label if offer else None


def test_ticking_a_step_in_its_cell_links_it(qtbot, screen):
    press(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(qtbot, screen, *[Qt.Key.Key_Right] * 3, Qt.Key.Key_F2)
    ticks = field(qtbot, QListWidget)
    names = [ticks.item(row).text() for row in range(ticks.count())]
    assert names[:3] == [TRIGGER, OPENS, UPLOADS]
    for row, ticked in ((0, False), (1, False), (2, True)):
        assert (ticks.item(row).checkState() is Qt.CheckState.Checked) is ticked
    qtbot.keyClick(ticks, Qt.Key.Key_Down)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.keyClick(ticks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names_after(screen, OPENS) == [UPLOADS, NEED])
    assert undo_label(screen) == "Connect"
    qtbot.waitUntil(screen.dock.outline.hasFocus)


def test_unticking_cuts_the_link_and_escape_leaves_it(qtbot, screen):
    press(qtbot, screen, *[Qt.Key.Key_Right] * 3, Qt.Key.Key_F2)
    ticks = field(qtbot, QListWidget)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.keyClick(ticks, Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.dock.outline.hasFocus)
    assert names_after(screen, TRIGGER) == [OPENS]
    press(qtbot, screen, Qt.Key.Key_F2)
    ticks = field(qtbot, QListWidget)
    qtbot.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.keyClick(ticks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names_after(screen, TRIGGER) == [])
    assert undo_label(screen) == "Disconnect"


def test_c_links_to_the_row_the_arrows_choose(qtbot, screen):
    press(qtbot, screen, Qt.Key.Key_C, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert names_after(screen, OPENS) == [UPLOADS, NEED]


def test_kind_and_required_are_changed_with_the_keys(qtbot, screen):
    press(qtbot, screen, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert screen.editor.flow.step(id_of(screen, OPENS)).optional
    press(qtbot, screen, Qt.Key.Key_Left, Qt.Key.Key_F2)
    kinds = field(qtbot, QComboBox)
    qtbot.keyClick(kinds, Qt.Key.Key_End)
    qtbot.keyClick(kinds, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.editor.flow.step(id_of(screen, OPENS)).kind is StepKind.OUTCOME)
    assert undo_label(screen) == "Change kind"


def test_insert_asks_for_a_row_and_the_keys_come_back_to_the_outline(qtbot, screen):
    press(qtbot, screen, Qt.Key.Key_Insert)
    popup = screen.asking.popup
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClicks(popup.name, "Finds the bill")
    qtbot.keyClick(popup.name, Qt.Key.Key_Return)
    assert names_after(screen, OPENS) == ["Finds the bill"]
    assert screen.dock.outline.hasFocus()
    assert screen.selection.current == id_of(screen, "Finds the bill")
    press(qtbot, screen, Qt.Key.Key_Delete)
    assert screen.editor.flow.named("Finds the bill") is None


def test_the_outline_of_an_empty_flow_asks_for_its_first_step(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", Flow("empty")))
    qtbot.keyClick(screen.view, Qt.Key.Key_F6)
    qtbot.waitUntil(screen.dock.outline.hasFocus)
    press(qtbot, screen, Qt.Key.Key_Insert)
    qtbot.waitUntil(screen.asking.popup.isVisible)
    qtbot.keyClicks(screen.asking.popup.name, "Bill arrives")
    qtbot.keyClick(screen.asking.popup.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.dock.outline.table.rowCount() == 1)
    assert screen.editor.flow.step(id_of(screen, "Bill arrives")).kind is StepKind.TRIGGER
