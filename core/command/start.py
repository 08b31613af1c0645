"""``start``: open the next iteration on the latest hypothesis and flow."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from core import iterating
from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser, proper
from core.command.speech import progress, say, tame
from core.exchange.flow_file import read_flow
from core.exchange.path_text import flow_of_path, path_names
from core.model.carrying import carried_over
from core.model.flow import Flow
from core.model.moment import Moment, moment
from core.pinning import structure_differs
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``start`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    flow = parser.add_mutually_exclusive_group()
    flow.add_argument("--path", metavar='"A > B > C"', help="the next version of the flow")
    flow.add_argument("--flow", metavar="FLOW.json", type=Path, help="the same, from a file")
    add("--change", metavar="TEXT", type=proper, default="", help="what changed in the solution")
    add(
        "--release",
        metavar="NAME",
        type=proper,
        default="",
        help="the release that holds the change",
    )
    add(
        "--goal",
        metavar="TEXT",
        type=proper,
        action="append",
        help="in place of the goals proposed",
    )
    add("--until", metavar="DATE", type=_day, help="the timebox: the last day, as 2026-03-31")


def run(options: Options) -> int:
    """Open the iteration, and say what it stands on."""
    with Study.open(options.study, progress=progress("Opening")) as study:
        iteration = iterating.start(
            study,
            change=options.change,
            release=options.release,
            goals=options.goal,
            until=options.until,
            flow=_next_flow(study, options),
        )
        tests = study.hypothesis_of(iteration)
        hypothesis = "no hypothesis yet" if tests is None else f"hypothesis version {tests.version}"
        version = study.flow(iteration.flow).version
        say(f"Iteration {iteration.number} is open: {hypothesis}, flow version {version}.")
        for goal in iteration.goals:
            say(tame(f"Goal: {goal}"))
    return DONE


def _next_flow(study: Study, options: Options) -> Flow | None:
    """The flow that was given, None where it leads nobody otherwise than the one drawn last."""
    if options.flow is not None:
        given = read_flow(options.flow)
    elif options.path is not None:
        try:
            given = flow_of_path(path_names(options.path))
        except ValueError as error:
            raise WrongUse(str(error)) from None
    else:
        return None
    drawn = study.drawn
    if drawn is None:
        return given
    given = carried_over(given, drawn)
    renamed = {step.id: step.name for step in given.steps} != {
        step.id: step.name for step in drawn.steps
    }
    return given if renamed or structure_differs(drawn, given) else None


def _day(text: str) -> Moment:
    """The end of a day, in UTC. Raises ValueError where the text names none."""
    return moment(datetime.combine(date.fromisoformat(text), time.max))
