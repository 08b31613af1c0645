"""``export``: what a study holds, in a form that other programs read."""

from __future__ import annotations

import os
from pathlib import Path

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser
from core.command.damage import damage_remarked
from core.command.funnel_groups import chosen_groups, chosen_iteration
from core.command.speech import progress, remark
from core.learned import NotPossible
from core.reading import Reader
from core.share.audience import Audience
from core.share.choosing import Choice
from core.store import StoreExists, write_new
from core.study import Study
from core.tables import ENDINGS, tables


def arguments(parser: Parser) -> None:
    """What ``export`` takes."""
    endings = ", ".join(ENDINGS)
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("-o", dest="target", metavar="FILE", type=Path, required=True, help=f"ends in {endings}")
    audiences = [str(each) for each in Audience]
    add("--audience", choices=audiences, default=Audience.TEAM, help="team unless said")
    add("--iteration", metavar="N", type=int, help="its number; the whole study unless said")
    add("--cohort", metavar="NAME", action="append", default=[], help="only these cohorts")


def run(options: Options) -> int:
    """Write the file that the ending of its name asks for, and say what stays."""
    ending = options.target.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(f"“{options.target.name}” should end in one of these: {', '.join(ENDINGS)}.")
    if os.path.lexists(options.target):
        raise StoreExists(options.target)  # before the work, not after it
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        choice = _choice(study, options)
        try:
            check, pieces = tables(study, choice, ending, progress("Writing"))
        except NotPossible as error:
            raise WrongUse(str(error)) from None
        write_new(options.target, pieces)
        for sentence in check.stays:
            remark(sentence)
        return damage_remarked(study.store.report)


def _choice(study: Reader, options: Options) -> Choice:
    iteration = None
    if options.iteration is not None:
        iteration = chosen_iteration(study, options.iteration)
    cohorts = None
    if options.cohort:
        latest = iteration or chosen_iteration(study, None)
        cohorts = tuple(each.id for each in chosen_groups(study, latest, options.cohort, None))
    return Choice(Audience(options.audience), iteration.id if iteration else None, cohorts=cohorts)
