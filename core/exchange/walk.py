"""From the events of one case to what it says of each step: the pointer of semantics.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.model.moment import Moment
from core.model.observation import Status

Event = tuple[Moment, str]
"""When something happened in a case, and the name of the activity."""


class Seen(NamedTuple):
    """What a case shows of one step: ``step`` counts along the path from 0."""

    step: int
    status: Status
    at: Moment
    reason: str = ""


def walk(events: Sequence[Event], path: Sequence[str]) -> Iterator[Seen]:
    """What the events of a case, sorted by time, say of the steps of a path.

    A pointer walks the path; an event equal to the step under it aligns that step. After the last
    match the next step is deviated where any later event stands, with the first such activity as
    the reason. Nothing comes out of a case that never shows the trigger.
    """
    pointer = 0
    last = -1
    for place, (at, activity) in enumerate(events):
        if activity == path[pointer]:
            yield Seen(pointer, Status.ALIGNED, at)
            pointer += 1
            last = place
            if pointer == len(path):
                return
    if pointer and last + 1 < len(events):
        at, activity = events[last + 1]
        yield Seen(pointer, Status.DEVIATED, at, activity)
