"""What a decision lacks, in one sentence, and the one action that helps."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.iteration import Iteration
from core.reading import Reader
from ui.decide.words import tr


@dataclass(frozen=True)
class Lack:
    """``goes`` names the screen that helps; ``starts`` an iteration instead."""

    sentence: str
    action: str
    goes: str = ""
    starts: bool = False
    keys: str = "Ctrl Enter"


def lack_of(study: Reader, iteration: Iteration | None) -> Lack | None:
    """What there is not yet, the first thing first; None where there is something to decide about."""
    if iteration is None:
        if study.drawn is None:
            return Lack(
                tr("There is nothing to decide yet. It begins with the path of a customer."),
                tr("Draw the flow"),
                "flow",
            )
        return Lack(
            tr("No iteration is open. Partners are met within one, and a decision ends it."),
            tr("Start iteration 1"),
            starts=True,
        )
    if study.hypothesis_of(iteration) is None:
        return _without_hypothesis(iteration)
    decision = study.decision(iteration.id)
    if decision is None and not iteration.is_open:
        last = study.iterations()[-1].id == iteration.id
        said = tr("Iteration {n} was closed without a decision.").format(n=iteration.number)
        start = tr("Start iteration {n}").format(n=iteration.number + 1)
        return Lack(said, start if last else "", starts=last)
    if decision is None and not study.columns.refers(iteration=iteration.id):
        return Lack(
            tr("Nobody was met in iteration {n} yet. Decisions rest on what you have seen.").format(
                n=iteration.number
            ),
            tr("Begin an interview"),
            "capture",
        )
    return None


def _without_hypothesis(iteration: Iteration) -> Lack:
    said = tr("Iteration {n} has no hypothesis, so there is nothing to decide about.").format(
        n=iteration.number
    )
    return Lack(said, tr("Write the hypothesis"), "hypothesis")
