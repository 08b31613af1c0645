"""``hypothesis``: the hypothesis of a study, and what its design can and cannot show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser, proper, share
from core.command.hypothesis_text import hypothesis_text
from core.command.primary import primary_named
from core.command.speech import progress, say
from core.iterating import write_hypothesis
from core.model.hypothesis import Hypothesis
from core.model.moment import now
from core.study import Study

_GIVEN = (
    "target",
    "planned",
    "adoption",
    "outcome",
    "scale",
    "customer",
    "challenge",
    "solution",
    "value",
    "market",
    "addressable",
)


def arguments(parser: Parser) -> None:
    """What ``hypothesis`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--target", metavar="T", type=share, help="the share of partners to beat, as 0.7 or 70%%")
    add("--planned", metavar="N", type=int, help="how many partners decide, 5 or more")
    add(
        "--primary",
        metavar="NAME",
        type=proper,
        help="the cohort it is about; Everyone unless said",
    )
    add("--adoption", metavar="T", type=share, help="target share of individual adoption")
    add("--outcome", metavar="T", type=share, help="target share of the business outcome")
    add("--scale", metavar="N", type=int, help="the least number of partners known at each")
    for part in ("customer", "challenge", "solution", "value"):
        add(f"--{part}", metavar="TEXT", type=proper, help=f"the {part}, in words")
    add("--market", metavar="N", type=int, help="how many customers share the challenge")
    add("--addressable", metavar="T", type=share, help="the share of them that can be reached")


def run(options: Options) -> int:
    """Write what is said of the hypothesis; without anything said, only print it."""
    given = {name: value for name in _GIVEN if (value := getattr(options, name)) is not None}
    write = bool(given) or options.primary is not None
    with Study.open(options.study, write=write, progress=progress("Opening")) as study:
        versions = study.hypotheses()
        latest = versions[-1] if versions else None
        if write:
            if options.primary is not None:
                given["primary"] = primary_named(study, options.primary)
            latest = write_hypothesis(study, _wanted(latest, given))
        if latest is None:
            raise WrongUse("The study has no hypothesis yet. Say --target and --planned.")
        say(hypothesis_text(study, latest))
    return DONE


def _wanted(latest: Hypothesis | None, given: dict[str, Any]) -> Hypothesis:
    if latest is not None:
        return msgspec.structs.replace(latest, **given)
    if missing := [f"--{name}" for name in ("target", "planned") if name not in given]:
        raise WrongUse(f"The first hypothesis needs {' and '.join(missing)}.")
    return Hypothesis(id="", version=1, written=now(), **given)
