"""Two versions on one canvas: marks, points, ghosts; nothing is edited meanwhile, and Esc leaves."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from core.model import edits
from core.model.flow import Link, Step
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.moment import now
from core.model.versions import Change
from core.sample import write_sample
from core.study import Study
from tests.ui.flow_studies import NAMES, id_of, middle, open_screen, port, seen, study, walk
from ui.flow.compared import points
from ui.flow.marks import STYLES
from ui.flow.outline import CHANGE

TRIGGER, OPENS, UPLOADS, NEED = NAMES
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
FIRST = [{TRIGGER: "A", OPENS: "A", UPLOADS: "A", NEED: "A"}, {TRIGGER: "A", OPENS: "D"}]
PAGE = "Opens the page"
SECOND = [{TRIGGER: "A", PAGE: "A", NEED: "A"}] * 3 + [{TRIGGER: "A", PAGE: "D"}]


def two_versions(path):
    """Version 1 walked in iteration 1; version 2 without the upload, renamed, walked in iteration 2."""
    made = study(path)
    walk(made, FIRST)
    flow = made.flows()[-1]
    opens, uploads, need = flow.steps[1:4]
    flow = edits.rename(edits.delete_and_heal(flow, [uploads.id]), opens.id, PAGE)
    flow = edits.add(flow, Step("scan", "Scans a code", x=opens.x, y=opens.y + 300))
    flow = edits.connect(edits.connect(flow, opens.id, "scan"), "scan", need.id)
    flow = made.edit_flow("Edit", flow)
    iteration = made.iterations()[0]
    closed = msgspec.structs.replace(iteration, closed=now())
    made.do("Close", "iterations", [closed, Iteration(new_id(), 2, flow.id, now())])
    walk(made, SECOND)
    return made


@pytest.fixture
def screen(qtbot, tmp_path):
    return open_screen(qtbot, two_versions(tmp_path / "study.footpath"))


@pytest.fixture
def sample(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    return open_screen(qtbot, Study.open(tmp_path / "sample.footpath"))


def press(qtbot, screen, key, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(screen.view, key, held)


def face(screen, name):
    return screen.scene.nodes[id_of(screen, name)].face


def changes(screen):
    return {
        screen.editor.flow.step(step_id).name: item.face.mark.change
        for step_id, item in screen.scene.nodes.items()
        if item.face.mark is not None
    }


def dock_words(screen):
    labels = screen.dock.inspector.findChildren(QLabel)
    return [label.text() for label in labels if not label.isHidden()]


def test_v_compares_with_the_only_other_version_and_esc_leaves(qtbot, screen):
    drawn = screen.scene.drawing
    assert screen.toolbar.compare.text() == "Compare with version 1"
    press(qtbot, screen, KEY.Key_V)
    assert screen.comparing.bar.isVisible()
    assert changes(screen) == {
        "Scans a code": Change.ADDED,
        UPLOADS: Change.REMOVED,
        PAGE: Change.CHANGED,
    }
    assert ("Esc", "leave the comparison") in screen.hints()
    press(qtbot, screen, KEY.Key_Escape)
    assert not screen.comparing.bar.isVisible()
    assert changes(screen) == {}
    assert screen.scene.drawing == drawn
    assert not any(edge.change for edge in screen.scene.edges.values())


def test_links_that_came_and_went_are_told_apart(qtbot, screen):
    press(qtbot, screen, KEY.Key_V)
    opens, uploads, need = (id_of(screen, name) for name in (PAGE, UPLOADS, NEED))
    marked = {link: edge.change for link, edge in screen.scene.edges.items() if edge.change}
    assert marked == {
        Link(opens, "scan"): Change.ADDED,
        Link("scan", need): Change.ADDED,
        Link(opens, need): Change.ADDED,
        Link(opens, uploads): Change.REMOVED,
        Link(uploads, need): Change.REMOVED,
    }


def test_every_mark_differs_by_glyph_and_by_outline_too():
    assert len({style.glyph for style in STYLES.values()}) == 3
    assert len({(style.ground, style.dashed) for style in STYLES.values()}) == 3


def test_each_step_says_its_points_with_both_n(qtbot, screen):
    press(qtbot, screen, KEY.Key_V)
    # 1 of 2 aligned in iteration 1, 3 of 4 in iteration 2.
    opens = face(screen, PAGE)
    assert opens.strong == "+25\u00a0points"
    assert opens.lines == ("50\u00a0% → 75\u00a0%", "n 2 → 4")
    assert opens.few
    assert opens.word == f"was “{OPENS}”"
    gone = face(screen, UPLOADS)
    assert (gone.strong, gone.lines) == ("100\u00a0%", ("n 1",))
    assert face(screen, "Scans a code").strong == "no data"
    assert face(screen, "Individual adoption").strong == "no data"


def test_the_sample_says_what_its_third_iteration_changed(qtbot, sample):
    sample.comparing.compare_with(sample.session.study.flows()[1].id)
    assert face(sample, "Types amount by hand").strong == "−22\u00a0points"
    assert face(sample, "Types amount by hand").lines[1] == "n 17 → 7"
    assert face(sample, "Types amount by hand").mark is None
    assert face(sample, "Uploads bill photo").mark.words == "added"
    sample.comparing.compare_with(sample.session.study.flows()[0].id)
    need = face(sample, "Lower bill, no effort")
    assert (need.mark.words, need.word) == ("renamed", "was “Lower bill”")


def test_of_several_versions_the_one_before_comes_first_and_the_bar_offers_the_rest(qtbot, sample):
    assert sample.toolbar.compare.text() == "Compare with version 2"
    qtbot.mouseClick(sample.toolbar.compare, LEFT)
    bar = sample.comparing.bar
    assert sample.comparing.found.old.flow.version == 2
    qtbot.keyClick(bar.chooser, KEY.Key_Space)
    menu = next(each for each in bar.chooser.findChildren(QMenu) if each.isVisible())
    assert [action.text() for action in menu.actions()] == [
        "version 2 · iteration 2",
        "version 1 · iteration 1",
    ]
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[1]).center())
    qtbot.waitUntil(lambda: sample.comparing.found.old.flow.version == 1)
    qtbot.mouseClick(bar.leave, LEFT)
    assert sample.comparing.found is None
    first = sample.session.study.iterations()[0]
    sample.session.choose(iteration=first.id)
    assert sample.toolbar.compare.text() == "Compare with version 2"


EDITS = [
    (KEY.Key_A, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_C, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_F2, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Delete, Qt.KeyboardModifier.ControlModifier),
    (KEY.Key_D, Qt.KeyboardModifier.ControlModifier),
    (KEY.Key_L, Qt.KeyboardModifier.ControlModifier),
    (KEY.Key_Right, Qt.KeyboardModifier.ControlModifier),
    (KEY.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier),
]


@pytest.mark.parametrize(("key", "held"), EDITS)
def test_no_key_edits_while_comparing_and_each_is_answered(qtbot, screen, key, held):
    versions = screen.session.study.flows()
    press(qtbot, screen, KEY.Key_V)
    screen.selection.choose([id_of(screen, PAGE)])
    press(qtbot, screen, key, held)
    assert screen.session.study.flows() == versions
    assert not screen.asking.popup.isVisible()
    assert not screen.naming.isVisible()
    assert screen.comparing.bar.editing.text() == "Editing is off while versions are compared"
    press(qtbot, screen, KEY.Key_Escape)
    press(qtbot, screen, KEY.Key_V)
    assert screen.comparing.bar.editing.text() == "Editing is off"


def drag(qtbot, screen, start, end):
    area = screen.view.viewport()
    qtbot.mousePress(area, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(area, start + (end - start) * share)
    qtbot.mouseRelease(area, LEFT, pos=end)


@pytest.mark.parametrize("where", ["body", "port"])
def test_no_drag_edits_while_comparing(qtbot, screen, where):
    versions = screen.session.study.flows()
    press(qtbot, screen, KEY.Key_V)
    name = "Scans a code"
    start = middle(screen, name) if where == "body" else port(screen, name, "out")
    before = seen(screen, name)
    drag(qtbot, screen, start, start + QPoint(90, 60))
    assert seen(screen, name) == before
    assert screen.session.study.flows() == versions
    assert screen.selection.current == "scan"
    assert screen.comparing.bar.editing.text() == "Editing is off while versions are compared"


def test_a_double_click_asks_for_nothing_while_comparing(qtbot, screen):
    press(qtbot, screen, KEY.Key_V)
    area = screen.view.viewport()
    qtbot.mouseDClick(area, LEFT, pos=area.rect().bottomLeft() + QPoint(200, -20))
    qtbot.mouseDClick(area, LEFT, pos=middle(screen, NEED))
    assert not screen.asking.popup.isVisible()
    assert not screen.naming.isVisible()


def test_the_keys_walk_over_what_went_and_the_dock_tells_of_it(qtbot, screen):
    press(qtbot, screen, KEY.Key_V)
    walked = []
    screen.selection.choose([id_of(screen, TRIGGER)])
    for _ in range(5):
        press(qtbot, screen, KEY.Key_Tab)
        walked.append(screen.editor.flow.step(screen.selection.current).name)
    assert UPLOADS in walked
    screen.selection.choose([id_of(screen, UPLOADS)])
    qtbot.waitUntil(lambda: "Removed in version 2." in dock_words(screen))
    assert "not in it" in dock_words(screen)
    assert not screen.dock.inspector.fields.isEnabled()
    screen.selection.choose([id_of(screen, PAGE)])
    qtbot.waitUntil(lambda: f"Name: “{OPENS}” → “{PAGE}”" in dock_words(screen))
    assert {"+25\u00a0points", "1 of 2", "3 of 4"} <= set(dock_words(screen))
    press(qtbot, screen, KEY.Key_Escape)
    assert screen.dock.inspector.fields.isEnabled()


def test_the_outline_tells_it_too_and_cannot_edit_it(qtbot, screen):
    press(qtbot, screen, KEY.Key_V)
    qtbot.keyClick(screen.view, KEY.Key_F6)
    tree = screen.dock.outline
    qtbot.waitUntil(tree.hasFocus)
    model = tree.table
    told = {
        model.index(row, 0).data(): model.index(row, CHANGE).data()
        for row in range(model.rowCount())
    }
    assert told[UPLOADS] == "removed, 100\u00a0%, n 1"
    assert told[PAGE].startswith("renamed, +25\u00a0points")
    assert not tree.isColumnHidden(CHANGE)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    qtbot.keyClick(tree, KEY.Key_Escape)
    assert screen.comparing.found is None
    assert tree.isColumnHidden(CHANGE)


def test_another_iteration_or_an_undone_version_ends_the_comparison(qtbot, screen):
    press(qtbot, screen, KEY.Key_V)
    first = screen.session.study.iterations()[0]
    screen.session.choose(iteration=first.id)
    qtbot.waitUntil(lambda: screen.comparing.found is None)
    assert screen.toolbar.compare.text() == "Compare with version 2"
    press(qtbot, screen, KEY.Key_V)
    assert screen.comparing.found.new.flow.version == 2


def test_a_study_with_one_version_offers_nothing_to_compare(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "one.footpath"))
    assert not screen.toolbar.compare.isVisible()
    press(qtbot, screen, KEY.Key_V)
    assert screen.comparing.found is None


def test_places_alone_are_no_difference(qtbot, tmp_path):
    made = two_versions(tmp_path / "study.footpath")
    second = made.flows()[-1]
    third = edits.arrange(msgspec.structs.replace(second, id=new_id(), version=3))
    from core.documents import flow_documents

    made.do("Copy", "flow", flow_documents(third, {}))
    screen = open_screen(qtbot, made)
    screen.comparing.compare_with(second.id)
    assert changes(screen) == {}
    assert "Nothing differs but places." in screen.comparing.bar.words.text()


def test_a_change_of_structure_keeps_the_version_of_the_iteration(qtbot, screen):
    iteration = screen.session.iteration
    screen.selection.choose(["scan"])
    press(qtbot, screen, KEY.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert screen.session.study.iteration(iteration.id).flow == iteration.flow
    assert screen.session.study.flows()[-1].version == 3
    assert "for the next iteration; iteration 2 keeps version 2" in screen.subtitle()
    screen.session.study.undo("flow")
    assert screen.session.study.flows()[-1].version == 2


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (0.0, "0 points"),
        (0.004, "under 1 point"),
        (-0.004, "under 1 point"),
        (0.01, "+1\u00a0point"),
        (-0.126, "−13\u00a0points"),
        (1.0, "+100\u00a0points"),
    ],
)
def test_points_are_said_with_their_sign(difference, words):
    assert points(difference) == words


def test_the_plain_drawing_has_a_key_and_a_button_and_stays(qtbot, screen):
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert face(screen, TRIGGER).rate is not None
    press(qtbot, screen, KEY.Key_N, held)
    assert face(screen, TRIGGER).rate is None
    assert screen.toolbar.plain.isChecked()
    qtbot.mouseClick(screen.toolbar.plain, LEFT)
    assert face(screen, TRIGGER).rate is not None
    qtbot.mouseClick(screen.toolbar.plain, LEFT)
    assert not screen.scene.drawing.going
    screen.hide()
    screen.arrive()
    screen.show()
    assert face(screen, TRIGGER).rate is None
    assert screen.toolbar.plain.isChecked()


def test_far_away_a_mark_is_still_seen(qtbot, screen):
    screen.view.zoom_by(0.5, screen.view.viewport().rect().center().toPointF())
    screen.view.fit()
    plain: QImage = screen.view.grab().toImage()
    press(qtbot, screen, KEY.Key_V)
    QApplication.processEvents()
    assert screen.view.grab().toImage() != plain


def test_what_is_unsound_in_the_next_version_stops_no_capture(qtbot, sample):
    capture = sample.primary()
    sample.selection.choose([sample.editor.flow.steps[0].id])
    press(qtbot, sample, KEY.Key_Delete)
    qtbot.waitUntil(lambda: any(each.stops_capture for each in sample._found))
    assert sample.subtitle().endswith("keeps version 3")
    assert capture.toolTip() == capture.text()
