"""The shape of a flow: columns in order, what is optional, where paths split and merge.

Read once per flow; everything that counts or draws asks it. Only the path counts here, that is the
steps from trigger to need met: endpoints stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.model.flow import Flow, Step


@dataclass(frozen=True)
class Branch:
    """One link out of a split. ``own`` holds the columns reachable from it and from no other."""

    target: int
    own: frozenset[int]


@dataclass(frozen=True)
class Structure:
    """Steps as column numbers, the trigger first; all tuples have one entry a column.

    ``before[k]`` are the columns linked directly to k, ``ancestors[k]`` all that lead to k,
    ``optional[k]`` whether k may be left out, ``splits[k]`` the branches out of k: none, or two and
    more. ``skips[k]`` are links out of k that jump over optional steps.
    """

    steps: tuple[Step, ...]
    before: tuple[tuple[int, ...], ...]
    ancestors: tuple[frozenset[int], ...]
    optional: tuple[bool, ...]
    splits: tuple[tuple[Branch, ...], ...]
    skips: tuple[frozenset[int], ...]
    index: Mapping[str, int]

    def branch(self, source: int, target: int) -> Branch | None:
        """The branch a link is, or None where its source is no split or the link a skip."""
        return next((each for each in self.splits[source] if each.target == target), None)


def structure(flow: Flow) -> Structure:
    """The shape of a flow's path.

    Columns run from the trigger by longest path, then top to bottom. Steps on a cycle or cut off
    from the trigger stand behind, so that an unsound flow can still be counted.
    """
    path = [step for step in flow.steps if not step.kind.is_endpoint]
    ids = {step.id for step in path}
    links = [each for each in flow.links if {each.source, each.target} <= ids]
    targets: dict[str, list[str]] = {step.id: [] for step in path}
    for each in links:
        targets[each.source].append(each.target)
    rank = _longest_paths(path, targets)
    path.sort(key=lambda step: (rank[step.id], step.y))
    index = {step.id: column for column, step in enumerate(path)}
    # A link that runs backwards closes a loop; it leads nobody on.
    after = [sorted(index[t] for t in targets[s.id] if rank[t] > rank[s.id]) for s in path]
    reach = _reach(after)
    skips = [_skips(after[column], reach) for column in range(len(path))]
    optional = [step.optional for step in path]
    for column, jumps in enumerate(skips):
        for target in jumps:
            for between in reach[column]:
                if target in reach[between]:
                    optional[between] = True
    before: list[list[int]] = [[] for _ in path]
    for column, following in enumerate(after):
        for target in following:
            before[target].append(column)
    return Structure(
        steps=tuple(path),
        before=tuple(map(tuple, before)),
        ancestors=tuple(
            frozenset(s for s in range(len(path)) if k in reach[s]) for k in range(len(path))
        ),
        optional=tuple(optional),
        splits=tuple(_branches(set(after[k]) - skips[k], reach) for k in range(len(path))),
        skips=tuple(skips),
        index=index,
    )


def _longest_paths(path: Iterable[Step], targets: Mapping[str, list[str]]) -> dict[str, int]:
    """The length of the longest path to each step; cut-off and circular ones behind the rest."""
    steps = list(path)
    waiting = {step.id: 0 for step in steps}
    for following in targets.values():
        for target in following:
            waiting[target] += 1
    rank = {step.id: 0 for step in steps}
    connected = {step.id for step in steps if step.kind == "trigger"}
    ready = [step.id for step in steps if not waiting[step.id]]
    done = []
    while ready:
        current = ready.pop()
        done.append(current)
        for target in targets[current]:
            if current in connected:
                connected.add(target)
                rank[target] = max(rank[target], rank[current] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    behind = max(rank.values(), default=0) + 1
    loose = [step.id for step in steps if step.id not in connected or waiting[step.id]]
    return rank | {step_id: behind + place for place, step_id in enumerate(loose)}


def _reach(after: list[list[int]]) -> list[frozenset[int]]:
    """For each column all columns behind it."""
    reach: list[frozenset[int]] = [frozenset()] * len(after)
    for column in reversed(range(len(after))):
        reach[column] = frozenset(after[column]).union(*(reach[t] for t in after[column]))
    return reach


def _skips(following: list[int], reach: list[frozenset[int]]) -> frozenset[int]:
    """Targets that can be reached from another target too: those links jump ahead."""
    return frozenset(t for t in following if any(t in reach[other] for other in following))


def _branches(targets: set[int], reach: list[frozenset[int]]) -> tuple[Branch, ...]:
    if len(targets) < 2:
        return ()
    whole = {target: reach[target] | {target} for target in targets}
    return tuple(
        Branch(t, frozenset(whole[t].difference(*(whole[o] for o in targets if o != t))))
        for t in sorted(targets)
    )
