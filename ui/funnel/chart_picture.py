"""One chart of a study as a picture, for the command line: no window is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.measure.cohorts import Group
from core.model.iteration import Iteration
from core.study import Study
from ui.funnel import asking
from ui.funnel.asking import Question
from ui.funnel.charts.scene import Scene
from ui.funnel.charts.table import chart
from ui.funnel.export import picture_of_funnels, picture_of_rows
from ui.funnel.spot import Spot
from ui.funnel.view import View
from ui.look.drawn import Sheet
from ui.look.funnel_shape import shape_of, with_ends


@dataclass(frozen=True)
class Wanted:
    """A chart by its name, of which groups in which iteration; ``step`` is an id, empty for the worst.

    The charts of one cohort are about the first group.
    """

    chart: str
    iteration: Iteration
    groups: Sequence[Group]
    step: str = ""
    view: View = View()  # noqa: RUF009  # a frozen value


def chart_sheet(study: Study, wanted: Wanted) -> Sheet:
    """The chart on a sheet of its own. Raises KeyError where no chart has that name."""
    flow = study.flow(wanted.iteration.flow)
    asked = Question(
        wanted.iteration,
        flow,
        with_ends(shape_of(flow), flow),
        tuple(wanted.groups),
        wanted.view,
    )
    answer = asking.answer(study, asked)
    if wanted.chart in FUNNELS:
        return picture_of_funnels(study, asked, answer)
    spot = asking.first_spot(answer.funnels, wanted.step or None)
    funnel = answer.funnels[0]
    found = chart(wanted.chart)
    scene = Scene(study, asked, answer, spot or Spot(funnel.group.id, ""), funnel)
    return picture_of_rows(study, asked, found.sheet(scene), funnel.entrants)


FUNNELS = ("funnels", "steps")
"""The charts of bars: cohorts apart, or side by side at each step."""
