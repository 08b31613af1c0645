"""An interview guide: whom to meet, why, and open questions drawn from what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.learn.words import Names, who, why
from core.model.assumption import Assumption, Stance
from core.model.decision import Evidence, TalkTo, Why
from core.model.flow import Flow, StepKind

NOTICE = "Listen more than you speak. Ask what happened, not what they would do."
_ASSUMPTIONS = 3


@dataclass(frozen=True)
class Visit:
    """One partner or group to meet: who and why, in words, and what to ask them."""

    talk: TalkTo
    who: str
    why: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """The next interviews: whom, and what to ask everybody."""

    title: str
    visits: tuple[Visit, ...]
    questions: tuple[str, ...]
    notice: str = NOTICE


def guide(
    title: str,
    talks: Sequence[TalkTo],
    evidence: Evidence,
    names: Names,
    reasons: Mapping[str, str],
    assumptions: Sequence[Assumption] = (),
) -> Guide:
    """A guide to talk to those named; ``reasons`` says why a partner left the focus step."""
    visits = tuple(_visit(each, names, reasons) for each in talks)
    return Guide(title, visits, _for_everybody(evidence, names, assumptions))


def text(made: Guide) -> str:
    """The guide in plain lines, to print."""
    lines = [made.title, "", made.notice, "", "Ask everybody", ""]
    lines += [f"- {each}" for each in made.questions]
    if made.visits:
        lines += ["", "Whom to meet"]
    for visit in made.visits:
        lines += ["", f"{visit.who} ({visit.why})", *(f"- {each}" for each in visit.questions)]
    return "\n".join(lines) + "\n"


def _visit(talk: TalkTo, names: Names, reasons: Mapping[str, str]) -> Visit:
    reason = reasons.get(talk.partner, "") if talk.why is Why.DEVIATED else ""
    said = f"{why(talk, names)}: {reason}" if reason else why(talk, names)
    return Visit(talk, who(talk, names), said, _ASK[talk.why](talk, names))


def _unknown(talk: TalkTo, names: Names) -> tuple[str, ...]:
    before = _before(talk.step, names.flow)
    if not before:
        return _last_time(names.flow)
    return (f"What happened after “{before}”?", "Can you show me where you are now?")


def _undecided(talk: TalkTo, names: Names) -> tuple[str, ...]:
    return (f"After “{names.step(talk.step)}”, what did you do next?",)


def _deviated(talk: TalkTo, names: Names) -> tuple[str, ...]:
    step = names.step(talk.step)
    return (
        f"At “{step}” you did something else. What were you trying to get done?",
        "What would have had to be different for you to go on?",
    )


def _unseen(_: TalkTo, names: Names) -> tuple[str, ...]:
    return _last_time(names.flow)


def _thin(talk: TalkTo, names: Names) -> tuple[str, ...]:
    return (
        f"What is different about this for you? (We heard little of {names.cohort(talk.cohort)}.)",
    )


def _recruit(_: TalkTo, __: Names) -> tuple[str, ...]:
    return ("Who else do you know who lives with this?",)


_ASK = {
    Why.UNKNOWN: _unknown,
    Why.UNDECIDED: _undecided,
    Why.DEVIATED: _deviated,
    Why.UNSEEN: _unseen,
    Why.THIN: _thin,
    Why.RECRUIT: _recruit,
}


def _last_time(flow: Flow) -> tuple[str, ...]:
    trigger = flow.one(StepKind.TRIGGER)
    if trigger is None:
        return ("Tell me about the last time you needed this.",)
    return (f"Tell me about the last time: “{trigger.name}”. What did you do?",)


def _for_everybody(
    evidence: Evidence, names: Names, assumptions: Sequence[Assumption]
) -> tuple[str, ...]:
    asked = [*_last_time(names.flow)]
    if evidence.focus:
        asked.append(f"How do you get around “{names.step(evidence.focus)}” today?")
    need = names.flow.one(StepKind.NEED_MET)
    if need is not None:
        asked.append(f"How would you notice that you have reached “{need.name}”?")
    asked.append("What did I not ask that I should have?")
    untested = [each for each in assumptions if each.believed is Stance.OPEN][:_ASSUMPTIONS]
    asked += [f"(Find out, without asking for it: {each.text})" for each in untested]
    return tuple(asked)


def _before(step_id: str, flow: Flow) -> str:
    sources = flow.sources(step_id) if flow.has(step_id) else []
    return flow.step(sources[0]).name if sources else ""
