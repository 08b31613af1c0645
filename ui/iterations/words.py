"""What the timeline says of an iteration, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.model.decision import Conclusion
from core.model.iteration import Iteration
from core.model.versions import Change, Part, VersionChanges
from core.timeline import NeedMet, Round
from ui.look.describe import day, few_answers

_MOST = 3


def tr(text: str) -> str:
    """A text in the language of the window."""
    return QCoreApplication.translate("iterations", text)


def unanswered(found: NeedMet) -> list[str]:
    """``2 unknown`` and ``3 not met yet``, a line each; none where everybody has an answer."""
    said = [tr("{n} unknown").format(n=f"{found.unknown:,}")] if found.unknown else []
    said += [tr("{n} not met yet").format(n=f"{found.unseen:,}")] if found.unseen else []
    return said


def few() -> str:
    """That there are few answers."""
    return few_answers()


def dates(iteration: Iteration, *, short: bool = False) -> str:
    """From when until when: ``1 Jun – 10 Jul``, ``14 Sep – 20 Nov · open``; short: its end."""
    begun = day(iteration.opened)
    if iteration.closed is not None:
        return tr("{begun} – {closed}").format(begun=begun, closed=day(iteration.closed))
    if iteration.until is not None and short:
        return tr("open until {day}").format(day=day(iteration.until))
    if iteration.until is not None:
        return tr("{begun} – {day} · open").format(begun=begun, day=day(iteration.until))
    return tr("{begun} · open").format(begun=begun)


def conclusion(named: Conclusion) -> str:
    """The word of a conclusion."""
    return {
        Conclusion.PROVED: tr("Proved"),
        Conclusion.ITERATE: tr("Iterate"),
        Conclusion.RESET: tr("Reset"),
        Conclusion.UNSURE: tr("Unsure"),
    }[named]


def redrawn(changes: VersionChanges | None) -> list[str]:
    """What of the flow is another now: ``+ Uploads bill photo``, ``− Types``, ``~ Opens``."""
    if changes is None:
        return [tr("the first drawing")]
    marks = {Change.ADDED: "+", Change.REMOVED: "−", Change.CHANGED: "~"}
    said = [
        f"{marks[each.change]} {each.step.name}"
        for each in changes.steps.values()
        if each.change in marks and (each.change is not Change.CHANGED or _counts(each.parts))
    ]
    more = len(said) - _MOST
    if more > 0:
        said = [*said[:_MOST], tr("and {n} more").format(n=more)]
    if said:
        return said
    return [tr("links redrawn")] if changes.any else [tr("as before")]


def _counts(parts: tuple[Part, ...]) -> bool:
    return bool({Part.NAME, Part.KIND, Part.OPTIONAL} & set(parts))


def same_partners(told: Round) -> tuple[str, str]:
    """Of the partners in both iterations: how many changed at need met, and what that says."""
    found = told.same_partners
    if found is None:
        return tr("First iteration") if told.redrawn is None else tr("Another need met"), ""
    changed = found.changed
    if changed is None or not changed.both:
        return tr("Nobody in both"), ""
    head = tr("{n} in both: {gained} newly aligned, {lost} lost").format(
        n=f"{changed.both:,}", gained=f"{changed.gained:,}", lost=f"{changed.lost:,}"
    )
    word = tr("differs") if found.differs else tr("can't tell")
    return head, tr("{word} (McNemar p {p}, at need met)").format(word=word, p=f"{changed.p:.3f}")
