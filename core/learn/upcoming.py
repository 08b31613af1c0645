"""What comes next after a verdict: goals, the hypothesis to carry on with, whom to talk to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.learn.words import Names, focus_count
from core.model.assumption import Assumption, Stance
from core.model.decision import Conclusion, Decision, TalkTo
from core.model.hypothesis import Hypothesis


@dataclass(frozen=True)
class NextRound:
    """A draft of the next round. Nothing of it is kept until the person starts it.

    ``hypothesis`` is the latest version for another iteration, or a copy of it to be written anew
    (``rewrite``); a copy has an empty id. ``focus`` is the step to work on, ``contradicting`` the ids
    of observations and notes whose words speak against what was believed.
    """

    conclusion: Conclusion
    goals: tuple[str, ...]
    hypothesis: Hypothesis
    rewrite: bool
    focus: str
    contradicting: tuple[str, ...]
    talk_to: tuple[TalkTo, ...]


def next_draft(
    decision: Decision,
    conclusion: Conclusion,
    hypothesis: Hypothesis,
    names: Names,
    assumptions: Sequence[Assumption] = (),
) -> NextRound:
    """What a conclusion leads to. ``assumptions`` come the riskiest first."""
    evidence = decision.evidence
    rewrite = conclusion in (Conclusion.PROVED, Conclusion.RESET)
    words = [each.observation for each in evidence.reasons if each.observation]
    goals = [_GOALS[conclusion](decision, names)]
    untested = next((each for each in assumptions if each.believed is Stance.OPEN), None)
    if untested is not None:
        goals.append(f"Find out whether this holds: {untested.text}")
    return NextRound(
        conclusion,
        tuple(goals),
        msgspec.structs.replace(hypothesis, id="") if rewrite else hypothesis,
        rewrite,
        evidence.focus,
        tuple(dict.fromkeys([*words, *evidence.quotes])),
        decision.talk_to,
    )


def _after_proved(_: Decision, __: Names) -> str:
    return "Choose what makes the solution more useful to these customers, and test that."


def _after_iterate(decision: Decision, names: Names) -> str:
    evidence = decision.evidence
    if not evidence.focus:
        return "Find out what keeps partners from having their need met."
    step, left = names.step(evidence.focus), focus_count(evidence)
    return f"Change “{step}”, where {left} of {evidence.deviated} left."


def _after_reset(_: Decision, __: Names) -> str:
    return "Write the hypothesis anew, and test its riskiest part first."


def _after_unsure(decision: Decision, names: Names) -> str:
    evidence = decision.evidence
    if evidence.unknown:
        return f"Hear the {evidence.unknown} of {evidence.planned} who are unknown or not met yet."
    more = f"{decision.needed} more" if decision.needed else "more"
    return f"Talk to {more} partners of {names.cohort(evidence.cohort)}."


_GOALS = {
    Conclusion.PROVED: _after_proved,
    Conclusion.ITERATE: _after_iterate,
    Conclusion.RESET: _after_reset,
    Conclusion.UNSURE: _after_unsure,
}
