"""Decisions: what a close froze, what the app proposed, and what the person decided.

The evidence holds ids and counts, never anybody's words.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from core.model.moment import Moment


class Conclusion(StrEnum):
    """The four answers of the learning decision: proposed by the app, decided by the person."""

    PROVED = "proved"
    ITERATE = "iterate"
    RESET = "reset"
    UNSURE = "unsure"


class StepEnds(msgspec.Struct, frozen=True, omit_defaults=True):
    """Partner ids of those who decide and whose walk ended at a step, by how it ended."""

    step: str
    deviated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


class ReasonGiven(msgspec.Struct, frozen=True):
    """A reason to deviate at the focus step: an observation that holds it, and who gave it.

    The observation is empty for those who gave none.
    """

    observation: str
    partners: tuple[str, ...]


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a hypothesis in an iteration: the first planned entrants decide.

    All but ``target``, ``planned`` and ``unseen`` are ids, partners in the order they were first
    observed. ``ends`` are in the order of the columns, steps where nobody ended left out. ``unseen``
    counts the planned partners nobody has met, ``later`` are entrants beyond those planned.
    ``focus`` is the step most deviated at (ties: the earliest), ``reasons`` and ``quotes`` are of
    there: quotes by the id of their observation or note.
    """

    iteration: str
    hypothesis: str
    flow: str
    cohort: str
    target: float
    planned: int
    met: tuple[str, ...] = ()
    ends: tuple[StepEnds, ...] = ()
    unseen: int = 0
    later: tuple[str, ...] = ()
    focus: str = ""
    reasons: tuple[ReasonGiven, ...] = ()
    quotes: tuple[str, ...] = ()

    @property
    def aligned(self) -> int:
        """How many of those who decide had their need met: x."""
        return len(self.met)

    @property
    def deviated(self) -> int:
        """How many of those who decide ended deviated."""
        return sum(len(each.deviated) for each in self.ends)

    @property
    def n(self) -> int:
        """How many of those who decide have an answer."""
        return self.aligned + self.deviated

    @property
    def unknown(self) -> int:
        """All others who were planned: unknown, undecided, not seen yet. ``n + unknown = planned``."""
        return self.unseen + sum(len(each.unknown) + len(each.undecided) for each in self.ends)

    @property
    def rate(self) -> float | None:
        """Aligned of those with an answer, None without any."""
        return self.aligned / self.n if self.n else None

    @property
    def band(self) -> tuple[float, float]:
        """How low and how high the share of those planned can end: the unknown all deviate, or align."""
        return self.aligned / self.planned, (self.aligned + self.unknown) / self.planned


class ResetCause(StrEnum):
    """Why a reset is proposed rather than another iteration."""

    EDGES = "edges"
    """More than half of the deviated are at the trigger and at need met together."""
    NO_RISE = "no rise"
    """Both closes before proposed Iterate or Reset, and the share rose neither time since."""


class Why(StrEnum):
    """Why somebody is worth talking to next."""

    UNKNOWN = "unknown"
    UNDECIDED = "undecided"
    DEVIATED = "deviated"
    UNSEEN = "unseen"
    THIN = "thin"
    RECRUIT = "recruit"


class TalkTo(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom to talk to next, by id: a partner (and at which step), or a cohort.

    A thin cohort has ``met`` entrants of ``of`` members. For RECRUIT ``of`` says how many partners
    of the primary cohort are planned for and not in the register yet.
    """

    why: Why
    partner: str = ""
    step: str = ""
    cohort: str = ""
    met: int = 0
    of: int = 0


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the person decided. ``late`` counts the late entries there were by then."""

    conclusion: Conclusion
    at: Moment
    note: str = ""
    by: str = ""
    late: int = 0


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a close froze and proposed, and the person's verdict. Its id is that of the iteration.

    ``p_at_least`` and ``p_at_most`` are P(X >= x) and P(X <= x + u) of the planned number, given the
    share to beat. ``needed`` is None unless unsure, ``because`` unless a reset is proposed.
    """

    id: str
    at: Moment
    evidence: Evidence
    proposal: Conclusion
    p_at_least: float
    p_at_most: float
    needed: int | None = None
    because: tuple[ResetCause, ...] = ()
    talk_to: tuple[TalkTo, ...] = ()
    verdict: Verdict | None = None
