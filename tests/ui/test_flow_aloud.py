"""What a screen reader hears of the canvas: every node with its role, its name and its numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.ui.flow_studies import NAMES, id_of, open_screen, study, walk
from ui.flow.aloud import CanvasAloud

TRIGGER, OPENS, UPLOADS, NEED = NAMES


@pytest.fixture
def screen(qtbot, tmp_path):
    walked = study(tmp_path / "study.footpath")
    walk(walked, [{TRIGGER: "A", OPENS: "A"}, {TRIGGER: "A", OPENS: "D No time"}])
    return open_screen(qtbot, walked)


def canvas(screen) -> CanvasAloud:
    found = QAccessible.queryAccessibleInterface(screen.view)
    assert isinstance(found, CanvasAloud)
    return found


def names(screen):
    return [node.text(QAccessible.Text.Name) for node in canvas(screen).nodes()]


def test_every_node_is_an_item_with_its_numbers_in_its_name(screen):
    assert names(screen)[:4] == [
        f"Trigger 1: {TRIGGER}, 2 of 2 reached, 100\u00a0% aligned (2 of 2), plausible 34–100\u00a0%",
        f"Step 2: {OPENS}, 2 of 2 reached, 50\u00a0% aligned (1 of 2), plausible 9–91\u00a0%, 1 deviated",
        f"Step 3: {UPLOADS}, 1 of 2 reached, no data, 1 unknown",
        f"Customer need met 4: {NEED}, 0 of 2 reached, no data",
    ]
    found = canvas(screen)
    assert found.childCount() == 7
    for place in range(7):
        node = found.child(place)
        assert node.role() == QAccessible.Role.ListItem
        assert node.parent() is found
        assert found.indexOfChild(node) == place
        assert found.childAt(*node.rect().center().toTuple()) is node
        assert bool(node.state().focusable) is (place < 6)
    assert names(screen)[6].startswith("True innovation: ")


def test_focus_follows_the_keys(qtbot, screen):
    screen.selection.choose([id_of(screen, TRIGGER)])
    qtbot.keyClick(screen.view, Qt.Key.Key_Tab)
    found = canvas(screen)
    focused = found.focusChild()
    assert focused is found.child(1)
    assert focused.state().focused
    assert focused.state().selected
    assert not found.child(0).state().focused


def test_what_is_deleted_is_no_longer_heard(qtbot, screen):
    found = canvas(screen)
    gone = found.child(1)
    screen.selection.choose([id_of(screen, OPENS)])
    screen.editor.delete(heal=True)
    qtbot.waitUntil(lambda: found.childCount() == 6)
    assert not gone.isValid()
    assert gone.text(QAccessible.Text.Name) == ""
    assert gone.rect().isEmpty()
    assert gone.state().invalid
    screen.session.study.undo("flow")
    qtbot.waitUntil(lambda: found.childCount() == 7)


def test_telling_a_listener_leaves_the_focus_where_the_keys_are(screen):
    QAccessible.setActive(True)
    try:
        screen.selection.choose([id_of(screen, UPLOADS)])
        assert canvas(screen).focusChild().step_id == id_of(screen, UPLOADS)
    finally:
        QAccessible.setActive(False)
