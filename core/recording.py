"""What recording writes: pure functions from an observation to the documents of its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from core.model.flow import Flow, StepKind
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.observation import Note, NoteKind, Observation, Status


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


def restated(seen: Iterable[Observation], new: Observation, flow: Flow) -> list[Observation]:
    """A new encounter's bare trigger, told otherwise; empty where that is not what happens.

    Meeting the trigger again is recorded as coming back. Where the next thing said of that
    encounter is that the partner did something else, that is what was seen at the trigger all
    along: the one observation changes, and its adoption with it, rather than a second one counting.
    """
    if new.encounter < 2 or flow.step(new.step).kind is not StepKind.TRIGGER:
        return []
    standing = [each for each in seen if each.encounter == new.encounter and not each.voided]
    first = next((each for each in standing if not each.follows), None)
    if first is None or first.step != new.step or any(_words(first)):
        return []
    if any(each not in (first, *_following(standing, first.id)) for each in standing):
        return []
    if (first.status, new.status) != (Status.ALIGNED, Status.DEVIATED):
        return []
    changed = msgspec.structs.replace(new, id=first.id, late=first.late)
    with_it = [
        msgspec.structs.replace(each, status=new.status, at=new.at)
        for each in _following(standing, first.id)
    ]
    return [changed, *with_it]


def deciding(seen: Iterable[Observation], step: str, encounter: int | None) -> Observation | None:
    """The observation that decides a step's status: the latest not voided, ties as recorded.

    ``encounter`` None is any of them, as it is read at an endpoint.
    """
    latest = None
    for each in _standing_at(seen, step, encounter):
        latest = each if latest is None or each.at >= latest.at else latest
    return latest


def says_the_same(latest: Observation, new: Observation) -> bool:
    """Whether a second press would add nothing to what stands."""
    words, said = _words(new), _words(latest)
    return latest.status is new.status and (not any(words) or words == said)


def voided_at(seen: Sequence[Observation], step: str, encounter: int | None) -> list[Observation]:
    """What stands at a step, voided, with the adoptions that were written with it."""
    standing = list(_standing_at(seen, step, encounter))
    with_them = [each for one in standing for each in voided_with(seen, one.id)]
    return [msgspec.structs.replace(each, voided=True) for each in standing] + with_them


def voided_with(seen: Iterable[Observation], observation_id: str) -> list[Observation]:
    """The adoptions written with an observation, voided."""
    return [msgspec.structs.replace(each, voided=True) for each in _following(seen, observation_id)]


def retimed_with(seen: Iterable[Observation], changed: Observation) -> list[Observation]:
    """The adoptions written with an observation, at the time it has now."""
    return [msgspec.structs.replace(each, at=changed.at) for each in _following(seen, changed.id)]


def scope(entry: Observation | Note) -> str:
    """The undo scope of an interview: one partner in one iteration."""
    return interview_scope(entry.partner, entry.iteration)


def interview_scope(partner: str, iteration: str) -> str:
    """The undo scope of an interview by the ids of its partner and iteration."""
    return f"interview/{partner}/{iteration}"


def label(entry: Observation | Note, flow: Flow) -> str:
    """The name of the transaction in the Edit menu. Step names are the team's, not a person's."""
    word = _LABELS[entry.kind if isinstance(entry, Note) else entry.status]
    return f"{word} at {flow.step(entry.step).name}"


_LABELS = {
    Status.ALIGNED: "Aligned",
    Status.DEVIATED: "Deviated",
    NoteKind.NOTE: "Note",
    NoteKind.QUOTE: "Quote",
}


def _words(observation: Observation) -> tuple[object, ...]:
    return (observation.reason, observation.tags, observation.note, observation.quote)


def _standing_at(
    seen: Iterable[Observation], step: str, encounter: int | None
) -> Iterable[Observation]:
    return (
        each
        for each in seen
        if each.step == step and encounter in (None, each.encounter) and not each.voided
    )


def _following(seen: Iterable[Observation], observation_id: str) -> list[Observation]:
    return [each for each in seen if each.follows == observation_id and not each.voided]
