"""Why partners deviated: the reasons given, ranked at each step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.measure import bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.seen import EncounterChoice, Reading
from core.measure.walk import walk
from core.model.flow import Flow


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
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[Reason, ...]:
    """The reasons of those who reached a step and deviated there, in the order of its columns.

    At each step the most frequent comes first, of equals by text, no reason last; together they are
    its ``deviated``. The observation that decides the status gives the reason.
    """
    walked = walk(columns, flow, iteration_id, reading, encounter)
    deciding, ids, texts = walked.deciding(), columns.partners.ids, columns.reasons.ids
    members = bits_of(columns, group, walked.deviated)
    ranked: list[Reason] = []
    for column, step in enumerate(walked.shape.steps):
        codes = bits.codes(members[column], walked.partners)
        given = columns.reason[deciding[column, codes]]
        order = np.argsort(given, kind="stable")
        kinds, starts = np.unique(given[order], return_index=True)
        who = [ids[code] for code in codes[order].tolist()]
        ends = [*starts[1:].tolist(), len(who)][: len(starts)]
        found = [
            Reason(step.id, texts[kind], end - start, tuple(who[start:end]))
            for kind, start, end in zip(kinds.tolist(), starts.tolist(), ends, strict=True)
        ]
        ranked += sorted(found, key=lambda each: (-each.count, not each.text, each.text))
    return tuple(ranked)
