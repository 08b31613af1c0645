"""``export``: what a study holds, in a form that other programs read."""

from __future__ import annotations

from pathlib import Path

from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser
from core.plain_study import write_plain
from core.study import Study

FORMATS = {".json": write_plain}


def arguments(parser: Parser) -> None:
    """What ``export`` takes."""
    endings = ", ".join(FORMATS)
    parser.add_argument("study", metavar="STUDY", type=Path)
    parser.add_argument(
        "-o", dest="target", metavar="FILE", type=Path, required=True, help=f"ends in {endings}"
    )


def run(options: Options) -> int:
    """Write the file that the ending of its name asks for."""
    write = FORMATS.get(options.target.suffix.lower())
    if write is None:
        raise WrongUse(f"“{options.target.name}” should end in one of these: {', '.join(FORMATS)}.")
    with Study.open(options.study, write=False) as study:
        write(study, options.target)
    return DONE
