"""``quotes``: what partners said, at a step, in a cohort, aligned or deviated there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser
from core.command.damage import damage_remarked
from core.command.funnel_groups import chosen_groups, chosen_iteration, listed
from core.command.quotes_text import quotes_json, quotes_text
from core.command.speech import progress, say
from core.interview.spoken import Kind, Spoken, spoken
from core.measure import Group
from core.model.iteration import Iteration
from core.model.observation import Status
from core.reading import Reader
from core.study import Study

_STATUSES = {"aligned": Status.ALIGNED, "deviated": Status.DEVIATED, "unknown": None}


def arguments(parser: Parser) -> None:
    """What ``quotes`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--iteration", metavar="N", type=int, help="its number; all of them unless said")
    add("--step", metavar="STEP", help="only what was said at this step")
    add("--cohort", metavar="NAME", help="only partners of a cohort or “attribute = value”")
    add("--status", choices=list(_STATUSES), help="only of those with this status at the step")
    add("--notes", action="store_true", help="the observers' notes too")
    add("--json", action="store_true", help="print JSON for scripts")


def run(options: Options) -> int:
    """Print the quotes of what can be read; damage is remarked and makes the answer a no."""
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        iterations = study.iterations()
        if options.iteration is not None:
            iterations = [chosen_iteration(study, options.iteration)]
        steps = None if options.step is None else _steps(study, iterations, options.step)
        groups = _groups(study, iterations, options.cohort)
        kinds = (Kind.QUOTE, Kind.NOTE) if options.notes else (Kind.QUOTE,)
        found = [
            each
            for each in spoken(study)
            if each.kind in kinds
            and (steps is None or each.step in steps)
            and _belongs(each, groups)
            and (options.status is None or each.status is _STATUSES[options.status])
        ]
        say(
            msgspec.json.encode(quotes_json(study, found)).decode()
            if options.json
            else quotes_text(study, found)
        )
        return damage_remarked(study.store.report)


def _belongs(words: Spoken, groups: dict[str, Group | None]) -> bool:
    if words.iteration not in groups:
        return False
    group = groups[words.iteration]
    return group is None or group.members is None or words.partner in group.members


def _steps(study: Reader, iterations: Sequence[Iteration], name: str) -> set[str]:
    """The ids of the steps of a name. Raises WrongUse where no iteration has one."""
    steps = [step for each in iterations for step in study.flow(each.flow).steps]
    found = {step.id for step in steps if step.name == name}
    if not found:
        known = list(dict.fromkeys(step.name for step in steps))
        raise WrongUse(f"There is no step “{name}”. The steps are: {listed(known)}.")
    return found


def _groups(
    study: Reader, iterations: Sequence[Iteration], name: str | None
) -> dict[str, Group | None]:
    """The cohort of a name as it stands in each iteration that has it; None is everyone."""
    if name is None:
        return {each.id: None for each in iterations}
    found: dict[str, Group | None] = {}
    for each in iterations:
        try:
            found[each.id] = chosen_groups(study, each, [name], None)[0]
        except WrongUse:
            if each is iterations[-1] and not found:
                raise
    return found
