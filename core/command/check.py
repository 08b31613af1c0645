"""``check``: whether the file is whole, and what was recovered."""

from __future__ import annotations

from pathlib import Path

from core.command.answer import DONE, NO
from core.command.arguments import Options, Parser
from core.command.damage import set_aside
from core.command.speech import progress, say
from core.store import inspect


def arguments(parser: Parser) -> None:
    """What ``check`` takes."""
    parser.add_argument("study", metavar="STUDY", type=Path)


def run(options: Options) -> int:
    """Print what the file holds. A torn last line is no damage; a lost line is."""
    report = inspect(options.study, progress("Checking"))
    for sentence in report.sentences:
        say(sentence)
    for name in set_aside(options.study):
        say(f"An unfinished change found earlier is in “{name}”.")
    return NO if report.lines_lost else DONE
