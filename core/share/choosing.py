"""What a report is asked to hold."""

from __future__ import annotations

from dataclasses import dataclass

from core.share.audience import Audience
from core.share.content import SectionName

ALL_SECTIONS = tuple(SectionName)


@dataclass(frozen=True)
class Choice:
    """``iteration`` is the id of the one to tell of; None tells of the whole study.

    ``cohorts`` are cohort ids, None for all of them; the primary cohort of a hypothesis is told of
    where its decision is, whatever is chosen.
    """

    audience: Audience = Audience.TEAM
    iteration: str | None = None
    sections: tuple[SectionName, ...] = ALL_SECTIONS
    cohorts: tuple[str, ...] | None = None
