"""Which partners a cohort means in an iteration: those it had at the close, else those it has now."""

from __future__ import annotations

from collections.abc import Collection

from core.measure.cohorts import Group, everyone, of_frozen
from core.model.iteration import Iteration
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
