"""Iterations: one pass of build-measure-learn each."""

from __future__ import annotations

import msgspec

from core.model.moment import Moment
from core.model.partner import CohortKind


class FrozenCohort(msgspec.Struct, frozen=True):
    """A cohort as it stood when its iteration was closed. Members are partner ids."""

    id: str
    name: str
    kind: CohortKind
    members: tuple[str, ...]


class Iteration(msgspec.Struct, frozen=True, omit_defaults=True):
    """One iteration pins one hypothesis and one flow version and says what changed in the solution.

    ``hypothesis`` is empty where none was written yet; ``set_after`` counts the observations there
    were when the first one was. ``until`` is the timebox. ``cohorts`` is set by the close, and
    freezes who belonged where.
    """

    id: str
    number: int
    flow: str
    opened: Moment
    change: str = ""
    closed: Moment | None = None
    cohorts: tuple[FrozenCohort, ...] = ()
    hypothesis: str = ""
    set_after: int = 0
    release: str = ""
    goals: tuple[str, ...] = ()
    until: Moment | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still takes observations into its funnel."""
        return self.closed is None


class StudyInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a study says of itself. ``motivation`` is why the business wants this."""

    id: str
    name: str
    sample: bool = False
    made_up: str = ""
    motivation: str = ""
