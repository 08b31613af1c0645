"""What a close freezes: the evidence, the proposal, and whom to talk to next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.learn.evidence import evidence
from core.learn.proposal import propose
from core.learn.talk import whom_next
from core.measure.cohorts import Group
from core.measure.columns import Columns
from core.model.decision import Decision
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis
from core.model.moment import Moment
from core.model.observation import Note


@dataclass(frozen=True)
class People:
    """Whom an iteration is about: the primary cohort, its members as registered, other cohorts."""

    primary: Group
    members: Sequence[str]
    others: Sequence[Group]


def frozen(
    columns: Columns,
    flow: Flow,
    iteration_id: str,
    hypothesis: Hypothesis,
    people: People,
    notes: Iterable[Note],
    earlier: Sequence[Decision],
    at: Moment,
) -> Decision:
    """The decision that closing an iteration makes; ``earlier`` are the closes before it."""
    found = evidence(columns, flow, iteration_id, hypothesis, people.primary, notes)
    proposal = propose(found, flow, earlier)
    return Decision(
        id=iteration_id,
        at=at,
        evidence=found,
        proposal=proposal.conclusion,
        p_at_least=proposal.p_at_least,
        p_at_most=proposal.p_at_most,
        needed=proposal.needed,
        because=proposal.because,
        talk_to=whom_next(found, people.members, people.others, proposal.needed),
    )
