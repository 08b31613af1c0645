"""What a chart is made from: the study, what is asked of it, and where a person points."""

from __future__ import annotations

from dataclasses import dataclass

from core.measure.cohorts import Group
from core.measure.funnel import Funnel
from core.model.flow import Step
from core.study import Study
from ui.funnel.asking import Answer, Question
from ui.funnel.head import group_name
from ui.funnel.spot import Spot


@dataclass(frozen=True)
class Scene:
    """``funnel`` is the one pointed at, ``spot`` the bar."""

    study: Study
    asked: Question
    answer: Answer
    spot: Spot
    funnel: Funnel

    @property
    def group(self) -> Group:
        """The cohort pointed at."""
        return self.funnel.group

    @property
    def cohort(self) -> str:
        """Its name for a person."""
        return group_name(self.funnel)

    @property
    def step(self) -> Step:
        """The step pointed at."""
        return self.asked.flow.step(self.spot.step)
