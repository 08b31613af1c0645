"""The raw counters: every observation that counts, however often a partner was seen at a step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.measure import bits
from core.measure.bits import Bits
from core.measure.walk import Walk


def raw_counts(walked: Walk, group: Bits) -> NDArray[np.int64]:
    """Aligned and deviated observations of a group at each column. Shape (columns, 2).

    Whoever ever said so is counted by bits; only what was said again is added up one by one.
    """
    counts = bits.size(walked.ever & group)
    kind, partner = walked.repeats
    if len(kind):
        own = bits.unpack(group, walked.partners)[partner]
        again = np.bincount(kind[own], minlength=counts.size)
        counts = counts + again.reshape(counts.shape)
    found: NDArray[np.int64] = counts.T
    return found
