"""``export``: what a study holds, in a form that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from core.coded import project
from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser
from core.exchange.grid import csv_lines, xlsx_bytes
from core.exchange.qdpx_file import qdpx_bytes
from core.plain_study import plain_lines
from core.reading import Reader
from core.store import write_new
from core.study import Study
from core.tables import observations, tables

FORMATS: Mapping[str, Callable[[Reader], Iterable[bytes]]] = {
    ".xlsx": lambda study: [xlsx_bytes(tables(study))],
    ".csv": lambda study: csv_lines(observations(study)),
    ".json": plain_lines,
    ".qdpx": lambda study: [qdpx_bytes(project(study))],
}
"""By the ending of the file: what is in it, piece by piece."""


def arguments(parser: Parser) -> None:
    """What ``export`` takes."""
    endings = ", ".join(FORMATS)
    parser.add_argument("study", metavar="STUDY", type=Path)
    parser.add_argument(
        "-o", dest="target", metavar="FILE", type=Path, required=True, help=f"ends in {endings}"
    )


def run(options: Options) -> int:
    """Write the file that the ending of its name asks for."""
    made = FORMATS.get(options.target.suffix.lower())
    if made is None:
        raise WrongUse(f"“{options.target.name}” should end in one of these: {', '.join(FORMATS)}.")
    with Study.open(options.study, write=False) as study:
        write_new(options.target, made(study))
    return DONE
