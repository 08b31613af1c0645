"""A decision as text for a person."""

from __future__ import annotations

from collections.abc import Iterator

from core.command.speech import tame
from core.learn.design import share
from core.learn.words import Names, focus_count, who, why
from core.learned import (
    evidence_of,
    is_changed_since,
    late_since,
    names,
    reason_of,
    said,
    talk_to,
)
from core.model.decision import Decision, Evidence
from core.model.iteration import Iteration
from core.reading import Reader

_WHOM = 10


def decision_text(study: Reader, iteration: Iteration) -> str:
    """The proposal and its reasons, the verdict, whom to talk to. Raises NoHypothesis."""
    return "\n".join(tame(line) for line in _lines(study, iteration))


def _lines(study: Reader, iteration: Iteration) -> Iterator[str]:
    evidence, told = evidence_of(study, iteration), names(study, iteration)
    decision = None if iteration.is_open else study.decision(iteration.id)
    proposed = f"proposes: {decision.proposal}" if decision else "still open, nothing is proposed"
    yield f"Iteration {iteration.number}, {told.cohort(evidence.cohort)}, {proposed}"
    yield said(study, iteration)
    if iteration.set_after:
        yield f"The hypothesis was set after {_observations(iteration.set_after)}."
    if evidence.later:
        yield f"Entrants beyond those planned, shown and not counted: {len(evidence.later)}."
    if decision is not None:
        yield from _of_decision(study, iteration, decision, told)
    yield from _whom(study, iteration, told)


def _of_decision(
    study: Reader, iteration: Iteration, decision: Decision, told: Names
) -> Iterator[str]:
    yield from _chances(decision)
    if decision.evidence.focus:
        yield _focus(study, decision.evidence, told)
    if decision.needed is not None:
        yield f"Needed beyond those planned, at best: {decision.needed}"
    if late := late_since(study, iteration):
        yield f"Decided before {_observations(late, 'late ')}."
    if is_changed_since(study, iteration):
        yield "Observations were changed since the close; the decision stands on what was frozen."
    if decision.verdict is not None:
        note = f": {decision.verdict.note}" if decision.verdict.note else ""
        yield f"Verdict: {decision.verdict.conclusion}{note}"


def _chances(decision: Decision) -> Iterator[str]:
    """Both tails, in words first."""
    found, low, high = decision.evidence, decision.p_at_least, decision.p_at_most
    most = found.aligned + found.unknown
    even, tail = "", "x"
    if found.unknown:
        even, tail = ", all without an answer counted as aligned", "x + u"
    yield f"If {share(found.target)} were the true share, the chance would be"
    yield (
        f"- {share(low, rough=True)} of {found.aligned} or more of {found.planned} aligned; "
        f"to prove it takes 5 % or less (P(X >= x) = {low:.4f})"
    )
    yield (
        f"- {share(high, rough=True)} of {most} or fewer of {found.planned} aligned{even}; "
        f"to rule it out takes 5 % or less (P(X <= {tail}) = {high:.4f})"
    )


def _observations(count: int, which: str = "") -> str:
    return f"{count} {which}observation{'' if count == 1 else 's'}"


def _focus(study: Reader, evidence: Evidence, told: Names) -> str:
    given = [
        f"{reason} ({len(each.partners)})"
        for each in evidence.reasons
        if (reason := reason_of(study, each))
    ]
    why_left = f": {', '.join(given)}" if given else ""
    left = focus_count(evidence)
    return f"Focus: {told.step(evidence.focus)}, {left} of {evidence.deviated} left there{why_left}"


def _whom(study: Reader, iteration: Iteration, told: Names) -> Iterator[str]:
    talks = talk_to(study, iteration)
    if talks:
        yield "Talk to next:"
    for each in talks[:_WHOM]:
        yield f"- {who(each, told)}: {why(each, told)}"
    if len(talks) > _WHOM:
        yield f"and {len(talks) - _WHOM} more"
