"""How a partner stands in an iteration: statuses and log, read from a study into one frozen value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.flow import Flow, Step, StepKind
from core.model.iteration import Iteration
from core.model.moment import Moment
from core.model.observation import Note, Observation, Status
from core.model.partner import CustomerPartner
from core.model.structure import structure
from core.reading import Reader
from core.recording import deciding, interview_scope

Entry = Observation | Note
"""A line of the log."""


@dataclass(frozen=True)
class Place:
    """A step as this partner stands at it in the encounter; status None is unknown.

    ``number`` counts from 1 along the path, then the endpoints. ``recovered`` is D then A.
    ``other_branch`` says that the partner was seen on another branch of a split.
    """

    number: int
    step: Step
    status: Status | None = None
    at: Moment | None = None
    recovered: bool = False
    other_branch: bool = False


@dataclass(frozen=True)
class Standing:
    """``places`` are the path, then the endpoints; ``entries`` the log, newest first, voided too.

    ``encounter`` is the one that is being recorded, the highest so far; ``next_encounter`` the one
    that meeting the trigger again begins.
    """

    partner: CustomerPartner
    iteration: Iteration
    flow: Flow
    encounter: int
    next_encounter: int
    places: tuple[Place, ...]
    entries: tuple[Entry, ...]

    @property
    def scope(self) -> str:
        """The undo scope."""
        return interview_scope(self.partner.id, self.iteration.id)

    def place(self, step: str) -> Place | None:
        """The place of a step, or None where the flow has none of that id."""
        return next((each for each in self.places if each.step.id == step), None)

    def onward(self, step: str) -> Step:
        """The step the partner's own path leads to next; the same one at its end."""
        ahead = [each for each in self.places if not each.step.kind.is_endpoint]
        at = next((n for n, each in enumerate(ahead) if each.step.id == step), None)
        if at is None:
            return self.flow.step(step)
        behind = (each.step for each in ahead[at + 1 :] if not each.other_branch)
        return next(behind, ahead[at].step)


def interview(study: Reader, partner: str, iteration: str) -> Standing:
    """How a partner stands in an iteration. Raises KeyError where either is not known."""
    which = study.iteration(iteration)
    flow = study.flow(which.flow)
    seen = study.observations(partner, iteration)
    entries: list[Entry] = [*seen, *study.notes(partner, iteration)]
    encounter = max((each.encounter for each in entries), default=1)
    return Standing(
        partner=study.partner(partner),
        iteration=which,
        flow=flow,
        encounter=encounter,
        next_encounter=_next_encounter(seen, flow),
        places=places_in(seen, flow, encounter),
        entries=tuple(sorted(entries, key=_age, reverse=True)),
    )


def _age(entry: Entry) -> tuple[str, bool, str]:
    """Orders the log; an adoption stands below the trigger it was written with."""
    return entry.at, not (isinstance(entry, Observation) and entry.follows), entry.id


def _next_encounter(seen: Sequence[Observation], flow: Flow) -> int:
    """Behind the highest encounter seen on the path: the first, where there is none yet."""
    endpoints = {step.id for step in flow.steps if step.kind.is_endpoint}
    walked = (each.encounter for each in seen if not each.voided and each.step not in endpoints)
    return max(walked, default=0) + 1


def places_in(seen: Sequence[Observation], flow: Flow, encounter: int) -> tuple[Place, ...]:
    """The path, then the endpoints, as a partner stood at each in one encounter."""
    path = structure(flow).steps
    ends = [step for kind in _ENDPOINTS for step in flow.of_kind(kind)]
    elsewhere = _other_branches(seen, flow, encounter)
    places = []
    for number, step in enumerate((*path, *ends), start=1):
        among = None if step.kind.is_endpoint else encounter
        latest = deciding(seen, step.id, among)
        places.append(
            Place(
                number=number,
                step=step,
                status=latest.status if latest else None,
                at=latest.at if latest else None,
                recovered=latest is not None and _recovered(seen, latest, among),
                other_branch=latest is None and step.id in elsewhere,
            )
        )
    return tuple(places)


_ENDPOINTS = (StepKind.ADOPTION, StepKind.OUTCOME)


def _recovered(seen: Sequence[Observation], latest: Observation, encounter: int | None) -> bool:
    return latest.status is Status.ALIGNED and any(
        each.step == latest.step
        and each.status is Status.DEVIATED
        and not each.voided
        and encounter in (None, each.encounter)
        for each in seen
    )


def _other_branches(seen: Sequence[Observation], flow: Flow, encounter: int) -> set[str]:
    """Ids of the steps on branches a split offered and this walk did not take."""
    shape = structure(flow)
    walked = [
        (each.at, order, shape.index[each.step])
        for order, each in enumerate(seen)
        if each.encounter == encounter and not each.voided and each.step in shape.index
    ]
    elsewhere: set[str] = set()
    for branches in shape.splits:
        last = {
            each.target: max((when for when in walked if when[2] in each.own), default=None)
            for each in branches
        }
        taken = max(
            ((when, target) for target, when in last.items() if when is not None), default=None
        )
        if taken is not None:
            for each in branches:
                if each.target != taken[1]:
                    elsewhere |= {shape.steps[column].id for column in each.own}
    return elsewhere
