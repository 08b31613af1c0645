"""What a window that went down has left: the interview that was never ended, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.interview import Draft, Interview
from core.model.moment import Moment
from core.model.observation import Note, Observation
from core.reading import Reader


@dataclass(frozen=True)
class Recovered:
    """An interview to go on with. ``step`` and ``encounter`` are where it stood; empty at no entry.

    ``observations`` and ``notes`` count what stands of it on disk, an adoption that came with its
    trigger not on its own; ``last`` is the time of the latest of them.
    """

    interview: Interview
    observations: int
    notes: int
    last: Moment | None
    step: str = ""
    encounter: int = 1
    draft: Draft | None = None


def recovered(study: Reader) -> Recovered | None:
    """The interview begun last of those that were never ended; None where all were."""
    running = [each for each in study.interviews() if each.is_running]
    if not running:
        return None
    interview = running[-1]
    where = interview.partner, interview.iteration
    seen = [
        each
        for each in study.observations(*where)
        if each.interview == interview.id and not each.voided and not each.follows
    ]
    notes = [
        each for each in study.notes(*where) if each.interview == interview.id and not each.voided
    ]
    draft = study.draft(interview.id)
    entries: list[Observation | Note] = [*seen, *notes]
    # Ids rise as entries are made, so the greatest one is where the hands were.
    stood: Observation | Note | Draft | None = draft or max(
        entries, key=lambda each: each.id, default=None
    )
    return Recovered(
        interview,
        len(seen),
        len(notes),
        max((each.at for each in entries), default=None),
        stood.step if stood else "",
        stood.encounter if stood else 1,
        draft,
    )
