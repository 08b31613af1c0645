"""Which partners a cohort means in an iteration: those it had at the close, else those it has now.

And what is asked of them as groups: filters of a view, planned numbers, whom to talk to next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.measure import plan
from core.measure.behind import behind
from core.measure.cohorts import Group, everyone, of_frozen
from core.measure.columns import Columns
from core.measure.plan import PlanRow, Suggestion
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.narrowing import HasWords, MetAgain, Narrowing, SeenAt
from core.model.partner import EVERYONE, Cohort
from core.reading import Reader


def groups(
    study: Reader, iteration: Iteration, cohort_ids: Collection[str] | None = None
) -> tuple[Group, ...]:
    """The groups to measure for cohorts, in the order asked for; None asks for every cohort.

    A closed iteration answers with the cohorts frozen at its close, also for one that was changed or
    deleted since; a cohort made later has the members it has now. Ids that name no cohort are left
    out. Everyone has ``members`` None: no partner is ever outside.
    """
    frozen = {each.id: each for each in iteration.cohorts}
    live = {each.id: each for each in study.cohorts()}
    wanted = [*live, *(each for each in frozen if each not in live)]
    if cohort_ids is not None:
        wanted = [each for each in cohort_ids if each in live or each in frozen]
    return tuple(
        of_frozen(frozen[each]) if each in frozen else _living(study, live[each]) for each in wanted
    )


def _living(study: Reader, cohort: Cohort) -> Group:
    """A cohort with the members it has now, kept until partners or cohorts change."""
    if cohort.id == EVERYONE:
        return everyone(cohort.name)
    return Group(cohort.id, cohort.name, study.members(cohort))


def narrowed(
    study: Reader,
    iteration: Iteration,
    shown: Sequence[Group],
    narrowings: Collection[Narrowing],
) -> tuple[Group, ...]:
    """Groups with only those partners of whom every filter holds; the same ones without a filter."""
    if not narrowings:
        return tuple(shown)
    kept = frozenset.intersection(*(_kept(study, iteration, each) for each in narrowings))
    return tuple(
        replace(each, members=kept if each.members is None else kept & each.members, narrowed=True)
        for each in shown
    )


def planned_numbers(study: Reader, iteration: Iteration) -> Mapping[str, int]:
    """The planned numbers of an iteration by cohort id; the hypothesis plans for its primary cohort."""
    hypothesis = study.hypothesis_of(iteration)
    of_hypothesis = {} if hypothesis is None else {hypothesis.primary.id: hypothesis.planned}
    return {**of_hypothesis, **study.planned(iteration.id)}


def against_plan(study: Reader, iteration: Iteration) -> tuple[PlanRow, ...]:
    """Every cohort of an iteration against its planned number."""
    return plan.against_plan(*_asked(study, iteration))


def next_interviews(
    study: Reader, iteration: Iteration, at_most: int = 6
) -> tuple[Suggestion, ...]:
    """Whom to talk to next in an iteration: thin cohorts, then unknowns, then those not met."""
    return plan.next_interviews(*_asked(study, iteration), at_most)


def _asked(
    study: Reader, iteration: Iteration
) -> tuple[Columns, Flow, str, Sequence[Group], Mapping[str, int], Sequence[str]]:
    return (
        study.columns,
        study.flow(iteration.flow),
        iteration.id,
        groups(study, iteration),
        planned_numbers(study, iteration),
        list(study.register.ids),
    )


def _kept(study: Reader, iteration: Iteration, narrowing: Narrowing) -> frozenset[str]:
    """Ids of the partners of whom a filter holds in an iteration."""
    columns = study.columns
    code = columns.iterations.code(iteration.id)
    here = (columns.iteration == (-1 if code is None else code)) & (columns.status != 0)
    match narrowing:
        case MetAgain():
            return _ids(columns, here & (columns.encounter > 1))
        case SeenAt(step, status):
            flow = study.flow(iteration.flow)
            if not flow.has(step):
                return frozenset()
            what = "unknown" if status is None else status.value
            return frozenset(behind(columns, flow, iteration.id, everyone(), step, what))
        case HasWords(step):
            where = columns.steps.code(step)
            at_step = columns.step == (-1 if where is None else where)
            said = here & (columns.words > 0) & (at_step if step else here)
            noted = (
                each.partner
                for each in study.notes(iteration=iteration.id)
                if not each.voided and step in ("", each.step)
            )
            return _ids(columns, said) | frozenset(noted)


def _ids(columns: Columns, rows: NDArray[np.bool_]) -> frozenset[str]:
    return frozenset(
        columns.partners.id(code) for code in np.unique(columns.partner[rows]).tolist()
    )
