"""``decide``: what the latest closed iteration proposes, changing nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec

from core.command.arguments import Options, Parser
from core.command.damage import damage_remarked
from core.command.decision_json import decision_json
from core.command.decision_text import decision_text
from core.command.funnel_groups import chosen_iteration
from core.command.speech import progress, say
from core.model.iteration import Iteration
from core.reading import Reader
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``decide`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--iteration", metavar="N", type=int, help="its number; the latest closed unless said")
    add("--json", action="store_true", help="print JSON for scripts")


def run(options: Options) -> int:
    """Print the proposal of a close, or the counts where none was made yet."""
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        say_decision(study, _chosen(study, options.iteration), json=options.json)
        return damage_remarked(study.store.report)


def say_decision(study: Reader, iteration: Iteration, *, json: bool) -> None:
    """Print what an iteration proposes. Raises NoHypothesis."""
    if json:
        say(msgspec.json.encode(decision_json(study, iteration)).decode())
    else:
        say(decision_text(study, iteration))


def _chosen(study: Reader, number: int | None) -> Iteration:
    if number is not None:
        return chosen_iteration(study, number)
    closed = [each for each in study.iterations() if not each.is_open]
    return closed[-1] if closed else chosen_iteration(study, None)
