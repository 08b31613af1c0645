"""Where the bars of a funnel stand: columns, branches side by side, who waits at a split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from core.measure.funnel import Funnel, StepCount
from core.model.flow import Flow, StepKind
from core.model.structure import Branch, Structure, structure

EDGE = 0.1
"""Room behind the last bar for its numbers, in slots."""
WAIT = 0.25
"""The room a slim bar of undecided ones takes, in slots. Kept at 0 undecided: panels stay in line."""

APART = 0.3
"""Between the need met and the endpoints, in slots."""
BESIDE = 0.5
"""Between the cohorts of one step and those of the next, in slots of one bar."""


@dataclass(frozen=True)
class Shape:
    """Places along the axis in slots, one slot a column; the same for every panel of a flow.

    ``centres`` by column, ``waits`` by the id of the split step, ``brackets`` from left to right.
    ``ends`` is where the endpoints begin behind the need met, None where they are not shown.
    """

    steps: tuple[str, ...]
    centres: tuple[float, ...]
    slots: float
    waits: Mapping[str, float] = field(default_factory=dict)
    brackets: tuple[tuple[float, float], ...] = ()
    ends: float | None = None

    @property
    def path(self) -> float:
        """The slots without those of the endpoints."""
        return self.slots if self.ends is None else self.ends


def shape_of(flow: Flow) -> Shape:
    """The places of a flow's columns. An empty flow has no slots."""
    path = structure(flow)
    splits = [split for split, branches in enumerate(path.splits) if branches]
    centres: list[float] = []
    waits: dict[str, float] = {}
    edge = 0.0
    for column in range(len(path.steps)):
        centres.append(edge + 0.5)
        edge += 1
        for split in splits:
            if _gap(path, split) == column:
                waits[path.steps[split].id] = edge + WAIT / 2
                edge += WAIT
    runs = {run for each in path.splits if each for run in _runs(each)}
    brackets = tuple((centres[first] - 0.5, centres[last] + 0.5) for first, last in sorted(runs))
    ids = tuple(step.id for step in path.steps)
    return Shape(ids, tuple(centres), edge + EDGE, waits, brackets)


def with_ends(shape: Shape, flow: Flow) -> Shape:
    """The same with the flow's endpoints behind the need met: they stand in parallel, apart."""
    ends = [step.id for kind in _ENDS for step in flow.of_kind(kind)][: len(_ENDS)]
    if not ends or not shape.steps:
        return shape
    start = shape.slots + APART
    return replace(
        shape,
        steps=(*shape.steps, *ends),
        centres=(*shape.centres, *(start + place + 0.5 for place in range(len(ends)))),
        slots=start + len(ends) + EDGE,
        ends=shape.slots + APART / 2,
    )


_ENDS = (StepKind.ADOPTION, StepKind.OUTCOME)


def beside(shape: Shape, cohorts: int) -> tuple[Shape, ...]:
    """A shape for each of so many cohorts whose bars stand side by side at each step.

    All have the same slots, so that they can be laid over one area.
    """
    apart = cohorts + BESIDE

    def stretched(place: float) -> float:
        return place * apart

    def within(centre: float, cohort: int) -> float:
        return stretched(centre - 0.5) + BESIDE / 2 + cohort + 0.5

    brackets = tuple(
        (stretched(first) + BESIDE / 2, stretched(last) - BESIDE / 2)
        for first, last in shape.brackets
    )
    return tuple(
        Shape(
            shape.steps,
            tuple(within(centre, cohort) for centre in shape.centres),
            stretched(shape.slots),
            {
                split: stretched(place - WAIT / 2) + WAIT * apart * (cohort + 0.5) / cohorts
                for split, place in shape.waits.items()
            },
            brackets,
            None if shape.ends is None else stretched(shape.ends),
        )
        for cohort in range(cohorts)
    )


def _gap(path: Structure, split: int) -> int:
    """The column behind which those undecided at a split stand: its first branch's first."""
    return min(branch.target for branch in path.splits[split])


def _runs(branches: Iterable[Branch]) -> Iterator[tuple[int, int]]:
    """First and last of the columns that stand side by side and belong to one branch each."""
    own = sorted({column for branch in branches for column in branch.own})
    first = 0
    for place in range(1, len(own) + 1):
        if place == len(own) or own[place] != own[place - 1] + 1:
            if place > first:
                yield own[first], own[place - 1]
            first = place


@dataclass(frozen=True)
class Part:
    """One part of a bar: how many partners, and from where to where as shares of all entrants."""

    what: str
    n: int
    low: float
    high: float


def parts(count: StepCount, entrants: int) -> tuple[Part, ...]:
    """The parts of one bar from the base up; empty ones are left out.

    Aligned, then who could still be aligned up to the band's end — unknown at this step, then
    ``earlier``: unknown or undecided before it — and the deviated above them.
    """
    if not entrants:
        return ()
    found, base = [], 0
    for what, n in (
        ("aligned", count.aligned),
        ("unknown", count.unknown),
        ("earlier", earlier(count, entrants)),
        ("deviated", count.deviated),
    ):
        if n:
            found.append(Part(what, n, base / entrants, (base + n) / entrants))
        base += n
    return tuple(found)


def earlier(count: StepCount, entrants: int) -> int:
    """How many are unknown or undecided before a step and could still be aligned at it."""
    if count.band is None:
        return 0
    return max(round(count.band[1] * entrants) - count.aligned - count.unknown, 0)


def answers(funnel: Funnel) -> int:
    """Partners whose fate is known: need met, or deviated on the way."""
    return funnel.need_met + sum(each.fates[0] for each in funnel.steps)
