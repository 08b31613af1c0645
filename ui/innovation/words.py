"""What the page says: states, endpoints and figures of metrics, in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from core.learn.challenge import Rests
from core.learn.innovation import AgainstTarget, Innovation, State
from core.learn.progress import Progress
from core.model.decision import Conclusion, Decision
from core.model.flow import StepKind
from core.model.strategy import Direction, OutcomeArea, StrategicMetric
from core.rounding import whole_percent
from ui.look.describe import NO_BREAK

_STATES: Mapping[State, str] = {
    State.NOT_MEASURED: str(QT_TRANSLATE_NOOP("innovation", "Not measured")),
    State.SIGNALS: str(QT_TRANSLATE_NOOP("innovation", "Signals")),
    State.ONE_OF_TWO: str(QT_TRANSLATE_NOOP("innovation", "One of two")),
    State.ACHIEVED: str(QT_TRANSLATE_NOOP("innovation", "Achieved")),
}
_MEANT: Mapping[State, str] = {
    State.NOT_MEASURED: str(
        QT_TRANSLATE_NOOP("innovation", "Nobody has been seen at either endpoint yet.")
    ),
    State.SIGNALS: str(
        QT_TRANSLATE_NOOP("innovation", "Something is seen, and neither endpoint is at scale.")
    ),
    State.ONE_OF_TWO: str(
        QT_TRANSLATE_NOOP("innovation", "One endpoint is at scale, the other is not yet.")
    ),
    State.ACHIEVED: str(
        QT_TRANSLATE_NOOP("innovation", "Adoption and business outcome are both at scale.")
    ),
}
_AREAS: Mapping[OutcomeArea, str] = {
    OutcomeArea.AGILITY: str(QT_TRANSLATE_NOOP("innovation", "Business agility")),
    OutcomeArea.ENGAGEMENT: str(QT_TRANSLATE_NOOP("innovation", "Customer engagement")),
    OutcomeArea.REACH: str(QT_TRANSLATE_NOOP("innovation", "Customer reach")),
    OutcomeArea.FINANCE: str(QT_TRANSLATE_NOOP("innovation", "Financial impact")),
    OutcomeArea.PERFORMANCE: str(QT_TRANSLATE_NOOP("innovation", "Solution performance")),
}
_CONCLUSIONS: Mapping[Conclusion, str] = {
    Conclusion.PROVED: str(QT_TRANSLATE_NOOP("innovation", "Proved")),
    Conclusion.ITERATE: str(QT_TRANSLATE_NOOP("innovation", "Iterate")),
    Conclusion.RESET: str(QT_TRANSLATE_NOOP("innovation", "Reset")),
    Conclusion.UNSURE: str(QT_TRANSLATE_NOOP("innovation", "Unsure")),
}
_RESTS: Mapping[Rests, str] = {
    Rests.FEW: str(QT_TRANSLATE_NOOP("innovation", "few partners")),
    Rests.ONE_COHORT: str(QT_TRANSLATE_NOOP("innovation", "one cohort")),
    Rests.ONE_RESEARCHER: str(QT_TRANSLATE_NOOP("innovation", "one researcher")),
}
_COUNTED: Mapping[tuple[StepKind, str], str] = {
    (StepKind.ADOPTION, "aligned"): str(QT_TRANSLATE_NOOP("innovation", "{n} came back")),
    (StepKind.ADOPTION, "deviated"): str(QT_TRANSLATE_NOOP("innovation", "{n} did something else")),
    (StepKind.ADOPTION, "unknown"): str(QT_TRANSLATE_NOOP("innovation", "{n} pending")),
    (StepKind.OUTCOME, "aligned"): str(QT_TRANSLATE_NOOP("innovation", "{n} did it")),
    (StepKind.OUTCOME, "deviated"): str(QT_TRANSLATE_NOOP("innovation", "{n} did not")),
    (StepKind.OUTCOME, "unknown"): str(QT_TRANSLATE_NOOP("innovation", "{n} not seen yet")),
}
_TITLES: Mapping[StepKind, str] = {
    StepKind.ADOPTION: str(QT_TRANSLATE_NOOP("innovation", "Individual adoption")),
    StepKind.OUTCOME: str(QT_TRANSLATE_NOOP("innovation", "Business outcome")),
}


def tr(text: str) -> str:
    """A text in the language of the window."""
    return QCoreApplication.translate("innovation", text)


def state(named: State) -> str:
    """A state in a word."""
    return tr(_STATES[named])


def meant(named: State) -> str:
    """What a state means, in a sentence."""
    return tr(_MEANT[named])


def area(named: OutcomeArea) -> str:
    """An outcome area."""
    return tr(_AREAS[named])


def endpoint(kind: StepKind) -> str:
    """What an endpoint is called."""
    return tr(_TITLES[kind])


def conclusion(named: Conclusion) -> str:
    """A conclusion in a word."""
    return tr(_CONCLUSIONS[named])


def decided(decision: Decision | None, *, is_open: bool) -> str:
    """What was decided: ``Iterate``; where the app had proposed something else, that before it."""
    if is_open:
        return tr("open")
    if decision is None:
        return tr("closed")
    proposed = conclusion(decision.proposal)
    if decision.verdict is None:
        return tr("{proposal} proposed").format(proposal=proposed)
    verdict = conclusion(decision.verdict.conclusion)
    return verdict if verdict == proposed else f"{proposed} → {verdict}"


def counted(kind: StepKind, what: str, n: int) -> str:
    """One number of an endpoint: ``5 came back``."""
    return tr(_COUNTED[(kind, what)]).format(n=n)


def rests_on(found: tuple[Rests, ...]) -> str:
    """``Rests on few partners +1``, one reason more; ``found`` are not none."""
    first = tr("Rests on {what}").format(what=tr(_RESTS[found[0]]))
    return f"{first} +{len(found) - 1}" if len(found) > 1 else first


def standing(against: AgainstTarget) -> tuple[str, str, str | None]:
    """How an endpoint stands against its target: a word, its tone and its glyph."""
    if not against.known:
        return tr("Not measured"), "unknown", None
    if against.at_scale:
        return tr("At scale"), "aligned", "check"
    if against.target is None or against.scale is None:
        return tr("No target"), "neutral", None
    rate = against.count.rate
    if rate is not None and rate >= against.target:
        return tr("On target, not sure yet"), "caution", None
    return tr("Below target so far"), "neutral", None


def still_needed(against: AgainstTarget, need_met: int) -> str:
    """What it would take to be at scale, in a sentence or two."""
    if not need_met:
        return tr("Only those whose need was met are counted here, and there is nobody yet.")
    said = [tr("Need met by {n}.").format(n=need_met)]
    if against.target is None or against.scale is None:
        said.append(tr("Without a target and a scale this is a signal only."))
        return " ".join(said)
    known = tr("{known} known, {scale} needed.").format(known=against.known, scale=against.scale)
    said.append(known)
    if against.at_scale:
        said.append(tr("Chance alone would hardly do this."))
    elif against.needed is None:
        said.append(tr("No number of partners could show such a share."))
    elif against.needed == 1:
        said.append(tr("At best 1 more, aligned, puts it at scale."))
    else:
        said.append(tr("At best {n} more, all aligned, put it at scale.").format(n=against.needed))
    return " ".join(said)


def both(found: Innovation) -> str:
    """``3 of 10 partners did both``."""
    if not found.need_met:
        return tr("No need was met yet")
    if not found.both:
        return tr("Nobody did both yet")
    return tr("{n} of {whole} partners did both").format(n=found.both, whole=found.need_met)


def figure(value: float, unit: str) -> str:
    """A value with its unit: ``24 %``, ``€ 37``, ``2.1``."""
    large = next((each for each in _LARGE if each[0] <= abs(value) < _TOO_MANY), (1.0, ""))
    shown, word = value / large[0], tr(large[1]) if large[1] else ""
    text = _language().toString(shown, "g", _DIGITS).replace("-", "\N{MINUS SIGN}")
    text += f"{NO_BREAK}{word}" if word else ""
    if not unit:
        return text
    first = unicodedata.category(unit[0]) == "Sc"
    return f"{unit}{NO_BREAK}{text}" if first else f"{text}{NO_BREAK}{unit}"


_DIGITS = 6
_LARGE = (
    (1e9, str(QT_TRANSLATE_NOOP("innovation", "bn"))),
    (1e6, str(QT_TRANSLATE_NOOP("innovation", "M"))),
)
_TOO_MANY = 1e15


def _language() -> QLocale:
    return QLocale(tr("en"))  # the language this is translated to


def target(metric: StrategicMetric) -> str:
    """``↑ 35 %``."""
    arrow = "↑" if metric.direction is Direction.UP else "↓"
    return f"{arrow} {figure(metric.target, metric.unit)}"


def way(found: Progress) -> str:
    """How much of the way to the target is gone: ``35 %``; a dash where nothing was read."""
    if found.way is None:
        return "–"
    sign = "\N{MINUS SIGN}" if found.way < 0 else ""
    return f"{sign}{_percent(abs(found.way))}{NO_BREAK}%"


def _percent(share: float) -> str:
    """Beyond all of it a share is as it is; within, as every other one."""
    return f"{whole_percent(share) if share <= 1 else min(round(share * 100), _MOST):,}"


_MOST = 9999
