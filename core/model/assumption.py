"""Assumptions: what has to be true for the hypothesis to hold, and what was believed of each."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from core.model.moment import Moment


class Level(StrEnum):
    """How much."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def weight(self) -> int:
        """1, 2 or 3."""
        return list(Level).index(self) + 1


class Stance(StrEnum):
    """What is believed of an assumption."""

    HOLDS = "holds"
    OPEN = "open"
    FAILS = "does not hold"


class Belief(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was believed before and after an iteration was closed."""

    iteration: str
    at: Moment
    before: Stance
    after: Stance
    uncertainty_before: Level
    uncertainty_after: Level
    note: str = ""


class Assumption(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that has to be true: how much hangs on it, and how little is known of it.

    ``believed`` and ``uncertainty`` say what is believed now; ``beliefs`` what was, a close each.
    ``step`` is the id of the step where it shows, empty where it is about no single one.
    """

    id: str
    text: str
    impact: Level = Level.MEDIUM
    uncertainty: Level = Level.HIGH
    believed: Stance = Stance.OPEN
    step: str = ""
    beliefs: tuple[Belief, ...] = ()
    position: int = 0

    @property
    def risk(self) -> int:
        """Impact times uncertainty, 1 to 9."""
        return self.impact.weight * self.uncertainty.weight


def riskiest_first(assumptions: Iterable[Assumption]) -> list[Assumption]:
    """The order to test them in: by risk, those of one risk by impact, then as listed.

    What has been found not to hold needs no further test and comes last.
    """
    return sorted(
        assumptions,
        key=lambda each: (
            each.believed is Stance.FAILS,
            -each.risk,
            -each.impact.weight,
            each.position,
            each.id,
        ),
    )


def revisited(
    assumption: Assumption,
    iteration: str,
    after: Stance,
    uncertainty: Level,
    at: Moment,
    note: str = "",
) -> Assumption:
    """An assumption with what is believed since an iteration was closed.

    Said anew of the same iteration, it keeps what was believed before that.
    """
    last = next((each for each in assumption.beliefs if each.iteration == iteration), None)
    belief = Belief(
        iteration,
        at,
        last.before if last else assumption.believed,
        after,
        last.uncertainty_before if last else assumption.uncertainty,
        uncertainty,
        note,
    )
    others = tuple(each for each in assumption.beliefs if each.iteration != iteration)
    return msgspec.structs.replace(
        assumption, believed=after, uncertainty=uncertainty, beliefs=(*others, belief)
    )
