"""The same steps over the iterations, and what changed between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.measure.cohorts import Group
from core.measure.columns import Columns
from core.measure.funnel import Funnel, measure
from core.measure.seen import EncounterChoice, Reading
from core.measure.version_rates import StepRate
from core.model.flow import Flow, Step
from core.model.iteration import Iteration
from core.model.versions import VersionChanges, compare_versions


@dataclass(frozen=True)
class Pass:
    """One iteration as it is asked about: its flow, and the group as it stood in it.

    ``hypothesis`` are the words it set out to prove, empty where none are written.
    """

    iteration: Iteration
    flow: Flow
    group: Group
    hypothesis: str = ""


@dataclass(frozen=True)
class StepSeries:
    """One step in each iteration; None where its flow has no such step, both counts 0 for no data.

    ``step`` is as the latest of the flows has it.
    """

    step: Step
    rates: tuple[StepRate | None, ...]


@dataclass(frozen=True)
class OverIterations:
    """The passes in their order, their funnels, the steps of all of them, and what changed.

    ``changes[n]`` is what differs in the flow from pass n - 1 to pass n, None for the first and where
    both used the same version. Steps stand in the column order of the latest flow that has them,
    those that went at the end.
    """

    passes: tuple[Pass, ...]
    funnels: tuple[Funnel, ...]
    changes: tuple[VersionChanges | None, ...]
    steps: tuple[StepSeries, ...]


def over_iterations(
    columns: Columns,
    passes: Sequence[Pass],
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> OverIterations:
    """The alignment of each step of the path, by identity, in each of some iterations."""
    funnels = tuple(
        measure(
            columns,
            each.flow,
            each.iteration.id,
            [each.group],
            reading=reading,
            encounter=encounter,
            names={},
        ).funnels[0]
        for each in passes
    )
    rates = [_rates(funnel) for funnel in funnels]
    latest = {step.id: step for funnel in funnels for step in _steps(funnel)}
    order = dict.fromkeys(step.id for funnel in reversed(funnels) for step in _steps(funnel))
    return OverIterations(
        tuple(passes),
        funnels,
        tuple(_changes(passes, n) for n in range(len(passes))),
        tuple(StepSeries(latest[each], tuple(own.get(each) for own in rates)) for each in order),
    )


def _changes(passes: Sequence[Pass], n: int) -> VersionChanges | None:
    if n == 0 or passes[n - 1].flow == passes[n].flow:
        return None
    return compare_versions(passes[n - 1].flow, passes[n].flow)


def _steps(funnel: Funnel) -> list[Step]:
    return [each.step for each in funnel.steps]


def _rates(funnel: Funnel) -> Mapping[str, StepRate]:
    return {
        each.step.id: StepRate(each.aligned, each.aligned + each.deviated, each.interval)
        for each in funnel.steps
    }
