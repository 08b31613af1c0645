"""``export``: what a study holds, in a form that other programs read."""

from __future__ import annotations

import os
from pathlib import Path

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser
from core.command.choosing import choosing_arguments, chosen
from core.command.damage import damage_remarked
from core.command.speech import progress, remark
from core.learned import NotPossible
from core.store import StoreExists, write_new
from core.study import Study
from core.tables import ENDINGS, tables


def arguments(parser: Parser) -> None:
    """What ``export`` takes."""
    endings = ", ".join(ENDINGS)
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("-o", dest="target", metavar="FILE", type=Path, required=True, help=f"ends in {endings}")
    choosing_arguments(parser)


def run(options: Options) -> int:
    """Write the file that the ending of its name asks for, and say what stays."""
    ending = options.target.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(f"“{options.target.name}” should end in one of these: {', '.join(ENDINGS)}.")
    if os.path.lexists(options.target):
        raise StoreExists(options.target)  # before the work, not after it
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        choice = chosen(study, options)
        try:
            check, pieces = tables(study, choice, ending, progress("Writing"))
        except NotPossible as error:
            raise WrongUse(str(error)) from None
        write_new(options.target, pieces)
        for sentence in check.stays:
            remark(sentence)
        return damage_remarked(study.store.report)
