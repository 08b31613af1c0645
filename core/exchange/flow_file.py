"""A flow from a JSON file: ``{"steps": [{"name", "kind"?, "optional"?}], "links": [["A", "B"]]}``.

The file may have a ``name`` of its own, as a template does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from core.exchange.json_words import json_words
from core.exchange.path_text import check_names
from core.exchange.unreadable import UnreadableInput, refused
from core.model.edits import arrange, connect, move, with_endpoints
from core.model.flow import Flow, Link, Step, StepKind
from core.model.ids import new_id

_BOM = b"\xef\xbb\xbf"


class _StepRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    kind: StepKind | None = None
    optional: bool = False


class _FlowRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    steps: tuple[_StepRow, ...]
    links: tuple[tuple[str, str], ...]
    name: str = ""


def flow_text(flow: Flow, name: str) -> bytes:
    """A flow under a name as such a file: names, kinds and links of its steps, and nothing else.

    Raises ValueError with a sentence where it could not be read again: a step without a name, two
    of one name, no trigger, no need met, a circle.
    """
    names = {step.id: step.name.strip() for step in flow.steps}
    steps = tuple(
        _StepRow(names[step.id], step.kind, step.optional)
        for step in sorted(flow.steps, key=lambda step: (step.x, step.y))
    )
    links = tuple((names[link.source], names[link.target]) for link in flow.links)
    for kind in (StepKind.TRIGGER, StepKind.NEED_MET):
        if flow.one(kind) is None:
            raise ValueError(f"It has no {_WORDS[kind]} yet.")
    rows = _FlowRows(steps, links, name)
    _flow(rows, complete=False)
    return msgspec.json.format(msgspec.json.encode(rows), indent=1)


def read_name(path: Path) -> str:
    """The name such a file has, or nothing. Raises UnreadableInput with a sentence."""
    return _rows(path).name.strip()


def read_flow(path: Path, *, complete: bool = True) -> Flow:
    """Read a flow, laid out; ``complete`` adds the endpoints it lacks behind the need met.

    Where no step is said to be the trigger, the only one that no link leads to is; likewise the only
    step that leads nowhere is the need met. Steps keep their order from top to bottom. Raises
    UnreadableInput with a sentence.
    """
    rows = _rows(path)
    try:
        return _flow(rows, complete=complete)
    except ValueError as error:
        raise UnreadableInput(f"“{path.name}” holds no flow. {error}") from None


def _rows(path: Path) -> _FlowRows:
    try:
        return msgspec.json.decode(path.read_bytes().removeprefix(_BOM), type=_FlowRows)
    except OSError as error:
        raise refused(path, error) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        words = json_words(error) if isinstance(error, msgspec.MsgspecError) else "no UTF-8"
        raise UnreadableInput(f"“{path.name}” holds no flow: {words}.") from None


def _flow(rows: _FlowRows, *, complete: bool) -> Flow:
    steps = [
        Step(new_id(), row.name.strip(), row.kind or StepKind.STEP, row.optional)
        for row in rows.steps
    ]
    check_names(step.name for step in steps)
    by_name = {step.name: step.id for step in steps}
    links = [_link(pair, by_name) for pair in rows.links]
    for place, link in enumerate(links):
        if link in links[:place]:
            source, target = rows.links[place]
            raise ValueError(f"The link from “{source}” to “{target}” is there twice.")
    flow = Flow(new_id(), steps=tuple(steps), links=tuple(links))
    _check_loops(flow)
    flow = _named(flow, StepKind.TRIGGER, {link.target for link in links})
    flow = _named(flow, StepKind.NEED_MET, {link.source for link in links})
    for kind in (StepKind.ADOPTION, StepKind.OUTCOME):
        _one(list(flow.of_kind(kind)), kind)
    flow = with_endpoints(flow) if complete else flow
    check_names(step.name for step in flow.steps)
    return _in_order(arrange(_joined(flow)))


def _in_order(flow: Flow) -> Flow:
    """The flow with the steps of a column from top to bottom as the file has them.

    Numbers come in this order, so a script has to know it, even where another crosses fewer links.
    """
    heights = {
        step.x: sorted(each.y for each in flow.steps if each.x == step.x) for step in flow.steps
    }
    places = {step.id: (step.x, heights[step.x].pop(0)) for step in flow.steps}
    return move(flow, places)


def _link(pair: tuple[str, str], by_name: dict[str, str]) -> Link:
    source, target = (name.strip() for name in pair)
    for name in (source, target):
        if name not in by_name:
            raise ValueError(f"A link names “{name}”, and no step is called that.")
    if source == target:
        raise ValueError(f"A link leads from “{source}” to itself.")
    return Link(by_name[source], by_name[target])


def _named(flow: Flow, kind: StepKind, linked: Iterable[str]) -> Flow:
    """The flow with exactly one step of a kind: the one that says so, else the only loose end."""
    said = list(flow.of_kind(kind))
    _one(said, kind)
    if said:
        return flow
    loose = [step for step in flow.of_kind(StepKind.STEP) if step.id not in set(linked)]
    # A need met may lead on to its endpoints, so links to those do not count.
    if kind is StepKind.NEED_MET:
        ends = {step.id for step in flow.steps if step.kind.is_endpoint}
        on = {link.source for link in flow.links if link.target not in ends}
        loose = [step for step in flow.of_kind(StepKind.STEP) if step.id not in on]
    if len(loose) != 1:
        raise ValueError(f'Say which step is the {_WORDS[kind]}: "kind": "{kind}".')
    found = msgspec.structs.replace(loose[0], kind=kind)
    steps = tuple(found if step.id == found.id else step for step in flow.steps)
    return msgspec.structs.replace(flow, steps=steps)


def _one(steps: Sequence[Step], kind: StepKind) -> None:
    if len(steps) > 1:
        names = " and ".join(f"“{step.name}”" for step in steps)
        raise ValueError(f"A flow has one {_WORDS[kind]} at most, not {names}.")


_WORDS = {
    StepKind.TRIGGER: "trigger",
    StepKind.NEED_MET: "need met",
    StepKind.ADOPTION: "adoption",
    StepKind.OUTCOME: "business outcome",
}


def _joined(flow: Flow) -> Flow:
    """The flow with an endpoint that nothing leads to linked from the need met."""
    need = flow.one(StepKind.NEED_MET)
    for step in flow.steps:
        if need and step.kind.is_endpoint and not flow.sources(step.id):
            flow = connect(flow, need.id, step.id)
    return flow


def _check_loops(flow: Flow) -> None:
    """Raise ValueError where links run in a circle."""
    waiting = {step.id: len(flow.sources(step.id)) for step in flow.steps}
    ready = [step_id for step_id, count in waiting.items() if not count]
    while ready:
        for target in flow.targets(ready.pop()):
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    circle = [step.name for step in flow.steps if waiting[step.id]]
    if circle:
        names = ", ".join(f"“{name}”" for name in circle[:5])
        raise ValueError(
            f"Links run in a circle among {names}. Coming back is what adoption shows."
        )
