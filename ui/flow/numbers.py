"""What was measured on the flow that is shown, for one iteration and one cohort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.groups import groups
from core.measure.cohorts import Group
from core.measure.endpoints import EndpointCount, Endpoints, endpoints
from core.measure.funnel import Funnel, StepCount, measure
from core.measure.reasons import Reason, reasons
from core.model.flow import Flow, StepKind
from core.model.iteration import Iteration
from core.study import Study


@dataclass(frozen=True)
class Numbers:
    """The funnel of one group with its endpoints and the reasons to deviate, by step id."""

    flow: Flow
    iteration: Iteration
    group: Group
    funnel: Funnel
    ends: Endpoints
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Mapping[str, StepCount]:
        """The numbers of each step on the path, by step id."""
        return {count.step.id: count for count in self.funnel.steps}

    def end(self, kind: StepKind) -> EndpointCount | None:
        """The numbers of an endpoint; None where the kind is none."""
        return {StepKind.ADOPTION: self.ends.adoption, StepKind.OUTCOME: self.ends.outcome}.get(
            kind
        )


def numbers(study: Study, flow: Flow, iteration: Iteration | None, cohort: str) -> Numbers | None:
    """Measure a flow for an iteration and a cohort; None where there is nothing to measure."""
    if iteration is None or all(step.kind.is_endpoint for step in flow.steps):
        return None
    found = groups(study, iteration, [cohort]) or groups(study, iteration)[:1]
    return of_group(study, flow, iteration, found[0])


def of_group(study: Study, flow: Flow, iteration: Iteration, group: Group) -> Numbers:
    """Measure a flow for an iteration and a group."""
    columns = study.columns
    measured = measure(columns, flow, iteration.id, [group], names=study.pseudonyms())
    by_step: dict[str, tuple[Reason, ...]] = {}
    for reason in reasons(columns, flow, iteration.id, group):
        by_step[reason.step] = (*by_step.get(reason.step, ()), reason)
    ends = endpoints(columns, flow, iteration.id, group)
    return Numbers(flow, iteration, group, measured.funnels[0], ends, by_step)


@dataclass(frozen=True)
class Row:
    """The numbers of one step in one iteration."""

    iteration: int
    reached: int
    aligned: int
    deviated: int
    unknown: int


def over_iterations(study: Study, numbers: Numbers, step_id: str) -> tuple[Row, ...]:
    """The numbers of a step in the iteration shown and in those before it, the latest first."""
    rows = []
    for iteration in reversed(study.iterations()):
        flow = study.flow(iteration.flow)
        if iteration.number > numbers.iteration.number or not flow.has(step_id):
            continue
        if iteration.id == numbers.iteration.id and step_id in numbers.counts:
            rows.append(_row(iteration.number, numbers.counts[step_id]))
            continue
        found = groups(study, iteration, [numbers.group.id])
        if not found:
            continue
        if flow.step(step_id).kind.is_endpoint:
            ends = endpoints(study.columns, flow, iteration.id, found[0])
            adopted = flow.step(step_id).kind is StepKind.ADOPTION
            end = ends.adoption if adopted else ends.outcome
            rows.append(
                Row(iteration.number, ends.need_met, end.aligned, end.deviated, end.unknown)
            )
            continue
        measured = measure(study.columns, flow, iteration.id, found, names={})
        rows += [
            _row(iteration.number, count)
            for count in measured.funnels[0].steps
            if count.step.id == step_id
        ]
    return tuple(rows)


def _row(number: int, count: StepCount) -> Row:
    return Row(number, count.reached, count.aligned, count.deviated, count.unknown)
