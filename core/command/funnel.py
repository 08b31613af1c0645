"""``funnel``: the funnel of each cohort, as JSON or as a table."""

from __future__ import annotations

from pathlib import Path

import msgspec

from core.command.arguments import Options, Parser
from core.command.damage import damage_remarked
from core.command.funnel_groups import chosen_groups, chosen_iteration
from core.command.funnel_json import funnel_json
from core.command.funnel_table import funnel_table
from core.command.speech import progress, say
from core.measure import measure
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``funnel`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--iteration", metavar="N", type=int, help="its number; the latest unless said")
    add("--cohort", metavar="NAME", action="append", default=[], help="only these cohorts")
    add("--by", metavar="ATTRIBUTE", help="a cohort for each value of an attribute")
    add("--json", action="store_true", help="print JSON for scripts")


def run(options: Options) -> int:
    """Print the funnels of what can be read; damage is remarked and makes the answer a no."""
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        iteration = chosen_iteration(study, options.iteration)
        flow = study.flow(iteration.flow)
        groups = chosen_groups(study, iteration, options.cohort, options.by)
        measured = measure(study.columns, flow, iteration.id, groups, names=study.pseudonyms())
        if options.json:
            answer = funnel_json(study.info.name, iteration, flow, measured)
            say(msgspec.json.encode(answer).decode())
        else:
            say(funnel_table(study.info.name, iteration, measured))
        # What is whole can be read, but nobody should take it for everything.
        return damage_remarked(study.store.report)
