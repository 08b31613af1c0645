"""``report``: what was learned, for others to read."""

from __future__ import annotations

import os
from pathlib import Path

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser
from core.command.choosing import choosing_arguments, chosen
from core.command.damage import damage_remarked
from core.command.speech import progress, remark
from core.share.content import SectionName
from core.share.drawing.png import Raster, png
from core.share.formats import ENDINGS, FORMATS, Tools, Writer, written
from core.share.report import report
from core.share.working import watched
from core.store import StoreExists, write_new
from core.study import Study

SUMMARY = "write what was learned for others to read"


def arguments(parser: Parser) -> None:
    """What ``report`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add(
        "-o",
        dest="target",
        metavar="FILE",
        type=Path,
        required=True,
        help=f"ends in {', '.join(ENDINGS)}",
    )
    choosing_arguments(parser)
    sections = [str(each) for each in SectionName]
    add(
        "--section",
        metavar="NAME",
        action="append",
        default=[],
        choices=sections,
        help=f"only these: {', '.join(sections)}",
    )


def run(options: Options, pdf: Writer | None = None, raster: Raster = png) -> int:
    """Write the file that the ending of its name asks for. ``pdf`` and ``raster`` draw, where Qt is there."""
    ending = _ending(options.target)
    if ending not in FORMATS and pdf is None:
        raise WrongUse("A PDF is drawn by the window's own code, which is not here.")
    if os.path.lexists(options.target):
        raise StoreExists(options.target)  # before the work, not after it
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        sections = tuple(each for each in SectionName if str(each) in options.section)
        made = report(study, chosen(study, options, sections), progress=progress("Counting"))
        tools = Tools(watched(progress("Writing")), raster)
        file = pdf(made) if pdf and ending not in FORMATS else written(made, ending, tools)
        write_new(options.target, [file])
        for sentence in made.check.stays:
            remark(sentence)
        return damage_remarked(study.store.report)


def _ending(target: Path) -> str:
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(f"“{target.name}” should end in one of these: {', '.join(ENDINGS)}.")
    return ending
