"""Looking around and pressing what the canvas shows; fields of the dock; a study without a flow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from core.model.flow import StepKind
from core.model.iteration import StudyInfo
from core.sample import write_sample
from core.study import Study, new_study
from tests.ui.flow_studies import NAMES, id_of, middle, open_screen, port, seen, study, walk
from ui.flow.outline import REQUIRED
from ui.look.theme import theme

TRIGGER, OPENS, UPLOADS, NEED = NAMES
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def screen(qtbot, tmp_path):
    return open_screen(qtbot, study(tmp_path / "study.footpath"))


@pytest.fixture
def sample(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    return open_screen(qtbot, Study.open(tmp_path / "sample.footpath"))


def turn(screen, at, pixels=(0, 0), angle=(0, 0), held=Qt.KeyboardModifier.NoModifier):
    viewport = screen.view.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(*pixels),
        QPoint(*angle),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def on_screen(screen, name):
    return screen.view.mapFromScene(seen(screen, name).center())


def test_control_and_the_wheel_zoom_around_the_pointer(screen):
    at, before = on_screen(screen, OPENS), screen.view.zoom
    turn(screen, at, angle=(0, 120), held=Qt.KeyboardModifier.ControlModifier)
    assert screen.view.zoom > before
    assert (on_screen(screen, OPENS) - at).manhattanLength() <= 3


@pytest.mark.parametrize(
    ("turned", "held", "way"),
    [
        ({"pixels": (30, -20)}, Qt.KeyboardModifier.NoModifier, QPoint(30, -20)),
        ({"angle": (0, 120)}, Qt.KeyboardModifier.NoModifier, QPoint(0, 60)),
        ({"angle": (0, 120)}, Qt.KeyboardModifier.ShiftModifier, QPoint(60, 0)),
    ],
)
def test_two_fingers_and_the_wheel_pan(screen, turned, held, way):
    at = on_screen(screen, OPENS)
    turn(screen, at, held=held, **turned)
    assert on_screen(screen, OPENS) - at == way


def test_the_middle_button_drags_the_canvas(qtbot, screen):
    at, viewport = on_screen(screen, OPENS), screen.view.viewport()
    button = Qt.MouseButton.MiddleButton
    qtbot.mousePress(viewport, button, pos=at)
    qtbot.mouseMove(viewport, at + QPoint(40, 25))
    qtbot.mouseRelease(viewport, button, pos=at + QPoint(40, 25))
    assert on_screen(screen, OPENS) - at == QPoint(40, 25)


def test_a_hovered_node_shows_its_ports(qtbot, screen):
    node = screen.scene.nodes[id_of(screen, UPLOADS)]
    qtbot.mouseMove(screen.view.viewport(), middle(screen, UPLOADS))
    assert node.hovered
    qtbot.mouseMove(screen.view.viewport(), port(screen, UPLOADS, "out"))
    assert screen.view.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    qtbot.mouseMove(screen.view.viewport(), QPoint(5, 5))
    assert not node.hovered


def test_a_press_on_the_badge_shows_the_finding_that_was_put_off(qtbot, sample):
    finding = sample.strip.finding
    qtbot.mouseClick(sample.strip._later, LEFT)
    node = sample.scene.nodes[finding.steps[0]]
    at = sample.view.mapFromScene(node.mapToScene(QPointF(4, -2)))
    qtbot.mouseClick(sample.view.viewport(), LEFT, pos=at)
    assert sample.strip.isVisible()
    assert sample.strip.finding == finding


def test_a_finding_chosen_in_the_dock_selects_what_it_is_about(qtbot, sample):
    sample.selection.choose()
    sample.dock.setCurrentWidget(sample.dock.findings)
    sample.dock.findings.list.setCurrentRow(-1)
    qtbot.keyClick(sample.dock.findings.list, Qt.Key.Key_Down)
    assert sample.selection.steps == sample.dock.findings.finding.steps


def test_kind_and_required_are_changed_in_the_inspector(qtbot, screen):
    screen.selection.choose([id_of(screen, UPLOADS)])
    fields = screen.dock.inspector.fields
    qtbot.mouseClick(fields.required, LEFT, pos=QPoint(8, fields.required.height() // 2))
    assert screen.editor.flow.named(UPLOADS).optional
    fields.kind.setFocus()
    qtbot.keyClick(fields.kind, Qt.Key.Key_Up)
    assert screen.editor.flow.named(UPLOADS).kind is StepKind.TRIGGER
    screen.session.study.undo("flow")
    screen.session.study.undo("flow")
    assert not screen.editor.flow.named(UPLOADS).optional


def test_a_step_that_a_link_leads_past_is_not_said_to_be_required(qtbot, screen):
    screen.selection.choose([id_of(screen, UPLOADS)])
    fields = screen.dock.inspector.fields
    assert fields.required.isChecked()
    screen.editor.link(id_of(screen, OPENS), id_of(screen, NEED))
    qtbot.waitUntil(lambda: not fields.required.isEnabled())
    assert not fields.required.isChecked()
    assert "link leads past" in fields.required.toolTip()
    screen.where.turn()
    model = screen.dock.outline.model()
    row = next(r for r in range(model.rowCount()) if model.index(r, 0).data() == UPLOADS)
    cell = model.index(row, REQUIRED)
    assert cell.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    assert not cell.flags() & Qt.ItemFlag.ItemIsUserCheckable
    screen.selection.choose([id_of(screen, TRIGGER)])
    qtbot.waitUntil(fields.required.isHidden)


def test_what_is_typed_in_the_inspector_is_kept_when_another_step_is_chosen(qtbot, screen):
    screen.selection.choose([id_of(screen, OPENS)])
    fields = screen.dock.inspector.fields
    fields.about.setFocus()
    qtbot.keyClicks(fields.about, "On the phone")
    screen.selection.choose([id_of(screen, UPLOADS)])
    assert screen.editor.flow.named(OPENS).description == "On the phone"
    assert screen.editor.flow.named(UPLOADS).description == ""


def test_the_endpoints_say_their_numbers_in_the_dock(qtbot, sample):
    adoption = next(sample.editor.flow.of_kind(StepKind.ADOPTION))
    sample.selection.choose([adoption.id])
    qtbot.waitUntil(lambda: sample.dock.inspector.numbers.column.count() > 1)
    assert sample.scene.nodes[adoption.id].face.rate.answered == 7


def test_the_numbers_are_those_of_the_chosen_cohort(qtbot, sample):
    everyone = sample.scene.drawing.faces
    cohort = sample.session.study.cohorts()[1]
    sample.session.choose(cohorts=(cohort.id,))
    qtbot.waitUntil(lambda: sample.scene.drawing.faces != everyone)
    trigger = next(sample.editor.flow.of_kind(StepKind.TRIGGER)).id
    assert 0 < sample.scene.drawing.faces[trigger].reached < everyone[trigger].reached


def test_an_earlier_iteration_shows_the_version_it_walked(qtbot, sample):
    first = sample.session.study.iterations()[0]
    sample.session.choose(iteration=first.id)
    qtbot.waitUntil(lambda: sample.scene.drawing.flow.id == first.flow)
    assert "pinned to iteration 1" in sample.subtitle()


def test_the_screen_is_brought_in_step_when_it_is_shown_again(qtbot, screen):
    screen.hide()
    walk(screen.session.study, [{TRIGGER: "A"}])
    node = screen.scene.nodes[id_of(screen, TRIGGER)]
    assert node.face.reached is None
    screen.show()
    qtbot.waitUntil(lambda: node.face.reached == 1)


def test_a_study_without_any_flow_begins_one(qtbot, tmp_path):
    bare = new_study(tmp_path / "bare.footpath", [StudyInfo("s", "Bare")])
    screen = open_screen(qtbot, bare)
    assert screen.subtitle() == ""
    qtbot.keyClick(screen.view, Qt.Key.Key_A)
    qtbot.keyClicks(screen.asking.popup.name, "Bill arrives")
    qtbot.keyClick(screen.asking.popup.name, Qt.Key.Key_Return)
    assert [step.name for step in bare.flows()[0].steps] == ["Bill arrives"]
    assert bare.undo("flow") is not None
    assert bare.drawn is None


def test_the_nodes_change_with_the_theme(qtbot, sample):
    """The picture kept of a node is painted anew."""

    def ground():
        picture = sample.view.viewport().grab().toImage()
        left, top, _, _ = sample.scene.boxes()[sample.scene.drawing.flow.steps[1].id]
        at = sample.view.mapFromScene(QPointF(left + 44, top + 140))
        return picture.pixelColor(at).name().upper()

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        for dark in (False, True, False):
            theme.apply(app, dark)
            assert ground() == theme.tokens.node
    finally:
        theme.apply(app, False)
