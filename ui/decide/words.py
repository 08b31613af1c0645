"""What the four questions are answered with, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.learn.design import share
from core.model.decision import Conclusion, Evidence, ResetCause
from core.model.partner import EVERYONE
from core.rounding import whole_percent
from ui.decide.shown import Shown
from ui.look.describe import NO_BREAK, percent

ORDER = (Conclusion.PROVED, Conclusion.ITERATE, Conclusion.RESET, Conclusion.UNSURE)

_QUESTIONS = {
    Conclusion.PROVED: str(QT_TRANSLATE_NOOP("decide", "Did the hypothesis prove true?")),
    Conclusion.ITERATE: str(QT_TRANSLATE_NOOP("decide", "Can we get closer by iterating?")),
    Conclusion.RESET: str(QT_TRANSLATE_NOOP("decide", "Is a reset required?")),
    Conclusion.UNSURE: str(QT_TRANSLATE_NOOP("decide", "Unsure?")),
}
_TITLES = {
    Conclusion.PROVED: str(QT_TRANSLATE_NOOP("decide", "Proved")),
    Conclusion.ITERATE: str(QT_TRANSLATE_NOOP("decide", "Iterate")),
    Conclusion.RESET: str(QT_TRANSLATE_NOOP("decide", "Reset")),
    Conclusion.UNSURE: str(QT_TRANSLATE_NOOP("decide", "Unsure")),
}
_LEADS = {
    Conclusion.PROVED: str(QT_TRANSLATE_NOOP("decide", "next feature, next hypothesis")),
    Conclusion.ITERATE: str(QT_TRANSLATE_NOOP("decide", "same hypothesis, better step")),
    Conclusion.RESET: str(QT_TRANSLATE_NOOP("decide", "write the hypothesis anew")),
    Conclusion.UNSURE: str(QT_TRANSLATE_NOOP("decide", "talk to more partners")),
}


def tr(text: str) -> str:
    """The text in the language of the window."""
    return QCoreApplication.translate("decide", text)


def question(of: Conclusion) -> str:
    """The question whose yes is this conclusion."""
    return tr(_QUESTIONS[of])


def title(of: Conclusion) -> str:
    """The conclusion in a word."""
    return tr(_TITLES[of])


def leads_to(of: Conclusion) -> str:
    """What it leads to, in a few words."""
    return tr(_LEADS[of])


def to_beat(shown: Shown) -> str:
    """The share to beat, as it was typed; no line breaks within."""
    return share(shown.evidence.target).replace(" ", NO_BREAK)


def answer(shown: Shown, of: Conclusion) -> tuple[str, str, str | None]:
    """The chip on a question: its words, tone and glyph. Empty words before the close."""
    if shown.proposal is None:
        return "", "neutral", None
    if shown.proposal is of:
        return tr("Proposed"), "accent", "check"
    if shown.proposal is Conclusion.PROVED:
        return tr("Not asked any more"), "neutral", None
    if of is Conclusion.PROVED:
        return tr("Not proved"), "neutral", "close"
    if of is Conclusion.UNSURE:
        return tr("Clear enough"), "neutral", "close"
    if of is Conclusion.RESET:
        return tr("No sign"), "neutral", "close"
    ruled_out = shown.proposal is Conclusion.RESET
    return (tr("Target not met") if ruled_out else tr("Target not ruled out")), "neutral", "close"


def proved(shown: Shown) -> str:
    """The answer to the first question."""
    found, decision = shown.evidence, shown.decision
    if not found.n:
        return tr("Nobody has an answer yet.")
    counted = _aligned(shown)
    if decision is None:
        return counted + " " + tr("What that shows is said when the iteration is closed.")
    so = (
        tr("so the share is higher")
        if decision.proposal is Conclusion.PROVED
        else tr("so this does not show that it is beaten")
    )
    return (
        counted
        + " "
        + tr("With a true {share}, {x} or more of {planned} happens {times}, {so}.").format(
            share=to_beat(shown),
            x=found.aligned,
            planned=found.planned,
            times=_times(decision.p_at_least),
            so=so,
        )
    )


def _aligned(shown: Shown) -> str:
    found = shown.evidence
    unknown = "".join(f", {each}" for each in unanswered(found))
    return tr("{x} of {n} aligned at need met{unknown}.").format(
        x=found.aligned, n=found.n, unknown=unknown
    )


def unanswered(found: Evidence) -> list[str]:
    """Those without an answer: who was met and is unknown, and who was planned and not met."""
    counts = (
        (tr("{n} unknown"), found.unknown - found.unseen),
        (tr("{n} not met yet"), found.unseen),
    )
    return [said.format(n=f"{count:,}") for said, count in counts if count]


def iterate(shown: Shown) -> str:
    """The answer to the second question."""
    found, decision = shown.evidence, shown.decision
    if decision is None or not found.n:
        if len(shown.closes) > 1:
            return tr("The closes before, and this iteration so far.")
        return tr("The first iteration: nothing to compare it with yet.")
    if decision.proposal is Conclusion.PROVED:
        return tr("It proved true, so there is nothing to get closer to.")
    whole = tr("{x} of {planned}").format(x=found.aligned + found.unknown, planned=found.planned)
    even = tr("Even if all without an answer had aligned, ") if found.unknown else ""
    times = _times(decision.p_at_most)
    if decision.proposal is Conclusion.UNSURE:
        end = tr("{whole} or fewer happens {times} with a true {share}. That is not ruled out.")
    else:
        end = tr("{whole} or fewer happens {times} with a true {share}. It is not met.")
    said = even + end.format(whole=whole, times=times, share=to_beat(shown))
    return said[:1].upper() + said[1:]


def loses_most(shown: Shown) -> str:
    """Where most left, and the reasons given; empty where nobody did or before the close."""
    found = shown.evidence
    if shown.decision is None or not found.focus:
        return ""
    said = tr("{step}: {n} of {whole} left there.").format(
        step=shown.names.step(found.focus), n=shown.focus_left, whole=found.deviated
    )
    return " ".join([said, *(_reason(words, n) for words, n in shown.reasons[:2])])


def _reason(words: str, n: int) -> str:
    return f"“{words}”" + (tr(" {n} times.").format(n=n) if n > 1 else ".")


def reset(shown: Shown) -> str:
    """The answer to the third question."""
    found, decision = shown.evidence, shown.decision
    if not found.deviated:
        return tr("Nobody left so far.") if decision is None else tr("Nobody left.")
    edges = tr("{n} of {whole} who left did so at the trigger or at need met itself.").format(
        n=shown.edge_count, whole=found.deviated
    )
    if decision is None:
        return edges
    shares = [percent(each.share.rate) for each in shown.closes if each.n]
    closes = tr("Need met over the closes: {shares}.").format(shares=", ".join(shares))
    said = [edges, closes] if len(shares) > 1 else [edges]
    if decision.proposal is Conclusion.RESET:
        said += [tr(_CAUSES[each]) for each in decision.because]
    elif decision.proposal is not Conclusion.PROVED:
        said.append(tr("Nothing points at the hypothesis being wrong."))
    return " ".join(said)


_CAUSES: Mapping[ResetCause, str] = {
    ResetCause.EDGES: str(
        QT_TRANSLATE_NOOP("decide", "They did not have the challenge, or this does not meet it.")
    ),
    ResetCause.NO_RISE: str(
        QT_TRANSLATE_NOOP("decide", "Two rounds of better steps did not raise it.")
    ),
}


def unsure(shown: Shown) -> str:
    """The answer to the fourth question."""
    if shown.decision is None:
        if not shown.talks:
            return tr("Everybody planned has an answer.")
        return tr("Whom to talk to before the close:")
    if shown.proposal is Conclusion.UNSURE:
        return tr("{said} Talk to these first:").format(said=shown.said)
    if not shown.talks:
        return tr("Nobody is left to ask for this decision.")
    return tr("Whoever you talk to next can still surprise you:")


def promise(shown: Shown) -> str:
    """The hypothesis in one sentence: its value for whom, and the share to beat."""
    value = shown.hypothesis.value.strip() or shown.hypothesis.solution.strip()
    beat = tr("To beat: {share} of {cohort} at need met.").format(
        share=to_beat(shown),
        cohort=tr("everyone") if shown.evidence.cohort == EVERYONE else shown.cohort,
    )
    stop = "" if not value or value[-1] in ".!?…。؟" else "."
    return f"{value}{stop} {beat}".strip()


def _times(p: float) -> str:
    if 0 < p < 0.005:
        return tr("less than once in 100 times")
    times = whole_percent(p)
    return tr("once in 100 times") if times == 1 else tr("{n} times in 100").format(n=times)
