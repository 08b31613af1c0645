"""What is asked of the study for this screen, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from core.groups import groups
from core.measure.cohorts import Group
from core.measure.endpoints import Endpoints, endpoints
from core.measure.funnel import Funnel, measure, worst
from core.measure.gaps import DataWarning
from core.measure.seen import EncounterChoice, Reading
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.reading import Reader
from ui.funnel.ends import extended
from ui.funnel.spot import Spot, count_at
from ui.funnel.view import View
from ui.look.curtain import curtain
from ui.look.funnel_shape import Shape, shape_of, with_ends


class Read(TypedDict):
    """The choices every measure takes alike."""

    reading: Reading
    encounter: EncounterChoice


@dataclass(frozen=True)
class Question:
    """Whom to count where and how. It changes less often than the observations do."""

    iteration: Iteration
    flow: Flow
    shape: Shape
    groups: tuple[Group, ...]
    view: View

    @property
    def read(self) -> Read:
        """Which encounter and which observation, as the measures take it."""
        return {"reading": self.view.reading, "encounter": self.view.encounter}

    def group(self, group_id: str) -> Group:
        """One of the groups asked for. Raises KeyError."""
        for each in self.groups:
            if each.id == group_id:
                return each
        raise KeyError(group_id)


@dataclass(frozen=True)
class Answer:
    """Funnels with their endpoints as further steps, the endpoints themselves, and data warnings."""

    funnels: tuple[Funnel, ...] = ()
    ends: tuple[Endpoints, ...] = ()
    warnings: Sequence[DataWarning] = ()


def question(
    study: Reader,
    iteration: Iteration,
    cohorts: Sequence[str],
    view: View = View(),  # noqa: B008
) -> Question:
    """The chosen cohorts in one iteration, in the order of the study; everyone where none is left."""
    flow = study.flow(iteration.flow)
    places = {each.id: place for place, each in enumerate(study.cohorts())}
    order = sorted(cohorts, key=lambda each: places.get(each, len(places)))
    found = groups(study, iteration, order) or groups(study, iteration, [EVERYONE])
    return Question(iteration, flow, with_ends(shape_of(flow), flow), found, view)


def answer(study: Reader, asked: Question) -> Answer:
    """The funnels of a question as the observations stand now."""
    columns, flow, iteration = study.columns, asked.flow, asked.iteration.id
    names = curtain.over_all(study.pseudonyms())
    found = measure(columns, flow, iteration, asked.groups, names=names, **asked.read)
    if not asked.shape.steps:
        return Answer(found.funnels, (), found.warnings)
    ends = tuple(endpoints(columns, flow, iteration, each) for each in asked.groups)
    both = zip(found.funnels, ends, strict=True)
    return Answer(tuple(extended(*each) for each in both), ends, found.warnings)


def first_spot(funnels: Sequence[Funnel], step: str | None) -> Spot | None:
    """What to look at first: the step chosen elsewhere, else the worst, else the last one."""
    first = next(iter(funnels), None)
    if first is None or not first.steps:
        return None
    if step is not None and count_at(first, step):
        return Spot(first.group.id, step)
    path = [each.step for each in first.steps if not each.step.kind.is_endpoint]
    return Spot(first.group.id, worst(first) or path[-1].id)


def kept_spot(spot: Spot | None, funnels: Sequence[Funnel]) -> Spot | None:
    """The same spot where it is still shown, else its step in the first group, else None."""
    if spot is None or not funnels:
        return None
    here = next((each for each in funnels if each.group.id == spot.group), None)
    if here is None:
        spot, here = Spot(funnels[0].group.id, spot.step), funnels[0]
    gone = spot.undecided and not here.undecided.get(spot.step)
    if gone:
        spot = Spot(spot.group, spot.step)
    return spot if count_at(here, spot.step) else None
