"""``verdict``: what the person decided of the latest closed iteration."""

from __future__ import annotations

from pathlib import Path

from core import iterating
from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser, proper
from core.command.speech import progress, say
from core.model.decision import Conclusion
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``verdict`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--verdict", choices=[each.value for each in Conclusion], required=True)
    add("--note", metavar="TEXT", type=proper, default="", help="why, kept with the proposal")
    add("--by", metavar="NAME", type=proper, default="", help="initials of who decided")


def run(options: Options) -> int:
    """Keep the verdict beside the proposal."""
    with Study.open(options.study, progress=progress("Opening")) as study:
        closed = [each for each in study.iterations() if not each.is_open]
        if not closed:
            raise WrongUse("No iteration is closed yet. Close one, then decide.")
        conclusion = Conclusion(options.verdict)
        decision = iterating.decide(study, closed[-1], conclusion, options.note, options.by)
        as_proposed = conclusion is decision.proposal
        differs = (
            "as proposed" if as_proposed else f"proposed was {decision.proposal}; both are kept"
        )
        say(f"Iteration {closed[-1].number}: {conclusion}, {differs}.")
    return DONE
