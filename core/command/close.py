"""``close``: freeze the open iteration and print what it proposes."""

from __future__ import annotations

from pathlib import Path

from core import iterating
from core.command.answer import DONE
from core.command.arguments import Options, Parser
from core.command.decide import say_decision
from core.command.speech import progress
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``close`` takes."""
    parser.add_argument("study", metavar="STUDY", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON for scripts")


def run(options: Options) -> int:
    """Close the open iteration."""
    with Study.open(options.study, progress=progress("Opening")) as study:
        decision = iterating.close(study)
        say_decision(study, study.iteration(decision.id), json=options.json)
    return DONE
