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

_Told = tuple[str, tuple[str, ...], str]
"""The step to settle, the steps that do not count, the sentence without the name in front."""

_NOWHERE = -1
_EXPLAINED = -8
"""Instead of a trouble: nothing to warn of."""

_UNKNOWN, _DEVIATED, _UNDECIDED = 0, 2, 3
"""What is the matter at a gap: the status there, or that no branch behind it was observed."""


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
    troubles = np.where(_of(odd, walked, codes), _troubles(walked, codes), _EXPLAINED)
    # Many partners share the same gaps, and with them all of the sentence but the name.
    told: dict[bytes, list[_Told]] = {}
    ids, warned = partners.ids, []
    for code, own in zip(codes.tolist(), np.ascontiguousarray(troubles.T), strict=True):
        key = own.tobytes()
        if key not in told:
            told[key] = _tell(walked, own.tolist())
        partner = ids[code]
        name = names.get(partner, partner)
        for gap, steps, rest in told[key]:
            warned.append(DataWarning(partner, gap, steps, f"{name} {rest}"))
    return tuple(warned)


def _troubles(walked: Walk, codes: NDArray[np.intp]) -> NDArray[np.int16]:
    """Of each column not reached: gap * 4 + what is the matter there. Shape (columns, codes)."""
    gaps = _gaps(walked, codes)
    matter = np.where(_of(walked.passed, walked, codes), _UNDECIDED, walked.seen.status[:, codes])
    troubles = gaps * 4 + np.take_along_axis(matter, np.maximum(gaps, 0), axis=0)
    cut_off = [k > 0 and 0 not in before for k, before in enumerate(walked.shape.ancestors)]
    without = np.where(np.array(cut_off)[:, np.newaxis], _NOWHERE * 4, _EXPLAINED)
    return np.where(gaps == _NOWHERE, without, troubles).astype(np.int16)


def _tell(walked: Walk, troubles: Sequence[int]) -> list[_Told]:
    """What is said of a partner with such troubles, once for each gap."""
    columns: dict[int, list[int]] = {}
    for column, trouble in enumerate(troubles):
        if trouble != _EXPLAINED:
            columns.setdefault(trouble, []).append(column)
    steps = walked.shape.steps
    return [
        (
            "" if trouble // 4 == _NOWHERE else steps[trouble // 4].id,
            tuple(steps[column].id for column in own),
            _sentence(walked, *divmod(trouble, 4), own),
        )
        for trouble, own in columns.items()
    ]


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


def _sentence(walked: Walk, gap: int, trouble: int, columns: Sequence[int]) -> str:
    """What is said of a partner, without the name in front."""
    steps = walked.shape.steps
    listed = _and([steps[column].name for column in columns])
    them, do = ("it", "does") if len(columns) == 1 else ("them", "do")
    if gap == _NOWHERE:
        return f"is aligned at {listed}, but the flow leads nobody there: {listed} {do} not count."
    stop = steps[gap].name
    if trouble == _UNDECIDED:
        why = f"was seen on no branch behind {stop}"
    else:
        why = f"{stop} before {them} is {_WORDS[trouble]}"
    return f"is aligned at {listed}, but {why}: {listed} {do} not count until {stop} is settled."


_WORDS = {_UNKNOWN: "unknown", _DEVIATED: "deviated"}


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
