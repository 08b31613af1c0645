"""Two versions of a flow side by side: what came, went and changed, by the identity of the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from core.model.flow import Flow, Link, Step
from core.model.layout import COLUMN, NODE_HEIGHT

_CLEAR = NODE_HEIGHT + 56  # chips hang over the top edge


class Change(StrEnum):
    """What became of a step or a link from one version to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    SAME = "same"


class Part(StrEnum):
    """What of a step is another now. The first three change what a funnel counts or calls it."""

    NAME = "name"
    KIND = "kind"
    OPTIONAL = "optional"
    ALIGNED_MEANS = "aligned_means"
    DEVIATED_MEANS = "deviated_means"
    DESCRIPTION = "description"


@dataclass(frozen=True)
class StepChange:
    """One step: as it was and as it is (None where it was not, or is no more), and what differs."""

    change: Change
    before: Step | None
    after: Step | None
    parts: tuple[Part, ...] = ()

    @property
    def step(self) -> Step:
        """The step as it is, or as it was last."""
        step = self.after or self.before
        if step is None:
            raise ValueError("a step that is in neither version")
        return step


@dataclass(frozen=True)
class VersionChanges:
    """All steps of both versions by id, and their links; those not named here stand in both."""

    old: Flow
    new: Flow
    steps: Mapping[str, StepChange]
    links: Mapping[Link, Change]

    @property
    def any(self) -> bool:
        """Whether anything but places differs."""
        quiet = {Change.SAME, Change.MOVED}
        return any(each.change not in quiet for each in self.steps.values()) or any(
            change is not Change.SAME for change in self.links.values()
        )


def compare_versions(old: Flow, new: Flow) -> VersionChanges:
    """What differs from one version of a flow to another; steps are matched by their ids.

    Steps come in the order of the new version, those that went last; likewise links.
    """
    was = {step.id: step for step in old.steps}
    steps = {step.id: _change(was.get(step.id), step) for step in new.steps}
    gone = [step for step in old.steps if step.id not in steps]
    steps |= {step.id: StepChange(Change.REMOVED, step, None) for step in gone}
    before, after = set(old.links), set(new.links)
    links = {link: Change.SAME if link in before else Change.ADDED for link in new.links}
    links |= {link: Change.REMOVED for link in old.links if link not in after}
    return VersionChanges(old, new, steps, links)


def _change(before: Step | None, after: Step) -> StepChange:
    if before is None:
        return StepChange(Change.ADDED, None, after)
    parts = tuple(part for part in Part if getattr(before, part) != getattr(after, part))
    if parts:
        return StepChange(Change.CHANGED, before, after, parts)
    moved = (before.x, before.y) != (after.x, after.y)
    return StepChange(Change.MOVED if moved else Change.SAME, before, after)


def together(changes: VersionChanges) -> Flow:
    """Both versions as one flow to draw: the new one with what went, standing clear of what is.

    A step that went stands where it stood beside the steps that stayed, or the next row under it
    that is free.
    """
    new = changes.new
    steps = list(new.steps)
    for each in changes.steps.values():
        if each.change is Change.REMOVED:
            x, y = _beside(changes, each.step)
            while any(abs(x - a.x) < COLUMN - 20 and abs(y - a.y) < _CLEAR for a in steps):
                y += 20
            steps.append(msgspec.structs.replace(each.step, x=x, y=y))
    links = tuple(changes.links)
    return msgspec.structs.replace(new, steps=tuple(steps), links=links)


def _beside(changes: VersionChanges, gone: Step) -> tuple[float, float]:
    """Where a step stood, moved as the nearest step that stayed was moved."""
    stayed = [(a.before, a.after) for a in changes.steps.values() if a.before and a.after]
    if not stayed:
        return gone.x, gone.y
    before, after = min(stayed, key=lambda pair: abs(pair[0].x - gone.x) + abs(pair[0].y - gone.y))
    return gone.x + after.x - before.x, gone.y + after.y - before.y
