"""What the numbers of a decision say, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.learn.design import share
from core.measure.intervals import wilson
from core.model.decision import Conclusion, Evidence, ResetCause, TalkTo, Why
from core.model.flow import Flow
from core.model.partner import EVERYONE
from core.rounding import whole_percent


@dataclass(frozen=True)
class Names:
    """What ids are called: partners by pseudonym, cohorts by name, steps by the flow of the iteration.

    ``primary`` is the id of the cohort that decides.
    """

    partners: Mapping[str, str]
    cohorts: Mapping[str, str]
    flow: Flow
    primary: str = EVERYONE

    def step(self, step_id: str) -> str:
        """The name of a step, its id where the flow has it no more."""
        return self.flow.step(step_id).name if self.flow.has(step_id) else step_id

    def partner(self, partner_id: str) -> str:
        """The pseudonym of a partner, the id where nobody knows it."""
        return self.partners.get(partner_id, partner_id)

    def cohort(self, cohort_id: str) -> str:
        """The name of a cohort, the id where nobody knows it."""
        return self.cohorts.get(cohort_id, cohort_id)


def counted(evidence: Evidence) -> str:
    """The counts and how sure they are: "7 of 10 aligned; plausible 40–89 %; to beat: 70 %."."""
    beat = f"to beat: {share(evidence.target)}"
    interval = wilson(evidence.aligned, evidence.n)
    if interval is None:
        return f"No answers yet of {evidence.planned} planned; {beat}."
    # One number, as the rule counts it: apart they would tell a public of one or two partners.
    unknown = f", {evidence.unknown} unknown or not met yet" if evidence.unknown else ""
    plausible = f"plausible {whole_percent(interval[0])}–{whole_percent(interval[1])} %"
    return f"{evidence.aligned} of {evidence.n} aligned{unknown}; {plausible}; {beat}."


def sentence(
    evidence: Evidence, proposal: Conclusion, because: tuple[ResetCause, ...], names: Names
) -> str:
    """The counts and what is proposed for them, in words a person says."""
    return f"{counted(evidence)} {_SAID[proposal](evidence, because, names)}"


def _proved(evidence: Evidence, _: tuple[ResetCause, ...], __: Names) -> str:
    even = f", even with {evidence.unknown} without an answer" if evidence.unknown else ""
    return f"Proved, for partners like these{even}."


def _not_met(evidence: Evidence) -> str:
    if not evidence.unknown:
        return "Not met"
    them = "the one" if evidence.unknown == 1 else f"all {evidence.unknown}"
    return f"Not met, even if {them} without an answer had aligned"


def _iterate(evidence: Evidence, _: tuple[ResetCause, ...], names: Names) -> str:
    left = focus_count(evidence)
    where = f" Work on “{names.step(evidence.focus)}”: {left} of {evidence.deviated} left there."
    return f"{_not_met(evidence)}.{where if evidence.focus else ''}"


def _reset(evidence: Evidence, because: tuple[ResetCause, ...], _: Names) -> str:
    return f"{_not_met(evidence)}, and {' and '.join(_CAUSES[each] for each in because)}."


def _unsure(_: Evidence, __: tuple[ResetCause, ...], ___: Names) -> str:
    return "Too few to tell."


_SAID = {
    Conclusion.PROVED: _proved,
    Conclusion.ITERATE: _iterate,
    Conclusion.RESET: _reset,
    Conclusion.UNSURE: _unsure,
}

_CAUSES = {
    ResetCause.EDGES: "most of those who left did so at the trigger or at need met itself",
    ResetCause.NO_RISE: "the share rose neither at this close nor at the one before",
}


def focus_count(evidence: Evidence) -> int:
    """How many of those who decide ended deviated at the focus step."""
    return sum(len(each.deviated) for each in evidence.ends if each.step == evidence.focus)


def who(talk: TalkTo, names: Names) -> str:
    """A partner's pseudonym, a cohort's name, or how many partners are still to be found."""
    if talk.partner:
        return names.partner(talk.partner)
    if talk.why is Why.RECRUIT:
        return f"{talk.of} more of {names.cohort(talk.cohort)}"
    return names.cohort(talk.cohort)


def why(talk: TalkTo, names: Names) -> str:
    """Why to talk to them, in a few words."""
    step = names.step(talk.step)
    # A thin group is counted within the primary cohort: elsewhere it may be met already.
    within = "" if names.primary == EVERYONE else f" in {names.cohort(names.primary)}"
    return {
        Why.UNKNOWN: f"unknown at {step}",
        Why.UNDECIDED: f"no way seen after {step}",
        Why.DEVIATED: f"left at {step}",
        Why.UNSEEN: "not met yet",
        Why.THIN: f"{talk.met or 'none'} of {talk.of} met{within}",
        Why.RECRUIT: "not in the register yet",
    }[talk.why]
