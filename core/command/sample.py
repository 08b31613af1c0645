"""``sample -o``: a fresh copy of the sample study."""

from __future__ import annotations

from pathlib import Path

from core.command.answer import DONE
from core.command.arguments import Options, Parser
from core.sample import write_sample


def arguments(parser: Parser) -> None:
    """What ``sample`` takes."""
    parser.add_argument(
        "-o", dest="target", metavar="STUDY", type=Path, help="only write the copy to this file"
    )


def run(options: Options) -> int:
    """Write the copy."""
    write_sample(options.target)
    return DONE
