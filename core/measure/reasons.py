"""Why partners deviated: the reasons given, ranked at each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.measure import bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.seen import EncounterChoice, Reading
from core.measure.walk import walk
from core.model.flow import Flow
from core.model.observation import Observation


@dataclass(frozen=True)
class Reason:
    """One reason to deviate at a step; an empty text stands for those who gave none."""

    step: str
    text: str
    count: int
    partners: tuple[str, ...]


def reasons(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    group: Group,
    observation: Callable[[str], Observation],
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[Reason, ...]:
    """The reasons of those who reached a step and deviated there, in the order of its columns.

    At each step the most frequent comes first, of equals by text, no reason last; together they are
    its ``deviated``. The observation that decides the status gives the reason; ``observation`` returns
    it by its id.
    """
    walked = walk(columns, flow, iteration_id, reading, encounter)
    ranked: list[Reason] = []
    for column, step in enumerate(walked.shape.steps):
        found: dict[str, list[str]] = {}
        members = bits_of(columns, group, walked.deviated[column])
        for code in bits.codes(members, walked.partners).tolist():
            deciding = observation(columns.id_at(int(walked.seen.deciding[column, code])))
            found.setdefault(deciding.reason.strip(), []).append(deciding.partner)
        ranked += sorted(
            (Reason(step.id, text, len(who), tuple(who)) for text, who in found.items()),
            key=lambda each: (-each.count, not each.text, each.text),
        )
    return tuple(ranked)
