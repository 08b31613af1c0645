"""Flow to flow, one function an edit. Each returns a new value and leaves the old one alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

import msgspec

from core.model.flow import Flow, Link, Step, StepKind
from core.model.ids import new_id
from core.model.layout import COLUMN, tidy_places

_ALMOST = 60.0  # a trigger is narrower than its column


def add(flow: Flow, step: Step) -> Flow:
    """The flow with one more step. Raises ValueError where its id is taken."""
    if flow.has(step.id):
        raise ValueError(f"step {step.id} is in the flow already")
    return msgspec.structs.replace(flow, steps=(*flow.steps, step))


def change(flow: Flow, step: Step) -> Flow:
    """The flow with the step of that id replaced. Raises KeyError where there is none."""
    flow.step(step.id)
    steps = tuple(step if each.id == step.id else each for each in flow.steps)
    return msgspec.structs.replace(flow, steps=steps)


def rename(flow: Flow, step_id: str, name: str) -> Flow:
    """The flow with a step renamed."""
    return change(flow, msgspec.structs.replace(flow.step(step_id), name=name))


def move(flow: Flow, places: Mapping[str, tuple[float, float]]) -> Flow:
    """The flow with steps moved to (x, y) in canvas units."""
    steps = tuple(
        msgspec.structs.replace(each, x=places[each.id][0], y=places[each.id][1])
        if each.id in places
        else each
        for each in flow.steps
    )
    return msgspec.structs.replace(flow, steps=steps)


def connect(flow: Flow, source: str, target: str) -> Flow:
    """The flow with one more link; the same flow where it stands already or would be a loop of one.

    Raises KeyError where either step is not in the flow.
    """
    flow.step(source), flow.step(target)
    link = Link(source, target)
    if source == target or link in flow.links:
        return flow
    return msgspec.structs.replace(flow, links=(*flow.links, link))


def led_from(flow: Flow, step_id: str, sources: Collection[str]) -> Flow:
    """The flow with exactly these steps directly before one; links that stand stay as they are.

    Raises KeyError where any is not in the flow.
    """
    gone = [Link(each, step_id) for each in flow.sources(step_id) if each not in sources]
    flow = disconnect(flow, gone)
    for source in sources:
        flow = connect(flow, source, step_id)
    return flow


def disconnect(flow: Flow, links: Collection[Link]) -> Flow:
    """The flow without some links."""
    kept = tuple(link for link in flow.links if link not in links)
    return msgspec.structs.replace(flow, links=kept)


def delete(flow: Flow, step_ids: Collection[str]) -> Flow:
    """The flow without some steps and their links."""
    gone = set(step_ids)
    return msgspec.structs.replace(
        flow,
        steps=tuple(step for step in flow.steps if step.id not in gone),
        links=tuple(each for each in flow.links if not {each.source, each.target} & gone),
    )


def delete_and_heal(flow: Flow, step_ids: Collection[str]) -> Flow:
    """The flow without some steps, each one's sources linked to its targets instead."""
    for step_id in step_ids:
        sources, targets = flow.sources(step_id), flow.targets(step_id)
        flow = delete(flow, [step_id])
        for source in sources:
            for target in targets:
                flow = connect(flow, source, target)
    return flow


def insert(flow: Flow, step: Step, link: Link) -> Flow:
    """The flow with a new step in the middle of a link; what stands behind moves right for it."""
    flow = add(disconnect(flow, [link]), step)
    flow = connect(connect(flow, link.source, step.id), step.id, link.target)
    return _with_room(flow, step, link.source)


def insert_behind(flow: Flow, step: Step, source: str) -> Flow:
    """The flow with a new step between another and everything that one led to.

    Raises KeyError where there is no such step.
    """
    flow.step(source)
    targets = flow.targets(source)
    flow = add(disconnect(flow, [Link(source, target) for target in targets]), step)
    flow = connect(flow, source, step.id)
    for target in targets:
        flow = connect(flow, step.id, target)
    return _with_room(flow, step, source) if targets else flow


def _with_room(flow: Flow, step: Step, source_id: str) -> Flow:
    """The flow with what stands behind moved right, where a step put behind a source needs it."""
    source = flow.step(source_id)
    nearest = min(flow.step(target).x for target in flow.targets(step.id))
    if nearest - source.x >= 2 * COLUMN - _ALMOST:
        return flow
    behind = {
        each.id: (each.x + COLUMN, each.y)
        for each in flow.steps
        if each.x > source.x and each.id != step.id
    }
    return move(flow, behind)


def fragment(flow: Flow, step_ids: Collection[str]) -> Flow:
    """Some steps and the links among them, as a flow of their own without an id."""
    steps = tuple(step for step in flow.steps if step.id in step_ids)
    links = tuple(each for each in flow.links if {each.source, each.target} <= set(step_ids))
    return Flow("", flow.version, steps, links)


def graft(flow: Flow, part: Flow, aside: float = 48.0) -> tuple[Flow, list[str]]:
    """The flow with copies of the steps and links of a part, and the ids of the copies.

    What a flow has only once stays a plain step where the flow has it already. Copies have free
    names and stand aside, down and to the right.
    """
    taken = {step.name for step in flow.steps}
    copies: dict[str, str] = {}
    for step in part.steps:
        copies[step.id] = new_id()
        name = free_name(step.name, taken)
        taken.add(name)
        kind = step.kind if flow.one(step.kind) is None else StepKind.STEP
        copy = msgspec.structs.replace(
            step, id=copies[step.id], name=name, kind=kind, x=step.x + aside, y=step.y + aside
        )
        flow = add(flow, copy)
    for link in part.links:
        flow = connect(flow, copies[link.source], copies[link.target])
    return flow, list(copies.values())


def duplicate(flow: Flow, step_ids: Collection[str]) -> tuple[Flow, list[str]]:
    """The flow with copies of some of its own steps and the links among them, and their ids."""
    return graft(flow, fragment(flow, step_ids))


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, numbered where it is taken already: ``Uploads photo 2``."""
    if name not in taken:
        return name
    number = 2
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"


def path_flow(names: Collection[str]) -> Flow:
    """A flow of one path: trigger, steps, need met, and the two endpoints behind it.

    Takes two or more names.
    """
    kinds = [StepKind.TRIGGER, *[StepKind.STEP] * (len(names) - 2), StepKind.NEED_MET]
    steps = [Step(new_id(), name, kind) for name, kind in zip(names, kinds, strict=True)]
    links = [Link(a.id, b.id) for a, b in pairwise(steps)]
    return arrange(with_endpoints(Flow(new_id(), steps=tuple(steps), links=tuple(links))))


def with_endpoints(flow: Flow) -> Flow:
    """The flow with those of its two endpoints that it lacks, linked from the need met."""
    need = flow.one(StepKind.NEED_MET)
    for kind, name in _ENDPOINTS.items():
        if flow.one(kind) is None:
            step = Step(new_id(), name, kind)
            flow = add(flow, step)
            if need is not None:
                flow = connect(flow, need.id, step.id)
    return flow


_ENDPOINTS = {
    StepKind.ADOPTION: "Individual adoption",
    StepKind.OUTCOME: "Business outcome",
}


def arrange(flow: Flow) -> Flow:
    """The flow laid out tidily: columns by longest path, the main path on one straight lane."""
    return move(flow, tidy_places(flow))
