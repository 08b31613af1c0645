"""Drawing with real keys and a real pointer: every gesture is one change with a name, and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from core.model.edits import path_flow
from core.model.flow import Flow, Link, StepKind
from tests.ui.flow_studies import (
    NAMES,
    id_of,
    middle,
    names_after,
    open_screen,
    port,
    seen,
    study,
)

TRIGGER, OPENS, UPLOADS, NEED = NAMES
LEFT = Qt.MouseButton.LeftButton
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(qtbot, tmp_path):
    return open_screen(qtbot, study(tmp_path / "study.footpath"))


def press(qtbot, screen, key, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(screen.view, key, held)


def type_step(qtbot, screen, name):
    popup = screen.asking.popup
    assert popup.isVisible()
    qtbot.keyClicks(popup.name, name)
    qtbot.keyClick(popup.name, Qt.Key.Key_Return)
    assert not popup.isVisible()


def drag(qtbot, screen, start, end):
    viewport = screen.view.viewport()
    qtbot.mouseMove(viewport, start)
    qtbot.mousePress(viewport, LEFT, pos=start)
    qtbot.mouseMove(viewport, (start + end) / 2)
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, LEFT, pos=end)


def undo_label(screen):
    offer = screen.session.study.undoable(screen.scope())
    return offer.label if offer else None


def choose(screen, *names):
    screen.selection.choose([id_of(screen, name) for name in names])


def test_a_adds_a_step_where_nothing_stands(qtbot, screen):
    press(qtbot, screen, Qt.Key.Key_Escape)
    press(qtbot, screen, Qt.Key.Key_A)
    type_step(qtbot, screen, "Calls support")
    added = id_of(screen, "Calls support")
    assert screen.selection.steps == (added,)
    rect = seen(screen, "Calls support")
    others = [seen(screen, name) for name in NAMES]
    assert not any(rect.intersects(other) for other in others)
    assert undo_label(screen) == "Add step"
    screen.session.study.undo(screen.scope())
    qtbot.waitUntil(lambda: added not in screen.scene.nodes)


def test_a_on_a_selected_link_inserts_into_it(qtbot, screen):
    link = Link(id_of(screen, OPENS), id_of(screen, UPLOADS))
    x, y = screen.scene.edges[link].route.at(0.5)
    qtbot.mouseClick(screen.view.viewport(), LEFT, pos=screen.view.mapFromScene(x, y))
    assert screen.selection.links == (link,)
    press(qtbot, screen, Qt.Key.Key_A)
    type_step(qtbot, screen, "Finds the bill")
    assert names_after(screen, OPENS) == ["Finds the bill"]
    assert names_after(screen, "Finds the bill") == [UPLOADS]
    assert not seen(screen, "Finds the bill").intersects(seen(screen, UPLOADS))
    assert undo_label(screen) == "Insert step"


def test_double_click_asks_for_a_step_there(qtbot, screen):
    at = screen.view.viewport().rect().bottomLeft() + QPoint(300, -40)
    there = screen.view.mapToScene(at)
    qtbot.mouseDClick(screen.view.viewport(), LEFT, pos=at)
    type_step(qtbot, screen, "Waits")
    assert seen(screen, "Waits").contains(there)


def test_escape_leaves_the_quick_insert_without_a_step(qtbot, screen):
    before = screen.editor.flow
    press(qtbot, screen, Qt.Key.Key_Escape)
    press(qtbot, screen, Qt.Key.Key_A)
    qtbot.keyClicks(screen.asking.popup.name, "Never")
    qtbot.keyClick(screen.asking.popup.name, Qt.Key.Key_Escape)
    assert screen.editor.flow == before
    assert screen.view.hasFocus()


def test_the_kind_is_chosen_with_the_arrows(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", Flow("empty")))
    for name, downs in (("Bill arrives", 0), ("Bill is lower", 1)):
        press(qtbot, screen, Qt.Key.Key_A)
        for _ in range(downs):
            qtbot.keyClick(screen.asking.popup.name, Qt.Key.Key_Down)
        type_step(qtbot, screen, name)
    kinds = [step.kind for step in screen.editor.flow.steps]
    assert kinds == [StepKind.TRIGGER, StepKind.NEED_MET]


def test_a_drag_is_one_change_and_moves_every_selected_step(qtbot, screen):
    choose(screen, OPENS, UPLOADS)
    before = {name: seen(screen, name).topLeft() for name in NAMES}
    drag(qtbot, screen, middle(screen, OPENS), middle(screen, OPENS) + QPoint(30, 120))
    moved = {name: seen(screen, name).topLeft() - before[name] for name in NAMES}
    assert moved[OPENS] == moved[UPLOADS] != moved[TRIGGER]
    assert moved[TRIGGER].isNull()
    assert moved[OPENS].y() > 100
    assert undo_label(screen) == "Move 2 steps"
    screen.session.study.undo(screen.scope())
    qtbot.waitUntil(lambda: seen(screen, OPENS).topLeft() == before[OPENS])
    assert undo_label(screen) is None


def test_escape_takes_a_drag_back(qtbot, screen):
    before, start = seen(screen, OPENS), middle(screen, OPENS)
    viewport = screen.view.viewport()
    qtbot.mousePress(viewport, LEFT, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(0, 90))
    assert seen(screen, OPENS) != before
    press(qtbot, screen, Qt.Key.Key_Escape)
    qtbot.mouseRelease(viewport, LEFT, pos=start + QPoint(0, 90))
    assert seen(screen, OPENS) == before
    assert undo_label(screen) is None


def test_a_dragged_node_snaps_to_the_height_of_its_neighbours(qtbot, screen):
    drag(qtbot, screen, middle(screen, OPENS), middle(screen, OPENS) + QPoint(0, 150))
    away = seen(screen, OPENS).top()
    assert away != seen(screen, UPLOADS).top()
    back = round((seen(screen, UPLOADS).top() - away) * screen.view.zoom) + 4
    drag(qtbot, screen, middle(screen, OPENS), middle(screen, OPENS) + QPoint(0, back))
    assert seen(screen, OPENS).top() == seen(screen, UPLOADS).top()


def test_from_port_to_node_connects(qtbot, screen):
    drag(qtbot, screen, port(screen, TRIGGER, "out"), middle(screen, UPLOADS))
    assert names_after(screen, TRIGGER) == [OPENS, UPLOADS]
    assert undo_label(screen) == "Connect"


def test_from_port_onto_empty_canvas_makes_the_node(qtbot, screen):
    start = port(screen, OPENS, "out")
    drag(qtbot, screen, start, start + QPoint(120, 190))
    type_step(qtbot, screen, "Types the amount")
    assert names_after(screen, OPENS) == [UPLOADS, "Types the amount"]


def test_a_loose_step_dropped_on_a_link_is_inserted(qtbot, screen):
    screen.editor.add("Reads mail", StepKind.STEP, (268.0, 420.0))
    qtbot.waitUntil(lambda: screen.editor.flow.named("Reads mail") is not None)
    screen.view.fit()
    link = Link(id_of(screen, UPLOADS), id_of(screen, NEED))
    x, y = screen.scene.edges[link].route.at(0.5)
    rect = seen(screen, "Reads mail")
    grip = middle(screen, "Reads mail") - screen.view.mapFromScene(rect.center())
    drag(qtbot, screen, middle(screen, "Reads mail"), screen.view.mapFromScene(x, y) + grip)
    assert names_after(screen, UPLOADS) == ["Reads mail"]
    assert names_after(screen, "Reads mail") == [NEED]
    assert undo_label(screen) == "Insert step"


def test_delete_takes_the_links_along_and_healing_closes_the_gap(qtbot, screen):
    choose(screen, OPENS)
    press(qtbot, screen, Qt.Key.Key_Delete)
    assert names_after(screen, TRIGGER) == []
    assert screen.selection.steps == (id_of(screen, TRIGGER),)
    screen.session.study.undo(screen.scope())
    choose(screen, OPENS)
    press(qtbot, screen, Qt.Key.Key_Delete, CONTROL)
    assert names_after(screen, TRIGGER) == [UPLOADS]
    assert undo_label(screen) == "Delete step and heal"


def test_f2_renames_in_place(qtbot, screen):
    choose(screen, UPLOADS)
    press(qtbot, screen, Qt.Key.Key_F2)
    assert screen.naming.isVisible()
    assert screen.naming.text() == UPLOADS
    qtbot.keyClicks(screen.naming, "Sends photo")
    qtbot.keyClick(screen.naming, Qt.Key.Key_Return)
    assert id_of(screen, "Sends photo") == screen.selection.current
    assert screen.view.hasFocus()
    choose(screen, "Sends photo")
    press(qtbot, screen, Qt.Key.Key_F2)
    qtbot.keyClicks(screen.naming, "Never")
    qtbot.keyClick(screen.naming, Qt.Key.Key_Escape)
    assert screen.editor.flow.named("Never") is None


def test_a_marquee_selects_what_it_touches(qtbot, screen):
    start = middle(screen, OPENS) + QPoint(0, -100)
    end = middle(screen, UPLOADS) + QPoint(0, 100)
    drag(qtbot, screen, start, end)
    assert set(screen.selection.steps) == {id_of(screen, OPENS), id_of(screen, UPLOADS)}


def test_shift_click_adds_to_the_selection_and_takes_out_again(qtbot, screen):
    viewport = screen.view.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=middle(screen, OPENS))
    qtbot.mouseClick(viewport, LEFT, SHIFT, middle(screen, UPLOADS))
    assert screen.selection.steps == (id_of(screen, OPENS), id_of(screen, UPLOADS))
    qtbot.mouseClick(viewport, LEFT, SHIFT, middle(screen, OPENS))
    assert screen.selection.steps == (id_of(screen, UPLOADS),)


def test_duplicates_keep_the_links_among_them(qtbot, screen):
    choose(screen, OPENS, UPLOADS)
    press(qtbot, screen, Qt.Key.Key_D, CONTROL)
    assert names_after(screen, f"{OPENS} 2") == [f"{UPLOADS} 2"]
    assert undo_label(screen) == "Duplicate 2 steps"


def test_tidy_puts_the_main_path_on_one_lane(qtbot, screen):
    choose(screen, OPENS)
    press(qtbot, screen, Qt.Key.Key_Down, ALT | SHIFT)
    assert seen(screen, OPENS).top() != seen(screen, UPLOADS).top()
    press(qtbot, screen, Qt.Key.Key_L, CONTROL)
    assert len({seen(screen, name).top() for name in NAMES}) == 1
    assert undo_label(screen) == "Tidy"


def test_an_empty_flow_says_what_to_do_and_its_first_step_is_a_trigger(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", Flow("empty")))
    assert not screen.strip.isVisible()
    press(qtbot, screen, Qt.Key.Key_A)
    type_step(qtbot, screen, "Bill arrives")
    assert screen.selection.current == id_of(screen, "Bill arrives")
    assert [step.kind for step in screen.editor.flow.steps] == [StepKind.TRIGGER]
    assert screen.strip.isVisible()


def test_two_changes_of_one_flow_undo_in_reverse_and_come_back(qtbot, screen):
    flow = screen.editor.flow
    choose(screen, OPENS)
    press(qtbot, screen, Qt.Key.Key_Right, ALT | SHIFT)
    press(qtbot, screen, Qt.Key.Key_Delete, CONTROL)
    after, scope = screen.editor.flow, screen.scope()
    assert screen.session.study.undo(scope) is not None
    assert screen.session.study.undo(scope) is not None
    assert screen.editor.flow == flow
    assert screen.session.study.redo(scope) is not None
    assert screen.session.study.redo(scope) is not None
    assert screen.editor.flow == after


def test_nobody_is_lost_when_the_drawn_flow_is_of_another_study(qtbot, tmp_path):
    other = path_flow(("Need", "Search", "Found"))
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", other))
    assert [item.face.title for item in screen.scene.nodes.values()][:3] == [
        "Need",
        "Search",
        "Found",
    ]
