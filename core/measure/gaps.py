"""Data warnings: aligned at a step that an earlier gap keeps from counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.codes import Codes
from core.measure.listing import listed
from core.measure.walk import Walk


class Matter(StrEnum):
    """What is the matter at a gap, and so the one action that settles it."""

    UNKNOWN = "unknown"
    """Nobody said what happened there: say it now (A or D), at the time of what came after."""
    DEVIATED = "deviated"
    """The partner got there after all (A: recovered), or what came after was no A: take it back."""
    UNDECIDED = "undecided"
    """No branch behind the split was observed: say at a step of one which it was."""
    CUT_OFF = "cut off"
    """The flow leads nobody there: draw the missing link."""


_Told = tuple[str, tuple[str, ...], str, Matter]
"""The step to settle, the steps that do not count, the sentence without the name, the matter."""

_NOWHERE = -1
_EXPLAINED = -8
"""Instead of a trouble: nothing to warn of."""

_UNKNOWN, _DEVIATED, _UNDECIDED = 0, 2, 3
"""What is the matter at a gap: the status there, or that no branch behind it was observed."""


@dataclass(frozen=True)
class DataWarning:
    """One partner and one gap in what was seen of them, said in a sentence.

    ``steps`` are the ids of the steps that do not count, ``gap`` that of the step to settle; empty
    where the flow leads nobody to them. ``matter`` says what settles it.
    """

    partner: str
    gap: str
    steps: tuple[str, ...]
    sentence: str
    matter: Matter = Matter.UNKNOWN


class Warnings(Sequence[DataWarning]):
    """Warnings in the order of their partners, each worded when it is asked for."""

    def __init__(
        self, walked: Walk, group: Bits, partners: Codes, names: Mapping[str, str]
    ) -> None:
        self._walked, self._partners, self._names = walked, partners, names
        self._odd = walked.said_aligned & ~walked.reached & group

    def __len__(self) -> int:
        return len(self._told)

    @overload
    def __getitem__(self, at: int) -> DataWarning: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[DataWarning, ...]: ...

    def __getitem__(self, at: int | slice) -> DataWarning | tuple[DataWarning, ...]:
        if isinstance(at, slice):
            return tuple(map(self._worded, self._told[at]))
        return self._worded(self._told[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as of any sequence that is compared by its content

    def _worded(self, found: tuple[int, _Told]) -> DataWarning:
        code, (gap, steps, rest, matter) = found
        partner = self._partners.id(code)
        name = self._names.get(partner, partner)
        return DataWarning(partner, gap, steps, f"{name} {rest}", matter)

    @cached_property
    def _told(self) -> Sequence[tuple[int, _Told]]:
        """The code of the partner and what is said of it, one entry a warning."""
        codes = bits.codes(np.bitwise_or.reduce(self._odd, axis=0), self._walked.partners)
        if not len(codes):
            return ()
        odd = _of(self._odd, self._walked, codes)
        troubles = np.where(odd, _troubles(self._walked, codes), _EXPLAINED)
        # Many partners share the same gaps, and with them all of the sentence but the name.
        told: dict[bytes, list[_Told]] = {}
        found: list[tuple[int, _Told]] = []
        own, wide = np.ascontiguousarray(troubles.T).tobytes(), troubles.itemsize * len(troubles)
        for place, code in enumerate(codes.tolist()):
            key = own[place * wide : (place + 1) * wide]
            if key not in told:
                told[key] = _tell(self._walked, troubles[:, place].tolist())
            found += [(code, each) for each in told[key]]
        return found


def _troubles(walked: Walk, codes: NDArray[np.intp]) -> NDArray[np.int16]:
    """Of each column not reached: gap * 4 + what is the matter there. Shape (columns, codes)."""
    gaps = _gaps(walked, codes)
    status = np.where(_of(walked.said_deviated, walked, codes), _DEVIATED, _UNKNOWN)
    matter = np.where(_of(walked.passed, walked, codes), _UNDECIDED, status)
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
            Matter.CUT_OFF if trouble // 4 == _NOWHERE else _MATTERS[trouble % 4],
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
    names = listed([steps[column].name for column in columns])
    them, do = ("it", "does") if len(columns) == 1 else ("them", "do")
    if gap == _NOWHERE:
        return f"is aligned at {names}, but the flow leads nobody there: {names} {do} not count."
    stop = steps[gap].name
    if trouble == _UNDECIDED:
        why = f"was seen on no branch behind {stop}"
    else:
        why = f"{stop} before {them} is {_WORDS[trouble]}"
    return f"is aligned at {names}, but {why}: {names} {do} not count until {stop} is settled."


_WORDS = {_UNKNOWN: "unknown", _DEVIATED: "deviated"}


_MATTERS = {
    _UNKNOWN: Matter.UNKNOWN,
    _DEVIATED: Matter.DEVIATED,
    _UNDECIDED: Matter.UNDECIDED,
}
