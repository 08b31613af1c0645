"""``compare``: two cohorts, a cohort and the rest, or two iterations, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser
from core.command.compare_json import compare_json
from core.command.compare_table import compare_table
from core.command.damage import damage_remarked
from core.command.funnel_groups import chosen_groups, chosen_iteration
from core.command.speech import progress, say
from core.measure import Group, Overlapping, Side, compare, everyone
from core.model.iteration import Iteration
from core.reading import Reader
from core.study import Study

_WHAT = (
    "Say what to compare: --cohort twice, --cohort once for a cohort with the rest, "
    "or --iteration twice."
)


def arguments(parser: Parser) -> None:
    """What ``compare`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add(
        "--cohort",
        metavar="NAME",
        action="append",
        default=[],
        help="a cohort or “attribute = value”; once: with the rest",
    )
    add(
        "--iteration",
        metavar="N",
        type=int,
        action="append",
        default=[],
        help="its number, the latest unless said; twice: one with the other",
    )
    add("--json", action="store_true", help="print JSON for scripts")


def run(options: Options) -> int:
    """Print the comparison of what can be read; damage is remarked and makes the answer a no."""
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        a, b = _sides(study, options.cohort, options.iteration)
        try:
            (compared,) = compare(study.columns, [(a, b)])
        except Overlapping as error:
            raise WrongUse(_overlap(a.group, b.group)) from error
        if options.json:
            say(msgspec.json.encode(compare_json(compared)).decode())
        else:
            numbers = [study.iteration(side.iteration).number for side in (a, b)]
            say(compare_table(study.info.name, numbers, compared))
        return damage_remarked(study.store.report)


def _sides(study: Reader, cohorts: Sequence[str], numbers: Sequence[int]) -> tuple[Side, Side]:
    if len(numbers) == 2 and len(cohorts) < 2:
        if numbers[0] == numbers[1]:
            raise WrongUse(f"Iteration {numbers[0]} is the same as itself. {_WHAT}")
        one, other = (chosen_iteration(study, number) for number in numbers)
        return _side(study, one, cohorts), _side(study, other, cohorts)
    if len(numbers) > 1 or len(cohorts) not in (1, 2):
        raise WrongUse(_WHAT)
    iteration = chosen_iteration(study, next(iter(numbers), None))
    sides = [_side(study, iteration, [name]) for name in cohorts]
    if len(sides) == 1:
        sides.append(replace(sides[0], rest=True))
    return sides[0], sides[1]


def _side(study: Reader, iteration: Iteration, cohorts: Sequence[str]) -> Side:
    group = chosen_groups(study, iteration, cohorts, None)[0] if cohorts else everyone()
    return Side(study.flow(iteration.flow), iteration.id, group)


def _overlap(a: Group, b: Group) -> str:
    if a.id == b.id:
        return f"“{a.name}” is the same as itself. Name it once to compare it with the rest."
    return (
        f"“{a.name}” and “{b.name}” share partners, so they are not compared with each other. "
        f"Name one of them, to compare it with the rest."
    )
