"""Data warnings: aligned at a step that an earlier gap keeps from counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.codes import Codes
from core.measure.walk import Walk

_NOWHERE = -1


@dataclass(frozen=True)
class DataWarning:
    """One partner and one gap in what was seen of them, said in a sentence.

    ``steps`` are the ids of the steps that do not count, ``gap`` that of the step to settle; empty
    where the flow leads nobody to them.
    """

    partner: str
    gap: str
    steps: tuple[str, ...]
    sentence: str


def warnings(
    walked: Walk, group: Bits, partners: Codes, names: Mapping[str, str]
) -> tuple[DataWarning, ...]:
    """The gaps of a group's members; what another chosen branch explains is none."""
    odd = walked.said_aligned & ~walked.reached & group
    codes = bits.codes(np.bitwise_or.reduce(odd, axis=0), walked.partners)
    if not len(codes):
        return ()
    gaps = _gaps(walked, codes)
    found: dict[tuple[int, int], list[int]] = {}
    for place, column in np.argwhere(_of(odd, walked, codes).T).tolist():
        gap = int(gaps[column, place])
        if gap != _NOWHERE or (column and 0 not in walked.shape.ancestors[column]):
            found.setdefault((int(codes[place]), gap), []).append(column)
    warned = []
    for (code, gap), columns in found.items():
        partner = partners.id(code)
        steps = [walked.shape.steps[column] for column in columns]
        sentence = _sentence(
            names.get(partner, partner),
            [step.name for step in steps],
            _stop(walked, code, gap),
        )
        stop = "" if gap == _NOWHERE else walked.shape.steps[gap].id
        warned.append(DataWarning(partner, stop, tuple(step.id for step in steps), sentence))
    return tuple(warned)


def _gaps(walked: Walk, codes: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each column not reached, the farthest column before it that somebody is stuck at.

    Shape (columns, codes); -1 where there is none, as another branch was taken.
    """
    reached, undecided = _of(walked.reached, walked, codes), _of(walked.undecided, walked, codes)
    stuck = reached & ~_of(walked.passed, walked, codes) | undecided
    gaps = np.full(reached.shape, _NOWHERE)
    for column, before in enumerate(walked.shape.before):
        for source in before:
            here = np.where(stuck[source], source, _NOWHERE)
            gaps[column] = np.maximum(gaps[column], np.where(reached[source], here, gaps[source]))
    return gaps


def _of(sets: Bits, walked: Walk, codes: NDArray[np.intp]) -> NDArray[np.bool_]:
    return bits.unpack(sets, walked.partners)[:, codes]


def _stop(walked: Walk, code: int, gap: int) -> tuple[str, str]:
    """The name of the step to settle, and what is with it; both empty where the flow is to blame."""
    if gap == _NOWHERE:
        return "", ""
    status = int(walked.seen.status[gap, code])
    is_split = bool(walked.shape.after[gap]) and bool(
        bits.unpack(walked.passed[gap], walked.partners)[code]
    )
    return walked.shape.steps[gap].name, "split" if is_split else _WORDS[status]


def _sentence(name: str, aligned: Sequence[str], stop: tuple[str, str]) -> str:
    listed = _and(aligned)
    one = len(aligned) == 1
    head, tail = (
        f"{name} is aligned at {listed}, but",
        f"{listed} {'does' if one else 'do'} not count",
    )
    gap, why = stop
    if not gap:
        return f"{head} the flow leads nobody there: {tail}."
    if why == "split":
        return f"{head} was seen on no branch behind {gap}: {tail} until that is settled."
    return f"{head} {gap} before {'it' if one else 'them'} is {why}: {tail} until {gap} is settled."


_WORDS = ("unknown", "aligned", "deviated")


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
