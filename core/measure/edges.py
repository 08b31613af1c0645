"""Which way each partner went: one way on from each step, for the widths of edges."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.measure.bits import Bits
from core.measure.walk import Link, Walk
from core.model.structure import Structure

Ways = Mapping[Link, Bits]


def went(walk: Walk) -> Ways:
    """The partners who went along each link, as sets.

    A link that jumps over optional steps leads everyone on, but those who were observed on the way it
    jumps over went that way: each partner leaves a step along one link at most.
    """
    shape = walk.shape
    observed = walk.said_aligned | walk.said_deviated
    came = np.zeros_like(walk.reached)
    ways: dict[Link, Bits] = {}
    for column in range(len(shape.steps)):
        if column == 0:
            came[0] = walk.entrants
        here = came[column] & walk.passed[column]
        skips = shape.skips[column]
        for target in sorted(shape.after[column], key=lambda k: (k in skips, k)):
            along = here & walk.led[column, target]
            beyond = [skip for skip in skips if skip > target]
            if beyond:
                own = sorted(_from(shape, target).difference(*(_from(shape, s) for s in beyond)))
                along &= np.bitwise_or.reduce(observed[own], axis=0)
            ways[column, target] = along
            came[target] |= along
            here = here & ~along
    return ways


def _from(shape: Structure, column: int) -> frozenset[int]:
    """A column and all that it leads to."""
    return frozenset(k for k, before in enumerate(shape.ancestors) if column in before) | {column}
