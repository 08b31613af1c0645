"""One chart of a study as a picture, for the command line: no window is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.measure.cohorts import Group
from core.model.iteration import Iteration
from core.study import Study
from ui.funnel import asking
from ui.funnel.asking import Question
from ui.funnel.cells import Sheet as Rows
from ui.funnel.charts.scene import Scene
from ui.funnel.charts.table import chart
from ui.funnel.export import picture_of_funnels, picture_of_rows
from ui.funnel.head import tr
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
    spot = asking.first_spot(answer.funnels, wanted.step or None)
    if spot is None:
        empty = tr("The flow has no steps yet. Draw it, then record.")
        return picture_of_rows(study, asked, Rows(tr("Funnels"), empty=empty), 0)
    if wanted.chart in FUNNELS:
        return picture_of_funnels(study, asked, answer)
    funnel = answer.funnels[0]
    sheet = chart(wanted.chart).sheet(Scene(study, asked, answer, spot, funnel))
    return picture_of_rows(study, asked, sheet, funnel.entrants)


FUNNELS = ("funnels", "steps")
"""The charts of bars: cohorts apart, or side by side at each step."""
