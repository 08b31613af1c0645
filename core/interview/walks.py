"""The whole story of a partner: every walk they took, with all that was seen and said on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.interview.standing import Entry, Place, places_in
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.observation import Observation
from core.reading import Reader


@dataclass(frozen=True)
class Walked:
    """One encounter of a partner in an iteration.

    ``places`` are the path, then the endpoints, as that encounter left them; ``entries`` all that was
    recorded in it, in the order of time, voided ones too.
    """

    iteration: Iteration
    flow: Flow
    encounter: int
    places: tuple[Place, ...]
    entries: tuple[Entry, ...]


def walks(study: Reader, partner: str) -> tuple[Walked, ...]:
    """Every walk of a partner, the latest iteration first and in it the latest encounter."""
    seen, notes = study.observations(partner), study.notes(partner)
    found: list[Walked] = []
    for iteration in reversed(study.iterations()):
        here = [each for each in seen if each.iteration == iteration.id]
        entries: list[Entry] = [*here, *(n for n in notes if n.iteration == iteration.id)]
        flow = study.flow(iteration.flow)
        found += (
            _walked(iteration, flow, encounter, here, entries)
            for encounter in sorted({each.encounter for each in entries}, reverse=True)
        )
    return tuple(found)


def _walked(
    iteration: Iteration,
    flow: Flow,
    encounter: int,
    seen: Sequence[Observation],
    entries: Sequence[Entry],
) -> Walked:
    own = sorted((e for e in entries if e.encounter == encounter), key=lambda e: (e.at, e.id))
    return Walked(iteration, flow, encounter, places_in(seen, flow, encounter), tuple(own))
