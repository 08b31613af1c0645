"""What of a study a file for others holds, as a command says it."""

from __future__ import annotations

from core.command.arguments import Options, Parser
from core.command.funnel_groups import chosen_groups, chosen_iteration
from core.reading import Reader
from core.share.audience import Audience
from core.share.choosing import ALL_SECTIONS, Choice
from core.share.content import SectionName


def choosing_arguments(parser: Parser) -> None:
    """What says it: for whom, of which iteration, of which cohorts."""
    add = parser.add_argument
    audiences = [str(each) for each in Audience]
    add("--audience", choices=audiences, default=Audience.TEAM, help="team unless said")
    add("--iteration", metavar="N", type=int, help="its number; the whole study unless said")
    add("--cohort", metavar="NAME", action="append", default=[], help="only these cohorts")


def chosen(study: Reader, options: Options, sections: tuple[SectionName, ...] = ()) -> Choice:
    """The choice in the words of a command; without sections it has all of them.

    Cohorts are those of the iteration, of the latest for the whole study. Raises WrongUse where an
    iteration or a cohort is not known.
    """
    iteration = None
    if options.iteration is not None:
        iteration = chosen_iteration(study, options.iteration)
    cohorts = None
    if options.cohort:
        latest = iteration or chosen_iteration(study, None)
        cohorts = tuple(each.id for each in chosen_groups(study, latest, options.cohort, None))
    return Choice(
        Audience(options.audience),
        iteration.id if iteration else None,
        sections or ALL_SECTIONS,
        cohorts,
    )
