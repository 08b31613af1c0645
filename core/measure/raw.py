"""The raw counters: every observation that counts, however often a partner was seen at a step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.rows import DEVIATED
from core.measure.seen import Seen

_AT_ONCE = 8
"""Groups counted in one pass: each partner's memberships then fit one byte."""


def raw_counts(seen: Seen, groups: Sequence[Bits]) -> list[NDArray[np.int64]]:
    """Aligned and deviated observations at each column, for each group. Shape (columns, 2) each.

    Observations are counted by the memberships of their partner first, then added up by group: one
    pass over them serves several groups.
    """
    found: list[NDArray[np.int64]] = []
    kinds = seen.columns * 2
    kind = seen.column * np.int16(2) + (seen.statuses == DEVIATED)
    for start in range(0, len(groups), _AT_ONCE):
        some = groups[start : start + _AT_ONCE]
        member = np.stack([bits.unpack(each, seen.partners) for each in some])
        pattern = np.packbits(member, axis=0, bitorder="little")[0].astype(np.intp) * kinds
        keys = pattern[seen.partner] + kind
        counts = np.bincount(keys, minlength=kinds << len(some))
        for place in range(len(some)):
            # The patterns with this group's bit: every second run of as many as the bit is worth.
            shape = (1 << len(some) - place - 1, 2, 1 << place, seen.columns, 2)
            found.append(counts.reshape(shape)[:, 1].sum(axis=(0, 1)))
    return found
