"""The keyboard alone: walking, following, adding connected steps, nudging, linking, the outline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from core.model import edits
from core.model.edits import path_flow
from core.model.flow import Flow, StepKind
from tests.ui.flow_studies import NAMES, id_of, names_after, open_screen, seen, study, walk
from ui.flow.clipboard import KIND

TRIGGER, OPENS, UPLOADS, NEED = NAMES
KEY = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(qtbot, tmp_path):
    return open_screen(qtbot, study(tmp_path / "study.footpath"))


def press(qtbot, screen, key, held=NONE):
    qtbot.keyClick(screen.view, key, held)


def current(screen):
    step = screen.selection.current
    return screen.editor.flow.step(step).name if step else None


def type_step(qtbot, screen, name):
    qtbot.keyClicks(screen.asking.popup.name, name)
    qtbot.keyClick(screen.asking.popup.name, KEY.Key_Return)


def test_tab_walks_the_path_and_leaves_behind_its_end(qtbot, screen):
    press(qtbot, screen, KEY.Key_Escape)
    walked = []
    while True:
        press(qtbot, screen, KEY.Key_Tab)
        if not screen.view.hasFocus():
            break
        walked.append(current(screen))
    assert walked == [*NAMES, "Individual adoption", "Business outcome"]
    assert current(screen) is None


def test_shift_tab_walks_back(qtbot, screen):
    screen.selection.choose([id_of(screen, UPLOADS)])
    press(qtbot, screen, KEY.Key_Backtab, SHIFT)
    assert current(screen) == OPENS


def test_alt_arrows_follow_edges_and_arrows_go_to_what_is_near(qtbot, screen):
    screen.selection.choose([id_of(screen, NEED)])
    press(qtbot, screen, KEY.Key_Right, ALT)
    first = current(screen)
    press(qtbot, screen, KEY.Key_Down, ALT)
    assert {first, current(screen)} == {"Individual adoption", "Business outcome"}
    press(qtbot, screen, KEY.Key_Left, ALT)
    assert current(screen) == NEED
    press(qtbot, screen, KEY.Key_Left)
    assert current(screen) == UPLOADS


def test_control_arrows_add_connected_steps(qtbot, screen):
    screen.selection.choose([id_of(screen, UPLOADS)])
    press(qtbot, screen, KEY.Key_Down, CONTROL)
    type_step(qtbot, screen, "Types amount")
    assert names_after(screen, OPENS) == [UPLOADS, "Types amount"]
    assert names_after(screen, "Types amount") == [NEED]
    qtbot.waitUntil(lambda: id_of(screen, "Types amount") in screen.scene.nodes)
    assert seen(screen, "Types amount").top() > seen(screen, UPLOADS).bottom()
    press(qtbot, screen, KEY.Key_Left, CONTROL)
    type_step(qtbot, screen, "Reads mail")
    assert names_after(screen, "Reads mail") == ["Types amount"]


def test_steps_added_to_the_right_stay_on_the_lane_of_the_trigger(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "empty.footpath", Flow("f")))
    press(qtbot, screen, KEY.Key_A)
    for name in ("Bill arrives", "Opens app", "Bill is lower"):
        type_step(qtbot, screen, name)
        press(qtbot, screen, KEY.Key_Right, CONTROL)
    flow = screen.editor.flow
    pairs = zip(edits.arrange(flow).steps, flow.steps, strict=True)
    assert len({(tidy.x - step.x, tidy.y - step.y) for tidy, step in pairs}) == 1


def test_a_adds_behind_the_one_selected_step(qtbot, screen):
    screen.selection.choose([id_of(screen, OPENS)])
    press(qtbot, screen, KEY.Key_A)
    type_step(qtbot, screen, "Finds the bill")
    assert names_after(screen, OPENS) == ["Finds the bill"]
    assert names_after(screen, "Finds the bill") == [UPLOADS]
    assert current(screen) == "Finds the bill"
    assert not seen(screen, "Finds the bill").intersects(seen(screen, UPLOADS))


def test_a_goes_before_a_split_and_on_from_a_loose_end(qtbot, screen):
    screen.selection.choose([id_of(screen, UPLOADS)])
    press(qtbot, screen, KEY.Key_Down, CONTROL)
    type_step(qtbot, screen, "Types amount")
    screen.selection.choose([id_of(screen, OPENS)])
    press(qtbot, screen, KEY.Key_A)
    type_step(qtbot, screen, "Finds the bill")
    assert names_after(screen, OPENS) == ["Finds the bill"]
    assert names_after(screen, "Finds the bill") == [UPLOADS, "Types amount"]
    offer = screen.session.study.undoable("flow")
    assert offer is not None
    assert offer.label == "Insert step"
    screen.session.study.undo("flow")
    assert names_after(screen, OPENS) == [UPLOADS, "Types amount"]
    screen.editor.apply("Cut", edits.disconnect(screen.editor.flow, screen.editor.flow.links))
    screen.selection.choose([id_of(screen, UPLOADS)])
    press(qtbot, screen, KEY.Key_A)
    type_step(qtbot, screen, "Waits")
    assert names_after(screen, UPLOADS) == ["Waits"]


@pytest.mark.parametrize("chosen", [[NEED], [OPENS, UPLOADS], ["Individual adoption"]])
def test_a_adds_a_step_alone_where_none_belongs_behind(qtbot, screen, chosen):
    links = set(screen.editor.flow.links)
    screen.selection.choose([id_of(screen, name) for name in chosen])
    press(qtbot, screen, KEY.Key_A)
    type_step(qtbot, screen, "Waits")
    assert set(screen.editor.flow.links) == links


def test_a_behind_the_need_met_adds_the_outcome_that_lacks(qtbot, screen):
    screen.selection.choose([id_of(screen, "Business outcome")])
    press(qtbot, screen, KEY.Key_Delete)
    screen.selection.choose([id_of(screen, NEED)])
    press(qtbot, screen, KEY.Key_A)
    type_step(qtbot, screen, "Fewer calls")
    assert names_after(screen, NEED) == ["Individual adoption", "Fewer calls"]
    assert screen.editor.flow.named("Fewer calls").kind is StepKind.OUTCOME


def test_names_of_past_versions_are_offered_while_typing(qtbot, tmp_path):
    made = study(tmp_path / "past.footpath")
    walk(made, [{TRIGGER: "A", OPENS: "A"}])
    flow = made.drawn
    assert flow is not None
    opens = flow.named(OPENS)
    assert opens is not None
    made.edit_flow("Delete", edits.delete_and_heal(flow, [opens.id]))
    screen = open_screen(qtbot, made)
    press(qtbot, screen, KEY.Key_A)
    field = screen.asking.popup.name
    qtbot.keyClicks(field, "opens")
    completer = field.completer()
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == OPENS


def test_what_an_edit_brings_about_is_the_finding_shown_first(qtbot, screen):
    for name in ("Calls support", "Waits"):
        screen.selection.choose([])
        press(qtbot, screen, KEY.Key_A)
        type_step(qtbot, screen, name)
        added = id_of(screen, name)
        qtbot.waitUntil(lambda: added in getattr(screen.strip.finding, "steps", ()))  # noqa: B023


def test_alt_shift_arrows_nudge(qtbot, screen):
    screen.selection.choose([id_of(screen, OPENS)])
    before = seen(screen, OPENS).topLeft()
    press(qtbot, screen, KEY.Key_Right, ALT | SHIFT)
    assert seen(screen, OPENS).topLeft() - before == type(before)(10, 0)


def test_c_links_with_the_keys_alone(qtbot, screen):
    screen.selection.choose([id_of(screen, TRIGGER)])
    press(qtbot, screen, KEY.Key_C)
    press(qtbot, screen, KEY.Key_Right)
    press(qtbot, screen, KEY.Key_Right)
    press(qtbot, screen, KEY.Key_Return)
    assert names_after(screen, TRIGGER) == [OPENS, UPLOADS]
    press(qtbot, screen, KEY.Key_C)
    press(qtbot, screen, KEY.Key_Right)
    press(qtbot, screen, KEY.Key_Escape)
    assert names_after(screen, UPLOADS) == [NEED]
    assert current(screen) == UPLOADS


def test_c_with_two_selected_links_the_first_to_the_second(qtbot, screen):
    screen.selection.choose([id_of(screen, TRIGGER), id_of(screen, NEED)])
    press(qtbot, screen, KEY.Key_C)
    assert names_after(screen, TRIGGER) == [OPENS, NEED]


def test_zoom_keys_fit_and_show_at_full_size(qtbot, screen):
    fitted = screen.view.zoom
    press(qtbot, screen, KEY.Key_0)
    assert screen.view.zoom == 1.0
    press(qtbot, screen, KEY.Key_Minus)
    assert screen.view.zoom < 1.0
    press(qtbot, screen, KEY.Key_1)
    assert screen.view.zoom == pytest.approx(fitted)


def test_walking_brings_a_step_into_view(qtbot, screen):
    press(qtbot, screen, KEY.Key_0)
    for _ in range(6):
        screen.view.zoom_by(1.25, screen.view.viewport().rect().center().toPointF())
    screen.selection.choose([id_of(screen, TRIGGER)])
    press(qtbot, screen, KEY.Key_Tab)
    shown = screen.view.mapToScene(screen.view.viewport().rect()).boundingRect()
    assert shown.contains(seen(screen, OPENS))


# --- the outline


def outline(qtbot, screen):
    qtbot.keyClick(screen.view, KEY.Key_F6)
    tree = screen.dock.outline
    qtbot.waitUntil(tree.hasFocus)
    return tree


def cell(tree, row, column):
    return tree.table.index(row, column).data()


def test_f6_goes_to_the_outline_and_back(qtbot, screen):
    tree = outline(qtbot, screen)
    assert [cell(tree, row, 0) for row in range(4)] == list(NAMES)
    assert cell(tree, 1, 3) == TRIGGER
    qtbot.keyClick(tree, KEY.Key_F6)
    qtbot.waitUntil(screen.view.hasFocus)


def test_outline_and_canvas_share_one_selection(qtbot, screen):
    screen.selection.choose([id_of(screen, TRIGGER)])
    tree = outline(qtbot, screen)
    assert tree.currentIndex().row() == 0
    qtbot.keyClick(tree, KEY.Key_Down)
    assert current(screen) == OPENS
    assert screen.scene.nodes[id_of(screen, OPENS)].selected
    screen.selection.choose([id_of(screen, NEED)])
    assert [index.row() for index in tree.selectionModel().selectedRows()] == [3]


def test_names_kinds_and_what_is_required_are_edited_in_the_outline(qtbot, screen):
    screen.selection.choose([id_of(screen, OPENS)])
    tree = outline(qtbot, screen)
    qtbot.keyClick(tree, KEY.Key_F2)
    field = tree.findChild(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "Opens the web page")
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: screen.editor.flow.named("Opens the web page") is not None)
    model = tree.table
    assert model.setData(
        model.index(1, 2), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert screen.editor.flow.named("Opens the web page").optional
    assert model.setData(model.index(2, 1), StepKind.TRIGGER.value, Qt.ItemDataRole.EditRole)
    assert screen.editor.flow.named(UPLOADS).kind is StepKind.TRIGGER
    labels = []
    while (offer := screen.session.study.undoable("flow")) is not None:
        labels.append(offer.label)
        screen.session.study.undo("flow")
    assert labels == ["Change kind", "Make optional", "Rename step"]


def test_steps_are_deleted_and_added_from_the_outline(qtbot, screen):
    screen.selection.choose([id_of(screen, OPENS)])
    tree = outline(qtbot, screen)
    qtbot.keyClick(tree, KEY.Key_Delete, CONTROL)
    assert names_after(screen, TRIGGER) == [UPLOADS]
    assert QApplication.focusWidget() is tree


def test_a_branch_is_drawn_with_the_outline_alone(qtbot, screen):
    screen.selection.choose([id_of(screen, OPENS)])
    tree = outline(qtbot, screen)
    qtbot.keyClick(tree, KEY.Key_Down, SHIFT)  # behind no one step: it stands alone
    qtbot.keyClick(tree, KEY.Key_A)
    type_step(qtbot, screen, "Types amount")
    screen.selection.choose([id_of(screen, OPENS)])
    tree.setFocus()
    qtbot.keyClick(tree, KEY.Key_C)
    target = tree.table.order.index(id_of(screen, "Types amount"))
    while tree.currentIndex().row() < target:
        qtbot.keyClick(tree, KEY.Key_Down)
    qtbot.keyClick(tree, KEY.Key_Return)
    assert names_after(screen, OPENS) == [UPLOADS, "Types amount"]
    screen.selection.choose([id_of(screen, OPENS), id_of(screen, UPLOADS)])
    qtbot.keyClick(tree, KEY.Key_C, SHIFT)
    assert names_after(screen, OPENS) == ["Types amount"]


# --- copies, finding, the map


def test_steps_are_copied_into_another_study(qtbot, tmp_path, screen):
    screen.selection.choose([id_of(screen, OPENS), id_of(screen, UPLOADS)])
    press(qtbot, screen, KEY.Key_C, CONTROL)
    assert QApplication.clipboard().text() == f"{OPENS}\n{UPLOADS}"
    other = open_screen(qtbot, study(tmp_path / "other.footpath", path_flow(("T", "S", "N"))))
    press(qtbot, other, KEY.Key_V, CONTROL)
    assert names_after(other, OPENS) == [UPLOADS]
    offer = other.session.study.undoable("flow")
    assert offer is not None
    assert offer.label == "Paste"


@pytest.mark.parametrize("data", [b"", b"{}", b'{"id":"","links":[{"source":"a","target":"b"}]}'])
def test_what_cannot_be_read_is_not_pasted(qtbot, screen, data):
    broken = QMimeData()
    broken.setData(KIND, data)
    QApplication.clipboard().setMimeData(broken)
    before = screen.editor.flow
    press(qtbot, screen, KEY.Key_V, CONTROL)
    assert screen.editor.flow == before


def test_find_selects_while_typing_and_enter_goes_on(qtbot, screen):
    press(qtbot, screen, KEY.Key_F, CONTROL)
    field = screen.finding
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "bill")
    assert current(screen) == TRIGGER
    qtbot.keyClick(field, KEY.Key_Return)
    assert current(screen) == NEED
    qtbot.keyClick(field, KEY.Key_Return)
    assert current(screen) == TRIGGER
    qtbot.keyClick(field, KEY.Key_Escape)
    qtbot.waitUntil(screen.view.hasFocus)
    assert not field.isVisible()


def test_the_map_is_there_while_the_flow_does_not_fit_and_leads_there(qtbot, screen):
    view = screen.view
    assert not view._map.isVisible()
    view.zoom_by(3.0, view.viewport().rect().center().toPointF())
    assert view._map.isVisible()
    qtbot.mouseClick(view._map, Qt.MouseButton.LeftButton, pos=QPoint(12, 55))
    shown = view.mapToScene(view.viewport().rect()).boundingRect()
    assert shown.contains(seen(screen, TRIGGER).center())
    press(qtbot, screen, KEY.Key_1)
    assert not view._map.isVisible()
