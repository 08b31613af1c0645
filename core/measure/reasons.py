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
    members, steps = bits_of(columns, group, walked.deviated), walked.shape.steps
    rows, codes = np.nonzero(bits.unpack(members, walked.partners))
    given = columns.reason[deciding[rows, codes]]
    order = np.lexsort((given, rows))
    rows, given = rows[order], given[order]
    who = [ids[code] for code in codes[order].tolist()]
    fresh = np.ones(len(rows), np.bool_)
    fresh[1:] = (rows[1:] != rows[:-1]) | (given[1:] != given[:-1])
    starts = np.flatnonzero(fresh)
    ends = [*starts[1:].tolist(), len(who)][: len(starts)]
    groups = zip(rows[starts].tolist(), given[starts].tolist(), starts.tolist(), ends, strict=True)
    found = [
        (column, Reason(steps[column].id, texts[kind], end - start, tuple(who[start:end])))
        for column, kind, start, end in groups
    ]
    found.sort(key=lambda each: (each[0], -each[1].count, not each[1].text, each[1].text))
    return tuple(reason for _, reason in found)
