"""Tidy: a flow laid out in columns, its main path on one straight lane (after Sugiyama, 1981).

Columns by longest path, the order within a column by barycenters, heights by least squares under
the distances that nodes need. Links that pass a column stand in it as a slim *way*, so that room
is left for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.model.flow import Flow, Link, StepKind
from core.model.structure import structure

NODE_WIDTH, NODE_HEIGHT, TRIGGER_WIDTH = 210.0, 148.0, 188.0
COLUMN, ROW = 268.0, 256.0
"""How far columns and rows stand apart, in canvas units."""
BESIDE_WAY, BETWEEN_WAYS = 150.0, 44.0
_SWEEPS = 12
_HELD = 1e6

Way = tuple[str, str, int]
Place = str | Way
"""A step by its id, or a way: where a link passes a column, as (source, target, column)."""


def tidy_places(flow: Flow) -> dict[str, tuple[float, float]]:
    """The top left corner of each step when the flow is tidy, by step id, in canvas units.

    The trigger stands leftmost, the steps that everybody passes on the lane y = 0. Branches keep
    the order from top to bottom they have now, where that crosses no more links than another.
    """
    links = _forward(flow)
    loose = _loose(flow)
    columns = _columns(flow, links, loose)
    layers, chains = _layers(flow, links, columns)
    _order(layers, chains)
    heights = _heights(layers, chains, _lane(flow))
    width = {
        step.id: TRIGGER_WIDTH if step.kind is StepKind.TRIGGER else NODE_WIDTH
        for step in flow.steps
    }
    places = {
        each: (column * COLUMN + NODE_WIDTH - width[each], float(round(heights[each])))
        for column, layer in enumerate(layers)
        for each in layer
        if isinstance(each, str)
    }
    below = max((y for _, y in places.values()), default=-ROW) + ROW
    return places | {each: (place * COLUMN, below) for place, each in enumerate(loose)}


def _loose(flow: Flow) -> list[str]:
    """Steps without any link, as long as there is something else to lay out."""
    linked = {end for link in flow.links for end in (link.source, link.target)}
    alone = [
        step.id
        for step in flow.steps
        if step.id not in linked and step.kind is not StepKind.TRIGGER
    ]
    return alone if len(alone) < len(flow.steps) else alone[1:]


def _forward(flow: Flow) -> list[Link]:
    """The links without those that close a circle, as a walk from the trigger meets them."""
    after: dict[str, list[str]] = {step.id: flow.targets(step.id) for step in flow.steps}
    done: set[str] = set()
    walked: dict[str, None] = {}
    backward: set[Link] = set()
    for root in sorted(flow.steps, key=lambda step: step.kind is not StepKind.TRIGGER):
        stack = [(root.id, iter(after[root.id]))] if root.id not in done else []
        walked = dict.fromkeys([root.id])
        while stack:
            at, ahead = stack[-1]
            target = next(ahead, None)
            if target is None:
                stack.pop()
                walked.pop(at, None)
                done.add(at)
            elif target in walked:
                backward.add(Link(at, target))
            elif target not in done:
                walked[target] = None
                stack.append((target, iter(after[target])))
    return [link for link in flow.links if link not in backward]


def _columns(flow: Flow, links: Sequence[Link], loose: Sequence[str]) -> dict[str, int]:
    """The column of each linked step: by longest path; a step nobody leads to, before its target."""
    ids = [step.id for step in flow.steps if step.id not in set(loose)]
    kinds = {step.id: step.kind for step in flow.steps}
    after: dict[str, list[str]] = {each: [] for each in ids}
    waiting = dict.fromkeys(ids, 0)
    for link in links:
        after[link.source].append(link.target)
        waiting[link.target] += 1
    sources = [each for each in ids if not waiting[each]]
    column = dict.fromkeys(ids, 0)
    ready = list(sources)
    while ready:
        at = ready.pop()
        for target in after[at]:
            column[target] = max(column[target], column[at] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for each in sources:
        if kinds[each] is not StepKind.TRIGGER and after[each]:
            column[each] = max(0, min(column[target] for target in after[each]) - 1)
    ends = [each for each in ids if kinds[each].is_endpoint]
    deepest = max((column[each] for each in ends), default=0)
    return column | {each: deepest for each in ends if not after[each]}


def _layers(
    flow: Flow, links: Sequence[Link], columns: Mapping[str, int]
) -> tuple[list[list[Place]], list[tuple[Place, Place]]]:
    """The places of each column from top to bottom as drawn now, and the pairs of neighbours."""
    drawn: dict[Place, tuple[float, int]] = {
        step.id: (step.y, number) for number, step in enumerate(flow.steps)
    }
    layers: list[list[Place]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for each, column in columns.items():
        layers[column].append(each)
    chains: list[tuple[Place, Place]] = []
    for link in links:
        start, end = columns[link.source], columns[link.target]
        before: Place = link.source
        for column in range(start + 1, end):
            way: Way = (link.source, link.target, column)
            # A way passes above what it skips: exits hang below.
            drawn[way] = (min(drawn[link.source][0], drawn[link.target][0]) - 1, -1)
            layers[column].append(way)
            chains.append((before, way))
            before = way
        chains.append((before, link.target))
    for layer in layers:
        layer.sort(key=drawn.__getitem__)
    return layers, chains


def _neighbours(chains: Sequence[tuple[Place, Place]]) -> tuple[dict[Place, list[Place]], ...]:
    before: dict[Place, list[Place]] = {}
    after: dict[Place, list[Place]] = {}
    for source, target in chains:
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    return before, after


def _order(layers: list[list[Place]], chains: Sequence[tuple[Place, Place]]) -> None:
    """Sort each column in place so that few links cross; a better order must cross fewer."""
    before, after = _neighbours(chains)
    best = [list(layer) for layer in layers]
    fewest = crossings(best, after)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        order = range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        beside = before if sweep % 2 == 0 else after
        for column in order:
            rank = _ranks(layers, column - 1 if sweep % 2 == 0 else column + 1)
            own = {each: float(place) for place, each in enumerate(layers[column])}
            layers[column].sort(
                key=lambda each, own=own, rank=rank, beside=beside: _mean(  # type: ignore[misc]
                    [rank[other] for other in beside.get(each, ()) if other in rank], own[each]
                )
            )
        _exchange(layers, before, after)
        crossed = crossings(layers, after)
        if crossed < fewest:
            best, fewest = [list(layer) for layer in layers], crossed
    layers[:] = best


def _ranks(layers: Sequence[Sequence[Place]], column: int) -> dict[Place, int]:
    if not 0 <= column < len(layers):
        return {}
    return {each: place for place, each in enumerate(layers[column])}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _exchange(
    layers: list[list[Place]],
    before: Mapping[Place, list[Place]],
    after: Mapping[Place, list[Place]],
) -> None:
    """Exchange neighbours in a column as long as that crosses fewer links."""
    for column, layer in enumerate(layers):
        sides = (
            (before, _ranks(layers, column - 1)),
            (after, _ranks(layers, column + 1)),
        )
        for place in range(len(layer) - 1):
            upper, lower = layer[place], layer[place + 1]
            now = then = 0
            for beside, rank in sides:
                ups = [rank[each] for each in beside.get(upper, ())]
                lows = [rank[each] for each in beside.get(lower, ())]
                now += sum(up > low for up in ups for low in lows)
                then += sum(low > up for up in ups for low in lows)
            if then < now:
                layer[place], layer[place + 1] = lower, upper


def crossings(layers: Sequence[Sequence[Place]], after: Mapping[Place, Sequence[Place]]) -> int:
    """How many pairs of links between neighbouring columns cross."""
    total = 0
    for column, layer in enumerate(layers[:-1]):
        rank = _ranks(layers, column + 1)
        ends: list[int] = []
        for each in layer:
            targets = sorted(rank[target] for target in after.get(each, ()))
            total += sum(end > target for end in ends for target in targets)
            ends.extend(targets)
    return total


def _lane(flow: Flow) -> set[str]:
    """Ids of the steps that every way from the trigger to the need met passes, skips left out."""
    shape = structure(flow)
    after: list[list[int]] = [[] for _ in shape.steps]
    for column, sources in enumerate(shape.before):
        for source in sources:
            if column not in shape.skips[source]:
                after[source].append(column)
    goals = [k for k, step in enumerate(shape.steps) if step.kind is StepKind.NEED_MET]
    count = len(shape.steps)
    to_goal = [0] * count
    for column in reversed(range(count)):
        last = column in goals if goals else not after[column]
        to_goal[column] = int(last) + sum(to_goal[target] for target in after[column])
    from_start = [int(column == 0) for column in range(count)]
    for column in range(count):
        for target in after[column]:
            from_start[target] += from_start[column]
    whole = to_goal[0] if count else 0
    return {
        step.id
        for column, step in enumerate(shape.steps)
        if whole and from_start[column] * to_goal[column] == whole
    }


def _heights(
    layers: Sequence[Sequence[Place]], chains: Sequence[tuple[Place, Place]], lane: set[str]
) -> dict[Place, float]:
    """The middle of each place, measured from the lane."""
    before, after = _neighbours(chains)
    heights: dict[Place, float] = {}
    for layer in layers:
        middle = (len(layer) - 1) / 2
        heights.update((each, (row - middle) * ROW) for row, each in enumerate(layer))
    for sweep in range(2 * _SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = []
            for each in layer:
                beside = [*before.get(each, ()), *after.get(each, ())]
                held = each in lane
                mean = 0.0 if held else _mean([heights[o] for o in beside], heights[each])
                wanted.append((mean, _HELD if held else 1.0))
            apart = [_apart(a, b) for a, b in pairwise(layer)]
            heights.update(zip(layer, spread(wanted, apart), strict=True))
    return heights


def _apart(upper: Place, lower: Place) -> float:
    steps = isinstance(upper, str) + isinstance(lower, str)
    return (BETWEEN_WAYS, BESIDE_WAY, ROW)[steps]


def spread(wanted: Sequence[tuple[float, float]], apart: Sequence[float]) -> list[float]:
    """Positions nearest to those wanted, each at least ``apart`` behind the one before.

    Takes (position, weight) pairs and one distance fewer. Least squares by pooling neighbours that
    would come too close (isotonic regression, Ayer et al. 1955).
    """
    offsets = [0.0]
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, float, int]] = []
    for (position, weight), offset in zip(wanted, offsets, strict=False):
        mean, mass, count = position - offset, weight, 1
        while pools and pools[-1][0] > mean:
            other, other_mass, other_count = pools.pop()
            mean = (mean * mass + other * other_mass) / (mass + other_mass)
            mass, count = mass + other_mass, count + other_count
        pools.append((mean, mass, count))
    flat = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(flat, offsets, strict=False)]
