"""Which way each partner went: one way on from each step, for the widths of edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from core.measure import bits
from core.measure.bits import Bits
from core.measure.walk import Link, Walk
from core.model.structure import Structure


@dataclass(frozen=True)
class Ways:
    """The partners who went along each of some links. Shape of ``went``: (links, words)."""

    links: Sequence[Link]
    went: Bits

    def along(self, link: Link) -> Bits:
        """Those who went along one link. Raises KeyError where it is none of the path."""
        if link not in self.links:
            raise KeyError(link)
        found: Bits = self.went[self.links.index(link)]
        return found


def went(walk: Walk) -> Ways:
    """The partners who went along each link, as sets.

    A link that jumps over optional steps leads everyone on, but those who were observed on the way it
    jumps over went that way: each partner leaves a step along one link at most.
    """
    shape = walk.shape
    observed = bits.numbers(walk.said_aligned | walk.said_deviated)
    passed = bits.numbers(walk.passed)
    led = dict(zip(walk.links, bits.numbers(walk.led), strict=True))
    came = [0] * len(passed)
    came[:1] = bits.numbers(walk.entrants[np.newaxis])
    ways: dict[Link, int] = {}
    for column, targets in enumerate(shape.after):
        here = came[column] & passed[column]
        skips = shape.skips[column]
        for target in sorted(targets, key=lambda k: (k in skips, k)):
            along = here & led[column, target]
            beyond = [skip for skip in skips if skip > target]
            if beyond:
                own = _from(shape, target).difference(*(_from(shape, s) for s in beyond))
                along &= reduce(or_, (observed[each] for each in own), 0)
            ways[column, target] = along
            came[target] |= along
            here &= ~along
    return Ways(tuple(ways), bits.rows(list(ways.values()), len(walk.entrants)))


def _from(shape: Structure, column: int) -> frozenset[int]:
    """A column and all that it leads to."""
    return frozenset(k for k, before in enumerate(shape.ancestors) if column in before) | {column}
