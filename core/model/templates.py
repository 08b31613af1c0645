"""Flows to start from: believable, and short enough to be changed at once."""

from __future__ import annotations

from collections.abc import Sequence

from core.model.edits import arrange, path_flow, with_endpoints
from core.model.flow import Flow, Link, Step, StepKind
from core.model.ids import new_id


def customer_flow() -> Flow:
    """The customer flow as the method draws it: trigger, two steps, need met, two endpoints."""
    return path_flow(("Notices the problem", "Finds the solution", "Tries it once", "Need is met"))


def return_loop() -> Flow:
    """A short path to one endpoint: whether they come back at the next trigger."""
    return _flow(
        (
            ("Monthly task is due", StepKind.TRIGGER),
            ("Opens the solution", StepKind.STEP),
            ("Task is done with less effort", StepKind.NEED_MET),
            ("Comes back next time", StepKind.ADOPTION),
        ),
        ((0, 1), (1, 2), (2, 3)),
    )


def two_branches() -> Flow:
    """Two ways to the same step, to see which of them works."""
    flow = _flow(
        (
            ("Notices the problem", StepKind.TRIGGER),
            ("Takes the guided way", StepKind.STEP),
            ("Does it alone", StepKind.STEP),
            ("Sees the result", StepKind.STEP),
            ("Need is met", StepKind.NEED_MET),
        ),
        ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4)),
    )
    return arrange(with_endpoints(flow))


def _flow(steps: Sequence[tuple[str, StepKind]], links: Sequence[tuple[int, int]]) -> Flow:
    drawn = tuple(Step(new_id(), name, kind) for name, kind in steps)
    linked = tuple(Link(drawn[source].id, drawn[target].id) for source, target in links)
    return arrange(Flow(new_id(), steps=drawn, links=linked))
