"""What recording writes: pure functions from an observation to the documents of its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from core.model.flow import Flow, StepKind
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.observation import Note, Observation, Status


def recorded(observation: Observation, iteration: Iteration, flow: Flow) -> list[Observation]:
    """The observation as it is kept, first, and the adoption that a later trigger stands for.

    Marking the trigger of encounter 2 or later writes the same status at the adoption endpoint.
    Raises KeyError where the flow has no such step.
    """
    step = flow.step(observation.step)
    kept = msgspec.structs.replace(observation, late=not iteration.is_open)
    adoption = flow.one(StepKind.ADOPTION)
    if step.kind is not StepKind.TRIGGER or kept.encounter < 2 or adoption is None:
        return [kept]
    follows = msgspec.structs.replace(
        kept,
        id=new_id(),
        step=adoption.id,
        follows=kept.id,
        reason="",
        tags=(),
        note="",
        quote="",
    )
    return [kept, follows]


def deciding(seen: Iterable[Observation], step: str, encounter: int) -> Observation | None:
    """The observation that decides a step's status: the latest not voided, ties as recorded."""
    latest = None
    for each in seen:
        if each.step == step and each.encounter == encounter and not each.voided:
            latest = each if latest is None or each.at >= latest.at else latest
    return latest


def says_the_same(latest: Observation, new: Observation) -> bool:
    """Whether a second press would add nothing to what stands."""
    words = (new.reason, new.tags, new.note, new.quote)
    said = (latest.reason, latest.tags, latest.note, latest.quote)
    return latest.status is new.status and (not any(words) or words == said)


def voided_at(seen: Sequence[Observation], step: str, encounter: int) -> list[Observation]:
    """What stands at a step, voided, with the adoptions that were written with it."""
    standing = [
        each
        for each in seen
        if each.step == step and each.encounter == encounter and not each.voided
    ]
    with_them = [each for one in standing for each in voided_with(seen, one.id)]
    return [msgspec.structs.replace(each, voided=True) for each in standing] + with_them


def voided_with(seen: Iterable[Observation], observation_id: str) -> list[Observation]:
    """The adoptions written with an observation, voided."""
    return [
        msgspec.structs.replace(each, voided=True)
        for each in seen
        if each.follows == observation_id and not each.voided
    ]


def scope(entry: Observation | Note) -> str:
    """The undo scope of an interview: one partner in one iteration."""
    return f"interview/{entry.partner}/{entry.iteration}"


def label(observation: Observation, flow: Flow) -> str:
    """The name of the transaction in the Edit menu. Step names are the team's, not a person's."""
    word = "Aligned" if observation.status is Status.ALIGNED else "Deviated"
    return f"{word} at {flow.step(observation.step).name}"
