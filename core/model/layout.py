"""Tidy: a flow laid out in columns, its main path on one straight lane (after Sugiyama, 1981).

Columns by longest path, few crossings within them, heights by least squares under
the distances that nodes need. Links that pass a column stand in it as a slim *way*, so that room
is left for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from core.model.flow import Flow, Link, Step, StepKind
from core.model.ordering import Links, Place, ordered
from core.model.structure import structure

NODE_WIDTH, NODE_HEIGHT, TRIGGER_WIDTH = 210.0, 148.0, 188.0
COLUMN, ROW = 268.0, 256.0
"""How far columns and rows stand apart, in canvas units."""
BESIDE_WAY, BETWEEN_WAYS = 150.0, 44.0
_SWEEPS = 12
_HELD = 1e6


def tidy_places(flow: Flow) -> dict[str, tuple[float, float]]:
    """The top left corner of each step when the flow is tidy, by step id, in canvas units.

    The trigger stands leftmost, the steps that everybody passes on the lane y = 0. Branches keep
    the order from top to bottom they have now, where that crosses no more links than another.
    """
    links = _forward(flow)
    loose = _loose(flow)
    columns = _columns(flow, links, loose)
    chains = Links(_chains(links, columns))
    drawn = _steps(sorted(flow.steps, key=lambda step: step.y), columns)
    layers = ordered(drawn, _steps(flow.steps, columns), chains)
    heights = _heights(layers, chains, _lane(_linked(flow, loose)))
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
    # Nothing stands left of the trigger, which is narrower than its column.
    first = NODE_WIDTH - min(width.values(), default=NODE_WIDTH)
    return places | {each: (first + place * COLUMN, below) for place, each in enumerate(loose)}


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
    """The links without those that close a circle, as a walk from the trigger meets them.

    Nothing leads forward to the trigger.
    """
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
    trigger = flow.one(StepKind.TRIGGER)
    start = trigger.id if trigger else None
    return [link for link in flow.links if link not in backward and link.target != start]


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
    trigger = flow.one(StepKind.TRIGGER)
    column = {each: int(trigger is not None and each != trigger.id) for each in ids}
    ready = list(sources)
    while ready:
        at = ready.pop()
        for target in after[at]:
            column[target] = max(column[target], column[at] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for each in sources:
        if after[each] and (trigger is None or each != trigger.id):
            column[each] = max(column[each], min(column[target] for target in after[each]) - 1)
    ends = [each for each in ids if kinds[each].is_endpoint]
    deepest = max((column[each] for each in ends), default=0)
    return column | {each: deepest for each in ends if not after[each]}


def _chains(links: Sequence[Link], columns: Mapping[str, int]) -> list[list[Place]]:
    """The places that each link passes, one a column: its source, the ways, its target."""
    return [
        [
            link.source,
            *(
                (link.source, link.target, column)
                for column in range(columns[link.source] + 1, columns[link.target])
            ),
            link.target,
        ]
        for link in links
    ]


def _steps(steps: Iterable[Step], columns: Mapping[str, int]) -> list[list[str]]:
    """The linked steps of each column, in the order given."""
    layers: list[list[str]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for step in steps:
        if step.id in columns:
            layers[columns[step.id]].append(step.id)
    return layers


def _linked(flow: Flow, loose: Sequence[str]) -> Flow:
    """The flow without loose steps, all at one height: what follows from it is so for any drawing."""
    steps = tuple(
        msgspec.structs.replace(step, y=0.0) for step in flow.steps if step.id not in set(loose)
    )
    return msgspec.structs.replace(flow, steps=steps)


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


def _heights(layers: Sequence[Sequence[Place]], links: Links, lane: set[str]) -> dict[Place, float]:
    """The middle of each place, measured from the lane."""
    heights: dict[Place, float] = {}
    for layer in layers:
        middle = (len(layer) - 1) / 2
        heights.update((each, (row - middle) * ROW) for row, each in enumerate(layer))
    beside = {each: [*links.before.get(each, ()), *links.after.get(each, ())] for each in heights}
    for sweep in range(2 * _SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = []
            for each in layer:
                held = each in lane
                near = [heights[other] for other in beside[each]]
                mean = 0.0 if held or not near else sum(near) / len(near)
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
