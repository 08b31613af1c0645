"""The order of places within the columns of a tidy flow, so that few links cross.

Sweeps by barycenters (Sugiyama, 1981), then sifting: each place tries every spot of its column
(Matuszewski, Schönfeld and Molitor, 1999), and long links are threaded anew, each on the way that
crosses fewest others. What was drawn stays unless another order crosses fewer.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from math import comb

Way = tuple[str, str, int]
"""Where a link passes a column, as (source, target, column)."""
Place = str | Way
"""A step by its id, or a way."""
Layers = list[list[Place]]
Chain = Sequence[Place]
"""The places a link passes from its source to its target, one a column."""

_SWEEPS, _PASSES, _STARTS, _EFFORT = 3, 4, 10, 240


def ordered(drawn: Sequence[Sequence[str]], plain: Sequence[Sequence[str]], links: Links) -> Layers:
    """Each column from top to bottom, steps and ways.

    Takes the steps of each column as drawn, and in an order that does not depend on the drawing.
    Given back the order of its own answer, it gives the same answer again.
    """
    kept = _threaded(drawn, links)
    if links.crossings(kept) <= links.least:
        return kept
    # What the drawing has no part in is the same each time, so that the choice below is too.
    best = _best(plain, links)
    fewest = links.crossings(best)
    own = [[each for each in layer if isinstance(each, str)] for layer in best]
    for start in (drawn, own):
        kept = _threaded(start, links)
        if links.crossings(kept) <= fewest:
            return kept
        near = _threaded(_steps(_search(kept, links)), links)
        if links.crossings(near) <= fewest:
            return near
    return best


@dataclass(frozen=True)
class Links:
    """The links of a tidy flow as chains of places, long ones passing columns by ways."""

    chains: Sequence[Chain]

    @cached_property
    def after(self) -> Mapping[Place, Sequence[Place]]:
        """The neighbours of each place in the column behind it."""
        return _gathered(pair for chain in self.chains for pair in pairwise(chain))

    @cached_property
    def before(self) -> Mapping[Place, Sequence[Place]]:
        """The neighbours of each place in the column before it."""
        return _gathered((b, a) for chain in self.chains for a, b in pairwise(chain))

    @cached_property
    def long(self) -> Sequence[Chain]:
        """The chains that pass columns, short ones first."""
        return sorted((chain for chain in self.chains if len(chain) > 2), key=len)

    @cached_property
    def least(self) -> int:
        """How many crossings no order can avoid: one for every two places that share two targets."""
        ends = [set(targets) for targets in self.after.values() if len(targets) > 1]
        return sum(comb(len(one & other), 2) for one, other in combinations(ends, 2))

    def crossings(self, layers: Sequence[Sequence[Place]]) -> int:
        """How many pairs of links between neighbouring columns cross."""
        total = 0
        for here, there in pairwise(layers):
            rank = _ranks(there)
            ends: list[int] = []
            for each in here:
                targets = [rank[target] for target in self.after.get(each, ())]
                total += sum(end > target for end in ends for target in targets)
                ends.extend(targets)
        return total


def _gathered(pairs: Iterable[tuple[Place, Place]]) -> dict[Place, list[Place]]:
    found: dict[Place, list[Place]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _ranks(layer: Sequence[Place]) -> dict[Place, int]:
    return {each: place for place, each in enumerate(layer)}


def _steps(layers: Layers) -> list[list[str]]:
    return [[each for each in layer if isinstance(each, str)] for layer in layers]


def _best(plain: Sequence[Sequence[str]], links: Links) -> Layers:
    """The order that crosses fewest links of those found from several starts."""
    best = _search(_threaded(plain, links), links)
    fewest = links.crossings(best)
    pick = random.Random(1)  # noqa: S311  the same each time, and nothing secret
    for _ in range(min(_STARTS, _EFFORT // (1 + sum(map(len, best))))):
        if fewest <= links.least:
            break
        mixed = [list(layer) for layer in best]
        for layer in mixed:
            pick.shuffle(layer)
        found = _search(mixed, links)
        crossed = links.crossings(found)
        if crossed < fewest:
            best, fewest = found, crossed
    return best


def _threaded(steps: Sequence[Sequence[str]], links: Links) -> Layers:
    """The ways among steps that keep their order; above them where that crosses no more."""
    layers: Layers = [list(layer) for layer in steps]
    for chain in links.long:
        _thread(layers, chain, links)
    for _ in range(_PASSES):
        moved = [_rethread(layers, chain, links) for chain in links.long]
        if not any(moved):
            break
    return layers


def _rethread(layers: Layers, chain: Chain, links: Links) -> bool:
    """Thread a chain anew; says whether it crosses fewer links then."""
    ways = [way for way in chain if not isinstance(way, str)]
    spots = [layers[way[2]].index(way) for way in ways]
    for way in ways:
        layers[way[2]].remove(way)
    first = ways[0][2] - 1
    before = _cost(layers, chain, first, spots, links)
    after = _thread(layers, chain, links)
    if after < before:
        return True
    for way, spot in zip(ways, spots, strict=True):
        layers[way[2]].remove(way)
        layers[way[2]].insert(spot, way)
    return False


_Gap = Sequence[tuple[int, int]]
"""The other links between two columns, by twice their ranks plus one at both ends."""


def _gap(layers: Layers, column: int, links: Links) -> _Gap:
    rank = _ranks(layers[column + 1])
    return [
        (2 * place + 1, 2 * rank[target] + 1)
        for place, each in enumerate(layers[column])
        for target in links.after.get(each, ())
        if target in rank
    ]


def _crossed(gap: _Gap, start: int, end: int) -> int:
    return sum((a < start and b > end) or (a > start and b < end) for a, b in gap)


def _ends(layers: Layers, chain: Chain, first: int) -> tuple[int, int]:
    last = layers[first + len(chain) - 1]
    return 2 * layers[first].index(chain[0]) + 1, 2 * last.index(chain[-1]) + 1


def _cost(layers: Layers, chain: Chain, first: int, spots: Sequence[int], links: Links) -> int:
    """How many links a chain crosses with its ways at these spots of the columns without it."""
    start, end = _ends(layers, chain, first)
    at = [start, *(2 * spot for spot in spots), end]
    return sum(
        _crossed(_gap(layers, first + place, links), a, b)
        for place, (a, b) in enumerate(pairwise(at))
    )


def _thread(layers: Layers, chain: Chain, links: Links) -> int:
    """Put the ways of a chain where it crosses fewest links; gives how many (by dynamic programming)."""
    ways = [way for way in chain if not isinstance(way, str)]
    first = ways[0][2] - 1
    start, end = _ends(layers, chain, first)
    costs, came = {start: 0}, []
    for place in range(len(ways) + 1):
        gap = _gap(layers, first + place, links)
        goals = range(0, 2 * len(layers[first + place + 1]) + 1, 2) if place < len(ways) else (end,)
        ahead = {
            goal: min((cost + _crossed(gap, at, goal), at) for at, cost in costs.items())
            for goal in goals
        }
        costs = {goal: cost for goal, (cost, _) in ahead.items()}
        came.append({goal: at for goal, (_, at) in ahead.items()})
    at = end
    for way, back in zip(reversed(ways), reversed(came), strict=False):
        at = back[at]
        layers[way[2]].insert(at // 2, way)
    return costs[end]


def _search(start: Layers, links: Links) -> Layers:
    """An order that crosses fewer links than the start; the start where none was found."""
    best, fewest = start, links.crossings(start)
    layers = [list(layer) for layer in start]
    for sweep in range(_SWEEPS):
        if fewest <= links.least:
            break
        if sweep:
            _sweep(layers, links.after if sweep % 2 else links.before, back=bool(sweep % 2))
        _settle(layers, links)
        crossed = links.crossings(layers)
        if crossed < fewest:
            best, fewest = [list(layer) for layer in layers], crossed
    return best


def _sweep(layers: Layers, beside: Mapping[Place, Sequence[Place]], *, back: bool) -> None:
    """Sort each column by the mean place of its neighbours in the column before it or behind."""
    order = range(len(layers) - 2, -1, -1) if back else range(1, len(layers))
    for column in order:
        rank = _ranks(layers[column + 1 if back else column - 1])
        mean: dict[Place, float] = {}
        for place, each in enumerate(layers[column]):
            ends = [rank[other] for other in beside.get(each, ())]
            mean[each] = sum(ends) / len(ends) if ends else float(place)
        layers[column].sort(key=mean.__getitem__)


def _settle(layers: Layers, links: Links) -> None:
    """Sift the columns to and fro and thread long links anew until nothing crosses fewer links."""
    for turn in range(_PASSES):
        order = range(len(layers)) if turn % 2 == 0 else range(len(layers) - 1, -1, -1)
        moved = [_sift(layers, column, links) for column in order]
        moved += [_rethread(layers, chain, links) for chain in links.long]
        if not any(moved):
            break


def _sift(layers: Layers, column: int, links: Links) -> bool:
    """Put each place of a column where it crosses fewest links; says whether any moved."""
    layer, moved = layers[column], False
    left = _ranks(layers[column - 1]) if column else {}
    right = _ranks(layers[column + 1]) if column + 1 < len(layers) else {}
    ends = {
        each: (
            [left[other] for other in links.before.get(each, ())],
            [right[other] for other in links.after.get(each, ())],
        )
        for each in layer
    }
    for each in list(layer):
        at = layer.index(each)
        rest = [other for other in layer if other != each]
        cost, costs = 0, [0]
        for other in rest:
            cost += sum(_gain(mine, its) for mine, its in zip(ends[each], ends[other], strict=True))
            costs.append(cost)
        best = min(costs)
        if costs[at] > best:
            near = min((p for p, c in enumerate(costs) if c == best), key=lambda p: abs(p - at))
            layer[:] = [*rest[:near], each, *rest[near:]]
            moved = True
    return moved


def _gain(mine: Sequence[int], its: Sequence[int]) -> int:
    """How many more links cross with mine below its than above; ends are places in one column."""
    return sum((end > own) - (end < own) for own in mine for end in its)
