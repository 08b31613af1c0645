"""A flow: the path a team hopes its customers walk. Frozen values only."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec


class StepKind(StrEnum):
    """What a step is in the customer flow. True innovation is computed, so it is no kind."""

    TRIGGER = "trigger"
    STEP = "step"
    NEED_MET = "need_met"
    ADOPTION = "adoption"
    OUTCOME = "outcome"

    @property
    def is_endpoint(self) -> bool:
        """Whether it stands behind the need met, outside the path."""
        return self in (StepKind.ADOPTION, StepKind.OUTCOME)


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step; its id is its identity across the versions of a flow.

    ``x`` and ``y`` are the top left corner on the canvas, in canvas units (a node is 210 by 148).
    """

    id: str
    name: str
    kind: StepKind = StepKind.STEP
    optional: bool = False
    x: float = 0.0
    y: float = 0.0
    description: str = ""
    aligned_means: str = ""
    deviated_means: str = ""


class Link(msgspec.Struct, frozen=True, order=True):
    """From one step to the next, by their ids. Two steps have at most one link in a direction."""

    source: str
    target: str


class Flow(msgspec.Struct, frozen=True):
    """One version of the flow of a study: steps and links in the order they were drawn."""

    id: str
    version: int = 1
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()

    def step(self, step_id: str) -> Step:
        """The step of that id. Raises KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def has(self, step_id: str) -> bool:
        """Whether the flow has a step of that id."""
        return any(step.id == step_id for step in self.steps)

    def named(self, name: str) -> Step | None:
        """The first step of that name, or None."""
        return next((step for step in self.steps if step.name == name), None)

    def of_kind(self, kind: StepKind) -> Iterator[Step]:
        """The steps of one kind."""
        return (step for step in self.steps if step.kind is kind)

    def one(self, kind: StepKind) -> Step | None:
        """The first step of one kind, or None."""
        return next(self.of_kind(kind), None)

    def sources(self, step_id: str) -> list[str]:
        """Ids of the steps directly before a step."""
        return [link.source for link in self.links if link.target == step_id]

    def targets(self, step_id: str) -> list[str]:
        """Ids of the steps directly behind a step."""
        return [link.target for link in self.links if link.source == step_id]
