"""The shape of a flow: columns in order, what is optional, where paths split and merge.

Read once per flow; everything that counts or draws asks it. Only the path counts here, that is the
steps from trigger to need met: endpoints stand behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.model.flow import Flow, Link, Step, StepKind


@dataclass(frozen=True)
class Branch:
    """One link out of a split. ``own`` holds the columns reachable from it and from no other."""

    target: int
    own: frozenset[int]


@dataclass(frozen=True)
class Structure:
    """Steps as column numbers, the trigger first; all tuples have one entry a column.

    ``before[k]`` are the columns linked directly to k, ``after[k]`` those k leads to directly,
    ``ancestors[k]`` all that lead to k, ``optional[k]`` whether k may be left out, ``splits[k]`` the
    branches out of k: none, or two and more. ``skips[k]`` are links out of k that jump over optional
    steps. ``loops`` are links back to where somebody came from: they lead nobody on.
    """

    steps: tuple[Step, ...]
    before: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    ancestors: tuple[frozenset[int], ...]
    optional: tuple[bool, ...]
    splits: tuple[tuple[Branch, ...], ...]
    skips: tuple[frozenset[int], ...]
    loops: tuple[Link, ...]
    index: Mapping[str, int]

    def branch(self, source: int, target: int) -> Branch | None:
        """The branch a link is, or None where its source is no split or the link a skip."""
        return next((each for each in self.splits[source] if each.target == target), None)


@lru_cache(maxsize=64)
def structure(flow: Flow) -> Structure:
    """The shape of a flow's path, kept for the flows asked about last.

    Columns run from the trigger by longest path, then top to bottom. Steps cut off from the trigger
    stand behind, and links that close a loop are left out, so that an unsound flow can be counted.
    """
    trigger = flow.one(StepKind.TRIGGER)
    path = [step for step in flow.steps if not step.kind.is_endpoint and step is not trigger]
    if trigger is not None:
        path.insert(0, trigger)
    ids = {step.id for step in path}
    links = [each for each in flow.links if {each.source, each.target} <= ids]
    order, loops = _unrolled([step.id for step in path], links)
    rank = _longest_paths(order, [each for each in links if each not in loops], trigger)
    path.sort(key=lambda step: (rank[step.id], step.y))
    index = {step.id: column for column, step in enumerate(path)}
    after: list[list[int]] = [[] for _ in path]
    for each in links:
        # What is cut off stands behind, so a link from there to the path runs to the left.
        if each not in loops and rank[each.target] > rank[each.source]:
            after[index[each.source]].append(index[each.target])
    return _shape(path, [sorted(set(each)) for each in after], loops, index)


def _shape(
    path: Sequence[Step],
    after: Sequence[Sequence[int]],
    loops: Collection[Link],
    index: Mapping[str, int],
) -> Structure:
    columns = range(len(path))
    reach = _reach(after)
    skips = [_skips(after[column], reach) for column in columns]
    optional = [step.optional for step in path]
    for column in columns:
        for target in skips[column]:
            for between in reach[column]:
                if target in reach[between]:
                    optional[between] = True
    return Structure(
        steps=tuple(path),
        before=tuple(tuple(s for s in columns if k in after[s]) for k in columns),
        after=tuple(map(tuple, after)),
        ancestors=tuple(frozenset(s for s in columns if k in reach[s]) for k in columns),
        optional=tuple(optional),
        splits=tuple(_branches(set(after[k]) - skips[k], reach) for k in columns),
        skips=tuple(skips),
        loops=tuple(loops),
        index=index,
    )


def _unrolled(ids: Sequence[str], links: Collection[Link]) -> tuple[list[str], list[Link]]:
    """All steps in an order that the links follow, but for those links that close a loop.

    Walks depth first from the first id: a link to a step that is still being walked is a loop.
    """
    targets: dict[str, list[Link]] = {id_: [] for id_ in ids}
    for each in links:
        targets[each.source].append(each)
    done: list[str] = []
    begun: set[str] = set()
    ended: set[str] = set()
    loops: list[Link] = []
    for root in ids:
        if root in begun:
            continue
        begun.add(root)
        walk = [(root, iter(targets[root]))]
        while walk:
            current, ways = walk[-1]
            way = next(ways, None)
            if way is None:
                walk.pop()
                ended.add(current)
                done.append(current)
            elif way.target not in begun:
                begun.add(way.target)
                walk.append((way.target, iter(targets[way.target])))
            elif way.target not in ended:
                loops.append(way)
    return done[::-1], loops


def _longest_paths(
    order: Sequence[str], links: Collection[Link], trigger: Step | None
) -> dict[str, int]:
    """The length of the longest path to each step; cut-off ones behind the rest, in their order."""
    targets: dict[str, list[str]] = {id_: [] for id_ in order}
    for each in links:
        targets[each.source].append(each.target)
    rank = {trigger.id: 0} if trigger is not None else {}
    for current in order:
        if current in rank:
            for target in targets[current]:
                rank[target] = max(rank.get(target, 0), rank[current] + 1)
    connected = set(rank)
    behind = max(rank.values(), default=-1) + 1
    for current in order:
        if current not in connected:
            rank.setdefault(current, behind)
            for target in targets[current]:
                if target not in connected:
                    rank[target] = max(rank.get(target, 0), rank[current] + 1)
    return rank


def _reach(after: Sequence[Sequence[int]]) -> list[frozenset[int]]:
    """For each column all columns behind it."""
    reach: list[frozenset[int]] = [frozenset()] * len(after)
    for column in reversed(range(len(after))):
        reach[column] = frozenset(after[column]).union(*(reach[t] for t in after[column]))
    return reach


def _skips(following: Sequence[int], reach: Sequence[frozenset[int]]) -> frozenset[int]:
    """Targets that can be reached from another target too: those links jump ahead."""
    return frozenset(t for t in following if any(t in reach[other] for other in following))


def _branches(targets: set[int], reach: Sequence[frozenset[int]]) -> tuple[Branch, ...]:
    if len(targets) < 2:
        return ()
    whole = {target: reach[target] | {target} for target in targets}
    return tuple(
        Branch(t, frozenset(whole[t].difference(*(whole[o] for o in targets if o != t))))
        for t in sorted(targets)
    )
