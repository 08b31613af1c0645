"""``innovation``: individual adoption, business outcome, and true innovation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from core.command.arguments import Options, Parser
from core.command.damage import damage_remarked
from core.command.funnel_groups import chosen_groups, chosen_iteration
from core.command.speech import progress, say, tame
from core.learn.design import share
from core.learn.innovation import AgainstTarget, Innovation
from core.learned import innovation_of
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``innovation`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--iteration", metavar="N", type=int, help="its number; the latest unless said")
    add("--cohort", metavar="NAME", help="only this cohort; everyone unless said")
    add("--json", action="store_true", help="print JSON for scripts")


def run(options: Options) -> int:
    """Print how far an iteration has come; late observations count."""
    with Study.open(options.study, write=False, progress=progress("Opening")) as study:
        iteration = chosen_iteration(study, options.iteration)
        named = [options.cohort] if options.cohort is not None else []
        group = chosen_groups(study, iteration, named, None)[0]
        found = innovation_of(study, iteration, group)
        if options.json:
            say(msgspec.json.encode(_json(found)).decode())
        else:
            lines = _lines(iteration.number, found)
            say("\n".join(tame(line) for line in lines))
        return damage_remarked(study.store.report)


def _json(found: Innovation) -> dict[str, Any]:
    return {
        "adoption": _endpoint(found.adoption, "pending"),
        "outcome": _endpoint(found.outcome, "unknown"),
        "both": found.both,
        "state": found.state,
    }


def _endpoint(end: AgainstTarget, unknown: str) -> dict[str, Any]:
    count = end.count
    return {
        "aligned": count.aligned,
        "deviated": count.deviated,
        unknown: count.unknown,
        "rate": count.rate,
        "interval": count.interval,
        "target": end.target,
    }


def _lines(number: int, found: Innovation) -> Iterator[str]:
    far = " so far" if found.so_far else ""
    yield f"Iteration {number}, {found.group.name}: {found.state}{far}"
    yield f"Need met: {found.need_met}; both: {found.both}"
    yield _line("Individual adoption", found.adoption, "pending")
    yield _line("Business outcome", found.outcome, "unknown")


def _line(name: str, end: AgainstTarget, unknown: str) -> str:
    count = end.count
    if count.step is None:
        return f"{name}: the flow has no such endpoint"
    said = "no data"
    if count.rate is not None and count.interval is not None:
        low, high = (share(each, rough=True) for each in count.interval)
        rate = share(count.rate, rough=True)
        said = f"{count.aligned} of {end.known}, {rate}, plausible {low} to {high}"
    target = "no target" if end.target is None else f"to beat: {share(end.target)}"
    scale = "at scale" if end.at_scale else "not at scale"
    return f"{name}: {said}; {count.unknown} {unknown}; {target}; {scale}"
