"""What the canvas shows is what was measured; versions, findings and fixes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.measure import everyone, measure
from core.model.edits import path_flow, with_endpoints
from core.model.flow import Flow, Link, Step, StepKind
from core.model.rules import findings
from core.sample import write_sample
from core.study import Study
from tests.ui.flow_studies import (
    NAMES,
    id_of,
    middle,
    open_screen,
    study,
    walk,
)
from ui.look.theme import theme
from ui.session import Target

TRIGGER, OPENS, UPLOADS, NEED = NAMES
WALKS = [
    {TRIGGER: "A", OPENS: "A", UPLOADS: "A", NEED: "A", "Individual adoption": "A"},
    {TRIGGER: "A", OPENS: "A", UPLOADS: "D Blurred photo"},
    {TRIGGER: "A", OPENS: "D No time"},
    {TRIGGER: "A", OPENS: "A"},
]


@pytest.fixture
def screen(qtbot, tmp_path):
    walked = study(tmp_path / "study.footpath")
    walk(walked, WALKS)
    return open_screen(qtbot, walked)


@pytest.fixture
def sample(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    return open_screen(qtbot, Study.open(tmp_path / "sample.footpath"))


def dock_words(screen):
    labels = screen.dock.inspector.findChildren(QLabel)
    return [label.text() for label in labels if not label.isHidden()]


def test_every_node_shows_the_numbers_of_the_funnel(sample):
    study, iteration = sample.session.study, sample.session.iteration
    flow = study.flow(iteration.flow)
    funnel = measure(study.columns, flow, iteration.id, [everyone()], names={}).funnels[0]
    assert funnel.entrants > 20
    for count in funnel.steps:
        face = sample.scene.nodes[count.step.id].face
        assert (face.reached, face.deviated, face.unknown) == (
            count.reached,
            count.deviated,
            count.unknown,
        )
        assert face.rate.share == count.alignment
    for (source, target), customers in funnel.links.items():
        assert sample.scene.edges[Link(source, target)].going.count == customers


def test_edges_exits_and_marks_tell_where_customers_went(screen):
    drawing = screen.scene.drawing
    going = {
        (drawing.flow.step(a.source).name, drawing.flow.step(a.target).name): (g.count, g.share)
        for a, g in drawing.going.items()
    }
    assert going[TRIGGER, OPENS] == (4, 1.0)
    assert going[OPENS, UPLOADS] == (3, 0.75)
    assert going[NEED, "Individual adoption"] == (1, 0.25)
    left = {drawing.flow.step(each.step).name: each.reasons for each in drawing.exits}
    assert left == {OPENS: (("No time", 1),), UPLOADS: (("Blurred photo", 1),)}
    assert drawing.arc.strong == "1 of 1 came back on the next trigger"
    assert drawing.innovation.face.lines == ("0 did both", "Signals so far")


def test_recording_moves_the_numbers_on_the_canvas(qtbot, screen):
    item = screen.scene.nodes[id_of(screen, OPENS)]
    assert item.face.reached == 4
    walk(screen.session.study, [{TRIGGER: "A", OPENS: "A"}])
    qtbot.waitUntil(lambda: item.face.reached == 5)


def test_the_dock_says_the_rate_the_reasons_and_the_words(qtbot, screen):
    screen.selection.choose([id_of(screen, UPLOADS)])
    qtbot.waitUntil(lambda: "1 of 2 aligned" in dock_words(screen))
    words = dock_words(screen)
    assert "50\u00a0%" in words
    assert "Blurred photo" in words
    assert "Why 1 left here" in words


def test_the_dock_says_how_many_deviated_at_an_endpoint(qtbot, sample):
    adoption = next(each for each in sample.editor.flow.steps if each.kind is StepKind.ADOPTION)
    sample.selection.choose([adoption.id])
    qtbot.waitUntil(lambda: "Deviated here: 2." in dock_words(sample))
    assert "Nobody deviated here." not in dock_words(sample)


def test_a_plain_drawing_has_no_numbers(qtbot, screen):
    qtbot.keyClick(
        screen.view,
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert screen.scene.nodes[id_of(screen, OPENS)].face.rate is None
    assert not screen.scene.drawing.exits


def test_the_primary_action_starts_capturing(screen):
    wanted: list[Target] = []
    screen.session.wanted.connect(wanted.append)
    screen.primary().trigger()
    assert [each.screen for each in wanted] == ["capture"]


# --- versions


def test_words_and_places_are_corrected_in_the_version_that_was_walked(screen):
    before = screen.editor.flow.id
    screen.editor.rename(id_of(screen, OPENS), "Opens the page")
    screen.editor.nudge(10, 0)
    assert screen.editor.flow.id == before
    assert screen.subtitle() == "version 1 · pinned to iteration 1"


def test_a_change_of_structure_makes_the_version_for_the_next_iteration(qtbot, screen):
    walked, step = screen.editor.flow, id_of(screen, OPENS)
    screen.selection.choose([step])
    screen.editor.branch("Calls support", StepKind.STEP, step, below=True)
    screen.selection.choose([step])
    now = screen.editor.flow
    assert (now.version, now.id != walked.id) == (2, True)
    assert screen.subtitle() == "version 2 · for the next iteration; iteration 1 keeps version 1"
    qtbot.waitUntil(lambda: screen.scene.drawing.flow == now)
    assert screen.selection.current == step
    assert screen.scene.nodes[step].face.rate is None
    screen.toolbar.version.click()
    qtbot.waitUntil(lambda: screen.scene.drawing.flow == walked)
    assert screen.scene.nodes[step].face.reached == 4
    screen.toolbar.version.click()
    qtbot.waitUntil(lambda: screen.scene.drawing.flow == now)
    screen.session.study.undo("flow")
    qtbot.waitUntil(lambda: screen.scene.drawing.flow == walked)


# --- findings


def unsound(**changes):
    steps = [
        Step("t", "Bill arrives", StepKind.TRIGGER, x=0),
        Step("a", "Opens the app", x=268),
        Step("n", "Bill is lower", StepKind.NEED_MET, x=536),
    ]
    links = [Link("t", "a"), Link("a", "n")]
    extra = [Step("x", "Reads mail", changes.get("kind", StepKind.STEP), x=268, y=300)]
    steps += extra if "kind" in changes else []
    steps = [step for step in steps if step.id not in changes.get("without", ())]
    links = [*links, *changes.get("links", ())]
    if changes.get("kind") is StepKind.ADOPTION:
        steps.append(Step("y", "Comes back", StepKind.ADOPTION, x=804))
        links.append(Link("n", "y"))
    ids = {step.id for step in steps}
    links = [link for link in links if {link.source, link.target} <= ids]
    return with_endpoints(Flow("f", 1, tuple(steps), tuple(links)))


@pytest.mark.parametrize(
    ("rule", "flow"),
    [
        ("no trigger", unsound(without=("t",))),
        ("second trigger", unsound(kind=StepKind.TRIGGER, links=(Link("x", "n"),))),
        ("no need met", unsound(without=("n",))),
        ("second need met", unsound(kind=StepKind.NEED_MET, links=(Link("t", "x"),))),
        ("second endpoint", unsound(kind=StepKind.ADOPTION, links=(Link("n", "x"),))),
        ("no solution step", unsound(without=("a",), links=(Link("t", "n"),))),
        ("cut off", unsound(kind=StepKind.STEP, links=(Link("x", "n"),))),
        ("dead end", unsound(kind=StepKind.STEP, links=(Link("t", "x"),))),
        ("loop", unsound(links=(Link("a", "t"),))),
        ("behind need met", unsound(kind=StepKind.STEP, links=(Link("n", "x"),))),
        ("outcome too early", unsound(kind=StepKind.ADOPTION, links=(Link("a", "x"),))),
        (
            "behind an outcome",
            unsound(kind=StepKind.OUTCOME, links=(Link("n", "x"), Link("x", "a"))),
        ),
    ],
)
def test_one_press_mends_a_finding(qtbot, tmp_path, rule, flow):
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", flow))
    finding = next(each for each in findings(flow) if each.rule == rule)
    screen.strip.show_finding(finding)
    assert screen.strip.finding == finding
    before = len([each for each in findings(flow) if each.rule == rule])
    qtbot.mouseClick(screen.strip.fix, Qt.MouseButton.LeftButton)
    left = [each for each in findings(screen.editor.flow) if each.rule == rule]
    assert len(left) == before - 1
    screen.session.study.undo("flow")
    assert screen.editor.flow == flow


def test_a_finding_about_words_leads_to_the_field(qtbot, sample):
    finding = sample.strip.finding
    assert finding.rule == "no meaning"
    qtbot.mouseClick(sample.strip.fix, Qt.MouseButton.LeftButton)
    field = sample.dock.inspector.fields.aligned
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "They type it in")
    sample.view.setFocus()
    assert sample.editor.flow.step(finding.steps[0]).aligned_means == "They type it in"
    qtbot.waitUntil(lambda: not sample.strip.isVisible())


def test_a_finding_can_wait_and_stays_in_its_list(qtbot, sample):
    qtbot.mouseClick(sample.strip._later, Qt.MouseButton.LeftButton)
    assert not sample.strip.isVisible()
    assert sample.dock.findings.finding is not None


# --- any name


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        "x" * 300,
        "word " * 60,
        "שלום עולם, מה שלומך היום",
        "🚲 arrives 👩‍👩‍👧",
        "=1+1",
        "<b>bold</b>",
    ],
)
def test_any_name_is_painted_inside_its_node(qtbot, tmp_path, qapp, name, dark):
    theme.apply(qapp, dark)
    screen = open_screen(qtbot, study(tmp_path / "study.footpath", path_flow(("T", name, "N"))))
    for zoom in (1.0, 0.5):
        screen.view.zoom_by(zoom / screen.view.zoom, screen.view.rect().center().toPointF())
        assert not screen.view.grab().isNull()
    item = screen.scene.nodes[screen.editor.flow.steps[1].id]
    item.show_hover(hovered=True)
    assert item.toolTip().startswith(f"Step: {name.strip()}")
    theme.apply(qapp, False)


def test_clicking_a_title_twice_renames(qtbot, screen):
    qtbot.mouseDClick(
        screen.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(screen, UPLOADS)
    )
    assert screen.naming.isVisible()
    assert screen.naming.text() == UPLOADS
