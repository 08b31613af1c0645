"""Whom to talk to next: those not seen yet, groups hardly heard, unknowns, those who left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.measure.cohorts import Group
from core.model.decision import Evidence, TalkTo, Why
from core.model.hypothesis import FEWEST

_MOST = 50
"""As many of a kind as anybody would ever invite."""


def whom_next(
    evidence: Evidence,
    members: Sequence[str],
    cohorts: Sequence[Group],
    needed: int | None = None,
    *,
    focus: bool = True,
) -> tuple[TalkTo, ...]:
    """Whom to talk to next, the one who answers most first.

    ``members`` are the ids of all registered partners of the primary cohort, in the order of the
    register; ``cohorts`` the other cohorts, for groups hardly heard; ``needed`` partners more could
    settle it. Without ``focus`` those who left at the focus step are passed by: while an iteration
    is open, the app points at no step.
    """
    met = _entrants(evidence)
    unseen = _hardly_heard_first([each for each in members if each not in met], cohorts, met)
    wanted = evidence.unseen or needed or 0
    found = [*_without_answer(evidence)]
    if focus:
        found += _left_at_focus(evidence)
    found += [TalkTo(Why.UNSEEN, each) for each in unseen[: min(wanted, _MOST)]]
    found += _thin(evidence, frozenset(members), cohorts, met)
    if wanted > len(unseen):
        found.append(TalkTo(Why.RECRUIT, cohort=evidence.cohort, of=wanted - len(unseen)))
    return tuple(found)


def _entrants(evidence: Evidence) -> frozenset[str]:
    ended = ((*each.deviated, *each.unknown, *each.undecided) for each in evidence.ends)
    return frozenset(evidence.met).union(evidence.later, *ended)


def _without_answer(evidence: Evidence) -> Iterator[TalkTo]:
    """The nearest to need met first: the least is left to ask of them."""
    for ends in reversed(evidence.ends):
        for partner in ends.unknown[:_MOST]:
            yield TalkTo(Why.UNKNOWN, partner, ends.step)
        for partner in ends.undecided[:_MOST]:
            yield TalkTo(Why.UNDECIDED, partner, ends.step)


def _left_at_focus(evidence: Evidence) -> Iterator[TalkTo]:
    for ends in evidence.ends:
        if ends.step == evidence.focus:
            for partner in ends.deviated[:_MOST]:
                yield TalkTo(Why.DEVIATED, partner, ends.step)


def _hardly_heard_first(
    unseen: Sequence[str], cohorts: Sequence[Group], met: frozenset[str]
) -> list[str]:
    """Partners nobody met, those of the least heard cohort first, then as registered."""
    sizes = [(each.members or frozenset(), len(met & (each.members or met))) for each in cohorts]

    def heard(partner: str) -> int:
        return min((size for members, size in sizes if partner in members), default=len(met))

    return sorted(unseen, key=heard)


def _thin(
    evidence: Evidence, primary: frozenset[str], cohorts: Sequence[Group], met: frozenset[str]
) -> Iterator[TalkTo]:
    """Other cohorts with members in the primary one of whom fewer than five were met, not all."""
    for cohort in cohorts:
        if cohort.members is None or cohort.id == evidence.cohort:
            continue
        members = cohort.members & primary
        heard = len(members & met)
        if heard < min(FEWEST, len(members)):
            yield TalkTo(Why.THIN, cohort=cohort.id, met=heard, of=len(members))
