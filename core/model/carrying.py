"""A flow written anew as the next version of another: steps that stay keep their identity."""

from __future__ import annotations

import msgspec

from core.model.flow import Flow, Link, Step, StepKind

_ONLY = (StepKind.TRIGGER, StepKind.NEED_MET, StepKind.ADOPTION, StepKind.OUTCOME)
"""Kinds a flow has one step of: such a step is itself under another name too."""


def carried_over(new: Flow, old: Flow) -> Flow:
    """The new flow with the ids and the words of the old one's steps, wherever a step stays.

    A step stays under its name; one of a kind that a flow has once stays under another name too.
    Endpoints that the new flow only holds for want of others stay as they were drawn.
    """
    same = _same(new, old)
    steps = tuple(_carried(step, same.get(step.id)) for step in new.steps)
    ids = {step.id: kept.id for step, kept in zip(new.steps, steps, strict=True)}
    links = tuple(Link(ids[each.source], ids[each.target]) for each in new.links)
    return msgspec.structs.replace(new, steps=steps, links=links)


def _same(new: Flow, old: Flow) -> dict[str, Step]:
    """Of each step that stays, by its new id, what it was."""
    free = {step.id: step for step in old.steps}
    found: dict[str, Step] = {}
    for step in new.steps:
        was = next((each for each in free.values() if each.name == step.name), None)
        if was is not None:
            found[step.id] = free.pop(was.id)
    for step in new.steps:
        if step.id not in found and step.kind in _ONLY:
            was = next((each for each in free.values() if each.kind is step.kind), None)
            if was is not None:
                found[step.id] = free.pop(was.id)
    return found


def _carried(step: Step, was: Step | None) -> Step:
    if was is None:
        return step
    name = was.name if step.kind.is_endpoint else step.name
    return msgspec.structs.replace(
        step,
        id=was.id,
        name=name,
        description=was.description,
        aligned_means=was.aligned_means,
        deviated_means=was.deviated_means,
    )
