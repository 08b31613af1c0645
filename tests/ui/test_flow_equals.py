"""The canvas always equals the flow; undo to the start and redo to the end restore every state."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.model.flow import Flow, Link, StepKind
from tests.ui.flow_studies import open_screen, study, walk

EDITS = (
    "add",
    "insert",
    "branch",
    "link",
    "move",
    "delete",
    "heal",
    "duplicate",
    "tidy",
    "rename",
    "kind",
)


def edit(screen, name, pick):
    """One edit of the editor on steps picked by numbers; nothing where there are too few."""
    editor, flow = screen.editor, screen.editor.flow
    ids = [step.id for step in flow.steps]
    if not ids:
        editor.add("First", StepKind.TRIGGER, (0.0, 0.0))
        return
    one, other = ids[pick % len(ids)], ids[(pick // 7) % len(ids)]
    screen.selection.choose(dict.fromkeys((one, other)))
    if name == "add":
        editor.add(f"New {pick}", StepKind.STEP, (float(pick), 600.0), one)
    elif name == "insert" and flow.links:
        editor.insert(f"Between {pick}", StepKind.STEP, flow.links[pick % len(flow.links)])
    elif name == "branch":
        editor.branch(f"Beside {pick}", StepKind.STEP, one, below=bool(pick % 2))
    elif name == "link":
        editor.link(one, other)
    elif name == "move":
        editor.nudge(float(pick % 50), 10.0)
    elif name in ("delete", "heal"):
        editor.delete(heal=name == "heal")
    elif name == "duplicate":
        editor.duplicate()
    elif name == "tidy":
        editor.tidy()
    elif name == "rename":
        editor.rename(one, f"Name {pick}")
    elif name == "kind":
        step = flow.step(one)
        kind = list(StepKind)[pick % len(StepKind)]
        editor.change(type(step)(step.id, step.name, kind, x=step.x, y=step.y))


def on_canvas(screen) -> tuple[dict[str, tuple[float, float, str, str]], set[Link]]:
    nodes = {
        key: (item.x(), item.y(), item.face.title, item.face.kind)
        for key, item in screen.scene.nodes.items()
    }
    return nodes, set(screen.scene.edges)


def in_flow(flow: Flow) -> tuple[dict[str, tuple[float, float, str, str]], set[Link]]:
    return {step.id: (step.x, step.y, step.name, step.kind) for step in flow.steps}, set(flow.links)


@pytest.mark.parametrize("walked", [False, True])
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999)), max_size=8))
def test_the_canvas_equals_the_flow_after_any_edits_and_after_undoing_them(
    qtbot, tmp_path_factory, walked, edits
):
    made = study(tmp_path_factory.mktemp("flow") / "study.footpath")
    if walked:
        walk(made, [{"Bill arrives": "A", "Opens the app": "D"}])
    screen = open_screen(qtbot, made, (900, 700))
    states = [screen.editor.flow]
    for name, pick in edits:
        edit(screen, name, pick)
        if screen.editor.flow != states[-1]:
            states.append(screen.editor.flow)
        screen.refresh()
        assert on_canvas(screen) == in_flow(screen.editor.flow)
    for before in reversed(states[:-1]):
        assert made.undo("flow") is not None
        assert screen.editor.flow == before
    screen.refresh()
    assert on_canvas(screen) == in_flow(states[0])
    for after in states[1:]:
        assert made.redo("flow") is not None
        assert screen.editor.flow == after
    screen.refresh()
    assert on_canvas(screen) == in_flow(states[-1])
