"""One click for each finding: what the button says, and what it does. One row a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.model import edits
from core.model.flow import Flow, Link, StepKind
from core.model.layout import COLUMN
from core.model.rules import Finding
from ui.flow.editor import Editor


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Fix:
    """``text`` stands on the button. ``act`` changes the flow; None where the person writes.

    ``write`` is then what to write: ``name`` or ``meaning``.
    """

    text: str
    act: Callable[[Editor, Finding], None] | None = None
    write: str = ""


def fix(finding: Finding) -> Fix | None:
    """The fix of a finding, or None where only the person knows one."""
    return FIXES.get(finding.rule)


def text(found: Fix) -> str:
    """What the button of a fix says."""
    return _tr(found.text)


def _make_step(editor: Editor, finding: Finding) -> None:
    step = editor.flow.step(finding.steps[0])
    editor.change(msgspec.structs.replace(step, kind=StepKind.STEP), _tr("Make it a step"))


def _add_trigger(editor: Editor, _finding: Finding) -> None:
    flow = editor.flow
    led = {link.target for link in flow.links}
    first = min(
        (step for step in flow.steps if step.id not in led and not step.kind.is_endpoint),
        key=lambda step: step.x,
        default=None,
    )
    x, y = (first.x - COLUMN + 22, first.y) if first else (0.0, 0.0)
    name = _tr("Customer meets the trigger")
    editor.add(name, StepKind.TRIGGER, (x, y), target=first.id if first else "")


def _add_need_met(editor: Editor, _finding: Finding) -> None:
    flow = editor.flow
    path = [step for step in flow.steps if not step.kind.is_endpoint]
    last = max(path, key=lambda step: (not flow.targets(step.id), step.x), default=None)
    place = editor.free(last.x + COLUMN, last.y) if last else (0.0, 0.0)
    source = last.id if last else ""
    editor.add(_tr("Customer need is met"), StepKind.NEED_MET, place, source=source)


def _add_step(editor: Editor, _finding: Finding) -> None:
    flow = editor.flow
    trigger, need = flow.one(StepKind.TRIGGER), flow.one(StepKind.NEED_MET)
    name = _tr("Customer uses the solution")
    if trigger and need and Link(trigger.id, need.id) in flow.links:
        editor.insert(name, StepKind.STEP, Link(trigger.id, need.id))
    elif trigger:
        place = editor.free(trigger.x + COLUMN, trigger.y)
        editor.add(name, StepKind.STEP, place, trigger.id, need.id if need else "")


def _link_from_left(editor: Editor, finding: Finding) -> None:
    flow = editor.flow
    step = flow.step(finding.steps[0])
    if step.kind.is_endpoint:
        need = flow.one(StepKind.NEED_MET)
        if need is not None:
            editor.link(need.id, step.id)
        return
    lost = _leads_to(flow, step.id)
    before = [other for other in flow.steps if other.id not in lost and not other.kind.is_endpoint]
    if before:
        near = min(before, key=lambda o: (o.x >= step.x, abs(step.x - o.x) + abs(step.y - o.y)))
        editor.link(near.id, step.id)


def _link_on(editor: Editor, finding: Finding) -> None:
    flow = editor.flow
    step = flow.step(finding.steps[0])
    ahead = [
        other
        for other in flow.steps
        if other.x > step.x
        and not other.kind.is_endpoint
        and step.id not in _leads_to(flow, other.id)
    ]
    need = flow.one(StepKind.NEED_MET)
    near = min(ahead, key=lambda o: abs(step.x - o.x) + abs(step.y - o.y), default=need)
    if near is not None:
        editor.link(step.id, near.id)


def _cut(editor: Editor, finding: Finding) -> None:
    link = Link(finding.steps[0], finding.steps[1])
    editor.apply(_tr("Delete link"), edits.disconnect(editor.flow, [link]))


def _from_need(editor: Editor, finding: Finding) -> None:
    flow = editor.flow
    need = flow.one(StepKind.NEED_MET)
    moved = edits.disconnect(flow, [Link(finding.steps[0], finding.steps[1])])
    if need is not None:
        moved = edits.connect(moved, need.id, finding.steps[1])
    editor.apply(_tr("Connect"), moved)


def _leads_to(flow: Flow, start: str) -> set[str]:
    seen, edge = {start}, [start]
    while edge:
        fresh = [each for each in flow.targets(edge.pop()) if each not in seen]
        seen.update(fresh)
        edge.extend(fresh)
    return seen


FIXES: Mapping[str, Fix] = {
    "no trigger": Fix(str(QT_TRANSLATE_NOOP("flow", "Add a trigger")), _add_trigger),
    "second trigger": Fix(str(QT_TRANSLATE_NOOP("flow", "Make it a step")), _make_step),
    "no need met": Fix(str(QT_TRANSLATE_NOOP("flow", "Add the need met")), _add_need_met),
    "second need met": Fix(str(QT_TRANSLATE_NOOP("flow", "Make it a step")), _make_step),
    "second endpoint": Fix(str(QT_TRANSLATE_NOOP("flow", "Make it a step")), _make_step),
    "no solution step": Fix(str(QT_TRANSLATE_NOOP("flow", "Add a step")), _add_step),
    "cut off": Fix(str(QT_TRANSLATE_NOOP("flow", "Link it")), _link_from_left),
    "dead end": Fix(str(QT_TRANSLATE_NOOP("flow", "Link it on")), _link_on),
    "loop": Fix(str(QT_TRANSLATE_NOOP("flow", "Delete the link")), _cut),
    "behind need met": Fix(str(QT_TRANSLATE_NOOP("flow", "Delete the link")), _cut),
    "outcome too early": Fix(str(QT_TRANSLATE_NOOP("flow", "Link it from there")), _from_need),
    "behind an outcome": Fix(str(QT_TRANSLATE_NOOP("flow", "Delete the link")), _cut),
    "no name": Fix(str(QT_TRANSLATE_NOOP("flow", "Name it")), write="name"),
    "same name": Fix(str(QT_TRANSLATE_NOOP("flow", "Rename it")), write="name"),
    "no meaning": Fix(str(QT_TRANSLATE_NOOP("flow", "Write it")), write="meaning"),
}
