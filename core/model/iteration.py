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
    """One iteration pins one flow version and says what changed in the solution.

    ``cohorts`` is set by the close, and freezes who belonged where.
    """

    id: str
    number: int
    flow: str
    opened: Moment
    change: str = ""
    closed: Moment | None = None
    cohorts: tuple[FrozenCohort, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still takes observations into its funnel."""
        return self.closed is None


class StudyInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a study says of itself."""

    id: str
    name: str
    sample: bool = False
    made_up: str = ""
